"""Addresses of this part."""

from staff.access import page
from staff.roles import May
from trial import views

app_name = "trial"
urlpatterns = [
    page("", views.index, May.EDIT, "index"),
    page("test/", views.test_file, May.EDIT, "test"),
]
