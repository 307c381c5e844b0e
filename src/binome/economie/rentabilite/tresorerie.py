"""Cash by month: pay as it falls, the tax in the following January, the aid on the days of the contract's schedule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from binome.economie.cout.lignes import LigneDeCout
from binome.economie.rentabilite.aide import Scenario
from binome.economie.rentabilite.option import OptionChiffree
from binome.moteur.calendrier import plus_mois


@dataclass(frozen=True, slots=True)
class MoisDeTresorerie:
    """A month, in cents: what comes in, what goes out, what is left since the start."""

    jour: date
    entrees: int
    sorties: int
    cumul: int


def tresorerie(option: OptionChiffree, scenario: Scenario) -> tuple[MoisDeTresorerie, ...]:
    """Return the cash of each month, from the first to the last that something moves."""
    entrees, sorties = Counter[date](), Counter[date]()
    recettes = option.recettes_par_mois or (0,) * len(option.registre.mois)
    for mois, lignes, recette in zip(option.registre.mois, option.registre.par_mois, recettes, strict=True):
        sorties[mois.jour] += lignes.total() - lignes[LigneDeCout.TAXE_SUR_LES_SALAIRES]
        entrees[mois.jour] += recette
    for annee, taxe in option.registre.taxes.items():
        sorties[date(annee + 1, 1, 1)] += taxe.ajoutee
    for paiement in option.aides[scenario].paiements:
        if paiement.jour is not None:
            sens = entrees if paiement.centimes >= 0 else sorties
            sens[paiement.jour.replace(day=1)] += abs(paiement.centimes)
    jours = _mois(min({*entrees, *sorties}), max({*entrees, *sorties}))
    cumuls = accumulate(entrees[jour] - sorties[jour] for jour in jours)
    return tuple(
        MoisDeTresorerie(jour, entrees[jour], sorties[jour], cumul) for jour, cumul in zip(jours, cumuls, strict=True)
    )


def point_bas(mois: tuple[MoisDeTresorerie, ...]) -> MoisDeTresorerie:
    """Return the month where least is left: the cash that must be found elsewhere, when it is below zero."""
    return min(mois, key=lambda un: un.cumul)


def _mois(premier: date, dernier: date) -> list[date]:
    jours = [premier]
    while jours[-1] < dernier:
        jours.append(plus_mois(jours[-1], 1))
    return jours
