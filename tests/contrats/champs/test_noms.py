"""Flat names: every promise kept, there and back."""

from __future__ import annotations

from typing import Any

import pytest

from binome.cas import Cas, cas
from binome.contrats.champs.description import champs
from binome.contrats.decrire import decrire
from binome.contrats.situation import lire_situation

COLONNES = {
    "pmt_initiale": {"pmt_initiale": 1},
    "seuils_caisse.pfa.p50": {"seuils_caisse": {"pfa": {"p50": 1}}},
    "objectifs_convenus.pmt": {"objectifs_convenus": {"pmt": 1}},
    "avenant_second_assistant.annee": {"avenant_second_assistant": {"annee": 1}},
    "avenant_primo_installe.objectif_pfa": {"avenant_primo_installe": {"objectif_pfa": 1}},
    "lectures.seuil_p30": {"lectures": {"seuil_p30": 1}},
    "lectures.oubliee": {"lectures": {"oubliee": 1}},
    "pmt_annee_3": {"constats": [{"annee": 3, "pmt": 1}]},
    "pfa_annee_03": {"constats": [{"annee": 3, "pfa": 1}]},
    "pfa_annee_99": {"constats": [{"annee": 99, "pfa": 1}]},
    "circonstances_exceptionnelles_annee_4": {"constats": [{"annee": 4, "circonstances_exceptionnelles": 1}]},
    "part_decidee_annee_4": {"constats": [{"annee": 4, "part_decidee": 1}]},
    "pmt_annee_123": {"pmt_annee_123": 1},
    "inconnu": {"inconnu": 1},
    "inconnu.pmt": {"inconnu.pmt": 1},
}
ADRESSES = {
    "pmt_initiale": {"pmt_initiale": 1},
    "seuil_pfa_p50": {"seuils_caisse": {"pfa": {"p50": 1}}},
    "objectif_pmt": {"objectifs_convenus": {"pmt": 1}},
    "objectif_particulier": {"objectif_particulier": 1},
    "second_annee": {"avenant_second_assistant": {"annee": 1}},
    "second_pfa": {"avenant_second_assistant": {"pfa": 1}},
    "lecture_seuil_p30": {"lectures": {"seuil_p30": 1}},
    "lecture_oubliee": {"lectures": {"oubliee": 1}},
    "pmt_annee_3": {"constats": [{"annee": 3, "pmt": 1}]},
    "circonstances_annee_4": {"constats": [{"annee": 4, "circonstances_exceptionnelles": 1}]},
    "decidee_annee_25": {"constats": [{"annee": 25, "part_decidee": 1}]},
}


@pytest.mark.parametrize(("nom", "donnees"), COLONNES.items(), ids=str)
def test_une_colonne_mene_a_son_champ(nom: str, donnees: dict[str, Any]) -> None:
    assert champs().colonnes.composer({nom: 1}) == donnees


@pytest.mark.parametrize(("nom", "donnees"), ADRESSES.items(), ids=str)
def test_une_partie_d_adresse_mene_a_son_champ(nom: str, donnees: dict[str, Any]) -> None:
    assert champs().adresses.composer({nom: 1}) == donnees
    assert champs().adresses.aplatir(donnees) == {nom: 1}


@pytest.mark.parametrize("un_cas", cas(), ids=lambda un_cas: un_cas.nom)
def test_une_situation_a_plat_redonne_la_meme(un_cas: Cas) -> None:
    lue = lire_situation(un_cas.situation)
    for noms in (champs().colonnes, champs().adresses):
        assert lire_situation(noms.composer(noms.aplatir(decrire(lue)))) == lue


@pytest.mark.parametrize(
    ("fautif", "colonne", "partie"),
    [
        ("constats[1].pmt", "pmt_annee_4", "pmt_annee_4"),
        ("constats[1].part_decidee", "part_decidee_annee_4", "decidee_annee_4"),
        ("constats[1]", None, None),
        ("constats", None, None),
        ("seuils_caisse.pfa.p50", "seuils_caisse.pfa.p50", "seuil_pfa_p50"),
        ("seuils_caisse.pfa", None, None),
        ("avenants[0].nature", None, None),
        ("pmt_initiale", "pmt_initiale", "pmt_initiale"),
        ("inconnu", None, None),
    ],
)
def test_un_champ_refuse_se_retrouve_sous_son_nom_a_plat(fautif: str, colonne: str | None, partie: str | None) -> None:
    donnees = {"constats": [{"annee": 3}, {"annee": 4}], "avenants": [3]}
    assert champs().colonnes.nom_du_champ(fautif, donnees) == colonne
    assert champs().adresses.nom_du_champ(fautif, donnees) == partie


def test_un_constat_illisible_n_a_pas_de_nom_a_plat() -> None:
    assert champs().colonnes.nom_du_champ("constats[0].annee", {"constats": [3]}) is None
    assert champs().colonnes.nom_du_champ("constats[0].annee", {"constats": [{"pmt": 3}]}) is None


@pytest.mark.parametrize(
    "mal_forme",
    [
        {"constats": [3]},
        {"constats": [{"pmt": 3}]},
        {"constats": 3},
        {"lectures": [1]},
        {"seuils_caisse": {"pfa": 3}},
        {"constats": [{"annee": 3, "pmt": {"a": 1}}]},
    ],
)
def test_ce_qui_n_a_pas_la_forme_de_son_champ_reste_tel_quel(mal_forme: dict[str, Any]) -> None:
    assert champs().colonnes.aplatir(mal_forme) == mal_forme
