"""Front page, staff and log."""

from django.urls import path

from staff.access import page
from staff.roles import May
from staff.views.front import alive, front
from staff.views.log import download, log, mine
from staff.views.people import new_person, people, person
from staff.views.start import start

app_name = "staff"
urlpatterns = [
    page("", front, May.READ, "front"),
    page("medewerkers/", people, May.MANAGE, "people"),
    page("medewerkers/nieuw/", new_person, May.MANAGE, "new_person"),
    page("medewerkers/<int:number>/", person, May.MANAGE, "person"),
    page("logboek/", log, May.MANAGE, "log"),
    page("logboek/regels.csv", download, May.MANAGE, "log_download"),
    page("wat-deed-ik/", mine, May.READ, "mine"),
    path("start/<int:number>/<str:token>/", start, name="start"),
    path("leeft/", alive, name="alive"),
]
