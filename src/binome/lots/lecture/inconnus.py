"""What people write in a cell to say that they do not know: never a zero, never a word to be read."""

from __future__ import annotations

from typing import Final

MARQUES: Final = frozenset(
    (
        *("ns", "nc", "na", "nd", "nr"),
        *("n/s", "n/c", "n/a", "n/d", "n/r", "n.s.", "n.c.", "n.a.", "n.d.", "#n/a"),
        *("-", "--", "–", "—", "?", "??", "…", "..."),
        *("inconnu", "inconnue", "non connu", "non connue", "non communiqué", "non renseigné", "null", "none", "nan"),
    )
)


def est_une_marque(cellule: str) -> bool:
    """Return whether a cell says that its value is not known."""
    return cellule.strip().lower() in MARQUES
