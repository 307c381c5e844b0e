"""The nation: what the law, reforms and readings would cost, with its progress and its documents."""

from __future__ import annotations

from base64 import b64encode
from http import HTTPStatus
from typing import Any, Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from binome.droit.choix import reformes_pretes
from binome.droit.loi import loi_en_vigueur
from binome.moteur.erreurs import MANQUE, ErreurDeSaisie
from binome.web import chiffrage

DOCUMENTS: Final = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}


def nation(requete: HttpRequest) -> HttpResponse:
    """Show the form; with `calculer`, the calculation that the address asks: its progress, then its results."""
    contexte: dict[str, Any] = {"possible": chiffrage.possible(), "permis": chiffrage, "documents": list(DOCUMENTS)}
    if not contexte["possible"]:
        return render(requete, "nation.html", contexte)
    contexte["reformes"] = reformes_pretes(loi_en_vigueur().catalogue).values()
    brutes = {nom: requete.GET.getlist(nom) for nom in requete.GET}
    try:
        contexte["demande"] = demande = chiffrage.lire_la_demande(brutes)
    except ErreurDeSaisie as faute:
        contexte["demande"] = chiffrage.lire_la_demande({}) | {"texte": (brutes.get("texte") or [""])[0]}
        contexte["faute"] = faute
        return render(requete, "nation.html", contexte, status=faute.consequence.statut_http)
    if "calculer" not in requete.GET or requete.method == "HEAD":
        return render(requete, "nation.html", contexte)
    contexte["suivi"] = suivi = chiffrage.suivre(demande)
    if suivi["etat"] == "fini":
        contexte["resultat"] = _avec_images(chiffrage.resultat(suivi["cle"]))
    contexte["adresse"] = f"{requete.path}?{requete.GET.urlencode()}"
    if getattr(requete, "htmx", False):
        # A fragment tells where the work stands; that of a refusal would not be shown.
        return render(requete, "fragments/nation.html", contexte)
    return render(requete, "nation.html", contexte, status=_statut(suivi))


def _statut(suivi: chiffrage.Demande) -> int:
    """Return the status of the page of a calculation."""
    return int(suivi.get("statut", MANQUE.statut_http if suivi["etat"] == "panne" else HTTPStatus.OK))


def _avec_images(lu: Any) -> Any:
    """Return the results with each chart as an image's address: its own styles stay inside."""
    for section in [] if lu is None else lu["sections"]:
        if section["svg"]:
            section["image"] = f"data:image/svg+xml;base64,{b64encode(section['svg'].encode()).decode()}"
    return lu


def document(_requete: HttpRequest, cle: str, forme: str) -> HttpResponse | FileResponse:
    """Return a document of a finished calculation, to be kept as a file."""
    fichier = chiffrage.racine() / cle / f"rapport.{forme}"
    if not fichier.is_file() or chiffrage.resultat(cle) is None:
        raise Http404
    return FileResponse(
        fichier.open("rb"), content_type=DOCUMENTS[forme], as_attachment=True, filename=f"binome-nation.{forme}"
    )
