"""OpenFisca-core, tuned: tables looked up by NumPy in the formulas, integers of 64 bits where products need them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import version as version_de
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import YEAR
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.charge_w.donnees import (
    AGE,
    ATTEINT,
    ATTEINT_65,
    DERNIERE_EXCLUE,
    MILLION,
    MONTANTS,
    OBJECTIFS,
    PREMIERE_EXCLUE,
    SEUILS,
    SORTIES,
    Colonnes,
)

NOM = "OpenFisca-core, affiné"
ANNEE = "2026"
_MONTANTS = np.array(MONTANTS, dtype=np.int32)
_OBJECTIFS = {nom: np.array(table, dtype=np.int32) for nom, table in OBJECTIFS.items()}


def version() -> str:
    """Return the library's version."""
    return version_de("openfisca-core")


class OptionETP(Enum):
    """Working time of the assistant."""

    DEMI = "0,5 ETP"
    UN = "1 ETP"
    UN_ET_DEMI = "1,5 ETP"
    DEUX = "2 ETP"


@cache
def _systeme() -> Any:
    entite = build_entity(key="medecin", plural="medecins", label="Médecin", is_person=True)
    systeme = TaxBenefitSystem([entite])

    def variable(nom: str, type_: type, formule: Any = None) -> None:
        corps = {"value_type": type_, "entity": entite, "definition_period": YEAR, "label": nom}
        systeme.add_variable(type(nom, (Variable,), corps | ({"formula": formule} if formule else {})))

    for nom in ("specialite", "secteur", "pmt", "pfa", "age", "annee", "pmt_obs", "pfa_obs"):
        variable(nom, int)
    for nom in ("zip_", "primo"):
        variable(nom, bool)
    systeme.add_variable(
        type(
            "option",
            (Variable,),
            {
                "value_type": Enum,
                "possible_values": OptionETP,
                "default_value": OptionETP.UN,
                "entity": entite,
                "definition_period": YEAR,
                "label": "option",
            },
        )
    )
    for quelle in ("pmt", "pfa"):
        variable(f"rang_{quelle}", int, _rang(quelle))
        variable(f"objectif_{quelle}", int, _objectif(quelle))
        variable(f"taux_{quelle}", int, _taux(quelle))
    formules = {"tranche": _tranche, "montant": _montant, "part": _part, "du": _du}
    for nom, formule in formules.items():
        variable(nom, int, formule)
    variable("neuf", bool, _neuf)
    variable("eligible", bool, _eligible)
    return systeme


def _rang(quelle: str) -> Callable[..., Any]:
    def formule(medecin: Any, annee: Any) -> Any:
        patients = medecin(quelle, annee)
        return sum((patients >= seuil).astype(np.int32) for seuil in SEUILS[quelle])

    return formule


def _tranche(medecin: Any, annee: Any) -> Any:
    return np.maximum(medecin("rang_pmt", annee), medecin("rang_pfa", annee))


def _neuf(medecin: Any, annee: Any) -> Any:
    sous = [medecin(quelle, annee) < SEUILS[quelle][1] for quelle in ("pmt", "pfa")]
    return medecin("primo", annee) & sous[0] & sous[1]


def _eligible(medecin: Any, annee: Any) -> Any:
    s, secteur, option = medecin("specialite", annee), medecin("secteur", annee), np.asarray(medecin("option", annee))
    exclue = (s >= PREMIERE_EXCLUE) & (s <= DERNIERE_EXCLUE)
    en_zone = medecin("zip_", annee) & (s == 1) & (medecin("annee", annee) >= 3)
    ouverte = (medecin("tranche", annee) > 0) | medecin("neuf", annee)
    return ~exclue & ((secteur == 1) | (secteur == 3)) & ouverte & ((option < 2) | en_zone)


