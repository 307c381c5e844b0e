"""Settings of accounts: who may enter and how, for how long, and how often one may fail.

The environment says the rest. `BINOME_OIDC`: identity providers, a JSON list of objects with `id`, `nom`, `client`,
`secret`, `serveur` (the issuer), and `perimetre` where it is not « openid email ». `BINOME_COURRIEL`: the server that
sends messages, `smtp://host:587`, name and password before the host; without it, who invites is shown the links.
"""

from __future__ import annotations

import os
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from binome.moteur.donnees_lues import TexteRefuse, lire_json
from binome.moteur.erreurs import MoyenAbsent

_ARRET_D_INACTIVITE: Final = 30 * 60
_EXIGES: Final = ("id", "nom", "client", "secret", "serveur")
_APPLICATIONS: Final = (
    "django.contrib.messages",
    "django.contrib.humanize",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "binome.web.gestion",
)
_NOTRES: Final = "binome.web.gestion.intergiciels"
_INTERGICIELS: Final = (
    *(f"{_NOTRES}.{nom}" for nom in ("Session", "Jeton", "Identite", "Avis")),
    "allauth.account.middleware.AccountMiddleware",
    f"{_NOTRES}.Duree",
)
"""Sessions, tokens and accounts of ours let every request but those of management through as it is."""


def reglages(https: bool, prefixe: str) -> dict[str, Any]:
    """Return the settings that accounts add.

    Args:
        https: whether visitors come by TLS.
        prefixe: the only addresses to which cookies are sent.

    Raises:
        MoyenAbsent: what the environment says cannot be read.
    """
    return {
        "INTERGICIELS_DES_COMPTES": _INTERGICIELS,
        "APPLICATIONS_DES_COMPTES": _APPLICATIONS,
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": "binome_limites",
                "OPTIONS": {"MAX_ENTRIES": 100_000},
            }
        },
        **_sessions(https, prefixe),
        **_mots_de_passe(),
        **_allauth(https),
        **_courriel(),
    }


def _sessions(https: bool, prefixe: str) -> dict[str, Any]:
    """Say where cookies go, and for how long: half an hour without a request ends a session."""
    return {
        "SESSION_COOKIE_NAME": "__Secure-binome" if https else "binome",
        "SESSION_COOKIE_PATH": prefixe,
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_AGE": _ARRET_D_INACTIVITE,
        "SESSION_SAVE_EVERY_REQUEST": True,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_USE_SESSIONS": True,
        "CSRF_FAILURE_VIEW": "binome.web.gestion.entree.jeton_refuse",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "gestion-bureau",
        "LOGOUT_REDIRECT_URL": "account_login",
    }


def _mots_de_passe() -> dict[str, Any]:
    regles = "django.contrib.auth.password_validation"
    return {
        "PASSWORD_HASHERS": [
            "django.contrib.auth.hashers.ScryptPasswordHasher",
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"{regles}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
            {"NAME": f"{regles}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("courriel",)}},
            {"NAME": f"{regles}.CommonPasswordValidator"},
        ],
        "PASSWORD_RESET_TIMEOUT": 3 * 24 * 3600,
    }


def _allauth(https: bool) -> dict[str, Any]:
    return {
        "ACCOUNT_ADAPTER": "binome.web.gestion.entree.Entree",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if https else "http",
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_USER_MODEL_EMAIL_FIELD": "courriel",
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 600,
        "ACCOUNT_RATE_LIMITS": {"login": "30/m/ip", "login_failed": "20/m/ip,5/15m/key", "reset_password": "5/m/ip"},
        "ALLAUTH_TRUSTED_PROXY_COUNT": int(os.environ.get("BINOME_MANDATAIRES") or 0),
        "MFA_ADAPTER": "binome.web.gestion.entree.SecondFacteur",
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_TOTP_ISSUER": "Binôme",
        "MFA_TOTP_TOLERANCE": 1,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not https,
        "SOCIALACCOUNT_ADAPTER": "binome.web.gestion.entree.EntreeParFournisseur",
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_PROVIDERS": fournisseurs(os.environ.get("BINOME_OIDC", "")),
        "USERSESSIONS_TRACK_ACTIVITY": False,
    }


def fournisseurs(ecrits: str) -> dict[str, Any]:
    """Read the identity providers of the environment.

    Raises:
        MoyenAbsent: they are not a list of complete objects.
    """
    if not ecrits.strip():
        return {}
    try:
        lus = lire_json(ecrits)
    except TexteRefuse as faute:
        raise MoyenAbsent(f"BINOME_OIDC n'est pas du JSON correct. {faute.conseil}") from faute
    if not isinstance(lus, list) or not all(isinstance(un, dict) and set(_EXIGES) <= set(un) for un in lus):
        raise MoyenAbsent(f"BINOME_OIDC est une liste d'objets, chacun avec {', '.join(_EXIGES)}.")
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [_fournisseur(un) for un in lus]}}


def _fournisseur(lu: dict[str, Any]) -> dict[str, Any]:
    return {
        "provider_id": str(lu["id"]),
        "name": str(lu["nom"]),
        "client_id": str(lu["client"]),
        "secret": str(lu["secret"]),
        "settings": {
            "server_url": str(lu["serveur"]),
            "scope": str(lu.get("perimetre", "openid email")).split(),
            "token_auth_method": str(lu.get("authentification", "client_secret_post")),
            "fetch_userinfo": True,
        },
    }


def _courriel() -> dict[str, Any]:
    adresse = urlsplit(os.environ.get("BINOME_COURRIEL", ""))
    if not adresse.hostname:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "COURRIEL": False}
    return {
        "COURRIEL": True,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": adresse.hostname,
        "EMAIL_PORT": adresse.port or 587,
        "EMAIL_HOST_USER": unquote(adresse.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(adresse.password or ""),
        "EMAIL_USE_TLS": adresse.scheme == "smtp",
        "EMAIL_USE_SSL": adresse.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": os.environ.get("BINOME_EXPEDITEUR", "ne-pas-repondre@localhost"),
    }
