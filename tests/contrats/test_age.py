"""The age at signature, by bracket: enough to know the objective, and never a birth date made up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import binome
from binome.contrats.situation import lire_situation
from binome.droit.codes import TrancheDAge
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.recu import recu
from binome.simulation.terme import comparer_au_terme
from tests.simulation.strategies import MG


@pytest.mark.parametrize(
    ("ecrit", "tranche"),
    [
        ("age_du_maintien", TrancheDAge.AGE_DU_MAINTIEN),
        ("avant_le_maintien", TrancheDAge.AVANT_LE_MAINTIEN),
        ("65 ans ou plus", TrancheDAge.AGE_DU_MAINTIEN),
        ("moins de 65 ans", TrancheDAge.AVANT_LE_MAINTIEN),
        (65, TrancheDAge.AGE_DU_MAINTIEN),
        (64, TrancheDAge.AVANT_LE_MAINTIEN),
        ("66", TrancheDAge.AGE_DU_MAINTIEN),
        ("66 ans", TrancheDAge.AGE_DU_MAINTIEN),
    ],
)
def test_un_age_se_lit_en_tranche_ou_en_annees(ecrit: object, tranche: TrancheDAge) -> None:
    assert lire_situation({"age": ecrit}).age is tranche


@pytest.mark.parametrize("faux", [111, -1, "vieux", "6O"])
def test_un_age_illisible_est_refuse(faux: object) -> None:
    with pytest.raises(ErreurDeSaisie, match="age"):
        lire_situation({"age": faux})


def test_la_tranche_donne_le_meme_objectif_qu_une_date_de_naissance() -> None:
    par_tranche = binome.simuler(MG, age="age_du_maintien")
    par_date = binome.simuler(MG, date_naissance="1958-03-02")
    assert par_tranche.objectifs == par_date.objectifs
    assert str(par_tranche.objectifs.pfa.nature) == "maintien"
    assert binome.simuler(MG, age=64).objectifs == binome.simuler(MG).objectifs


def test_un_medecin_de_66_ans_n_a_pas_de_date_de_naissance_dans_son_recepisse() -> None:
    situation = recu({**MG, "age": 66})["contenu"]["situation"]
    assert situation["age"] == "age_du_maintien"
    assert "date_naissance" not in situation


def test_une_tranche_que_la_naissance_contredit_est_refusee() -> None:
    with pytest.raises(ErreurDeSaisie, match="age"):
        lire_situation({**MG, "date_naissance": "1980-01-01", "age": 66})
    la_veille = date(1959, 9, 1) + timedelta(days=1)
    assert lire_situation({**MG, "date_naissance": la_veille.isoformat(), "age": 64}).age is not None


def test_qui_a_l_age_l_a_encore_au_terme_qui_ne_l_avait_pas_n_est_pas_presume_jeune_par_sa_tranche() -> None:
    ages = {"age_du_maintien": "maintien", "avant_le_maintien": "augmentation"}
    for age, nature in ages.items():
        nouveau = comparer_au_terme({**MG, "age": age}, 1000, 1500).suites[1]
        assert nouveau.objectifs is not None
        assert str(nouveau.objectifs.pfa.nature) == nature
