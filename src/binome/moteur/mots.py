"""Words as people write them, brought to one form: no accent, no capital, one space."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

_LONGUEUR_MAXIMALE: Final = 200
_INVISIBLES: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
COMMANDES: Final = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
"""Signs that command a terminal or turn the text that follows round."""


def net(texte: str) -> str:
    """Return a text without invisible signs, every kind of space made one plain space, trimmed."""
    return " ".join(texte.translate(_INVISIBLES).split())


def sans_effet(texte: str) -> str:
    """Return a text of several lines without what commands a terminal or turns it round; spaces stay as they are."""
    return COMMANDES.sub("?", texte)


def visible(texte: str) -> str:
    """Return a text that only says what it shows: neither orders for a terminal nor changes of direction.

    Every sign takes one place, so that a text of one line keeps its length.
    """
    return "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in texte)


@lru_cache(maxsize=4096)
def aplatir(texte: str) -> str:
    """Return the letters and digits of a text, lower case and without accents, other signs turned into one space."""
    sans_accent = "".join(c for c in normalize("NFKD", texte[:_LONGUEUR_MAXIMALE]) if not combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in sans_accent.lower()).split())
