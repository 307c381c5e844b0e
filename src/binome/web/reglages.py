"""Django settings: one process, everything served from the package; no account and no cookie but under management.

Teams behind a proxy set the environment: `BINOME_DONNEES` (folder of the database and the secret), `BINOME_HOTES`
(host names, separated by commas), `BINOME_HTTPS=1` when the proxy speaks TLS, `BINOME_JOURNAL=1` for a line a request.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy

from binome.moteur.supplements import SUPPLEMENTS
from binome.web.donnees import base, dossier, secret
from binome.web.journal import reglages

ICI = Path(__file__).parent


DONNEES = dossier()
SECRET_KEY = secret(DONNEES)
DEBUG = False
HTTPS = os.environ.get("BINOME_HTTPS") == "1"
PAGES_GARDEES = int(os.environ.get("BINOME_PAGES_GARDEES", "16"))
"""In megabytes of memory; none with 0."""
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, os.environ.get("BINOME_HOTES", "").split(","))]

FACE_DES_PROGRAMMES = all(find_spec(nom) for nom in SUPPLEMENTS["api"])
INSTALLED_APPS = ["django.contrib.staticfiles", "crispy_forms", "crispy_bootstrap5", "django_htmx", "csp", "binome.web"]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

MIDDLEWARE = [
    "binome.web.intergiciels.Reference",
    "django.middleware.security.SecurityMiddleware",
    "binome.web.intergiciels.LectureSeule",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "binome.web.intergiciels.AdresseRaisonnable",
    "binome.web.pages_gardees.PagesGardees",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "binome.web.intergiciels.LangueDeLaPage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "binome.web.intergiciels.RefusEnMots",
]

if FACE_DES_PROGRAMMES:
    INSTALLED_APPS.append("ninja")
    MIDDLEWARE.insert(
        MIDDLEWARE.index("binome.web.intergiciels.LectureSeule"), "binome.api.intergiciel.FaceDesProgrammes"
    )
PROGRAMMES = "/api/v1/"
"""Where programs are answered, when the extra is there: they send bodies, and read problems rather than pages."""

COMPTES = "/gestion/"
"""Where accounts enter and work: the only addresses, with those of programs, that accept what is sent."""

GESTION = all(find_spec(nom) for nom in SUPPLEMENTS["gestion"])
"""Contract management has accounts; the public pages have none, and set no cookie."""
if GESTION:
    INSTALLED_APPS += [
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django.contrib.sessions",
        "binome.gestion",
    ]
    AUTH_USER_MODEL = "gestion.Compte"
    from binome.web.gestion.reglages import reglages as reglages_des_comptes

    DES_COMPTES = reglages_des_comptes(HTTPS, COMPTES)
    INSTALLED_APPS += DES_COMPTES.pop("APPLICATIONS_DES_COMPTES")
    MIDDLEWARE += DES_COMPTES.pop("INTERGICIELS_DES_COMPTES")
    globals().update(DES_COMPTES)

ROOT_URLCONF = "binome.web.urls"
WSGI_APPLICATION = "binome.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ICI / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                *(["django.contrib.messages.context_processors.messages"] if GESTION else []),
                "binome.web.contexte.commun",
            ]
        },
    }
]

DATABASES = {"default": base(DONNEES)}
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

LOGGING = reglages("INFO" if os.environ.get("BINOME_JOURNAL") == "1" else "WARNING")
