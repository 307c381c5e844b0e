"""A figure printed by the caisse, and everything that gives it."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from binome.contrats.champs.noms_du_droit import derniere_annee
from binome.contrats.dossier import ouvrir
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.saisie import lire_annee
from binome.simulation.retrouver import Chiffre, Retrouve
from binome.simulation.retrouver import retrouver as retrouver_une_somme
from binome.web.adresse import Lue
from binome.web.vues.simulation import corriger, lire_l_adresse

_DEMANDES: Final = ("montant", "annee", "chiffre")


def retrouver(requete: HttpRequest) -> HttpResponse:
    """Ask for the figure, then say everything that gives it, or that nothing does."""
    lue = lire_l_adresse(requete)
    if not lue.saine:
        return corriger(requete, lue)
    demande = {nom: requete.GET.get(nom, "").strip() for nom in _DEMANDES}
    contexte: dict[str, Any] = {
        "demande": demande,
        "portes": {nom: valeur for nom, valeur in requete.GET.items() if nom not in _DEMANDES and valeur},
        "annees": range(1, ouvrir(lue.situation, lue.loi).duree + 1),
        "chiffres": list(Chiffre),
        "sans_situation": not lue.donnees,
    }
    if demande["montant"] and lue.donnees:
        try:
            contexte |= _affichage(_reponse(lue, demande))
        except ErreurDeSaisie as faute:
            contexte["refus"] = faute
    return render(requete, "retrouver.html", contexte, status=400 if "refus" in contexte else 200)


def _reponse(lue: Lue, demande: dict[str, str]) -> Retrouve:
    annee = lire_annee("annee", demande["annee"] or "3", derniere_annee(lue.loi))
    somme = demande["montant"].replace("€", "").strip()
    return retrouver_une_somme(lue.situation, somme, annee, demande["chiffre"] or None, lue.loi)


def _affichage(reponse: Retrouve) -> dict[str, Any]:
    return {
        "reponse": reponse,
        "phrases": [une.en_phrase(reponse.annee) for une in reponse.hypotheses],
        "calcules": [(un, centimes) for un, centimes in reponse.calcule.items() if centimes is not None],
    }
