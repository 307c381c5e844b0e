"""The kernel's answers as columns: a place for each year of each contract, filled in whatever order contracts come."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from binome.droit.codes import Statut
from binome.moteur.argent import en_centimes
from binome.moteur.primitives import ABSENT, INCONNU
from binome.noyau.calcul import Boucle, noyau
from binome.noyau.lignes import ANNEE, ANNEE_SANS_CONTRAT, CONTRAT, Calcul

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from binome.noyau.lignes import Entiers, Table

    Nombres: TypeAlias = NDArray[np.int32]
    Octets: TypeAlias = NDArray[np.int8]

PLACE_VIDE: Final = 0
"""The year of a place where no answer stands: columns of bytes begin at zero."""


class Rangees(NamedTuple):
    """Answers side by side. Codes are those of the law; what is unknown or without object is negative."""

    ligne: Entiers
    annee: Octets
    """`PLACE_VIDE`, or the contract year; unknown for the one answer of who may not sign."""
    statut: Octets
    tranche_pmt: Octets
    tranche_pfa: Octets
    tranche_montant: Octets
    objectif_pmt: Nombres
    objectif_pfa: Nombres
    montant_maximal: Entiers
    """Cents, like the three other sums; `ABSENT` where none is known."""
    part_n: Nombres
    part_d: Nombres
    montant: Entiers
    acompte: Entiers
    solde: Entiers
    motif: Octets


def rangees_vides(contrats: int, duree: int) -> Rangees:
    """Return a place for each year of some contracts, nothing standing there."""
    import numpy as np

    n = contrats * duree

    def octets() -> Octets:
        return np.zeros(n, dtype=np.int8)

    def nombres() -> Nombres:
        return np.empty(n, dtype=np.int32)

    def entiers() -> Entiers:
        return np.empty(n, dtype=np.int64)

    return Rangees(
        ligne=entiers(),
        annee=octets(),
        statut=octets(),
        tranche_pmt=octets(),
        tranche_pfa=octets(),
        tranche_montant=octets(),
        objectif_pmt=nombres(),
        objectif_pfa=nombres(),
        montant_maximal=entiers(),
        part_n=nombres(),
        part_d=nombres(),
        montant=entiers(),
        acompte=entiers(),
        solde=entiers(),
        motif=octets(),
    )


def ranger(rangees: Rangees, numeros: Entiers, rangs: Entiers, calcul: Calcul) -> None:
    """Put the answers of some contracts in their places.

    Args:
        rangees: the places of all contracts.
        numeros: line of each of them.
        rangs: rank among them of each contract that was calculated.
        calcul: what the kernel answered of these.
    """
    noyau_des_rangees()(numeros, rangs, *calcul, calcul.annees.shape[1], rangees, 0, len(rangs))


@cache
def noyau_des_rangees() -> Boucle:
    """Return the loop that puts answers in their places."""
    return noyau(boucle_des_rangees)


def boucle_des_rangees(
    numeros: Entiers, rangs: Entiers, contrats: Table, annees: Table, duree: int, rangees: Rangees, debut: int, fin: int
) -> None:
    """Put the answers of the contracts `debut` to `fin` in their places: one only for who may not sign."""
    for i in range(debut, fin):
        contrat = CONTRAT.lire(contrats, i)
        refuse = contrat.statut == Statut.NON_REMPLI
        for rang in range(1 if refuse else duree):
            une = ANNEE_SANS_CONTRAT if refuse else ANNEE.lire(annees, i, rang)
            place = rangs[i] * duree + rang
            rangees.ligne[place] = numeros[rangs[i]]
            rangees.annee[place] = INCONNU if refuse else rang + 1
            rangees.statut[place] = contrat.statut
            rangees.tranche_pmt[place] = contrat.tranche_pmt
            rangees.tranche_pfa[place] = contrat.tranche_pfa
            rangees.tranche_montant[place] = contrat.tranche_montant
            rangees.objectif_pmt[place] = contrat.objectif_pmt
            rangees.objectif_pfa[place] = contrat.objectif_pfa
            rangees.montant_maximal[place] = ABSENT if une.maximal < 0 else en_centimes(une.maximal)
            rangees.part_n[place] = une.part[0]
            rangees.part_d[place] = une.part[1]
            rangees.montant[place] = une.du
            rangees.acompte[place] = une.acompte
            rangees.solde[place] = une.solde
            rangees.motif[place] = une.motif
