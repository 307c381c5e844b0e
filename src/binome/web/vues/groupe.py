"""Several doctors, one contract: what the texts say of the collective aid, and the answer for a group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from binome.cas import cas_collectifs
from binome.collectif.contrat import simuler_collective
from binome.droit.aide_collective.regles import BaremeCollectif
from binome.droit.codes import FormeDeSociete, Palier, Patientele
from binome.droit.loi import loi_en_vigueur
from binome.langue.courante import dire
from binome.langue.ecriture import en_texte, nombre
from binome.moteur.argent import en_centimes, en_euros
from binome.moteur.erreurs import ErreurDeSaisie
from binome.web.formulaire_du_groupe import FormulaireDuGroupe, avec_un_de_plus, en_adresse, lire_le_formulaire, sans
from binome.web.vues.comprendre import rubriques

_CALCULER: Final = "calculer"
_GESTES: Final = ("ajouter", "retirer", _CALCULER)


def groupe(requete: HttpRequest) -> HttpResponse:
    """Ask who the doctors are, then answer for the group; a doctor added or taken away is another address."""
    loi = loi_en_vigueur()
    bareme = loi.catalogue.bareme_collectif(loi.catalogue.verifie_le)
    dites = {nom: valeur.strip() for nom, valeur in requete.GET.items()}
    valeurs = {nom: valeur for nom, valeur in dites.items() if nom not in _GESTES and valeur}
    formulaire = lire_le_formulaire(valeurs, range(bareme.annees_pour_l_objectif + 1, bareme.annees_de_contrat + 1))
    if "ajouter" in dites:
        return _ailleurs(requete, avec_un_de_plus(formulaire), f"medecin-{formulaire.medecins + 1}")
    if "retirer" in dites:
        return _ailleurs(requete, sans(formulaire, dites["retirer"]), "medecins")
    contexte: dict[str, Any] = {
        "formulaire": formulaire,
        "formes": [(forme.code, forme.name) for forme in FormeDeSociete if forme is not FormeDeSociete.AUTRE],
        "autre": FormeDeSociete.AUTRE.code,
        "rubriques": rubriques("groupe", loi),
        "chiffres": list(_chiffres(bareme)),
        "exemples": [(un.titre, urlencode({**en_adresse(un.groupe), _CALCULER: "1"})) for un in cas_collectifs()],
    }
    if _CALCULER in dites:
        contexte |= _reponse(formulaire)
    return render(requete, "groupe.html", contexte, status=400 if formulaire.fautes else 200)


def _ailleurs(requete: HttpRequest, valeurs: dict[str, str], ancre: str) -> HttpResponse:
    return HttpResponseRedirect(f"{requete.path}?{urlencode(valeurs)}#{ancre}")


def _reponse(formulaire: FormulaireDuGroupe) -> dict[str, Any]:
    """Return the answer and its totals; nothing when a box cannot be read, which is then said beside it."""
    loi = loi_en_vigueur()
    formulaire.verifier(loi)
    if formulaire.fautes:
        return {}
    try:
        simulation = simuler_collective(formulaire.donnees, loi)
    except ErreurDeSaisie as faute:
        formulaire.fautes[faute.champ] = faute.en_phrase
        return {}
    annees = simulation.annees
    return {
        "simulation": simulation,
        "bas": sum(annee.bas for annee in annees),
        "haut": sum(annee.haut for annee in annees),
        "objectifs": [(code.membre.libelle, un) for code, un in simulation.objectifs.items()],
        "incertaines": [annee.annee for annee in annees if annee.montant_bornes is not None],
    }


def _chiffres(bareme: BaremeCollectif) -> Iterator[tuple[str, str, str]]:
    """Yield what the contract counts: words, figure, name of the number."""
    yield (
        dire("Patients médecin traitant par médecin, en moyenne, au moins"),
        nombre(bareme.moyenne_minimale),
        ("moyenne_minimale"),
    )
    sommes = " · ".join(en_texte(en_euros(en_centimes(bareme.montants_par_etp[palier]))) for palier in Palier)
    yield dire("Par temps plein : première année, deuxième, suivantes"), sommes, "montants_par_etp"
    plus = " · ".join(f"+{nombre(bareme.patients_par_etp[p])}" for p in Patientele)
    yield dire("Patients de plus par temps plein : médecin traitant, file active"), plus, "patients_par_etp"
    for mots, nom in (
        (dire("Années pour atteindre l'objectif"), "annees_pour_l_objectif"),
        (dire("Années de contrat"), "annees_de_contrat"),
        (dire("Années d'attente avant un nouveau contrat, pour chaque médecin"), "annees_de_carence"),
    ):
        yield mots, nombre(getattr(bareme, nom)), nom
