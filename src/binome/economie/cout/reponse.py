"""What the cost answers: each year line by line, each line explained and sourced; doubts, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from binome.economie.cout.lignes import LigneDeCout
from binome.moteur.rendu import EnJson, EurosSignes
from binome.moteur.sources import Source


@dataclass(frozen=True, slots=True)
class LigneCalculee(EnJson):
    """One line of a year, in euros; None where nobody gave what it needs. The reduction is below zero."""

    code: LigneDeCout
    libelle: str
    montant: EurosSignes | None
    explication: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class AnneeDeCout(EnJson):
    """A contract year of employment; `total` is the sum of the known lines."""

    annee: int
    debut: date
    fin: date
    etp: tuple[Fraction, ...]
    """The working times of the year, in their order: one, or two when it changes."""
    lignes: tuple[LigneCalculee, ...]
    total: Decimal

    def ligne(self, code: LigneDeCout) -> LigneCalculee:
        """Return a line of the year."""
        return next(ligne for ligne in self.lignes if ligne.code is code)


@dataclass(frozen=True, slots=True)
class ChoixDeLecture(EnJson):
    """Another choice for a doubt, and what the whole cost becomes with it."""

    choix: str
    sens: str
    total: Decimal


@dataclass(frozen=True, slots=True)
class LectureDuCout(EnJson):
    """A doubt of the cost: question, choice retained, the others with their effect."""

    id: str
    question: str
    retenue: str
    autres: tuple[ChoixDeLecture, ...]


@dataclass(frozen=True, slots=True)
class Supposition(EnJson):
    """Something that the figures rest on without its being a fact: in words, and the field that changes it."""

    code: str
    phrase: str
    champ: str | None


@dataclass(frozen=True, slots=True)
class Inconnue(EnJson):
    """Something that nobody publishes and that was not given: its line stays out of the sums."""

    champ: str
    libelle: str
    pourquoi: str
    ou: str


@dataclass(frozen=True, slots=True)
class Cout(EnJson):
    """The cost of employing over some years."""

    annees: tuple[AnneeDeCout, ...]
    total: Decimal
    lectures: tuple[LectureDuCout, ...]
    hypotheses: tuple[Supposition, ...]
    inconnues: tuple[Inconnue, ...] = field(default=())
