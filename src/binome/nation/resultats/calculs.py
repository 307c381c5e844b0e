"""From integer sums to figures: exact means by year, quantiles of draws, shares, euros.

Each drawn doctor stands for an exact fraction of real ones; sums stay fractions until a figure is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

from binome.droit.codes import Statut
from binome.nation.matrices import ANNEES
from binome.nation.mesures import Mesure, Sommes
from binome.nation.population import Strate
from binome.nation.projection import Projection, Simulee
from binome.nation.resultats.enregistrement import Enregistrement

TOUTES: Final = tuple(range(ANNEES))
"""Ranks of the contract years."""
_CENT: Final = 100
_BAS, _HAUT = 5, 95

Moyennes: TypeAlias = Mapping[Mesure, Fraction]
"""Each measure, in the mean of a draw."""


@dataclass(frozen=True, slots=True)
class Encadre(Enregistrement):
    """A cost in euros, in the mean of the draws, and what five per cent of the draws are below and above."""

    cout: int
    cout_bas: int
    cout_haut: int


@dataclass(frozen=True, slots=True)
class Issues(Enregistrement):
    """How contract years end: shares of the contract years, None where there are none."""

    part_integrale: Decimal | None
    part_prorata: Decimal | None
    part_nulle: Decimal | None
    part_inconnue: Decimal | None


def par_strate(projection: Projection, simulee: Simulee) -> Iterator[tuple[Strate, Sommes]]:
    """Yield each stratum with its sums under a law."""
    yield from zip(projection.population.strates, simulee.sommes, strict=True)


def total(fractions: Iterable[Fraction]) -> Fraction:
    """Return an exact sum."""
    return sum(fractions, Fraction(0))


def en_euros(centimes: Fraction) -> int:
    """Return whole euros."""
    return round(centimes / _CENT)


def arrondir_ensemble(parts: Sequence[Fraction]) -> list[int]:
    """Return whole numbers that add up to the rounded sum: the largest remainders are rounded up."""
    entiers = [part.__floor__() for part in parts]
    manquent = round(total(parts)) - sum(entiers)
    par_reste = sorted(range(len(parts)), key=lambda rang: entiers[rang] - parts[rang])
    for rang in par_reste[:manquent]:
        entiers[rang] += 1
    return entiers


def en_part(partie: Fraction, tout: Fraction) -> Decimal | None:
    """Return a share with four decimals; None of nothing."""
    return None if tout == 0 else Decimal(round(partie * 10_000 / tout)).scaleb(-4)


def moyennes_par_annee(projection: Projection, simulee: Simulee) -> list[Moyennes]:
    """Return the measures of each contract year for the nation."""
    annees = [dict.fromkeys(Mesure, Fraction(0)) for _ in TOUTES]
    for strate, sommes in par_strate(projection, simulee):
        totaux = sommes.par_tirage.sum(axis=0).tolist()
        for rang, annee in enumerate(annees):
            for mesure in Mesure:
                annee[mesure] += strate.poids * totaux[rang][mesure] / simulee.tirages
    return [*annees]


def ensemble(annees: Sequence[Moyennes]) -> Moyennes:
    """Return the measures of several years together."""
    return {mesure: total(annee[mesure] for annee in annees) for mesure in Mesure}


def encadrer(projection: Projection, simulee: Simulee, rangs: Sequence[int], moyen: Fraction) -> Encadre:
    """Return the cost of some years, its mean known, between the quantiles of its draws."""
    par_tirage = [
        (strate.poids, sommes.par_tirage[:, list(rangs), Mesure.CENTIMES].sum(axis=1).tolist())
        for strate, sommes in par_strate(projection, simulee)
    ]
    couts = sorted(total(poids * couts[tirage] for poids, couts in par_tirage) for tirage in range(simulee.tirages))
    return Encadre(en_euros(moyen), *(en_euros(_quantile(couts, centieme)) for centieme in (_BAS, _HAUT)))


def _quantile(triees: Sequence[Fraction], centieme: int) -> Fraction:
    return triees[(len(triees) - 1) * centieme // _CENT]


def issues(vues: Moyennes) -> Issues:
    """Return the shares of each outcome over some contract years."""
    contrats = vues[Mesure.CONTRATS]
    return Issues(
        *(
            en_part(vues[mesure], contrats)
            for mesure in (Mesure.INTEGRALES, Mesure.PRORATAS, Mesure.NULLES, Mesure.INCONNUES)
        )
    )


def eligibles(projection: Projection, simulee: Simulee) -> Fraction:
    """Return how many real doctors are not refused."""
    ouverts = simulee.sorties["statut"] != Statut.NON_REMPLI
    return total(strate.poids * int(ouverts[strate.lignes].sum()) for strate in projection.population.strates)
