"""A law of a few lines, of another world: how many apples a gardener owes the village."""

from __future__ import annotations

from typing import NamedTuple

from binome.moteur.codes import Codes
from binome.moteur.primitives import Taux, au_moins, choix, rang
from binome.moteur.tables import Axes, axe
from binome.moteur.trace import regle


class Saison(Codes):
    PLUIE = 0
    SOLEIL = 1


class Taille(Codes):
    PETIT = 0
    MOYEN = 1
    GRAND = 2


class Verdict(Codes):
    RIEN = 0
    UN_PANIER = 1
    DEUX_PANIERS = 2


AXES: Axes = {"saison": axe(Saison), "taille": axe(Taille), "verdict": axe(Verdict)}

TABLE = {
    "axes": ["taille", "saison"],
    "colonnes": ["pluie", "soleil"],
    "issues": "verdict",
    "lignes": [["petit", "rien", "rien"], ["moyen", "rien", "un_panier"], ["grand", "un_panier", "deux_paniers"]],
}


class Nombres(NamedTuple):
    seuils: tuple[int, ...]
    paniers: tuple[tuple[Verdict, ...], ...]


class Doutes(NamedTuple):
    severe: int


@regle("coutume §2", "B")
def taille(arbres: int, nombres: Nombres) -> Taille:
    """La taille d'un verger."""
    return Taille(rang(arbres, nombres.seuils))


@regle("coutume §3", "D")
def du(arbres: int, saison: Saison, nombres: Nombres, doutes: Doutes) -> Verdict:
    """Ce que doit le jardinier."""
    if doutes.severe == 1 and saison == Saison.PLUIE:
        return choix(choix(nombres.paniers, taille(arbres, nombres)), Saison.SOLEIL)
    return choix(choix(nombres.paniers, taille(arbres, nombres)), saison)


@regle("coutume §4", "A")
def bonne_recolte(taux: Taux) -> bool:
    """La récolte atteint-elle la moitié ?"""
    return au_moins(taux, (1, 2))
