"""What is paid, in cents: the acompte, the sum due, the solde."""

from __future__ import annotations

from binome.droit.bareme import Bareme
from binome.droit.lectures import Lectures, TropPercu
from binome.moteur.argent import en_centimes
from binome.moteur.primitives import Taux, part_de
from binome.moteur.trace import regle


@regle("guide-occitanie §III.2", "B")
def acompte(montant_maximal: int, bareme: Bareme) -> int:
    """L'acompte d'une année : une part du montant maximal, non modulée, en centimes."""
    return part_de(en_centimes(montant_maximal), bareme.part_d_acompte)


@regle("guide-occitanie §III.2", "B")
def montant_du(montant_maximal: int, part: Taux) -> int:
    """La somme due pour une année : le montant maximal par la part, arrondi une seule fois au centime."""
    return part_de(en_centimes(montant_maximal), part)


@regle("guide-occitanie §III.2", "B")
def solde(du: int, acompte_verse: int, lectures: Lectures) -> int:
    """Le solde, en centimes : négatif, c'est un trop-perçu à rendre (ou abandonné, selon la lecture)."""
    difference = du - acompte_verse
    if difference < 0 and lectures.trop_percu == TropPercu.PLANCHER_ZERO:
        return 0
    return difference
