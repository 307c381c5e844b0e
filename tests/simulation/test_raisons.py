"""The reasons of a comparison of regimes: the numbers of the law that really move the result, all of them, only them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from binome.contrats.dossier import ouvrir
from binome.contrats.situation import Situation, lire_situation
from binome.droit.cadre import debut_du_regime, regime_applicable
from binome.droit.loi import Loi, loi_en_vigueur
from binome.simulation.calcul import rendre
from binome.simulation.comparaison import comparer_regimes
from binome.simulation.observation import nombres_consultes

MG: dict[str, Any] = {"specialite": "01", "secteur": "1", "option_etp": "1", "date_signature": "2024-09-01"}
RECENT = {**MG, "pmt_initiale": 900, "pfa_initiale": 1400, "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}]}
ANCIEN: dict[str, Any] = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "0.5",
    "date_signature": "2019-09-15",
    "zone": "zip",
    "pmt_adultes_initiale": 900,
    "pmt_initiale": 1100,
    "pfa_initiale": 1550,
    "percentile_pmt": 60,
    "percentile_pfa": 60,
    "exercice_regroupe": True,
    "exercice_coordonne": True,
}
RADIOLOGUE = {**ANCIEN, "specialite": "radiologie", "departement": "36"}
CASCADE = [RECENT, ANCIEN, RADIOLOGUE]


def _lisible(situation: Situation, loi: Loi) -> tuple[Any, ...]:
    """What a reader looks at, computed apart: criteria, brackets, objectives, years, sums, duties."""
    rendu = rendre(ouvrir(situation, loi)).en_json()
    for annee in rendu["annees"]:
        del annee["explication"]
    criteres = tuple((critere["code"], critere["statut"]) for critere in rendu["eligibilite"]["criteres"])
    dates = sorted((un["code"], un["echeance"] or "") for un in rendu["obligations"])
    return criteres, rendu["tranches"], rendu["objectifs"], rendu["annees"], rendu["total"], dates


def _sous_chaque_regime(situation: Situation, loi: Loi) -> list[Situation]:
    propre = regime_applicable(loi, situation.date_signature, situation.lectures)
    return [
        situation if un is propre else replace(situation, date_signature=debut_du_regime(loi, un, situation.lectures))
        for un in loi.catalogue.regimes
    ]


@pytest.mark.parametrize("donnees", CASCADE, ids=["2024", "2019", "radiologue"])
def test_une_raison_est_un_nombre_qui_change_le_resultat_et_tous_le_sont(donnees: dict[str, Any]) -> None:
    loi = loi_en_vigueur()
    raisons = {raison.nombre for raison in comparer_regimes(donnees).raisons}
    variantes = _sous_chaque_regime(lire_situation(donnees), loi)
    consultes = [nombres_consultes(ouvrir(variante, loi)) for variante in variantes]
    changent: set[str] = set()
    sans_effet: set[str] = set()
    for nom in {nom for nombres in consultes for nom in nombres}:
        valeurs = {repr(n[nom]): n[nom] for n in consultes if nom in n}
        change = False
        for variante, nombres in zip(variantes, consultes, strict=True):
            for ecrite, valeur in valeurs.items():
                if nom in nombres and ecrite != repr(nombres[nom]) and not change:
                    essai = loi.avec_le_nombre(nom, valeur)
                    change = _lisible(variante, essai) != _lisible(variante, loi)
        if len(valeurs) > 1:
            (changent if change else sans_effet).add(nom)
    assert raisons == changent
    assert sans_effet, "some numbers are looked at under several regimes and move nothing"


def test_un_nombre_consulte_sans_effet_n_est_pas_une_raison() -> None:
    """No group, no distance, no young patients here: their numbers changed, and moved nothing."""
    raisons = {raison.nombre for raison in comparer_regimes(ANCIEN, ["avenant-7", "convention-2024"]).raisons}
    assert {"montants", "formule_d_objectif", "exercice_exige"} <= raisons
    assert raisons.isdisjoint({"kilometres_de_coordination", "apl_sous_dense", "part_de_moins_de_16_ans"})
