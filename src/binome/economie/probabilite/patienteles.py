"""Patientèles drawn year after year: seeded integers, the same fates for every option that is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isqrt
from typing import Final, NamedTuple

from binome.droit.codes import Tranche
from binome.moteur.hasard import COMMUN, MASQUE, MILLION, compte_apres, en_millioniemes, hausse_de, philox, score

MOIS_SUIVIS: Final = 48
MOIS_PAR_AN: Final = 12

Retenues = Mapping[str, Decimal]
"""The value of every assumption, by name."""


class Comptes(NamedTuple):
    """The two patientèles; -1 where one is not followed."""

    pmt: int
    pfa: int


class Pas(NamedTuple):
    """The growth at the end of a year, in millionths: means, own spread, spread of what all share."""

    pmt: int
    pfa: int
    dispersion: int
    commune: int


@dataclass(frozen=True, slots=True)
class Processus:
    """How the patientèles of one doctor may move."""

    depart: Comptes
    pas: tuple[Pas, ...]
    liaison: tuple[int, int]
    """Correlation of the two growths and its complement, in millionths."""
    graine: int

    def destin(self, tirage: int) -> tuple[Comptes, ...]:
        """Return the counts at the end of each year in one draw."""
        tires = philox(0, 0, tirage, 1, self.graine & MASQUE, 0)
        communs = philox(COMMUN, 0, tirage, 0, self.graine & MASQUE, 0)
        z_pmt, propre = score(tires[1]), score(tires[2])
        z_pfa = (self.liaison[0] * z_pmt + self.liaison[1] * propre) // MILLION
        partages = (score(communs[0]), score(communs[1]))
        return tuple(self._comptes(pas, (z_pmt, z_pfa), partages) for pas in self.pas)

    def _comptes(self, pas: Pas, scores: tuple[int, int], partages: tuple[int, int]) -> Comptes:
        hausses = (
            hausse_de(moyenne, pas.dispersion, propre, en_millioniemes(pas.commune, partage))
            for moyenne, propre, partage in zip((pas.pmt, pas.pfa), scores, partages, strict=True)
        )
        return Comptes(*(compte_apres(un, hausse) for un, hausse in zip(self.depart, hausses, strict=True)))


def processus(depart: Comptes, tranche: Tranche, annees: int, retenues: Retenues, graine: int) -> Processus:
    """Return the process of a doctor who starts from these counts, in this bracket; growth is linear in time."""
    pmt = retenues[hausse_de_la_pmt(tranche)]
    rho = _millioniemes(retenues["correlation_des_croissances"], Fraction(1))
    suivis = int(retenues["signataires_suivis"])
    pas = []
    for annee in range(1, annees + 1):
        temps = Fraction(MOIS_PAR_AN * annee, MOIS_SUIVIS)
        dispersion = _millioniemes(retenues["ecart_de_croissance"], temps)
        commune = isqrt(dispersion * dispersion // suivis)
        moyennes = (_millioniemes(pmt, temps), _millioniemes(retenues["croissance_pfa"], temps))
        pas.append(Pas(*moyennes, dispersion, commune))
    return Processus(depart, tuple(pas), (rho, isqrt(MILLION * MILLION - rho * rho)), graine)


def hausse_de_la_pmt(tranche: Tranche) -> str:
    """Return which published growth a doctor follows: that of his bracket, or the mean when it is unknown."""
    if tranche is Tranche.INCONNUE:
        return "croissance_pmt"
    return "croissance_pmt_p30_p50" if tranche <= Tranche.P30_P50 else "croissance_pmt_apres_p50"


def _millioniemes(valeur: Decimal, temps: Fraction) -> int:
    return round(Fraction(valeur) * temps * MILLION)
