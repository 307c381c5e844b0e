"""What requests of management go through, and no other: a session, a token, an account. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.utils import timezone

Suite = Callable[[HttpRequest], HttpResponse]
DEPUIS: Final = "depuis"
DUREE_MAXIMALE: Final = 10 * 3600
"""In seconds: a session ends after a working day, however busy."""


def en_gestion(requete: HttpRequest) -> bool:
    """Return whether a request belongs to management."""
    return requete.path_info.startswith(settings.COMPTES)


class _EnGestion:
    """Let every other request through as it is."""

    def process_request(self, requete: HttpRequest) -> HttpResponse | None:
        return super().process_request(requete) if en_gestion(requete) else None  # type: ignore[misc]

    def process_view(self, requete: HttpRequest, *reste: Any) -> HttpResponse | None:
        suite = getattr(super(), "process_view", None)
        return suite(requete, *reste) if suite is not None and en_gestion(requete) else None

    def process_response(self, requete: HttpRequest, reponse: HttpResponse) -> HttpResponse:
        suite = getattr(super(), "process_response", None)
        return suite(requete, reponse) if suite is not None and en_gestion(requete) else reponse


class Session(_EnGestion, SessionMiddleware):
    """The session of a request of management; what a page asks by itself does not keep it alive."""

    def process_response(self, requete: HttpRequest, reponse: HttpResponse) -> HttpResponse:
        """Keep the session, unless nobody has done anything."""
        seule = requete.method == "GET" and "HX-Request" in requete.headers
        return reponse if seule else super().process_response(requete, reponse)


class Jeton(_EnGestion, CsrfViewMiddleware):
    """The token against requests forged by another site."""


class Identite(_EnGestion, AuthenticationMiddleware):
    """The account of a request of management."""


class Avis(_EnGestion, MessageMiddleware):
    """What is said once, on the next page."""


class Duree:
    """End a session that has lasted a working day; what depends on who asks is kept by nobody."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite

    def __call__(self, requete: HttpRequest) -> HttpResponse:
        """Answer, or sign out who has been there for too long."""
        if not en_gestion(requete):
            return self.suite(requete)
        reponse = redirect("account_login") if self._trop_longue(requete) else self.suite(requete)
        reponse["Cache-Control"] = "no-store, private"
        # Without any referrer, a browser hides the origin of what it sends, and the token is refused.
        reponse["Referrer-Policy"] = "same-origin"
        return reponse

    def _trop_longue(self, requete: HttpRequest) -> bool:
        if not requete.user.is_authenticated:
            return False
        maintenant = int(timezone.now().timestamp())
        trop = maintenant - requete.session.setdefault(DEPUIS, maintenant) > DUREE_MAXIMALE
        if trop:
            logout(requete)
        return trop
