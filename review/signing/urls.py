"""Addresses of the pages for signing."""

from signing import views
from staff.access import page
from staff.roles import May

app_name = "signing"
urlpatterns = [
    page("", views.index, May.READ, "index"),
    page("handtekeningen.json", views.export, May.READ, "export"),
    page("niet-meer-in-gebruik/", views.retired, May.READ, "retired"),
    page("<str:kind>/<str:name>/", views.item, May.READ, "item"),
    page("<str:kind>/<str:name>/teken/", views.sign, May.SIGN, "sign"),
    page("<str:kind>/<str:name>/getekend/<int:number>/", views.signed, May.READ, "signed"),
    page("<str:kind>/<str:name>/getekend/<int:number>/trek-in/", views.withdraw, May.SIGN, "withdraw"),
]
