"""What a cliff map answers: rectangles of counts, the doctor's point, the distance to each frontier."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from binome.droit.codes import Motif, Patientele
from binome.moteur.codes import Code, Mots
from binome.moteur.rendu import FACULTATIF, TU, EnJson, EurosSignes

Intervalle = tuple[int, int]
"""First and last count, both included."""


class Frontiere(Mots):
    """An outcome that a few patients may separate from the point: nothing is paid, or everything."""

    NUL = "0"
    ENTIER = "1"


@dataclass(frozen=True, slots=True)
class Region(EnJson):
    """A rectangle of counts with one outcome; `part` is None where it is a prorata. `pmt` is None on one axis.

    `contour` gives its corners, all inside the region, in order; two points on one axis.
    """

    part: Fraction | None
    motif: Code[Motif]
    explication: str
    contour: tuple[tuple[int, ...], ...]
    pmt: Intervalle | None = field(metadata=TU)
    pfa: Intervalle = field(metadata=TU)


@dataclass(frozen=True, slots=True)
class Isoligne(EnJson):
    """Where a prorata reaches a share: on either count alone (the best rate counts). None where it never does."""

    part: Fraction
    pmt: int | None
    pfa: int | None


@dataclass(frozen=True, slots=True)
class Distance(EnJson):
    """How many patients, on one count, separate the point from another outcome; what is lost or won in euros."""

    vers: Frontiere
    patients: dict[Code[Patientele], int]
    perte: Decimal | None = field(metadata=FACULTATIF)
    gain: Decimal | None = field(metadata=FACULTATIF)
    acompte_a_rendre: Decimal


@dataclass(frozen=True, slots=True)
class Point(EnJson):
    """The doctor's counts and what they pay."""

    pmt: int | None
    pfa: int
    constate: bool
    part: Fraction
    montant: Decimal
    motif: Code[Motif]

    @property
    def comptes(self) -> dict[Patientele, int]:
        """The counts that are followed."""
        suivie = {} if self.pmt is None else {Patientele.PMT: self.pmt}
        return {**suivie, Patientele.PFA: self.pfa}


@dataclass(frozen=True, slots=True)
class Axes(EnJson):
    """The window of each count; None where the PMT is not followed."""

    pmt: Intervalle | None
    pfa: Intervalle


@dataclass(frozen=True, slots=True)
class EffetMarginal(EnJson):
    """What one more and one fewer patient change, in euros."""

    un_de_plus: EurosSignes
    un_de_moins: EurosSignes


@dataclass(frozen=True, slots=True)
class Carte(EnJson):
    """The map of one contract year."""

    annee: int
    axes: Axes
    regions: tuple[Region, ...]
    isolignes: tuple[Isoligne, ...]
    point: Point
    distances: tuple[Distance, ...]
    marginal: dict[Code[Patientele], EffetMarginal]
    montant_maximal: Decimal
    acompte: Decimal
