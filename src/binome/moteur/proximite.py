"""The nearest known name, for messages that help."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from binome.langue.courante import dire

_LONGUEUR_MAXIMALE: Final = 80
"""Comparing costs the square of the length, and no name is longer."""
_RETENUES: Final = 20_000


def suggestion(inconnu: str, connus: Iterable[str]) -> str | None:
    """Return the known name closest to `inconnu`, or None when nothing resembles it."""
    return _la_plus_proche(inconnu, tuple(connus)) if len(inconnu) <= _LONGUEUR_MAXIMALE else None


@lru_cache(maxsize=_RETENUES)
def _la_plus_proche(inconnu: str, connus: tuple[str, ...]) -> str | None:
    """Compare a name to others; a row that is refused is read more than once, and compared once."""
    par_forme = {nom.lower(): nom for nom in connus}
    proches = get_close_matches(inconnu.lower(), list(par_forme), n=1)
    return par_forme[proches[0]] if proches else None


def vouliez_vous(inconnu: str, connus: Iterable[str]) -> str:
    """Return a half-sentence that proposes the nearest name, or an empty string."""
    proche = suggestion(inconnu, connus)
    return " " + dire("Vouliez-vous écrire « {proche} » ?", proche=proche) if proche else ""
