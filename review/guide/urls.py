"""Addresses of the guide."""

from guide import views
from staff.access import page
from staff.roles import May

app_name = "guide"
urlpatterns = [
    page("", views.index, May.READ, "index"),
    page("<slug:name>/", views.show, May.READ, "page", logged=False),
]
