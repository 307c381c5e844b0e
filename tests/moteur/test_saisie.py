"""Bad input: one French sentence with field, value and what is accepted; nothing half-done."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import binome
from binome.contrats.champs.description import champs
from binome.contrats.situation import lire_situation

MG = {"date_signature": "2024-09-01", "specialite": "01", "option_etp": "1"}


@pytest.mark.parametrize(
    ("donnees", "morceaux"),
    [
        ({"pmt_initial": 900}, ["« pmt_initial » inconnu", "Vouliez-vous écrire « pmt_initiale »"]),
        ({"zzz": 1}, ["« zzz » inconnu", "Champs connus : date_signature"]),
        ({"pmt_initiale": -1}, ["« pmt_initiale »", "« -1 »", "de 0 à 100000"]),
        ({"pmt_initiale": 100_001}, ["« 100001 »", "de 0 à 100000"]),
        ({"pmt_initiale": 900.5}, ["« 900.5 »", "nombre entier"]),
        ({"pmt_initiale": True}, ["« oui »", "nombre entier"]),
        ({"pmt_initiale": "neuf cents"}, ["« neuf cents »", "nombre entier"]),
        ({"pmt_initiale": "9" * 100}, ["…", "nombre entier"]),
        ({"pmt_initiale": [900]}, ["une liste", "nombre entier"]),
        ({"pmt_initiale": {"n": 900}}, ["un objet", "nombre entier"]),
        ({"date_signature": "2023-02-30"}, ["« 2023-02-30 »", "une date AAAA-MM-JJ qui existe"]),
        ({"date_signature": "02/28/2025"}, ["« 02/28/2025 »", "AAAA-MM-JJ", "Le jour s'écrit d'abord : 28/02/2025"]),
        ({"date_signature": 20240901}, ["« 20240901 »", "AAAA-MM-JJ"]),
        ({"date_signature": "2924-09-01"}, ["entre 1900 et 2099"]),
        ({"date_signature": datetime(2024, 9, 1, 14, 30)}, ["AAAA-MM-JJ"]),  # noqa: DTZ001
        ({"date_signature": "2019-08-19"}, ["à partir du 20/08/2019, début du dispositif"]),
        ({"departement": "96"}, ["« 96 »", "un code de département"]),
        ({"departement": 18}, ["un code de département entre guillemets"]),
        ({"prorogations": 9}, ["« 9 »", "de 0 à 4"]),
        ({"constats": [{"annee": 26}]}, ["de 1 à 25"]),
        ({"specialite": "cardiologi"}, ["« cardiologi »", "Vouliez-vous écrire « cardiologie »"]),
        ({"specialite": 4}, ["« 4 »", "un code entre guillemets"]),
        ({"secteur": "4"}, ["« 4 »", "1, 2-optam, 2-optam-aco"]),
        ({"secteur": "2-optan"}, ["Vouliez-vous écrire « 2-optam »"]),
        ({"secteur": None, "option_etp": "3"}, ["« 3 »", "0.5 ou 1"]),
        ({"option_etp": ["1"]}, ["une liste", "0.5 ou 1"]),
        ({"zone": "zone"}, ["zip, zac, hors"]),
        ({"percentile_pfa": 101}, ["« 101 »", "un rang de 0 à 100"]),
        ({"percentile_pfa": "72.123"}, ["deux décimales"]),
        ({"percentile_pfa": "NaN"}, ["un rang de 0 à 100"]),
        ({"percentile_pfa": "beaucoup"}, ["un rang de 0 à 100"]),
        ({"percentile_pfa": [1]}, ["un rang de 0 à 100"]),
        ({"part_activite_liberale": 1.5}, ["une part de 0 à 1"]),
        ({"part_activite_liberale": "0.12345"}, ["quatre décimales"]),
        ({"rqth_ou_ald": "peut-être"}, ["oui ou non"]),
        ({"rqth_ou_ald": 1}, ["oui ou non"]),
        ({"seuils_caisse": {"pfb": {}}}, ["« pfb » inconnu", "Vouliez-vous écrire « pfa »"]),
        ({"seuils_caisse": {"pfa": {"p51": 1}}}, ["« p51 » inconnu"]),
        ({"seuils_caisse": {"pfa": {"p50": 2000, "p90": 1800}}}, ["croissent strictement"]),
        ({"seuils_caisse": 12}, ["un objet aux champs pmt, pfa"]),
        ({"objectifs_convenus": {"pmt": -1}}, ["« objectifs_convenus.pmt »"]),
        ({"constats": {"annee": 3}}, ["une liste de constats"]),
        ({"constats": [3]}, ["« constats[0] »", "un objet"]),
        ({"constats": [{"pmt": 900}]}, ["« constats[0].annee »", "aucune valeur n'est donnée"]),
        ({"constats": [{"annee": 6}]}, ["de 1 à 5"]),
        ({"constats": [{"annee": 3}, {"annee": 3}]}, ["un seul constat par année"]),
        ({"constats": [{"annee": 3, "pmt_adultes": 3}]}, ["« pmt_adultes » inconnu"]),
        ({"constats": [{"annee": 3, "part_decidee": 1}]}, ["seulement avec circonstances_exceptionnelles"]),
        (
            {"constats": [{"annee": 3, "part_decidee": "3/2", "circonstances_exceptionnelles": True}]},
            ["« 3/2 »", "une part de 0 à 1"],
        ),
        (
            {"constats": [{"annee": 3, "part_decidee": "1/0", "circonstances_exceptionnelles": True}]},
            ["« 0 »", "une part de 0 à 1"],
        ),
        ({"lectures": {"seuil_p31": "inclus"}}, ["« seuil_p31 » inconnu", "« seuil_p30 »"]),
        ({"lectures": {"seuil_p30": "inclu"}}, ["« inclu »", "inclus ou strict", "Vouliez-vous écrire « inclus »"]),
        ({"lectures": ["seuil_p30"]}, ["un objet {lecture: choix}"]),
        ({**MG, "date_naissance": "2010-01-01"}, ["« date_naissance »", "de 20 à 110 ans"]),
        ({**MG, "date_premiere_installation": "2024-09-02"}, ["ne suit pas la signature"]),
        (
            {**MG, "date_naissance": "1980-01-01", "date_premiere_installation": "1979-01-01"},
            ["postérieure à la naissance"],
        ),
        ({**MG, "avenant_second_assistant": {"annee": 4}}, ["« 1 ETP »", "option 1.5 ou 2"]),
        ({"avenant_second_assistant": {"pmt": 4}}, ["« avenant_second_assistant.annee »"]),
        ({"avenant_primo_installe": {"annee": 99}}, ["de 1 à 25"]),
        ({"avenants": [{"annee": 6, "nature": "65_ans"}]}, ["de 1 à 5", "prorogations"]),
        ({**MG, "date_embauche": "2040-01-01"}, ["une date proche de la signature"]),
        ({1: 2}, ["« 1 » inconnu"]),
    ],
)
def test_une_saisie_fausse_est_refusee_en_une_phrase(donnees: dict[Any, Any], morceaux: list[str]) -> None:
    with pytest.raises(binome.ErreurDeSaisie) as refus:
        binome.simuler(donnees)
    phrase = str(refus.value)
    assert "\n" not in phrase
    for morceau in morceaux:
        assert morceau in phrase


@pytest.mark.parametrize(
    ("donnees", "champ", "lu"),
    [
        ({"pmt_initiale": " 900 "}, "pmt_initiale", 900),
        ({"secteur": 1}, "secteur", 0),
        ({"option_etp": Decimal("0.50")}, "option_etp", 1),
        ({"option_etp": "0,5"}, "option_etp", 1),
        ({"option_etp": "1/2"}, "option_etp", 1),
        ({"percentile_pfa": 72.5}, "percentile_pfa", 7250),
        ({"percentile_pfa": "72,5"}, "percentile_pfa", 7250),
        ({"part_activite_liberale": "0.8"}, "part_activite_liberale", (4, 5)),
        ({"rqth_ou_ald": "Oui"}, "rqth_ou_ald", True),
        ({"date_signature": date(2024, 9, 1)}, "date_signature", date(2024, 9, 1)),
        ({"lectures": {"seuil_p30": None}}, "lectures", {}),
        ({"pmt_initiale": None}, "pmt_initiale", None),
        ({"zone": "ZIP"}, "zone", 0),
        ({"specialite": "Cardiologie"}, "specialite", 2),
    ],
)
def test_une_saisie_lisible_est_lue_exactement(donnees: dict[str, Any], champ: str, lu: object) -> None:
    assert getattr(lire_situation(donnees), champ) == lu


json_quelconque = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda feuilles: st.lists(feuilles, max_size=3) | st.dictionaries(st.text(max_size=8), feuilles, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(champs())) | st.text(max_size=10), json_quelconque, max_size=4))
def test_aucune_saisie_ne_provoque_autre_chose_qu_un_refus(donnees: dict[str, Any]) -> None:
    try:
        binome.simuler(donnees)
    except binome.ErreurDeSaisie as refus:
        assert str(refus)


def test_un_champ_par_nom_complete_la_situation() -> None:
    assert binome.simuler(MG, pmt_initiale=900, pfa_initiale=1400).tranches.pmt == "p30_p50"
