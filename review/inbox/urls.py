"""Addresses of the inbox. No sentence's number stands in one: the log of who opened what keeps addresses for a year."""

from inbox.views import differences, export, queue
from staff.access import page
from staff.roles import May

app_name = "inbox"
urlpatterns = [
    page("", queue.index, May.EDIT, "index"),
    page("oordeel/", queue.judge, May.EDIT, "judge"),
    page("toetsen/", queue.keys, May.EDIT, "keys"),
    page("verschillen/", differences.index, May.EDIT, "differences"),
    page("verschillen/beslis/", differences.settle, May.SIGN, "settle"),
    page("verschillen/aantal/", differences.set_needed, May.SIGN, "needed"),
    page("export/", export.index, May.EDIT, "export"),
    page("export/klaar/", export.confirm, May.EDIT, "confirm"),
    page("export/opnieuw/", export.again, May.EDIT, "again"),
]
