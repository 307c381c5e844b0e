"""Shared test settings: the worked cases, and Hypothesis without wall-clock limits (machines differ)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

RACINE = Path(__file__).parent.parent
pytest_plugins = ["tests.grappe"]

settings.register_profile("binome", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=80)
settings.load_profile("binome")


@dataclass(frozen=True)
class Cas:
    """A worked case: a situation, what must come out, the arithmetic in words."""

    nom: str
    titre: str
    source: str
    verification: str
    calcul: str
    situation: dict[str, Any]
    attendu: dict[str, Any]


@dataclass(frozen=True)
class CasDeContrat:
    """A worked contract: acts, the day of the statement, what it must say."""

    nom: str
    titre: str
    source: str
    verification: str
    calcul: str
    au: date
    actes: list[dict[str, Any]]
    attendu: dict[str, Any]


def cas_de_contrat() -> list[CasDeContrat]:
    """Return every worked contract of the repository."""
    fichiers = sorted((RACINE / "cas" / "contrats").glob("*.toml"))
    return [CasDeContrat(f.stem, **tomllib.loads(f.read_text("utf-8"), parse_float=Decimal)) for f in fichiers]


def cas_collectifs() -> list[dict[str, Any]]:
    """Return every worked case of a group: titre, source, verification, calcul, groupe, attendu."""
    fichiers = sorted((RACINE / "cas" / "collectif").glob("*.toml"))
    return [tomllib.loads(f.read_text("utf-8"), parse_float=Decimal) for f in fichiers]


def cas() -> list[Cas]:
    """Return every worked case of one doctor."""
    lus = []
    for fichier in sorted((RACINE / "cas").rglob("*.toml")):
        if fichier.parent.name in ("contrats", "collectif"):
            continue
        brut = tomllib.loads(fichier.read_text("utf-8"), parse_float=Decimal)
        lus.append(Cas(fichier.relative_to(RACINE / "cas").with_suffix("").as_posix(), **brut))
    return lus
