"""What a synthetic nation supposes: its own assumptions, and those on patientèles that one doctor's answer shares."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from binome.economie.croissances import croissances
from binome.moteur.hypotheses import Hypothese, lire_hypotheses, lire_valeur, verifier_le_nom

COURBES: Final = ("spline", "gamma", "burr")
"""How counts spread among general practitioners; only the first is exact at the thresholds."""

Retenues: TypeAlias = Mapping[str, Decimal]
"""The value of every assumption, by name."""


@cache
def hypotheses() -> dict[str, Hypothese]:
    """Return the assumptions, by name."""
    return lire_hypotheses(Path(__file__).with_name("hypotheses.toml")) | croissances()


def valeurs(choisies: Retenues | None = None) -> dict[str, Decimal]:
    """Return the value of every assumption, some of them replaced.

    Raises:
        ErreurDeSaisie: an unknown name; the nearest one is proposed.
    """
    for nom in choisies or {}:
        verifier_le_nom(nom, hypotheses())
    return {nom: h.valeur for nom, h in hypotheses().items()} | dict(choisies or {})


def lire_hypothese(nom: str, texte: str) -> Decimal:
    """Read the value of an assumption; one that is a share must stay one.

    Raises:
        ErreurDeSaisie: unknown name, not a number, or out of bounds.
    """
    return lire_valeur(nom, texte, hypotheses())
