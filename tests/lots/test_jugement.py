"""Rows that ask for judgement get from the kernel the very words of the interpreter: same worlds, same agreement."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binome.contrats.champs.description import champs
from binome.contrats.decrire import decrire
from binome.contrats.situation import lire_situation
from binome.droit.catalogue import catalogue
from binome.moteur.erreurs import ErreurDeSaisie
from tests.lots.outils import par_le_noyau, repondre
from tests.simulation.strategies import lectures, pfa, pmt, rangs

pytest.importorskip("polars", reason="files are an extra")
pytest.importorskip("llvmlite", reason="the compiler is an extra")

from bench.jugement import situations

specialites = st.sampled_from([s.code for s in catalogue().specialites])
jours = st.one_of(
    st.dates(date(2019, 8, 20), date(2029, 12, 31)),
    st.sampled_from([date(2020, 2, 29), date(2024, 2, 29), date(2024, 6, 22), date(2023, 5, 1), date(2024, 6, 21)]),
)
naissances = st.one_of(
    st.dates(date(1940, 1, 1), date(1990, 12, 31)), st.sampled_from([date(1960, 2, 29), date(1959, 6, 22)])
)
oui_non = st.booleans()
parts = st.sampled_from(["0.8", "0.81", "0.5", "1", "0.05", "0.35"])
objectifs = st.integers(0, 400)


@st.composite
def seuils(alea: st.DrawFn) -> dict[str, int]:
    """Thresholds that grow, some of them unknown."""
    points = alea(st.lists(st.integers(600, 4000), min_size=6, max_size=6, unique=True).map(sorted))
    noms = alea(st.sets(st.sampled_from(["p30", "p50", "p70", "p90", "p94", "p95"]), min_size=1))
    return {
        nom: point for nom, point in zip(["p30", "p50", "p70", "p90", "p94", "p95"], points, strict=True) if nom in noms
    }


def _constats(derniere: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    un = st.fixed_dictionaries(
        {"annee": st.integers(1, derniere)}, optional={"pmt": pmt, "pfa": pfa, "circonstances_exceptionnelles": oui_non}
    )
    return st.lists(un, unique_by=lambda constat: constat["annee"], max_size=5)


A_JUGER = st.fixed_dictionaries(
    {"specialite": specialites, "date_signature": jours.map(date.isoformat)},
    optional={
        "secteur": st.sampled_from(["1", "2-optam", "2"]),
        "option_etp": st.sampled_from(["1/3", "0.5", "1", "1.5", "2"]),
        "zone": st.sampled_from(["zip", "zac", "hors"]),
        "pmt_initiale": pmt,
        "pmt_adultes_initiale": pmt,
        "pfa_initiale": pfa,
        "percentile_pmt": rangs,
        "percentile_pfa": rangs,
        "seuils_caisse": st.fixed_dictionaries({}, optional={"pmt": seuils(), "pfa": seuils()}),
        "age": st.sampled_from(["avant_le_maintien", "age_du_maintien"]),
        "date_naissance": naissances.map(date.isoformat),
        "date_premiere_installation": st.dates(date(2018, 6, 1), date(2029, 12, 31)).map(date.isoformat),
        "rqth_ou_ald": oui_non,
        "part_honoraires_cliniques": parts,
        "part_activite_liberale": parts,
        "contrat_1_etp_en_cours": oui_non,
        "objectifs_precedents_atteints": oui_non,
        "objectifs_convenus": st.fixed_dictionaries({}, optional={"pmt": objectifs, "pfa": objectifs}),
        "avenant_second_assistant": st.fixed_dictionaries(
            {"annee": st.integers(1, 6)}, optional={"pmt": pmt, "pfa": pfa}
        ),
        "avenant_primo_installe": st.fixed_dictionaries(
            {"annee": st.integers(1, 5)},
            optional={"pmt": pmt, "pfa": pfa, "objectif_pmt": objectifs, "objectif_pfa": objectifs},
        ),
        "constats": _constats(5),
        "exercice_regroupe": oui_non,
        "exercice_coordonne": oui_non,
        "coordination_renforcee": oui_non,
        "part_patients_moins_16_ans": parts,
        "departement": st.sampled_from(["18", "45", "2A"]),
        "prorogations": st.integers(0, 2),
        "lectures": lectures,
    },
)


def _lisible(situation: dict[str, Any]) -> bool:
    try:
        lire_situation(situation)
    except ErreurDeSaisie:
        return False
    return True


def _a_plat(situation: dict[str, Any]) -> dict[str, Any]:
    return champs().colonnes.aplatir(decrire(lire_situation(situation)))


def _par_le_noyau_et_par_l_interprete(lignes: list[dict[str, Any]]) -> int:
    rendues, attendues = par_le_noyau(lignes), repondre(lignes)
    assert rendues.lignes == attendues.lignes
    assert rendues.erreurs == attendues.erreurs
    return rendues.compilees


@settings(max_examples=250)
@given(st.lists(A_JUGER.filter(_lisible), min_size=1, max_size=3))
def test_une_situation_a_juger_a_la_meme_reponse_par_le_noyau(a_juger: list[dict[str, Any]]) -> None:
    """Every regime and option, ranks, thresholds, avenants, missing counts, under any readings, several in one table."""
    compilees = _par_le_noyau_et_par_l_interprete([_a_plat(situation) for situation in a_juger])
    assert compilees >= len(a_juger) - sum(map(_pour_l_interprete, a_juger))


def _pour_l_interprete(situation: dict[str, Any]) -> bool:
    """A bracket that follows the constats; an age beside a birth date, which it may contradict."""
    annuelle = situation.get("lectures", {}).get("tranche_figee") == "annuelle"
    return annuelle or {"age", "date_naissance"} <= set(situation)


BORDS = [-1, 0, 1]


@pytest.mark.parametrize("specialite", ["02", "04", "14"])
@pytest.mark.parametrize("lecture", [None, "seuil_p30=strict", "frontiere_p95=p94_ferme", "loi_degressive=percentile"])
def test_les_bords_des_seuils_de_la_caisse_et_des_rangs(specialite: str, lecture: str | None) -> None:
    base: dict[str, Any] = {"specialite": specialite, "secteur": "1", "option_etp": "1", "date_signature": "2024-09-01"}
    base |= {"pmt_initiale": 900, "pmt_annee_3": 1200, "pfa_annee_4": 2100}
    if lecture:
        nom, choix = lecture.split("=")
        base |= {f"lectures.{nom}": choix}
    points = {"p30": 1400, "p50": 1800, "p90": 2600, "p95": 3100}
    par_compte = [
        {**base, "pfa_initiale": point + bord, "pfa_annee_3": point + 300 + bord}
        | {f"seuils_caisse.pfa.{nom}": seuil for nom, seuil in points.items()}
        for point in points.values()
        for bord in BORDS
    ]
    par_rang = [
        {**base, "pfa_initiale": 3000, "percentile_pfa": f"{centiemes / 100:.2f}", "pfa_annee_3": 3200}
        for point in (3000, 5000, 9000, 9400, 9500)
        for centiemes in (point - 1, point, point + 1)
    ]
    lignes = par_compte + par_rang
    assert _par_le_noyau_et_par_l_interprete(lignes) == len(lignes)


def test_des_seuils_qui_ne_croissent_pas_sont_refuses_ligne_a_ligne() -> None:
    base = {"specialite": "04", "option_etp": "1", "pfa_initiale": 1500}
    lignes = [{**base, "seuils_caisse.pfa.p50": p50, "seuils_caisse.pfa.p90": 2600} for p50 in (1800, 2600, 2601, 2599)]
    rendues = par_le_noyau(lignes)
    assert [faute.ligne for faute in rendues.erreurs] == [2, 3]
    assert rendues.compilees == 2
    assert rendues.lignes == repondre(lignes).lignes


def test_des_dates_qui_se_contredisent_gardent_les_mots_du_lecteur() -> None:
    base = {"specialite": "01", "option_etp": "1", "date_signature": "2024-09-01", "pmt_initiale": 900}
    lignes = [
        {**base, "date_naissance": "2010-01-01"},
        {**base, "date_premiere_installation": "2024-09-02"},
        {**base, "date_premiere_installation": "2024-09-01"},
        {**base, "date_premiere_installation": "1970-01-01", "date_naissance": "1975-05-05"},
        {**base, "date_naissance": "2004-08-31"},
        {**base, "date_naissance": "2004-12-31"},
        {**base, "date_embauche": "2040-01-01"},
        {**base, "date_signature": "2018-01-01"},
        {**base, "date_signature": "hier"},
        {**base, "date_naissance": "1959-09-01"},
        {**base, "date_naissance": "1959-09-02"},
    ]
    rendues, attendues = par_le_noyau(lignes), repondre(lignes)
    assert rendues.erreurs == attendues.erreurs
    assert [faute.ligne for faute in rendues.erreurs] == [1, 2, 4, 7, 8, 9]
    assert rendues.lignes == attendues.lignes


def test_le_fichier_mesure_par_le_banc_a_les_reponses_de_l_interprete() -> None:
    """Thousands of the same rows, of every kind, are compared by `python -m bench.verifier`."""
    table = situations(150, 7, 900, premier=date(2019, 9, 1))
    lignes = [
        {nom: valeur for nom, valeur in ligne.items() if valeur is not None} for ligne in table.iter_rows(named=True)
    ]
    assert _par_le_noyau_et_par_l_interprete(lignes) == len(lignes)
