"""Assumptions as data: what a calculation supposes, by name, with value, source, and whether a figure settles each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.proximite import vouliez_vous


@dataclass(frozen=True, slots=True)
class Hypothese:
    """One assumption: title, value, where it comes from, whether no figure settles it, its bounds."""

    titre: str
    valeur: Decimal
    source: str
    supposee: bool
    basse: Decimal
    haute: Decimal


def lire_hypotheses(fichier: Path) -> dict[str, Hypothese]:
    """Read the assumptions of a data file, by name; a value without `bornes` is a share."""
    brutes = tomllib.loads(fichier.read_text("utf-8"))
    return {
        nom: Hypothese(
            b["titre"], Decimal(b["valeur"]), b["source"], b["supposee"], *map(Decimal, b.get("bornes", ("0", "1")))
        )
        for nom, b in brutes.items()
    }


def lire_valeur(nom: str, texte: str, connues: Mapping[str, Hypothese]) -> Decimal:
    """Read the value of an assumption.

    Raises:
        ErreurDeSaisie: unknown name (the nearest one is proposed), not a number, or out of bounds.
    """
    verifier_le_nom(nom, connues)
    try:
        valeur = Decimal(texte.strip().replace(",", "."))
    except InvalidOperation as faute:
        raise ErreurDeSaisie(nom, texte, "un nombre décimal") from faute
    basse, haute = connues[nom].basse, connues[nom].haute
    if not valeur.is_finite() or not basse <= valeur <= haute:
        raise ErreurDeSaisie(nom, texte, f"un nombre de {basse} à {haute}")
    return valeur


def verifier_le_nom(nom: str, connues: Mapping[str, Hypothese]) -> None:
    """Refuse a name that no assumption bears.

    Raises:
        ErreurDeSaisie: the nearest name is proposed.
    """
    if nom not in connues:
        raise ErreurDeSaisie("hypothese", nom, "une hypothèse connue", vouliez_vous(nom, connues))
