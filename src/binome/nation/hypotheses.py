"""What a synthetic nation supposes: assumptions by name, with value, source, and whether a figure settles each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.proximite import vouliez_vous

COURBES: Final = ("spline", "gamma", "burr")
"""How counts spread among general practitioners; only the first is exact at the thresholds."""
_RELATIVES: Final = ("croissance", "tendance", "correlation_des")
_SANS_BORNE: Final = ("patientele_des_signataires", "signataires_suivis")
_PLUS_GRANDE: Final = 10**6

Retenues: TypeAlias = Mapping[str, Decimal]
"""The value of every assumption, by name."""


@dataclass(frozen=True, slots=True)
class Hypothese:
    """One assumption: its title, its value, where it comes from, whether no figure settles it."""

    titre: str
    valeur: Decimal
    source: str
    supposee: bool


@cache
def hypotheses() -> dict[str, Hypothese]:
    """Return the assumptions, by name."""
    brutes = tomllib.loads(Path(__file__).with_name("hypotheses.toml").read_text("utf-8"))
    return {nom: Hypothese(b["titre"], Decimal(b["valeur"]), b["source"], b["supposee"]) for nom, b in brutes.items()}


def valeurs(choisies: Retenues | None = None) -> dict[str, Decimal]:
    """Return the value of every assumption, some of them replaced.

    Raises:
        ErreurDeSaisie: an unknown name; the nearest one is proposed.
    """
    for nom in choisies or {}:
        _verifier_le_nom(nom)
    return {nom: h.valeur for nom, h in hypotheses().items()} | dict(choisies or {})


def lire_hypothese(nom: str, texte: str) -> Decimal:
    """Read the value of an assumption; one that is a share must stay one.

    Raises:
        ErreurDeSaisie: unknown name, not a number, or out of bounds.
    """
    _verifier_le_nom(nom)
    try:
        valeur = Decimal(texte.strip().replace(",", "."))
    except InvalidOperation as faute:
        raise ErreurDeSaisie(nom, texte, "un nombre décimal") from faute
    basse, haute = _bornes(nom)
    if not valeur.is_finite() or not basse <= valeur <= haute:
        raise ErreurDeSaisie(nom, texte, f"un nombre de {basse} à {haute}")
    return valeur


def _verifier_le_nom(nom: str) -> None:
    if nom not in hypotheses():
        raise ErreurDeSaisie("hypothese", nom, "une hypothèse connue", vouliez_vous(nom, hypotheses()))


def _bornes(nom: str) -> tuple[int, int]:
    if nom in _SANS_BORNE:
        return 1, _PLUS_GRANDE
    return (-1, 1) if nom.startswith(_RELATIVES) else (0, 1)
