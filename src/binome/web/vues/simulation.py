"""The path of questions, the page of all questions, the result and what can be tried on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from binome.contrats.champs.noms_du_droit import derniere_annee
from binome.contrats.dossier import ouvrir
from binome.droit.loi import loi_en_vigueur
from binome.moteur.saisie import entier_ou
from binome.simulation.explication import deriver
from binome.simulation.simuler import simuler_situation
from binome.web import adresse
from binome.web.etapes import courante, etapes_utiles, portes
from binome.web.exemples import COMPTES, DEMONSTRATION, exemples, portraits
from binome.web.formulaire import FormulaireDeSituation, en_direct, groupes, noms_du_constat
from binome.web.reponses import reponses
from binome.web.resultat import carte_affichee, contexte_du_resultat, premiere_annee_jugee


def accueil(requete: HttpRequest) -> HttpResponse:
    """Show what Binôme answers, the first question, and examples."""
    loi = loi_en_vigueur()
    annee = premiere_annee_jugee(loi)
    comptes = dict(zip(noms_du_constat(annee), COMPTES, strict=True))
    demonstration = adresse.lire({**DEMONSTRATION, **comptes})
    contexte = {
        "formulaire": FormulaireDeSituation(["specialite"], {}),
        "exemples": exemples()[:6],
        "portraits": portraits(loi),
        "carte": carte_affichee(demonstration.situation, annee, loi),
        "demonstration": DEMONSTRATION,
        "essai": FormulaireDeSituation(tuple(comptes), comptes),
    }
    return render(requete, "accueil.html", contexte)


def _valeurs(requete: HttpRequest) -> dict[str, str]:
    return {nom: str(v) for nom, v in requete.GET.items() if nom not in adresse.DE_LA_PAGE or nom == "droit"}


def lire_l_adresse(requete: HttpRequest) -> adresse.Lue:
    """Read the situation of an address; the request keeps the law that it applies, for the banner of the page."""
    lue = adresse.lire(_valeurs(requete))
    requete.loi = lue.loi
    return lue


def apercu_du_resultat(lue: adresse.Lue) -> dict[str, Any]:
    """Return what is known so far: the verdict, the range, the next most useful question."""
    simulation = simuler_situation(lue.situation, lue.loi)
    prochaine = next(iter((*simulation.renversements, *simulation.manquants)), None)
    return {"simulation": simulation, "verdict": simulation.verdict, "prochaine": prochaine}


def simuler(requete: HttpRequest) -> HttpResponse:
    """Ask one question at a time; what was answered stays in the address."""
    valeurs, lue = _valeurs(requete), lire_l_adresse(requete)
    dossier = ouvrir(lue.situation, lue.loi)
    utiles = etapes_utiles(dossier)
    depuis = requete.GET.get("depuis", "")
    rang = courante(utiles, requete.GET.get("etape", ""))
    if depuis:
        fait = courante(utiles, depuis)
        fautives = set(lue.erreurs) & set(utiles[fait][1])
        rang = fait if fautives else fait + 1
        if rang == len(utiles):
            return HttpResponseRedirect(f"{reverse('resultat')}?{adresse.reprendre(valeurs)}")
    etape, noms = utiles[rang]
    contexte = {
        "etape": etape,
        "rang": rang + 1,
        "sur": len(utiles),
        "avance": round(100 * rang / len(utiles)),
        "formulaire": FormulaireDeSituation(noms, valeurs, lue if depuis else None),
        "portes": portes(valeurs, noms),
        "precedente": utiles[rang - 1][0] if rang else None,
        "erreurs": bool(depuis and set(lue.erreurs) & set(noms)),
        **apercu_du_resultat(lue),
    }
    return render(requete, "simuler.html", contexte)


def apercu(requete: HttpRequest) -> HttpResponse:
    """Return the narrowing range, and what is wrong with each field, for a page that is being filled in."""
    lue = lire_l_adresse(requete)
    return render(
        requete, "fragments/apercu.html", {**apercu_du_resultat(lue), "en_direct": en_direct(requete.GET, lue)}
    )


def tout(requete: HttpRequest) -> HttpResponse:
    """Show every question on one page."""
    valeurs = _valeurs(requete)
    lue = lire_l_adresse(requete)
    formulaires = [(titre, FormulaireDeSituation(noms, valeurs, lue)) for titre, noms in groupes().items()]
    contexte = {"groupes": formulaires, "portes": portes(valeurs, _montrables()), **apercu_du_resultat(lue)}
    return render(requete, "tout.html", contexte)


def resultat(requete: HttpRequest) -> HttpResponse:
    """Show the answer in the order in which a person reads."""
    lue = lire_l_adresse(requete)
    if not lue.saine:
        return corriger(requete, lue)
    simulation = simuler_situation(lue.situation, lue.loi)
    contexte = contexte_du_resultat(simulation, requete.GET.get("annee", ""), "doutes" in requete.GET)
    version = requete.GET.get("droit", "")
    contexte |= {
        "lue": lue,
        "doutes_demandes": "doutes" in requete.GET,
        "reponses": reponses(simulation.dossier, _valeurs(requete)),
        "version_du_lien": version if version != lue.loi.catalogue.version else "",
        "corrections": lue.loi.catalogue.corrections_depuis(version),
        "essai": _essai(requete, contexte["carte"].annee if contexte["carte"] else 0),
        "portes": portes(_valeurs(requete), _champs_d_essai(contexte)),
    }
    return render(requete, "resultat.html", contexte)


def _champs_d_essai(contexte: dict[str, Any]) -> tuple[str, ...]:
    annee = contexte["carte"].annee if contexte["carte"] else 0
    return (*noms_du_constat(annee), "annee", "doutes")


def _essai(requete: HttpRequest, annee: int) -> FormulaireDeSituation:
    return FormulaireDeSituation(noms_du_constat(annee), _valeurs(requete))


def corriger(requete: HttpRequest, lue: adresse.Lue) -> HttpResponse:
    """Show again, with every value kept, the fields that could not be read."""
    valeurs = _valeurs(requete)
    if adresse.REFORME in lue.erreurs:
        # No field shows it again: carried along, it would be refused again.
        valeurs.pop(adresse.REFORME, None)
    noms = tuple(nom for nom in valeurs if nom in lue.erreurs) or tuple(lue.erreurs)
    montrables = _montrables()
    formulaire = FormulaireDeSituation([nom for nom in noms if nom in montrables], valeurs, lue)
    montres = tuple(formulaire.fields)
    contexte = {
        "groupes": [(_("À corriger"), formulaire)],
        "portes": portes(valeurs, montres),
        "autres_erreurs": [phrase for nom, phrase in lue.erreurs.items() if nom not in montres],
        **apercu_du_resultat(lue),
    }
    return render(requete, "tout.html", contexte, status=400)


def _montrables() -> tuple[str, ...]:
    return tuple(nom for noms in groupes().values() for nom in noms)


def essayer(requete: HttpRequest) -> HttpResponse:
    """Return the map and its sentences alone, for constats that are being tried."""
    lue = lire_l_adresse(requete)
    premiere = premiere_annee_jugee(lue.loi)
    rang = entier_ou(premiere, requete.GET.get("annee", ""), premiere, derniere_annee(lue.loi))
    simulation = simuler_situation(lue.situation, lue.loi)
    de_l_annee = next((a for a in simulation.annees if a.annee == rang), None)
    contexte = {
        "carte": carte_affichee(lue.situation, rang, lue.loi, "doutes" in requete.GET),
        "annee": de_l_annee,
        "doutes_demandes": "doutes" in requete.GET,
        "erreurs": lue.erreurs.values(),
    }
    return render(requete, "fragments/carte.html", contexte)


def expliquer(requete: HttpRequest) -> HttpResponse:
    """Show every step of the calculation, with its text and grade."""
    lue = lire_l_adresse(requete)
    if not lue.saine:
        return corriger(requete, lue)
    derivation = deriver(ouvrir(lue.situation, lue.loi))
    gabarit = "fragments/derivation.html" if getattr(requete, "htmx", False) else "expliquer.html"
    return render(requete, gabarit, {"pas": derivation.pas})
