"""Django's settings; what differs per installation comes from ``project.environment``."""

from __future__ import annotations

import os
import sys

import dj_database_url
from csp.constants import NONE, SELF

from project.environment import REVIEW_ROOT, Environment, SettingError

try:
    HERE = Environment.read(os.environ)
    SECRET_KEY = HERE.secret()
except SettingError as error:
    sys.exit(str(error))

DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *(site.split(":")[0] for site in HERE.sites)]
CSRF_TRUSTED_ORIGINS = [f"https://{site}" for site in HERE.sites]
ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "staff",
    "flows",
    "signing",
    "turns",
    "figures",
    "inbox",
    "trial",
    "wording",
    "guide",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "staff.middleware.headers.no_traces",
    "staff.middleware.readable.addresses",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "staff.middleware.sessions.ends",
    "staff.middleware.access.Access",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [REVIEW_ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "staff.context.page",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(HERE.database, conn_max_age=60, conn_health_checks=True),
    # The bot's own rows. Read only, whatever rights the account has: see turns/routing.py and docs/nakijken.md.
    "turns": dj_database_url.parse(HERE.turns, conn_max_age=60, conn_health_checks=True),
}
for _options in DATABASES.values():
    if _options["ENGINE"].endswith("sqlite3"):
        # What is deleted is overwritten: a conversation that is 90 days old is then gone from the file as well.
        _pragmas = "PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON"
        _options["OPTIONS"] = {"timeout": 5, "transaction_mode": "IMMEDIATE", "init_command": _pragmas}
if DATABASES["turns"]["ENGINE"].endswith("sqlite3"):
    DATABASES["turns"]["NAME"] = f"file:{DATABASES['turns']['NAME']}?mode=ro"
    DATABASES["turns"]["OPTIONS"] = {"timeout": 5, "uri": True}
else:
    DATABASES["turns"]["OPTIONS"] = {
        # A server that is gone must not hold up the rest of the tool.
        "connect_timeout": 3,
        "options": "-c default_transaction_read_only=on -c statement_timeout=10s",
    }
DATABASE_ROUTERS = ["turns.routing.ReadOnlyTurns"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [REVIEW_ROOT / "static"]
# Served from where they lie; there is nothing to collect.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Django's own backend would only hash each wrong password a second time.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "staff.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "staff.passwords.NotObvious"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# How long a start link (staff/start.py) works.
PASSWORD_RESET_TIMEOUT = 24 * 3600
ACCOUNT_ADAPTER = "staff.adapters.ClosedAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# No "remember me": a shared computer is the rule at a helpline.
ACCOUNT_SESSION_REMEMBER = False
# So long after confirming a password or a code somebody may change accounts or a second step.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/5m/ip", "login": "30/m/ip", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "staff.adapters.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Lantaarn nakijken"
# Passkeys over plain http only on this machine itself, where browsers allow them too.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HERE.sites
SOCIALACCOUNT_ADAPTER = "staff.organisation.KnownAccountsOnly"
SOCIALACCOUNT_PROVIDERS = HERE.organisation()
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
# A link, not a form: form-action in the CSP would have to name every address that the organisation sends people along.
SOCIALACCOUNT_LOGIN_ON_GET = True

# How failed logins are counted: in the database, so that processes count together and a restart changes nothing.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "tellingen"},
}

SESSION_COOKIE_NAME = "nakijken"
SESSION_COOKIE_AGE = HERE.idle
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "staff.views.errors.csrf_failed"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = bool(HERE.sites)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HERE.sites else None
SECURE_HSTS_SECONDS = 31_536_000 if HERE.sites else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
# The answers page shows the chat itself in a frame; nobody else may show anything of ours.
X_FRAME_OPTIONS = "SAMEORIGIN"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "manifest-src": [NONE],
    }
}

# One handler, no request data: a traceback would carry what somebody typed.
LOGGING = {
    "version": 1,
    # The command that serves sets Django up twice; the second time would silence everything that was there already.
    "disable_existing_loggers": False,
    "formatters": {"short": {"()": "staff.logs.ClassOnly"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "short"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.server": {"level": "ERROR"}, "django.request": {"level": "ERROR"}},
}
