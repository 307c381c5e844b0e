"""The life of contracts: what an act may do, what a suspension moves, what an end leaves to give back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.actes.releve import releve
from binome.contrats.actes.reponse import EtatDObligation, Releve
from binome.contrats.situation import lire_situation
from binome.droit.codes import Patientele
from binome.moteur.erreurs import ErreurBinome
from tests.contrats.outils import ANCIEN

S = {"specialite": "01", "secteur": "1", "option_etp": "1", "pmt_initiale": 900, "pfa_initiale": 1400}


def _acte(nature: str, le: str, **donnees: Any) -> dict[str, Any]:
    return {"id": f"{nature}-{le}", "nature": nature, "effectif_le": le, **donnees}


def _signe(le: str, situation: dict[str, Any], *suite: dict[str, Any]) -> list[dict[str, Any]]:
    return [_acte("signature", le, situation=situation), *suite]


def _releve(actes: list[dict[str, Any]], au: str) -> Releve:
    return releve(lire_actes(actes), date.fromisoformat(au))


def test_un_tiers_de_temps_est_refuse_a_un_contrat_de_2024() -> None:
    """It was silently ignored: the option is worth zero as an enumeration."""
    actes = _signe("2024-09-01", S, _acte("avenant_option", "2025-10-01", option_etp="1/3"))
    with pytest.raises(ErreurBinome, match=r"tiers de temps est fermée .* depuis le 1er mai 2023"):
        _releve(actes, "2026-12-01")


def test_un_avenant_ecrit_dans_la_situation_a_le_meme_refus() -> None:
    avenant = {"annee": 3, "nature": "option", "option_etp": "1/3"}
    with pytest.raises(ErreurBinome, match=r"avenants\[0\].option_etp.*tiers de temps est fermée"):
        lire_situation({**S, "date_signature": "2024-09-01", "avenants": [avenant]})
    ancienne = lire_situation({**ANCIEN, "date_signature": "2020-09-15", "avenants": [{**avenant, "annee": 2}]})
    assert ancienne.avenants[0].annee == 2


def test_un_tiers_de_temps_s_applique_sous_l_avenant_7() -> None:
    """From half-time to a third after one year: +15 % of 900 and of 1 550 patients, 9 000 € in the second year."""
    actes = _signe("2020-09-15", ANCIEN, _acte("avenant_option", "2021-09-15", option_etp="1/3"))
    etat = _releve(actes, "2021-10-01")
    assert etat.objectifs == {"pmt": 135, "pfa": 232}
    assert sum(ligne.centimes for ligne in etat.echeancier if ligne.annee == 2) == 900_000


def test_l_avenant_des_65_ans_attend_l_anniversaire() -> None:
    avenant = _acte("avenant_65_ans", "2026-10-01")
    actes = _signe("2024-09-01", {**S, "date_naissance": "1962-03-02"}, avenant)
    with pytest.raises(ErreurBinome, match="65 ans que le 02/03/2027"):
        _releve(actes, "2026-12-01")
    actes[-1] = _acte("avenant_65_ans", "2027-03-02")
    assert _releve(actes, "2027-12-01").etat is EtatDeContrat.EN_COURS


@pytest.mark.parametrize("choix", ["decale", "prorata"])
@given(st.dates(date(2025, 10, 1), date(2030, 12, 31)))
def test_la_dette_apres_une_suspension_puis_une_resiliation_ne_depend_pas_du_jour_ou_l_on_regarde(
    choix: str, jour: date
) -> None:
    """Three different debts came out, one of them growing with the day: 0, 6 454.79, or more every day."""
    actes = _signe(
        "2024-09-01",
        {**S, "pmt_initiale": 1100, "pfa_initiale": 1700, "lectures": {"suspension": choix}},
        _acte("versement", "2024-10-15", annee=1, pour="integral", montant=38000),
        _acte("suspension", "2025-03-01"),
        _acte("resiliation", "2025-10-01", initiative="medecin"),
    )
    assert releve(lire_actes(actes), jour).a_recouvrer == 1_915_616


@given(st.dates(date(2024, 9, 2), date(2026, 8, 31)), st.integers(0, 300), st.sampled_from(["decale", "prorata"]))
def test_une_suspension_qui_finit_par_une_resiliation_ne_doit_que_les_jours_servis(
    debut: date, attente: int, choix: str
) -> None:
    """Ended on the first day of the suspension or months later, the same days were served: the same sum is due."""

    def du(fin: date) -> int:
        actes = _signe(
            "2024-09-01",
            {**S, "lectures": {"suspension": choix}},
            _acte("suspension", debut.isoformat()),
            _acte("resiliation", fin.isoformat(), initiative="caisse"),
        )
        return releve(lire_actes(actes), date(2031, 1, 1)).ouvert

    assert abs(du(debut + timedelta(days=attente)) - du(debut)) <= 1


@pytest.mark.parametrize("base", ["annee_en_cours", "contrat_entier"])
def test_une_resiliation_dans_une_annee_sans_un_jour_servi_ne_reprend_rien(base: str) -> None:
    """One day of the first year was served, 38 000 / 365 = 104.11; no year is divided by its days when it has none."""
    actes = _signe(
        "2024-09-01",
        {**S, "lectures": {"suspension": "prorata", "base_recuperation": base}},
        _acte("suspension", "2024-09-02"),
        _acte("resiliation", "2029-09-01", initiative="medecin"),
    )
    etat = _releve(actes, "2029-12-01")
    assert (etat.ouvert, etat.a_recouvrer) == (104_11, 0)


def test_les_points_semestriels_ne_sont_pas_en_retard_pendant_une_suspension() -> None:
    actes = _signe("2024-09-01", S, _acte("suspension", "2025-02-01"))
    etats = {suivie.etat for suivie in _releve(actes, "2025-12-01").obligations}
    assert EtatDObligation.EN_RETARD not in etats
    sans = {suivie.etat for suivie in _releve(_signe("2024-09-01", S), "2025-12-01").obligations}
    assert EtatDObligation.EN_RETARD in sans


def test_les_obligations_finissent_avec_le_contrat() -> None:
    actes = _signe("2024-09-01", S, _acte("resiliation", "2024-12-01", initiative="medecin"))
    dues = [suivie.obligation.echeance for suivie in _releve(actes, "2028-01-01").obligations]
    assert all(jour is None or jour < date(2024, 12, 1) for jour in dues)


def test_un_ancien_contrat_passe_son_terme_est_clos() -> None:
    assert _releve(_signe("2019-09-15", ANCIEN), "2024-09-14").etat is EtatDeContrat.EN_COURS
    assert _releve(_signe("2019-09-15", ANCIEN), "2024-09-15").etat is EtatDeContrat.CLOS
    proroge = _signe("2019-09-15", ANCIEN, _acte("prorogation", "2024-09-15"))
    assert _releve(proroge, "2025-01-10").etat is EtatDeContrat.EN_COURS
    reconduit = {**ANCIEN, "lectures": {"fin_contrat_ancien": "reconduction"}}
    assert _releve(_signe("2019-09-15", reconduit), "2025-01-10").etat is EtatDeContrat.EN_COURS


def test_une_prorogation_prend_effet_au_terme() -> None:
    for le, raison in (
        ("2024-09-01", "15/09/2024"),
        ("2024-09-16", "arrivé à son terme"),
        ("2023-01-01", "22/06/2024"),
    ):
        with pytest.raises(ErreurBinome, match=raison):
            _releve(_signe("2019-09-15", ANCIEN, _acte("prorogation", le)), "2025-01-10")
    with pytest.raises(ErreurBinome, match="se reconduit"):
        _releve(_signe("2024-09-01", S, _acte("prorogation", "2029-09-01")), "2029-10-01")


@pytest.mark.parametrize("choix", ["decale", "prorata"])
@given(st.dates(date(2025, 3, 1), date(2030, 12, 31)))
def test_rien_ne_s_ouvre_ni_ne_se_reprend_pendant_une_suspension(choix: str, jour: date) -> None:
    """Under `prorata`, 9 578.08 to recover on 2025-06-01, then 1 863.02 to pay, then 10 898.63 to recover."""
    actes = _signe(
        "2024-09-01",
        {**S, "lectures": {"suspension": choix}},
        _acte("versement", "2024-10-15", annee=1, pour="integral", montant=38000),
        _acte("suspension", "2025-03-01"),
    )
    etat = releve(lire_actes(actes), jour)
    assert (etat.ouvert, etat.a_verser, etat.a_recouvrer) == (3_800_000, 0, 0)


def test_au_prorata_la_reduction_se_fait_a_la_reprise() -> None:
    """183 days of the first year without the assistant, from 1 March to 31 August 2025: 38 000 x 182 / 365 = 18 947.95 are kept."""
    suspendu = _signe(
        "2024-09-01",
        {**S, "lectures": {"suspension": "prorata"}},
        _acte("versement", "2024-10-15", annee=1, pour="integral", montant=38000),
        _acte("suspension", "2025-03-01"),
    )
    repris = [*suspendu, _acte("reprise", "2025-08-31")]
    assert _releve(suspendu, "2025-08-30").a_recouvrer == 0
    assert _releve(repris, "2025-08-31").a_recouvrer == 1_905_205


def test_l_annee_et_les_objectifs_s_arretent_avec_le_contrat() -> None:
    actes = _signe("2024-09-01", S, _acte("resiliation", "2025-07-01", initiative="medecin"))
    assert [_releve(actes, jour).annee for jour in ("2025-07-01", "2026-07-01", "2031-01-01")] == [1, 1, 1]


@pytest.mark.parametrize("nature", ["avenant_objectifs", "suspension", "embauche", "point_semestriel"])
def test_un_ancien_contrat_arrive_a_son_terme_ne_se_change_plus(nature: str) -> None:
    with pytest.raises(ErreurBinome, match="le contrat est fini"):
        _releve(_signe("2019-09-15", ANCIEN, _acte(nature, "2024-10-15")), "2025-01-10")


def test_le_dernier_constat_et_le_dernier_versement_suivent_le_terme() -> None:
    constat = _acte("constat", "2024-10-15", annee=5, pmt=1200, pfa=1900)
    assert _releve(_signe("2019-09-15", ANCIEN, constat), "2025-01-10").etat is EtatDeContrat.CLOS


def test_un_ancien_contrat_suspendu_au_prorata_est_clos_a_son_terme() -> None:
    prorata = {**ANCIEN, "lectures": {"suspension": "prorata"}}
    for situation, etat in ((prorata, EtatDeContrat.CLOS), (ANCIEN, EtatDeContrat.SUSPENDU)):
        assert _releve(_signe("2019-09-15", situation, _acte("suspension", "2024-05-01")), "2025-01-10").etat is etat


def test_un_jour_d_anniversaire_suit_sa_lecture_et_le_29_fevrier_la_sienne() -> None:
    ne = {**S, "date_naissance": "1964-02-29"}
    avant = _acte("avenant_65_ans", "2029-02-28")
    assert _releve(_signe("2025-09-01", ne, avant), "2029-10-01").objectifs[Patientele.PMT.code] == 0
    reporte = {**ne, "lectures": {"anniversaire_29_fevrier": "1er_mars"}}
    with pytest.raises(ErreurBinome, match="01/03/2029"):
        _releve(_signe("2025-09-01", reporte, avant), "2029-10-01")


def test_un_maintien_ecrit_dans_la_situation_attend_l_anniversaire() -> None:
    """Born on 2 March 1962: 65 in the third year of the contract of 1 September 2024, not in the second."""
    situation = {**S, "date_signature": "2024-09-01", "date_naissance": "1962-03-02"}
    lue = lire_situation({**situation, "avenants": [{"annee": 3, "nature": "65_ans"}]})
    assert [avenant.annee for avenant in lue.avenants] == [3]
    with pytest.raises(ErreurBinome, match=r"avenants\[0\].annee.*02/03/2027"):
        lire_situation({**situation, "avenants": [{"annee": 2, "nature": "65_ans"}]})
