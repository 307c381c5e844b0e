"""The nearest known name, for messages that help."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

_LONGUEUR_MAXIMALE: Final = 80
"""Comparing costs the square of the length, and no name is longer."""


def suggestion(inconnu: str, connus: Iterable[str]) -> str | None:
    """Return the known name closest to `inconnu`, or None when nothing resembles it."""
    if len(inconnu) > _LONGUEUR_MAXIMALE:
        return None
    par_forme = {nom.lower(): nom for nom in connus}
    proches = get_close_matches(inconnu.lower(), list(par_forme), n=1)
    return par_forme[proches[0]] if proches else None


def vouliez_vous(inconnu: str, connus: Iterable[str]) -> str:
    """Return a French half-sentence that proposes the nearest name, or an empty string."""
    proche = suggestion(inconnu, connus)
    return f" Vouliez-vous écrire « {proche} » ?" if proche else ""
