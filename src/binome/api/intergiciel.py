"""What every request to the API goes through, whatever answers: language, rate, other origins, cache, problems."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag

from binome import __version__
from binome.api.debit import Reste, abonne, debit_de_l_environnement, mandataires_de_l_environnement
from binome.api.langue import langue_demandee, parler
from binome.api.problemes import DE_HTTP, TYPE_DE_CONTENU, RefusHttp, refuser
from binome.droit.loi import loi_en_vigueur
from binome.langue.courante import dire

Suite = Callable[[HttpRequest], HttpResponseBase]

_ADRESSE_AU_PLUS: Final = 8_000
_ERREUR: Final = 400
_MONTRES: Final = "ETag, Content-Language, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"
_ORIGINES: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": _MONTRES,
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_AVANT_UN_APPEL: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, X-Request-Id",
    "Access-Control-Max-Age": "86400",
}


class FaceDesProgrammes:
    """Answer programs as programs read: never a page for a refusal, and the headers that they rely on."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite
        self.debit = debit_de_l_environnement()
        self.mandataires = mandataires_de_l_environnement()

    def __call__(self, requete: HttpRequest) -> HttpResponseBase:
        """Answer; requests to other faces go on as they are."""
        if not requete.path_info.startswith(settings.PROGRAMMES):
            return self.suite(requete)
        langue = langue_demandee(requete)
        reste = self.debit.compter(abonne(requete.META, self.mandataires))
        with parler(langue):
            reponse = self._repondre(requete, reste, langue)
        for nom, valeur in {**_ORIGINES, **({} if reste is None else reste.entetes())}.items():
            reponse.headers.setdefault(nom, valeur)
        reponse.headers["Content-Language"] = langue
        reponse.headers.setdefault("Cache-Control", "no-cache" if "ETag" in reponse else "no-store")
        patch_vary_headers(reponse, ("Accept", "Accept-Language"))
        return reponse

    def _repondre(self, requete: HttpRequest, reste: Reste | None, langue: str) -> HttpResponseBase:
        if reste is not None and reste.depasse:
            detail = dire("Réessayez dans {secondes} secondes.", secondes=reste.secondes)
            return refuser(RefusHttp(429, detail, {"Retry-After": str(reste.secondes)}))
        if len(requete.META.get("QUERY_STRING", "")) > _ADRESSE_AU_PLUS:
            return refuser(RefusHttp(414, dire("Une adresse de 8 000 caractères au plus est lue ici.")))
        if requete.method == "OPTIONS":
            return HttpResponse(status=204, headers=_AVANT_UN_APPEL)
        tete_seule = requete.method == "HEAD"
        requete.method = "GET" if tete_seule else requete.method
        etiquette = _etiquette(requete, langue) if requete.method == "GET" else ""
        if etiquette and _deja_lue(requete, etiquette):
            return HttpResponseNotModified(headers={"ETag": etiquette})
        reponse = _en_probleme(self.suite(requete))
        if etiquette and reponse.status_code < _ERREUR:
            reponse.headers["ETag"] = etiquette
        return _sans_corps(reponse) if tete_seule else reponse


def _etiquette(requete: HttpRequest, langue: str) -> str:
    """Return what stands for an answer of the law: it changes with the law, the engine, the language, the question."""
    quoi = f"{loi_en_vigueur().version}\n{__version__}\n{langue}\n{requete.get_full_path()}"
    return quote_etag(sha256(quoi.encode()).hexdigest()[:32])


def _deja_lue(requete: HttpRequest, etiquette: str) -> bool:
    donnees = parse_etags(requete.headers.get("If-None-Match", ""))
    return any(une == "*" or une.removeprefix("W/") == etiquette for une in donnees)


def _en_probleme(reponse: HttpResponseBase) -> HttpResponseBase:
    """Return a refusal that something else made of a page, as a problem; its headers stay."""
    statut = reponse.status_code
    if statut < _ERREUR or reponse.headers.get("Content-Type") == TYPE_DE_CONTENU:
        return reponse
    connu = statut if statut in DE_HTTP else _ERREUR if statut < max(DE_HTTP) else max(DE_HTTP)
    gardees = {nom: reponse.headers[nom] for nom in ("Allow", "Retry-After", "X-Request-Id") if nom in reponse.headers}
    return refuser(RefusHttp(connu, dire(_CONSEILS.get(connu, _AILLEURS), racine=settings.PROGRAMMES), gardees))


_AILLEURS: Final = "Les adresses et ce qu'elles lisent sont dans {racine}openapi.json."
_CONSEILS: Final = {500: "La réponse n'a pas pu être calculée ; l'incident est noté."}


def _sans_corps(reponse: HttpResponseBase) -> HttpResponseBase:
    if isinstance(reponse, HttpResponse):
        reponse.headers["Content-Length"] = str(len(reponse.content))
        reponse.content = b""
    return reponse
