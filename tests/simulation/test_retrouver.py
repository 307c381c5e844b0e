"""A figure printed by a caisse, and what gives it: each hypothesis is replayed, and found figures are found again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binome.contrats.situation import lire_situation
from binome.droit.loi import loi_en_vigueur
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.retrouver import Chiffre, Retrouve, retrouver
from binome.simulation.simuler import simuler
from binome.simulation.variantes import Nature

CAS: dict[str, Any] = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2024-09-01",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
    "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}],
}


def _ecarts(reponse: Retrouve) -> list[list[tuple[Nature, str]]]:
    return [[(ecart.nature, ecart.quoi) for ecart in une.ecarts] for une in reponse.hypotheses]


def test_la_somme_que_binome_calcule_est_reconnue_et_rien_d_autre() -> None:
    reponse = retrouver(CAS, "14426.23")
    assert _ecarts(reponse) == [[]]
    assert reponse.hypotheses[0].chiffre is Chiffre.MONTANT


def test_l_autre_lecture_du_taux_se_retrouve() -> None:
    """1 100 / 1 205 of 22 000 € = 20 082,99 €: the share counted on the whole patientèle."""
    assert _ecarts(retrouver(CAS, "20082.99")) == [[(Nature.LECTURE, "taux_atteinte")]]


def test_un_patient_de_moins_se_retrouve_au_constat_ou_au_depart() -> None:
    """199 of 305 patients: 14 354,10 €."""
    reponse = retrouver(CAS, "14354.10")
    assert _ecarts(reponse) == [[(Nature.CONSTAT, "pmt")], [(Nature.DEPART, "pmt")]]
    assert [une.ecarts[0].patients for une in reponse.hypotheses] == [-1, 1]


def test_zero_euro_dit_combien_de_patients_l_auraient_fait() -> None:
    reponse = retrouver(CAS, "0", chiffre=Chiffre.MONTANT)
    comptes = {une.ecarts[0].quoi: une.ecarts[0].patients for une in reponse.hypotheses if len(une.ecarts) == 1}
    assert comptes["pmt"] == -201
    assert comptes["pfa"] == -201


def test_le_solde_d_une_autre_lecture_se_retrouve_comme_solde() -> None:
    """20 082,99 − 11 000 = 9 082,99 €."""
    reponse = retrouver(CAS, "9082.99", chiffre="solde")
    assert _ecarts(reponse) == [[(Nature.LECTURE, "taux_atteinte")]]


def test_une_autre_annee_ou_un_autre_temps_de_travail_se_retrouve() -> None:
    """38 000 € is the first year's, 11 000 € what a half-time pays at most in the third."""
    assert [(Nature.ANNEE, "1")] in _ecarts(retrouver(CAS, "38000"))
    assert [(Nature.OPTION, "0.5")] in _ecarts(retrouver(CAS, "11000", chiffre=Chiffre.MAXIMUM))


def test_une_suspension_au_prorata_se_retrouve_en_jours() -> None:
    """14 426,23 × 275 / 365 = 10 869,08 €: ninety days suspended."""
    reponse = retrouver(CAS, "10869.08")
    assert (Nature.SUSPENSION, "90") in [ecart for ecarts in _ecarts(reponse) for ecart in ecarts]


def test_ce_que_rien_ne_donne_se_dit_avec_ce_qui_a_ete_essaye() -> None:
    reponse = retrouver(CAS, "15000")
    assert reponse.hypotheses == ()
    assert reponse.essayees > 300
    assert all(reponse.bornes)


def test_aucune_explication_n_en_contient_une_autre() -> None:
    for somme in ("11000", "14354.10", "22000"):
        par_annee: dict[int, list[set[tuple[Nature, str]]]] = {}
        reponse = retrouver(CAS, somme)
        for une, ecarts in zip(reponse.hypotheses, _ecarts(reponse), strict=True):
            par_annee.setdefault(une.annee, []).append(set(ecarts))
        for ensembles in par_annee.values():
            assert not [(a, b) for a in ensembles for b in ensembles if a < b]


@settings(max_examples=15)
@given(st.integers(850, 1300), st.integers(1300, 2000), st.integers(-8, 8))
def test_un_compte_faux_se_retrouve_toujours(pmt: int, pfa: int, ecart: int) -> None:
    """Whatever the caisse counted a few patients off, a hypothesis pays what it printed."""
    imprime = _paye(pmt + ecart, pfa)
    situation = {**CAS, "constats": [{"annee": 3, "pmt": pmt, "pfa": pfa}]}
    reponse = retrouver(situation, str(imprime), chiffre=Chiffre.MONTANT)
    assert reponse.hypotheses
    for une in reponse.hypotheses:
        if [ecart.nature for ecart in une.ecarts] == [Nature.CONSTAT]:
            deplace = une.ecarts[0].patients or 0
            la = (pmt + deplace, pfa) if une.ecarts[0].quoi == "pmt" else (pmt, pfa + deplace)
            assert _paye(*la) == imprime


def _paye(pmt: int, pfa: int) -> Decimal:
    montant = simuler({**CAS, "constats": [{"annee": 3, "pmt": pmt, "pfa": pfa}]}).annees[2].montant
    assert montant is not None
    return montant


def test_une_lecture_retrouvee_redonne_la_somme() -> None:
    loi = loi_en_vigueur()
    paye = simuler({**CAS, "lectures": {"taux_atteinte": "total"}}).annees[2].montant
    assert [(Nature.LECTURE, "taux_atteinte")] in _ecarts(retrouver(lire_situation(CAS, loi), str(paye), loi=loi))


@pytest.mark.parametrize("somme", ["-1", "1e9", "12,3456", "beaucoup", "2000000"])
def test_une_somme_illisible_est_refusee(somme: str) -> None:
    with pytest.raises(ErreurDeSaisie, match="montant"):
        retrouver(CAS, somme)


def test_une_annee_ou_un_chiffre_qui_n_existe_pas_est_refuse() -> None:
    with pytest.raises(ErreurDeSaisie, match="annee"):
        retrouver(CAS, "1000", annee=9)
    with pytest.raises(ErreurDeSaisie, match="chiffre"):
        retrouver(CAS, "1000", chiffre="prime")


def test_sans_constat_ce_qui_ne_depend_pas_des_comptes_se_retrouve() -> None:
    reponse = retrouver({**CAS, "constats": []}, "11000")
    assert reponse.hypotheses[0].chiffre is Chiffre.ACOMPTE
    assert reponse.calcule[Chiffre.MONTANT] is None
