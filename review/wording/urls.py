"""Addresses of the pages for another wording."""

from staff.access import page
from staff.roles import May
from wording import views

app_name = "wording"
urlpatterns = [
    page("", views.index, May.EDIT, "index"),
    page("chat.js", views.widget, May.EDIT, "widget", logged=False),
    page("<slug:answer>/", views.edit, May.EDIT, "edit"),
    page("<slug:answer>/oordeel/", views.judged, May.EDIT, "judged", logged=False),
    page("<slug:answer>/voorbeeld/", views.shown, May.EDIT, "shown", logged=False),
    page("<slug:answer>/weg/", views.withdraw, May.EDIT, "withdraw"),
]
