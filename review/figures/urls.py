"""Addresses of this part."""

from figures.views import page_of, svg, table
from staff.access import page
from staff.roles import May

app_name = "figures"
urlpatterns = [
    page("", page_of("index"), May.READ, "index"),
    page("begrijpen/", page_of("doubt"), May.READ, "doubt"),
    page("gevaar/", page_of("danger"), May.READ, "danger"),
    page("paden/", page_of("paths"), May.READ, "paths"),
    page("plaatje/<slug:figure>.svg", svg, May.READ, "picture", logged=False),
    page("tabel/<slug:figure>.csv", table, May.READ, "table"),
]
