"""The nation: what the law, reforms and readings would cost, with its progress and its documents."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from binome.droit.choix import reformes_pretes
from binome.droit.loi import loi_en_vigueur
from binome.droit.reformes_en_ligne import en_ligne, lire_en_ligne
from binome.droit.reformes_en_mots import en_mots
from binome.langue.tableau import Unite
from binome.lots.reformes import lire_yaml
from binome.moteur.erreurs import MANQUE, ErreurDeSaisie
from binome.web import chiffrage
from binome.web.atelier import grilles, ligne_composee, remplir

_EN_CHIFFRES: Final = (Unite.NOMBRE, Unite.EUROS, Unite.PART)
DOCUMENTS: Final = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}


@cache_control(no_store=True)
def nation(requete: HttpRequest) -> HttpResponse:
    """Show the form; with `calculer`, the calculation that the address asks: its progress, then its results."""
    if not chiffrage.possible():
        return render(requete, "nation.html", {"possible": False})
    brutes = {nom: requete.GET.getlist(nom) for nom in requete.GET}
    try:
        demande = chiffrage.lire_la_demande(brutes)
    except ErreurDeSaisie as faute:
        demande = chiffrage.lire_la_demande({}) | {"texte": (brutes.get("texte") or [""])[0]}
        return render(
            requete, "nation.html", _contexte(demande) | {"faute": faute}, status=faute.consequence.statut_http
        )
    contexte = _contexte(demande)
    if "calculer" not in requete.GET or requete.method == "HEAD":
        return render(requete, "nation.html", contexte)
    contexte["suivi"] = suivi = chiffrage.suivre(demande)
    if suivi["etat"] == "fini":
        contexte["resultat"] = _avec_les_cotes(chiffrage.resultat(suivi["cle"]))
    contexte["adresse"] = f"{requete.path}?{requete.GET.urlencode()}"
    if getattr(requete, "htmx", False):
        # A fragment tells where the work stands; that of a refusal would not be shown.
        return render(requete, "fragments/nation.html", contexte)
    return render(requete, "nation.html", contexte, status=_statut(suivi))


def _statut(suivi: chiffrage.Demande) -> int:
    """Return the status of the page of a calculation."""
    return int(suivi.get("statut", MANQUE.statut_http if suivi["etat"] == "panne" else HTTPStatus.OK))


def composer(requete: HttpRequest) -> HttpResponse:
    """Put what was typed in the table into a reform, and go back to the form with it."""
    deja, pretes = requete.GET.get("deja", ""), requete.GET.getlist("reforme")
    try:
        ligne = ligne_composee(deja, requete.GET.dict())
    except ErreurDeSaisie as faute:
        contexte = _contexte(chiffrage.lire_la_demande({}))
        remplies = remplir(contexte["grilles"], requete.GET.dict())
        return render(
            requete,
            "nation.html",
            contexte | {"faute": faute, "grilles": remplies},
            status=faute.consequence.statut_http,
        )
    choisies = [("reforme", nom) for nom in (*pretes, ligne) if nom]
    return redirect(f"{reverse('nation')}?{urlencode(choisies)}#composer")


def _refuser(requete: HttpRequest, contexte: dict[str, Any], faute: ErreurDeSaisie) -> HttpResponse:
    return render(requete, "nation.html", contexte | {"faute": faute}, status=faute.consequence.statut_http)


def _contexte(demande: chiffrage.Demande) -> dict[str, Any]:
    """Return what the form needs: reforms that are ready, those that the reader wrote, the table of numbers."""
    loi = loi_en_vigueur()
    droit = loi.catalogue
    pretes = reformes_pretes(droit)
    lignes = [nom for nom in demande["reformes"] if nom not in pretes]
    return {
        "possible": True,
        "permis": chiffrage,
        "documents": list(DOCUMENTS),
        "reformes": pretes.values(),
        "demande": demande,
        "ecrites": [{"ligne": ligne, "mots": en_mots(loi.avec(lire_en_ligne(ligne, droit)))} for ligne in lignes],
        "grilles": grilles(droit),
        "pour_mon_cas": en_ligne(lire_yaml("texte", demande["texte"], droit)) if _se_lit(demande["texte"]) else "",
    }


def _se_lit(texte: str) -> bool:
    try:
        return bool(texte) and lire_yaml("texte", texte, loi_en_vigueur().catalogue) is not None
    except ErreurDeSaisie:
        return False


def _avec_les_cotes(lu: Any) -> Any:
    """Return the results as the page shows them: figures end at the right of their column."""
    for section in [] if lu is None else lu["sections"]:
        chiffres = [colonne["unite"] in _EN_CHIFFRES for colonne in section["colonnes"]]
        section["rangees"] = [list(zip(ligne, chiffres, strict=True)) for ligne in section["lignes"]]
    return lu


def document(_requete: HttpRequest, cle: str, forme: str) -> HttpResponse | FileResponse:
    """Return a document of a finished calculation, to be kept as a file."""
    fichier = chiffrage.racine() / cle / f"rapport.{forme}"
    if not fichier.is_file() or chiffrage.resultat(cle) is None:
        raise Http404
    return FileResponse(
        fichier.open("rb"), content_type=DOCUMENTS[forme], as_attachment=True, filename=f"binome-nation.{forme}"
    )
