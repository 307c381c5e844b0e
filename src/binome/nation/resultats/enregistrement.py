"""A row of a table: a typed record, whose fields are the columns, in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TypeAlias

Cellule: TypeAlias = str | int | bool | Decimal | None
"""What a cell holds; None where no figure can be given: no contract to average over, or nothing that can be known."""
Plate: TypeAlias = dict[str, Cellule]
"""A row as its cells, by key of column."""


@dataclass(frozen=True, slots=True)
class Enregistrement:
    """Any row; a record inside a record lays its fields in its place."""

    def a_plat(self) -> Plate:
        """Return the cells by key, in the order of the columns."""
        plate: Plate = {}
        for champ in fields(self):
            valeur = getattr(self, champ.name)
            plate |= valeur.a_plat() if isinstance(valeur, Enregistrement) else {champ.name: valeur}
        return plate


def en_lignes(enregistrements: Iterable[Enregistrement]) -> list[Plate]:
    """Return rows as their cells, for whoever takes them away."""
    return [enregistrement.a_plat() for enregistrement in enregistrements]
