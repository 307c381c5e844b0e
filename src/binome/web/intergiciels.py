"""What every request goes through: an address of a sensible length, the language of its sentences, its refusals."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from binome.langue.courante import FRANCAIS, Langue, en_langue
from binome.moteur.erreurs import DEFAUT, ErreurBinome

LONGUEUR_MAXIMALE = 8_000
Suite = Callable[[HttpRequest], HttpResponse]


class AdresseRaisonnable:
    """Refuse, in words, an address that no situation can need."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite

    def __call__(self, requete: HttpRequest) -> HttpResponse:
        """Answer 414 when the address is too long."""
        if len(requete.META.get("QUERY_STRING", "")) > LONGUEUR_MAXIMALE:
            return HttpResponse(render_to_string("414.html"), status=414)
        return self.suite(requete)


class RefusEnMots:
    """Answer in words, with the status that the tree of errors gives, a refusal that no view has answered."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite

    def __call__(self, requete: HttpRequest) -> HttpResponse:
        """Let the request through."""
        return self.suite(requete)

    def process_exception(self, requete: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show a refusal; what is a defect of ours goes on to the page of failures, and to the log."""
        if not isinstance(exception, ErreurBinome) or exception.consequence == DEFAUT:
            return None
        return render(requete, "refus.html", {"refus": str(exception)}, status=exception.consequence.statut_http)


class LangueDeLaPage:
    """Say the engine's sentences in the language that the address chose; French is never guessed away."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite

    def __call__(self, requete: HttpRequest) -> HttpResponse:
        """Answer in the language of the page."""
        code = get_language() or FRANCAIS.code
        with en_langue(FRANCAIS if code == FRANCAIS.code else Langue(code, gettext)):
            return self.suite(requete)
