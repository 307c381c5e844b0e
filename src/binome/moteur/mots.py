"""Words as people write them, brought to one form: no accent, no capital, one space."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

_LONGUEUR_MAXIMALE: Final = 200
_INVISIBLES: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def net(texte: str) -> str:
    """Return a text without invisible signs, every kind of space made one plain space, trimmed."""
    return " ".join(texte.translate(_INVISIBLES).split())


@lru_cache(maxsize=4096)
def aplatir(texte: str) -> str:
    """Return the letters and digits of a text, lower case and without accents, other signs turned into one space."""
    sans_accent = "".join(c for c in normalize("NFKD", texte[:_LONGUEUR_MAXIMALE]) if not combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in sans_accent.lower()).split())
