"""Other questions on the same doctor, one click away: compare, how many patients, calendar."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from binome.contrats.champs.noms_du_droit import derniere_annee
from binome.contrats.dossier import ouvrir
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.saisie import entier_ou, lire_compte
from binome.simulation.comparaison import comparer_options, comparer_regimes
from binome.simulation.question_inverse import objectif as question_inverse
from binome.simulation.simuler import simuler_situation
from binome.simulation.terme import comparer_au_terme
from binome.web.resultat import premiere_annee_jugee
from binome.web.vues.simulation import corriger, lire_l_adresse

OPTIONS = ("0.5", "1", "1.5", "2")


def comparer(requete: HttpRequest, quoi: str = "options") -> HttpResponse:
    """Show the same doctor side by side under several options or regimes, or what may follow the term."""
    lue = lire_l_adresse(requete)
    if not lue.saine:
        return corriger(requete, lue)
    contexte: dict[str, Any] = {"quoi": quoi}
    if quoi == "terme":
        noms = ("pmt_au_terme", "pfa_au_terme")
        saisis = {nom: requete.GET.get(nom, "").strip() for nom in noms}
        contexte |= {**saisis, "portes": {nom: v for nom, v in requete.GET.items() if nom not in noms and v}}
        try:
            pmt, pfa = (lire_compte(nom, saisi) if saisi else None for nom, saisi in saisis.items())
            contexte["terme"] = comparer_au_terme(lue.situation, pmt, pfa, lue.loi)
        except ErreurDeSaisie as refus:
            contexte["refus"] = refus.en_phrase
        return render(requete, "terme.html", contexte)
    titres = {regime.id: regime.titre for regime in lue.loi.catalogue.regimes} if quoi == "regimes" else {}
    try:
        comparaison = (
            comparer_regimes(lue.situation, loi=lue.loi)
            if quoi == "regimes"
            else comparer_options(lue.situation, OPTIONS, lue.loi)
        )
    except ErreurDeSaisie as refus:
        return render(requete, "comparer.html", {**contexte, "refus": refus.en_phrase})
    rangs = range(max((len(c.simulation.annees) for c in comparaison.colonnes if c.simulation), default=0))
    contexte |= {
        "comparaison": comparaison,
        "titres": titres,
        "annees": [
            (
                rang + 1,
                [
                    c.simulation.annees[rang] if c.simulation and len(c.simulation.annees) > rang else None
                    for c in comparaison.colonnes
                ],
            )
            for rang in rangs
        ],
    }
    return render(requete, "comparer.html", contexte)


def objectif(requete: HttpRequest) -> HttpResponse:
    """Answer how many patients more are enough, with the proof."""
    lue = lire_l_adresse(requete)
    if not lue.saine:
        return corriger(requete, lue)
    annee, viser = (
        requete.GET.get("annee", str(premiere_annee_jugee(lue.loi))),
        requete.GET.get("viser", "100%").strip() or "100%",
    )
    depart = requete.GET.get("depart", "initiale")
    contexte: dict[str, Any] = {"annee": annee, "viser": viser, "depart": depart}
    contexte["portes"] = {nom: v for nom, v in requete.GET.items() if nom not in ("annee", "viser", "depart") and v}
    contexte["constats"] = bool(lue.situation.constats)
    contexte["annees"] = range(premiere_annee_jugee(lue.loi), ouvrir(lue.situation, lue.loi).duree + 1)
    try:
        rang = entier_ou(0, annee, 0, derniere_annee(lue.loi))
        visee = viser.replace("€", "").replace(" ", "")
        contexte["reponse"] = question_inverse(lue.situation, rang, visee, depart, lue.loi)
    except ErreurDeSaisie as refus:
        contexte["refus"] = refus.en_phrase
    return render(requete, "objectif.html", contexte, status=400 if "refus" in contexte else 200)


def calendrier(requete: HttpRequest) -> HttpResponse:
    """Show every deadline of the contract: payments, anniversaries, duties."""
    lue = lire_l_adresse(requete)
    if not lue.saine:
        return corriger(requete, lue)
    simulation = simuler_situation(lue.situation, lue.loi)
    sans_date = [o for o in simulation.obligations if o.echeance is None]
    contexte = {"simulation": simulation, "echeances": simulation.echeances, "sans_date": sans_date}
    return render(requete, "calendrier.html", contexte)
