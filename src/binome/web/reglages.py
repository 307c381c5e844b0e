"""Django settings: one process, no account, no cookie, everything served from the package.

Teams behind a proxy set the environment: `BINOME_DONNEES` (folder of the database and the secret), `BINOME_HOTES`
(host names, separated by commas), `BINOME_HTTPS=1` when the proxy speaks TLS.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy
from platformdirs import user_data_path

ICI = Path(__file__).parent


def _dossier() -> Path:
    """Return the data folder, made for this user alone."""
    dossier = Path(os.environ.get("BINOME_DONNEES") or user_data_path("binome", appauthor=False))
    dossier.mkdir(mode=0o700, parents=True, exist_ok=True)
    return dossier


def _secret(dossier: Path) -> str:
    """Return the installation's secret, made once and readable by its user alone."""
    fichier = dossier / "secret"
    if not fichier.exists():
        # Written whole under another name, then linked: of several workers that start together, one wins.
        provisoire = dossier / f"secret.{os.getpid()}"
        descripteur = os.open(provisoire, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descripteur, "w", encoding="ascii") as flux:
            flux.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            fichier.hardlink_to(provisoire)
        provisoire.unlink()
    return fichier.read_text("ascii")


DONNEES = _dossier()
SECRET_KEY = _secret(DONNEES)
DEBUG = False
HTTPS = os.environ.get("BINOME_HTTPS") == "1"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, os.environ.get("BINOME_HOTES", "").split(","))]

INSTALLED_APPS = ["django.contrib.staticfiles", "crispy_forms", "crispy_bootstrap5", "django_htmx", "csp", "binome.web"]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "binome.web.intergiciels.AdresseRaisonnable",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "binome.web.intergiciels.LangueDeLaPage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "binome.web.intergiciels.RefusEnMots",
]

ROOT_URLCONF = "binome.web.urls"
WSGI_APPLICATION = "binome.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ICI / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["binome.web.contexte.commun"]},
    }
]

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DONNEES / "binome.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", gettext_lazy("Français")), ("en", gettext_lazy("Anglais"))]
LOCALE_PATHS = [ICI / "langue"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"

STATIC_URL = "/statique/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "binome": {"handlers": ["console"], "level": "INFO"},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
