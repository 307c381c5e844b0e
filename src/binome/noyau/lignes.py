"""The tables of the kernel: each row is a record, each column a field of it under its dotted name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from binome.contrats.avenants import Avenant
from binome.droit.codes import Option
from binome.droit.faits import Candidat, Constat, Engagement, Medecin
from binome.moteur.primitives import ABSENT, INCONNU, TAUX_INCONNU, Taux
from binome.noyau.enregistrements import Disposition

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Entiers: TypeAlias = NDArray[np.int64]
    Table: TypeAlias = NDArray[np.void]
    """An array of records; a column by its name: `table["medecin.pmt.patients"]`."""

PLUS_GRAND_NOMBRE: Final = 1_000_000
"""Counts and terms of shares above it are left to the interpreter: below it, no dividend of the law comes near 2^53."""


class Ligne(NamedTuple):
    """One contract as it is signed: what the rules look at in the doctor, then in the candidate."""

    medecin: Medecin
    candidat: Candidat


class Mondes(NamedTuple):
    """What is possible for one contract: sets of ranks and options, and how many worlds they make.

    `change` when what the contract fixes may change from one year to the next.
    """

    pmt: int
    pfa: int
    options: int
    nombre: int
    change: bool


class Tenue(NamedTuple):
    """What a contract is held to in a year."""

    option: Option
    engagement: Engagement


class ContratRendu(NamedTuple):
    """What a contract is told at signature: status, brackets, objectives; negative where unknown or without object."""

    statut: int
    tranche_pmt: int
    tranche_pfa: int
    tranche_montant: int
    objectif_pmt: int
    objectif_pfa: int


class AnneeRendue(NamedTuple):
    """One year as far as every world agrees: euros for `maximal`, cents for the sums, `ABSENT` where none is known."""

    maximal: int
    part: Taux
    du: int
    acompte: int
    solde: int
    motif: int


ANNEE_SANS_CONTRAT: Final = AnneeRendue(INCONNU, TAUX_INCONNU, ABSENT, ABSENT, ABSENT, INCONNU)
"""A year of who may not sign: it is not told."""

LIGNE: Final = Disposition(Ligne)
CONSTAT: Final = Disposition(Constat)
AVENANT: Final = Disposition(Avenant)
MONDES: Final = Disposition(Mondes)
TENUE: Final = Disposition(Tenue)
CONTRAT: Final = Disposition(ContratRendu)
ANNEE: Final = Disposition(AnneeRendue)


class Contrats(NamedTuple):
    """Contracts that live under one law, side by side."""

    lignes: Table
    """By contract: columns of `Ligne`."""
    constats: Table
    """By contract and year: columns of `Constat`."""
    avenants: Table
    """By contract, then in the order in which they apply: columns of `Avenant`; `SANS_AVENANT` fills what is left."""

    def parmi(self, rangs: Entiers | slice) -> Contrats:
        """Return some of these contracts."""
        return Contrats(self.lignes[rangs], self.constats[rangs], self.avenants[rangs])


class Calcul(NamedTuple):
    """What the kernel answers: `contrats["statut"]`, `annees["du"][:, 2]`."""

    contrats: Table
    """By contract: columns of `ContratRendu`."""
    annees: Table
    """By contract and year: columns of `AnneeRendue`."""
