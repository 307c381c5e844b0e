"""Is it worth it? The project of the employer beside the situation, and the answer under it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from binome.economie.champs import champs_du_projet
from binome.economie.rentabilite.calcul import rentabilite as calculer
from binome.economie.rentabilite.reponse import Rentabilite
from binome.moteur.erreurs import ErreurDeSaisie
from binome.rapports.rentabilite import en_pdf
from binome.web.projet_d_emploi import DU_PROJET, ChampDemande
from binome.web.vues.simulation import corriger, lire_l_adresse

TIRAGES: Final = 400
"""Fates drawn for a page; the command draws more."""
_PLUS_FORTES: Final = 6


def rentabilite(requete: HttpRequest) -> HttpResponse:
    """Ask for the project, then say whether it is worth it."""
    lue = lire_l_adresse(requete)
    if not lue.saine:
        return corriger(requete, lue)
    saisis = {nom: requete.GET.get(nom, "").strip() for nom in DU_PROJET}
    donnes = {nom: saisi for nom, saisi in saisis.items() if saisi}
    portes = {nom: valeur for nom, valeur in requete.GET.items() if nom not in DU_PROJET and valeur}
    refus: dict[str, str] = {}
    contexte: dict[str, Any] = {"portes": portes}
    if donnes:
        try:
            reponse = calculer(lue.situation, loi=lue.loi, sensibilite=False, **donnes, tirages=TIRAGES)
        except ErreurDeSaisie as faute:
            refus = {faute.champ: faute.en_phrase}
        else:
            contexte |= _affichage(reponse)
    contexte["champs"] = [_demande(nom, saisis[nom], refus.get(nom, "")) for nom in DU_PROJET]
    contexte["refus"] = next((phrase for champ, phrase in refus.items() if champ not in DU_PROJET), "")
    return render(requete, "rentabilite.html", contexte, status=400 if refus else 200)


FORMATS: Final[dict[str, tuple[str, Callable[[Rentabilite, str], bytes]]]] = {
    "pdf": ("application/pdf", en_pdf),
    "json": (
        "application/json; charset=utf-8",
        lambda reponse, _lien: json.dumps(reponse.en_json(), ensure_ascii=False, indent=2).encode(),
    ),
}


def emporter(requete: HttpRequest, forme: str) -> HttpResponse:
    """Return the answer as a file; what cannot be read goes back to the page, which says why."""
    lue = lire_l_adresse(requete)
    donnes = {nom: saisi for nom in DU_PROJET if (saisi := requete.GET.get(nom, "").strip())}
    if not lue.saine or not donnes:
        return rentabilite(requete)
    try:
        reponse = calculer(lue.situation, loi=lue.loi, sensibilite=False, **donnes, tirages=TIRAGES)
    except ErreurDeSaisie:
        return rentabilite(requete)
    nature, fabrique = FORMATS[forme]
    lien = requete.build_absolute_uri(f"{reverse('rentabilite')}?{requete.GET.urlencode()}")
    fichier = HttpResponse(fabrique(reponse, lien), content_type=nature)
    fichier["Content-Disposition"] = f'attachment; filename="binome-rentabilite.{forme}"'
    return fichier


def _demande(nom: str, saisi: str, refus: str) -> ChampDemande:
    champ = champs_du_projet()[nom]
    return ChampDemande(nom, champ.libelle, f"{champ.pourquoi} {champ.ou}", champ.forme.choix(), saisi, refus)


def _affichage(reponse: Rentabilite) -> dict[str, Any]:
    return {
        "reponse": reponse,
        "a_emporter": tuple(FORMATS),
        "lignes": reponse.cout[0].lignes if reponse.cout else (),
        "ce_qui_compte": reponse.ce_qui_compte[:_PLUS_FORTES],
    }
