"""Addresses of the flow book."""

from flows.views import pictures, plays, tables, things
from staff.access import page
from staff.roles import May

app_name = "flows"
urlpatterns = [
    page("", plays.index, May.READ, "index"),
    page("onderwerp/<str:name>/", plays.topic, May.READ, "topic"),
    page("onderwerp/<str:name>/plaatje.svg", pictures.topic, May.READ, "topic-picture", logged=False),
    page("gevaar/", plays.dangers, May.READ, "dangers"),
    page("gevaar/<str:kind>/", plays.danger, May.READ, "danger"),
    page("gevaar/<str:kind>/plaatje.svg", pictures.danger, May.READ, "danger-picture", logged=False),
    page("algemeen/", plays.generals, May.READ, "generals"),
    page("algemeen/<str:name>/", plays.general, May.READ, "general"),
    page("algemeen/<str:name>/plaatje.svg", pictures.general, May.READ, "general-picture", logged=False),
    page("antwoord/<str:name>/", things.answer, May.READ, "answer"),
    page("lijn/<str:name>/", things.line, May.READ, "line"),
    page("feiten/", tables.facts, May.READ, "facts"),
    page("feiten/feiten.csv", tables.facts_file, May.READ, "facts-file"),
    page("feit/<str:name>/", things.fact, May.READ, "fact"),
    page("kaart/<str:language>/", things.card, May.READ, "card"),
    page("samenhang/", pictures.overall, May.READ, "overall"),
    page("samenhang/plaatje.svg", pictures.overall_picture, May.READ, "overall-picture", logged=False),
    page("zoeken/", tables.search, May.READ, "search"),
    page("alles/", tables.whole, May.READ, "whole"),
]
