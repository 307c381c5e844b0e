"""The doubts of the cost, as rules see them: a class of choices and a field; the rest is in `lectures.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, get_type_hints

from binome.moteur.codes import Codes


class SmicDeLaReduction(Codes):
    """Which SMIC the reduction of 2026 looks at."""

    GELE = 0
    SUIVI = 1


class AssietteDeLaTaxe(Codes):
    """What the tax on salaries is counted on."""

    SALAIRE = 0
    AVEC_COMPLEMENTAIRES = 1


class SeuilsDeLaTaxe(Codes):
    """What becomes of the annual thresholds for an employee who is there part of the year."""

    ANNUELS = 0
    PRORATA = 1


class BaseDeLAnciennete(Codes):
    """What the seniority bonus is counted on."""

    MINIMUM = 0
    SALAIRE = 1


class LecturesDuCout(NamedTuple):
    """The choice retained for every doubt of the cost."""

    smic_de_la_reduction: SmicDeLaReduction
    assiette_de_la_taxe: AssietteDeLaTaxe
    seuils_de_la_taxe: SeuilsDeLaTaxe
    base_de_l_anciennete: BaseDeLAnciennete


ENUMERATIONS: Final[Mapping[str, type[Codes]]] = get_type_hints(LecturesDuCout)
"""The choices of each doubt, in the order of the fields."""


def des_codes(choix: Mapping[str, str]) -> LecturesDuCout:
    """Return the doubts settled by the code of each choice."""
    return LecturesDuCout._make(classe.lire(choix[nom]) for nom, classe in ENUMERATIONS.items())
