"""How many doctors there are, and of what kind, by speciality: published headcounts and shares."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from binome.droit.codes import Secteur


@dataclass(frozen=True, slots=True)
class Effectif:
    """Doctors of a speciality: how many, when, according to whom."""

    effectif: int
    annee: int
    source: str


@dataclass(frozen=True, slots=True)
class Marges:
    """What replaces the assumptions on who the doctors are: headcounts, then shares, by speciality code.

    `secteurs` and `regions` give the headcount of each code; what a file does not give stays as assumed.
    """

    effectifs: Mapping[str, Effectif]
    secteurs: Mapping[str, Mapping[Secteur, int]] = field(default_factory=dict)
    plus_de_60_ans: Mapping[str, Decimal] = field(default_factory=dict)
    regions: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def noms_de_regions(self) -> tuple[str, ...]:
        """The regions that any speciality names, sorted."""
        return tuple(sorted({region for par_region in self.regions.values() for region in par_region}))


@cache
def effectifs() -> dict[str, Effectif]:
    """Return the headcounts that were found, by speciality code."""
    brutes = tomllib.loads(Path(__file__).with_name("effectifs.toml").read_text("utf-8"))
    return {code: Effectif(**brut) for code, brut in brutes.items()}


def marges_publiees() -> Marges:
    """Return what is known without any file."""
    return Marges(effectifs())


def partager(medecins: int | None, par_code: Mapping[str, int]) -> dict[str, int]:
    """Share the rows as the headcounts, the largest remainders first; every speciality keeps one row at least."""
    if medecins is None:
        return dict(par_code)
    total = sum(par_code.values())
    tailles = {code: max(medecins * effectif // total, 1) for code, effectif in par_code.items()}
    restes = sorted(par_code, key=lambda code: -(medecins * par_code[code] % total))
    for code in restes[: max(medecins - sum(tailles.values()), 0)]:
        tailles[code] += 1
    return tailles
