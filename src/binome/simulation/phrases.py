"""Sentences about a result, shared by every face: the verdict, the names of brackets and outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from binome.droit.catalogue import catalogue
from binome.droit.vocabulaire import Motif
from binome.moteur.argent import en_texte

if TYPE_CHECKING:
    from binome.simulation.simuler import Simulation

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
    return _TRANCHES[code]


def libelle_de_motif(code: str) -> str:
    """Return the sentence of an outcome."""
    return catalogue().motifs[Motif[code.upper()]]


def verdict(simulation: Simulation) -> str:
    """Return the one sentence that a reader wants first."""
    eligibilite = simulation.eligibilite
    if eligibilite.statut == "non_eligible":
        raisons = [c.explication for c in eligibilite.criteres if c.statut == "non_rempli" and c.bloquant]
        return f"Non éligible. {' '.join(raisons)}"
    total = simulation.total
    sommes = f"de {en_texte(total.minimum)} à {en_texte(total.maximum)} sur la durée du contrat, selon les résultats"
    if total.minimum == total.maximum:
        sommes = f"{en_texte(total.maximum)} sur la durée du contrat"
    if eligibilite.statut == "a_confirmer":
        a_voir = [c.code for c in eligibilite.criteres if c.statut == "a_confirmer" and c.bloquant]
        return f"À confirmer ({', '.join(a_voir)}) ; si c'est oui, {sommes}."
    return f"Éligible : {sommes}."
