"""One palette for the outcomes of a contract year, the same on maps, bars and national charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Teinte:
    """One outcome: strong for bars, pale for areas with a pattern, and the ink that reads on the strong one."""

    forte: str
    pale: str
    encre: str


INTEGRALE: Final = Teinte("#14504d", "#cfe6e3", "#ffffff")
PRORATA: Final = Teinte("#d9a441", "#fbe7b2", "#1d1d1d")
NULLE: Final = Teinte("#b3261e", "#f4c7c3", "#ffffff")
INCONNUE: Final = Teinte("#767676", "#e4e4e4", "#ffffff")
