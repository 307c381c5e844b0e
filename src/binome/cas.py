"""The worked cases of the repository: documents with a title, a source and the arithmetic in words.

One loader for tests, pages and demonstration. They stand in `cas/` of a checkout, and travel with the package.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

_DOSSIERS: Final = (Path(__file__).parent / "cas", Path(__file__).parents[2] / "cas")
CONTRATS: Final = "contrats"
COLLECTIFS: Final = "collectif"
EVENEMENTS: Final = "evenements"


@dataclass(frozen=True, slots=True)
class Document:
    """What every worked case says: name (its path), title, source, who checked it, arithmetic, what must come out."""

    nom: str
    titre: str
    source: str
    verification: str
    calcul: str
    attendu: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cas(Document):
    """One doctor: the situation given."""

    situation: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CasDeContrat(Document):
    """One contract: its acts, and the day of the statement."""

    au: date
    actes: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class CasCollectif(Document):
    """One group of doctors."""

    groupe: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CasDEvenement(Document):
    """One doctor with a contract, and what happens to him."""

    situation: dict[str, Any]
    evenement: dict[str, Any]


@cache
def cas() -> tuple[Cas, ...]:
    """Return every worked case of one doctor, in the order of their names; none where the folder is missing."""
    return tuple(Cas(nom, **lu) for nom, lu in _lus() if Path(nom).parts[0] not in (CONTRATS, COLLECTIFS, EVENEMENTS))


@cache
def cas_de_contrat() -> tuple[CasDeContrat, ...]:
    """Return every worked contract."""
    return tuple(CasDeContrat(Path(nom).name, **lu) for nom, lu in _lus() if Path(nom).parts[0] == CONTRATS)


@cache
def cas_collectifs() -> tuple[CasCollectif, ...]:
    """Return every worked case of a group."""
    return tuple(CasCollectif(Path(nom).name, **lu) for nom, lu in _lus() if Path(nom).parts[0] == COLLECTIFS)


@cache
def cas_d_evenement() -> tuple[CasDEvenement, ...]:
    """Return every worked case of a life event."""
    return tuple(CasDEvenement(Path(nom).name, **lu) for nom, lu in _lus() if Path(nom).parts[0] == EVENEMENTS)


def _lus() -> Iterator[tuple[str, dict[str, Any]]]:
    dossier = next((d for d in _DOSSIERS if d.is_dir()), None)
    if dossier is not None:
        for fichier in sorted(dossier.rglob("*.toml")):
            nom = fichier.relative_to(dossier).with_suffix("").as_posix()
            yield nom, tomllib.loads(fichier.read_text("utf-8"), parse_float=Decimal)
