"""What every request goes through: a reference, a method that reads, a sensible size, its language, its refusals."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter_ns
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from binome.langue.courante import FRANCAIS, Langue, en_langue
from binome.moteur.erreurs import DEFAUT, MANQUE
from binome.moteur.refus import en_refus
from binome.web.journal import JOURNAL, REFERENCE, reference

Suite = Callable[[HttpRequest], HttpResponse]
LONGUEUR_MAXIMALE: Final = 8_000
CORPS_MAXIMAL: Final = 8_192
_CHIFFRES_D_UNE_LONGUEUR: Final = 20
"""In bytes; nothing that a page does needs a body."""
LECTURES: Final = ("GET", "HEAD")
EN_TETE: Final = "X-Request-Id"
_NS_PAR_MS: Final = 1_000_000


class Reference:
    """Give each request a reference, said in its answer and in the log; write its line when it is answered."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite

    def __call__(self, requete: HttpRequest) -> HttpResponse:
        """Answer, and say so in the log without anything of the reader."""
        debut, nom = perf_counter_ns(), reference(requete.headers.get(EN_TETE, ""))
        jeton = REFERENCE.set(nom)
        try:
            reponse = self.suite(requete)
            reponse[EN_TETE] = nom
            JOURNAL.info("%s %s %s %s ms", _methode(requete), _route(requete), reponse.status_code, _duree(debut))
        finally:
            REFERENCE.reset(jeton)
        return reponse


def _methode(requete: HttpRequest) -> str:
    return requete.method if requete.method in LECTURES else "AUTRE"


def _route(requete: HttpRequest) -> str:
    """Return the name of the page, never its address."""
    trouvee = requete.resolver_match
    return trouvee.view_name if trouvee and trouvee.view_name else "-"


def _duree(debut: int) -> int:
    return (perf_counter_ns() - debut) // _NS_PAR_MS


class LectureSeule:
    """Refuse what is not a reading: another method, a body that no page needs. Nothing of it is read."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite

    def __call__(self, requete: HttpRequest) -> HttpResponse:
        """Answer 405 to a method that writes, 413 to a body; programs have their own face."""
        if requete.path_info.startswith(settings.PROGRAMMES):
            return self.suite(requete)
        if settings.GESTION and requete.path_info.startswith(settings.COMPTES) and requete.method == "POST":
            return self.suite(requete)
        if requete.method not in LECTURES:
            return HttpResponse(render_to_string("405.html"), status=405, headers={"Allow": ", ".join(LECTURES)})
        if _corps(requete) > CORPS_MAXIMAL:
            return HttpResponse(render_to_string("413.html"), status=413)
        reponse = self.suite(requete)
        return _sans_corps(reponse) if requete.method == "HEAD" else reponse


def _sans_corps(reponse: HttpResponse) -> HttpResponse:
    """Keep what the head of an answer says, its length included; servers send what they are given."""
    if not reponse.streaming:
        reponse.headers.setdefault("Content-Length", str(len(reponse.content)))
        reponse.content = b""
    return reponse


def _corps(requete: HttpRequest) -> int:
    """Return the length that the body of a request announces; one cut into chunks announces none."""
    annonce = requete.META.get("CONTENT_LENGTH") or "0"
    lisible = annonce.isdecimal() and annonce.isascii() and len(annonce) <= _CHIFFRES_D_UNE_LONGUEUR
    return int(annonce) if lisible else CORPS_MAXIMAL + 1


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
        refus = en_refus(exception)
        if refus is None or refus.consequence == DEFAUT:
            return None
        if refus.consequence == MANQUE:
            JOURNAL.error("moyen absent : %s", _route(requete), exc_info=exception)
        return render(requete, "refus.html", {"refus": str(refus)}, status=refus.consequence.statut_http)


class LangueDeLaPage:
    """Say the engine's sentences in the language that the address chose; French is never guessed away."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite

    def __call__(self, requete: HttpRequest) -> HttpResponse:
        """Answer in the language of the page."""
        code = get_language() or FRANCAIS.code
        with en_langue(FRANCAIS if code == FRANCAIS.code else Langue(code, gettext)):
            return self.suite(requete)
