"""Un code est une chaîne pour qui lit, un membre pour qui décide."""

from __future__ import annotations

import json
import pickle

import pytest

from binome.droit.codes import CODES_D_OPTION, Motif, Option, StatutDEligibilite, Tranche
from binome.moteur.codes import Code, Codes, Mots


def test_le_code_d_un_membre_est_son_nom_en_minuscules() -> None:
    assert Tranche.SOUS_P30.code == "sous_p30"
    assert {Motif.CONSTAT_ATTENDU.code: 1} == {"constat_attendu": 1}


def test_un_membre_donne_son_code_et_son_libelle_quand_le_nom_ne_suffit_pas() -> None:
    assert [Option(rang).code for rang in range(5)] == list(CODES_D_OPTION) == ["1/3", "0.5", "1", "1.5", "2"]
    assert Tranche.P95_PLUS.libelle == "P95 et plus"
    assert Motif.CONSTAT_ATTENDU.libelle == "constat attendu"


def test_un_code_porte_son_membre_et_s_ecrit_comme_une_chaine() -> None:
    code: Code[Tranche] = Tranche.P30_P50.code
    assert code.membre is Tranche.P30_P50
    assert code.libelle == "P30-P50"
    assert f"{code}" == str(code) == "p30_p50"
    assert json.dumps([code]) == '["p30_p50"]'


def test_un_code_traverse_un_processus_avec_son_membre() -> None:
    revenu = pickle.loads(pickle.dumps(Tranche.P30_P50.code))
    assert revenu == "p30_p50"
    assert revenu.membre is Tranche.P30_P50


def test_un_membre_reste_un_entier_pour_les_regles() -> None:
    assert Tranche(1) is Tranche.P30_P50
    assert Tranche.INCONNUE < Tranche.SOUS_P30 < Tranche.P95_PLUS
    with pytest.raises(ValueError, match="9"):
        Tranche(9)


def test_un_mot_est_sa_chaine_et_garde_son_libelle() -> None:
    statut = StatutDEligibilite("a_confirmer")
    assert {statut: 1} == {"a_confirmer": 1}
    assert f"{statut}" == "a_confirmer"
    assert StatutDEligibilite("non_eligible").libelle == "non éligible"


def test_sans_libelle_le_code_sert_de_libelle() -> None:
    class Saison(Codes):
        PLEIN_ETE = 0

    class Heure(Mots):
        MIDI_PILE = "midi_pile"

    assert Saison.PLEIN_ETE.libelle == "plein ete"
    assert Heure.MIDI_PILE.libelle == "midi pile"


def test_un_code_se_relit() -> None:
    assert Option.lire("1/3") is Option.UN_TIERS
    with pytest.raises(KeyError):
        Option.lire("un_tiers")