def _montant(medecin: Any, annee: Any) -> Any:
    classe = np.maximum(medecin("tranche", annee) - 2, 0)
    montant = _MONTANTS[classe, np.minimum(medecin("annee", annee), 3) - 1, np.asarray(medecin("option", annee))]
    return np.where(medecin("eligible", annee), montant, 0)


def _objectif(quelle: str) -> Callable[..., Any]:
    seuils, table = SEUILS[quelle], _OBJECTIFS[quelle]
    etendue = seuils[3] - 1 - seuils[1]

    def formule(medecin: Any, annee: Any) -> Any:
        patients, rang = medecin(quelle, annee), medecin(f"rang_{quelle}", annee)
        option = np.asarray(medecin("option", annee))
        debut, fin = table[1][option], table[2][option]
        pente = (2 * (debut * etendue + (fin - debut) * (patients - seuils[1])) + etendue) // (2 * etendue)
        ordinaire = np.select([rang <= 1, rang == 4], [table[0][option], table[3][option]], pente)
        sans_neuf = np.where(medecin("age", annee) > AGE, 0, ordinaire)
        return np.where(medecin("neuf", annee), seuils[1] - patients, sans_neuf)

    return formule


def _taux(quelle: str) -> Callable[..., Any]:
    def formule(medecin: Any, annee: Any) -> Any:
        cible = medecin(quelle, annee) + medecin(f"objectif_{quelle}", annee)
        rapport = medecin(f"{quelle}_obs", annee).astype(np.int64) * MILLION // np.maximum(cible, 1)
        return np.where(cible <= 0, MILLION, rapport).astype(np.int32)

    return formule


def _part(medecin: Any, annee: Any) -> Any:
    vus = {quelle: medecin(f"{quelle}_obs", annee) for quelle in SEUILS}
    t1, t2 = medecin("taux_pmt", annee), medecin("taux_pfa", annee)
    meilleur = np.minimum(MILLION, np.maximum(t1, t2))
    vieux = medecin("age", annee) > AGE
    p50 = (vus["pmt"] >= SEUILS["pmt"][1]) | (vus["pfa"] >= SEUILS["pfa"][1])
    pleins = (vus["pmt"] >= SEUILS["pmt"][0]) & (vus["pfa"] >= SEUILS["pfa"][0]) & p50
    seuil = np.where(vieux, ATTEINT_65, ATTEINT)
    a1, a2 = t1 >= ATTEINT, t2 >= ATTEINT
    baisse = (~a1 & (vus["pmt"] < medecin("pmt", annee))) | (~a2 & (vus["pfa"] < medecin("pfa", annee)))
    cas = [
        medecin("annee", annee) <= 2,
        medecin("neuf", annee),
        (medecin("tranche", annee) == 4) | vieux,
        baisse,
        a1 | a2,
    ]
    valeurs = [
        np.full_like(t1, MILLION),
        np.where(pleins, MILLION, meilleur),
        np.where((t1 >= seuil) | (t2 >= seuil), MILLION, meilleur),
        np.zeros_like(t1),
        np.full_like(t1, MILLION),
    ]
    return np.where(medecin("eligible", annee), np.select(cas, valeurs, meilleur), 0)


def _du(medecin: Any, annee: Any) -> Any:
    produit = medecin("montant", annee).astype(np.int64) * medecin("part", annee)
    return ((produit + 5000) // 10_000).astype(np.int32)


def charger(colonnes: Colonnes) -> Callable[[], Colonnes]:
    """Return the calculation of these columns."""

    def calculer() -> Colonnes:
        simulation = SimulationBuilder().build_default_simulation(_systeme(), len(colonnes["pmt"]))
        for nom, valeurs in colonnes.items():
            if nom == "option":
                simulation.set_input(nom, ANNEE, EnumArray((valeurs - 1).astype("uint8"), OptionETP))
            else:
                simulation.set_input("zip_" if nom == "zip" else nom, ANNEE, valeurs)
        return {nom: simulation.calculate(nom, ANNEE) for nom in SORTIES}

    return calculer
