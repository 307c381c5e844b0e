"""Sentences about a result, shared by every face: the verdict, the names of brackets and outcomes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from binome.droit.catalogue import catalogue
from binome.droit.codes import Motif
from binome.langue.courante import dire
from binome.langue.ecriture import en_date, en_pourcent, en_texte

if TYPE_CHECKING:
    from binome.simulation.simuler import Simulation

_FIGURES = {
    "statut": "éligibilité",
    "tranche_pmt": "tranche de la patientèle médecin traitant",
    "tranche_pfa": "tranche de la file active",
    "tranche_montant": "tranche du montant",
    "objectif_pmt": "objectif de patientèle médecin traitant",
    "objectif_pfa": "objectif de file active",
    "nature_pmt": "nature de l'objectif de patientèle médecin traitant",
    "nature_pfa": "nature de l'objectif de file active",
    "montant_maximal": "maximum",
    "montant_maximal_bornes": "maximum",
    "montant": "dû",
    "part": "part",
    "part_bornes": "part",
    "motif": "motif",
    "trop_percu": "trop-perçu",
    "total_minimum": "total assuré",
    "total_maximum": "total au plus",
    "total_constate": "total constaté",
    "echeance_formation_de_l_assistant": "échéance de la formation",
    "echeance_remplacement_du_secretaire": "échéance du remplacement du secrétaire",
    "echeance_points_semestriels": "point semestriel",
    "echeance_exercice_coordonne": "échéance de l'exercice coordonné",
    "integral": "versement unique",
}

_STATUTS = {"eligible": "éligible", "a_confirmer": "à confirmer", "non_eligible": "non éligible"}

_TRANCHES = {
    "inconnue": "inconnue",
    "sous_p30": "sous P30",
    "p30_p50": "P30-P50",
    "p50_p90": "P50-P90",
    "p90_p95": "P90-P95",
    "p95_plus": "P95 et plus",
}


def libelle_de_tranche(code: str) -> str:
    """Return the name of a bracket."""
    return dire(_TRANCHES[code])


def libelle_de_statut(code: str) -> str:
    """Return an eligibility status in words."""
    return dire(_STATUTS[code])


_NATURES = {"integral": "versement unique", "acompte": "acompte", "solde": "solde", "trop_percu": "trop-perçu à rendre"}


def libelle_de_nature(code: str) -> str:
    """Return the nature of a payment in words."""
    return dire(_NATURES[str(code)])


def libelle_de_motif(code: str) -> str:
    """Return the sentence of an outcome."""
    return dire(catalogue().motifs[Motif[code.upper()]])


def libelle_de_changement(cle: str, valeur: Any) -> str:
    """Return one figure of an effect in words: « dû de l'année 3 : 20 082,99 € »."""
    nom, _, annee = cle.partition("_annee_")
    base = dire(_FIGURES.get(nom) or _FIGURES.get(nom.rstrip("0123456789").rstrip("_"), nom.replace("_", " ")))
    if annee:
        return dire("{quoi} de l’année {annee} : {valeur}", quoi=base, annee=annee, valeur=_valeur(nom, valeur))
    return dire("{quoi} : {valeur}", quoi=base, valeur=_valeur(nom, valeur))


def _valeur(nom: str, valeur: Any) -> str:
    if valeur is None:
        return dire("inconnu")
    if isinstance(valeur, list):
        return dire(" à ").join(_valeur(nom, une) for une in valeur)
    if nom == "statut":
        return libelle_de_statut(valeur)
    if nom.startswith("motif"):
        return libelle_de_motif(valeur)
    if nom.startswith("part"):
        return en_pourcent(Fraction(valeur))
    if nom.startswith(("montant", "total", "acompte", "solde", "trop_percu", "integral")):
        return en_texte(Decimal(valeur))
    if nom.startswith("tranche"):
        return libelle_de_tranche(valeur)
    if nom.startswith(("echeance", "debut")):
        return en_date(date.fromisoformat(valeur))
    return dire(str(valeur).replace("_", " ")) if isinstance(valeur, str) else str(valeur)


def verdict(simulation: Simulation) -> str:
    """Return the one sentence that a reader wants first."""
    eligibilite = simulation.eligibilite
    if eligibilite.statut == "non_eligible":
        raisons = [c.explication for c in eligibilite.criteres if c.statut == "non_rempli" and c.bloquant]
        return dire("Non éligible. {raisons}", raisons=" ".join(raisons))
    total = simulation.total
    bas, haut = en_texte(total.minimum), en_texte(total.maximum)
    sommes = dire("de {bas} à {haut} sur la durée du contrat, selon les résultats", bas=bas, haut=haut)
    if total.minimum == total.maximum:
        sommes = dire("{haut} sur la durée du contrat", haut=haut)
    if eligibilite.statut == "a_confirmer":
        noms = simulation.loi.catalogue.phrases_d_eligibilite["criteres"]
        a_voir = [dire(noms[c.code]) for c in eligibilite.criteres if c.statut == "a_confirmer" and c.bloquant]
        return dire("À confirmer ({quoi}) ; si c'est oui, {sommes}.", quoi=", ".join(a_voir), sommes=sommes)
    return dire("Éligible : {sommes}.", sommes=sommes)
