"""Addresses of this part."""

from staff.access import page
from staff.roles import May
from turns import views

app_name = "turns"
urlpatterns = [
    page("", views.index, May.READ, "index"),
    page("afhakers/", views.leave, May.READ, "leave"),
    page("<str:code>/", views.conversation, May.READ, "conversation"),
]
