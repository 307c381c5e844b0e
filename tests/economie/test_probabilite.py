"""Les destins d'un médecin : mêmes graines, mêmes destins ; des parts qui font un ; le droit juge, personne d'autre."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import binome
from binome.contrats.situation import lire_situation
from binome.droit.codes import Tranche
from binome.droit.loi import loi_en_vigueur
from binome.economie.croissances import croissances, hypotheses_d_un_medecin
from binome.economie.probabilite.issues import IssueDAnnee, juger, tirer
from binome.economie.probabilite.patienteles import Comptes, processus
from binome.moteur.erreurs import AnneeIndeterminee
from binome.simulation.simuler import simuler
from tests.economie.outils import MEDECIN

VALEURS = {nom: hypothese.valeur for nom, hypothese in hypotheses_d_un_medecin().items()}
PROJET = {"position": "7", "tirages": 200}


def _tirer(nombre: int = 200, graine: int = 1, **champs: Any) -> Any:
    hypotheses = champs.pop("hypotheses", {})
    loi = loi_en_vigueur()
    return tirer(lire_situation({**MEDECIN, **champs}, loi), loi, {**VALEURS, **hypotheses}, nombre, graine)


def test_la_meme_graine_donne_les_memes_destins() -> None:
    assert _tirer().destins == _tirer().destins
    assert _tirer(graine=2).destins != _tirer().destins
    assert _tirer(50).destins == _tirer(100).destins[:50]


def test_toutes_les_options_suivent_les_memes_patienteles() -> None:
    assert _tirer(option_etp="0.5").processus == _tirer(option_etp="1").processus


def test_les_patienteles_suivent_en_moyenne_l_etude_publiee() -> None:
    suite = processus(Comptes(1000, 1000), Tranche.P30_P50, 5, VALEURS, 1)
    destins = [suite.destin(tirage)[3] for tirage in range(4000)]  # after 48 months
    assert sum(d.pmt for d in destins) / 4000 == pytest.approx(1496, abs=10)
    assert sum(d.pfa for d in destins) / 4000 == pytest.approx(1045, abs=10)


@pytest.mark.parametrize(
    ("tranche", "hausse"),
    [(Tranche.SOUS_P30, 496), (Tranche.P50_P90, 157), (Tranche.P95_PLUS, 157), (Tranche.INCONNUE, 195)],
)
def test_la_hausse_est_celle_de_la_tranche(tranche: Tranche, hausse: int) -> None:
    calme = {**VALEURS, "ecart_de_croissance": Decimal(0)}
    assert processus(Comptes(1000, 1000), tranche, 5, calme, 1).destin(7)[3].pmt == 1000 + hausse


def test_la_hausse_au_dessus_de_p50_est_celle_que_la_nation_en_deduit() -> None:
    pytest.importorskip("numpy", reason="the population is an extra")
    import numpy as np

    from binome.nation.dynamique import _croissances_de_la_pmt

    # One bracket low and one high, weighted as in the synthetic nation: the published mean holds.
    genre = [("candidat.specialite", "i8"), ("medecin.pmt.patients", "i8")]
    medecins = np.array([(0, 900), (0, 1600)], dtype=genre)
    hausses = _croissances_de_la_pmt(medecins, np.array([0.195, 1.0]), np.array([1, 2]), VALEURS)
    assert hausses[0] == pytest.approx(0.496)
    assert hausses[2] == pytest.approx(float(VALEURS["croissance_pmt_apres_p50"]), abs=0.01)


def test_sans_dispersion_l_issue_est_celle_de_la_simulation() -> None:
    calme = {"ecart_de_croissance": Decimal(0)}
    tirages = _tirer(1, hypotheses=calme)
    comptes = tirages.processus.destin(0)
    constats = [{"annee": rang, "pmt": comptes[rang - 1].pmt, "pfa": comptes[rang - 1].pfa} for rang in (3, 4, 5)]
    simulation = simuler({**MEDECIN, "constats": constats})
    [destin] = tirages.destins
    assert [Decimal(annee.du).scaleb(-2) for annee in destin] == [annee.montant for annee in simulation.annees]


def test_un_acompte_a_rendre_est_le_trop_percu_de_la_simulation() -> None:
    tirages = _tirer(1)
    perdue = juger(tirages.annees[2], Comptes(900, 1399))
    assert (perdue.issue, perdue.du, perdue.a_rendre) == (IssueDAnnee.NULLE, 0, 1_100_000)
    entiere = juger(tirages.annees[2], Comptes(2000, 2000))
    assert (entiere.issue, entiere.du, entiere.a_rendre) == (IssueDAnnee.INTEGRALE, 2_200_000, 0)
    assert juger(tirages.annees[2], Comptes(1100, 1600)).issue is IssueDAnnee.PRORATA


def test_un_trop_percu_abandonne_par_lecture_n_est_pas_a_rendre() -> None:
    tirages = _tirer(1, lectures={"trop_percu": "plancher_zero"})
    assert juger(tirages.annees[2], Comptes(900, 1399)).a_rendre == 0


def test_un_constat_connu_est_le_meme_dans_tous_les_destins() -> None:
    tirages = _tirer(50, constats=[{"annee": 3, "pmt": 1100, "pfa": 1600}])
    assert {destin[2].du for destin in tirages.destins} == {1_442_623}
    sans_pmt = _tirer(
        5,
        specialite="04",
        pmt_initiale=None,
        pfa_initiale=2000,
        seuils_caisse={"pfa": {"p50": 1800, "p90": 3100, "p95": 3600}},
        constats=[{"annee": 3, "pfa": 1}],
    )
    assert {destin[2].issue for destin in sans_pmt.destins} == {IssueDAnnee.NULLE}


def test_les_annees_d_observation_ne_sont_pas_dans_les_probabilites() -> None:
    tirages = _tirer(20)
    assert tirages.conditionnelles == (2, 3, 4)
    assert tirages.toutes.total() == 60
    assert tirages.par_annee[0][IssueDAnnee.INTEGRALE] == 20


@pytest.mark.parametrize(
    "manque",
    [
        {"pfa_initiale": None},
        {"secteur": "3"},
        {"specialite": "04", "pmt_initiale": None},
        {"pfa_initiale": None, "percentile_pfa": 40},
    ],
)
def test_ce_qui_est_inconnu_ne_se_tire_pas(manque: dict[str, Any]) -> None:
    with pytest.raises(AnneeIndeterminee):
        _tirer(1, **manque)


def test_les_risques_d_une_option() -> None:
    reponse = binome.rentabilite({**MEDECIN, **PROJET})
    risques, parts = reponse.risques, reponse.probabilites
    assert risques is not None
    assert parts is not None
    assert "pas un effet démontré" in risques.avertissement
    net = risques.net
    assert net.p5 <= net.p25 <= net.mediane <= net.p75 <= net.p95
    assert reponse.total.net_minimal <= net.p5  # type: ignore[operator]
    assert net.p95 <= reponse.total.net  # type: ignore[operator]
    assert net.p5 <= net.moyenne <= net.p95
    assert {str(option.option_etp): option.rendre_un_acompte for option in reponse.options}[
        "1"
    ] == risques.rendre_un_acompte
    assert (risques.a_rendre_en_moyenne > 0) == (risques.rendre_un_acompte > 0)


def test_une_dispersion_plus_forte_fait_plus_de_zeros() -> None:
    risques = binome.rentabilite({**MEDECIN, **PROJET, "tirages": 500}).risques
    assert risques is not None
    par_essai = {(une.hypothese, une.valeur): une.probabilites for une in risques.sensibilite}
    titre = croissances()["ecart_de_croissance"].titre
    assert par_essai[titre, "0.05"].nulle < par_essai[titre, "0.25"].nulle
    baisse = croissances()["croissance_pfa"].titre
    assert par_essai[baisse, "-0.053"].nulle > par_essai[baisse, "0.1"].nulle


def test_une_hypothese_remplacee_change_les_probabilites() -> None:
    ordinaire = binome.rentabilite({**MEDECIN, **PROJET}).probabilites
    autre = binome.rentabilite({**MEDECIN, **PROJET}, hypotheses={"ecart_de_croissance": "0"}).probabilites
    assert autre != ordinaire
    assert autre is not None
    assert {autre.integrale, autre.prorata, autre.nulle} <= {Fraction(n, 3) for n in range(4)}


@settings(deadline=None, max_examples=20)
@given(st.integers(775, 2500), st.integers(1219, 3500), st.integers(0, 2**32 - 1), st.sampled_from(["0.5", "1"]))
def test_les_probabilites_font_un(pmt: int, pfa: int, graine: int, option: str) -> None:
    tirages = _tirer(30, graine, pmt_initiale=pmt, pfa_initiale=pfa, option_etp=option)
    for comptes in (*tirages.par_annee, tirages.toutes):
        assert sum((Fraction(comptes[issue], comptes.total()) for issue in IssueDAnnee), Fraction(0)) == 1
    for destin in tirages.destins:
        assert all(0 <= un.a_rendre <= une.acompte for un, une in zip(destin, tirages.annees, strict=True))
