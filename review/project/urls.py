"""All pages, a folder each. Who may open which page stands with the page itself (``staff.access.page``)."""

from django.urls import include, path
from django.views.generic import RedirectView

from staff.views.account import account, codes, codes_file, new_codes
from staff.views.organisation import begin

urlpatterns = [
    # Where ours and allauth's have the same name and address, ours comes first.
    path("account/", RedirectView.as_view(pattern_name="mfa_index"), name="account"),
    path("account/", include("allauth.account.urls")),
    path("account/twee-stappen/", account, name="mfa_index"),
    path("account/twee-stappen/recovery-codes/", codes, name="mfa_view_recovery_codes"),
    path("account/twee-stappen/recovery-codes/generate/", new_codes, name="mfa_generate_recovery_codes"),
    path("account/twee-stappen/recovery-codes/download/", codes_file, name="mfa_download_recovery_codes"),
    path("account/twee-stappen/", include("allauth.mfa.urls")),
    path("account/organisatie/", include("allauth.socialaccount.urls")),
    path("account/organisatie/<slug:provider_id>/login/", begin, name="openid_connect_login"),
    path("account/organisatie/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("", include("staff.urls")),
    path("stroomboek/", include("flows.urls")),
    path("ondertekenen/", include("signing.urls")),
    path("gesprekken/", include("turns.urls")),
    path("cijfers/", include("figures.urls")),
    path("zinnen/", include("inbox.urls")),
    path("uitproberen/", include("trial.urls")),
    path("tekst/", include("wording.urls")),
    path("uitleg/", include("guide.urls")),
]
handler400 = "staff.views.errors.bad_request"
handler403 = "staff.views.errors.not_allowed"
handler404 = "staff.views.errors.not_found"
# allauth's: somebody tried too often.
handler429 = "staff.views.errors.too_many"
handler500 = "staff.views.errors.failed"
