"""Is it worth it? The project of the employer beside the situation, and the answer under it."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from binome.economie.champs import champs_du_projet
from binome.economie.rentabilite.calcul import rentabilite as calculer
from binome.economie.rentabilite.reponse import Rentabilite
from binome.moteur.erreurs import ErreurDeSaisie
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


def _demande(nom: str, saisi: str, refus: str) -> ChampDemande:
    champ = champs_du_projet()[nom]
    return ChampDemande(nom, champ.libelle, f"{champ.pourquoi} {champ.ou}", champ.forme.choix(), saisi, refus)


def _affichage(reponse: Rentabilite) -> dict[str, Any]:
    return {
        "reponse": reponse,
        "lignes": reponse.cout[0].lignes if reponse.cout else (),
        "ce_qui_compte": reponse.ce_qui_compte[:_PLUS_FORTES],
    }
