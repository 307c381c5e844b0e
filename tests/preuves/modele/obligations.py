"""What must hold for a rule to answer: collected while it is translated, with the path that leads there."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import z3

from tests.preuves.modele.valeurs import Valeur, est_libre


class Genre(StrEnum):
    """What may go wrong in a rule."""

    DIVISEUR = "le diviseur est positif"
    RANG = "le rang est dans la table"
    SANS_REPONSE = "chaque chemin rend une réponse"
    DEBORDEMENT = "le nombre tient en 64 bits"
    QUOTIENT = "le dividende va de 0 à 2⁵³"


class Obligation(NamedTuple):
    """A condition that must hold wherever its path is followed; `lieu` is a rule and a line."""

    genre: Genre
    lieu: str
    chemin: z3.BoolRef
    condition: z3.BoolRef

    @property
    def enfreinte(self) -> z3.BoolRef:
        """Whether the path is followed and the condition fails."""
        return z3.And(self.chemin, z3.Not(self.condition))


@dataclass(slots=True)
class Carnet:
    """Obligations of one translation, the path at hand, the numbers whose size is to be looked at."""

    obligations: list[Obligation] = field(default_factory=list)
    nombres: dict[int, tuple[str, z3.BoolRef, z3.ArithRef]] = field(default_factory=dict)
    chemin: list[z3.BoolRef] = field(default_factory=list)
    lieux: list[str] = field(default_factory=list)
    bornes: dict[int, tuple[int, int]] = field(default_factory=dict)
    suppositions: list[z3.BoolRef] = field(default_factory=list)

    @property
    def lieu(self) -> str:
        """The rule at hand, and its line."""
        return self.lieux[-1] if self.lieux else ""

    def suivre(self, condition: Valeur) -> None:
        """Go on under a condition, until `revenir`."""
        self.chemin.append(condition if est_libre(condition) else z3.BoolVal(bool(condition)))

    def revenir(self) -> None:
        """Leave the last condition."""
        self.chemin.pop()

    def exiger(self, genre: Genre, condition: Valeur) -> None:
        """Note that a condition must hold here, unless it is known to."""
        if est_libre(condition) or not condition:
            exigee = condition if est_libre(condition) else z3.BoolVal(False)
            self.obligations.append(Obligation(genre, self.lieu, z3.And(*self.chemin), exigee))

    def supposer(self, condition: z3.BoolRef) -> None:
        """Note what is known of a value that stands for a function proved apart."""
        self.suppositions.append(z3.Implies(z3.And(*self.chemin), condition))

    def borner(self, nombre: z3.ArithRef, bas: int, haut: int) -> None:
        """Note the bounds of such a value."""
        self.bornes[nombre.get_id()] = (bas, haut)
        self.suppositions += [nombre >= bas, nombre <= haut]

    def mesurer(self, nombre: Valeur) -> Valeur:
        """Note a computed number, whose size will be looked at."""
        if est_libre(nombre):
            deja = self.nombres.get(nombre.get_id())
            chemins = z3.And(*self.chemin) if deja is None else z3.Or(deja[1], z3.And(*self.chemin))
            self.nombres[nombre.get_id()] = (self.lieu, chemins, nombre)
        return nombre
