"""The earlier regimes against what was published: rates, amounts, dates, the day before and the day of each change.

Roles are respected: where a case supplied a rate, its agreement proves nothing and it says so.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import binome
from binome.cas import cas, cas_collectifs
from binome.droit.catalogue import catalogue
from binome.droit.codes import Option, TrancheDeTaux

AV7: dict[str, Any] = {
    "date_signature": "2019-10-01",
    "specialite": "01",
    "secteur": "1",
    "zone": "zip",
    "exercice_regroupe": True,
    "exercice_coordonne": True,
    "pmt_adultes_initiale": 900,
    "pfa_initiale": 1550,
    "percentile_pmt": 60,
    "percentile_pfa": 60,
}
MG: dict[str, Any] = {"specialite": "01", "secteur": "1", "option_etp": "1", "pmt_initiale": 900, "pfa_initiale": 1400}


def _taux(ligne: TrancheDeTaux, option: Option) -> Fraction:
    [version] = catalogue().parametres["taux_d_objectif"].versions
    return Fraction(version.valeur[ligne][option], 1000)


@pytest.mark.parametrize(("option", "gain"), [("1/3", 169), ("0.5", 212), ("1", 297)])
def test_p30_p50_20_25_et_35_pour_cent(option: str, gain: int) -> None:
    """CSMF, 9 May 2019 (before signature): 849 patients, under the P50 of about 850; 169.8, 212.25, 297.15 floored."""
    situation = {**AV7, "option_etp": option, "pmt_adultes_initiale": 849, "percentile_pmt": 40, "percentile_pfa": 40}
    simulation = binome.simuler(situation)
    assert simulation.objectifs.pmt is not None
    assert simulation.objectifs.pmt.patients == gain


@pytest.mark.parametrize(
    ("option", "haut", "egora_bas", "csmf_bas"),
    [(Option.UN_TIERS, "0.20", "0.04", "0"), (Option.DEMI, "0.25", "0.06", "0"), (Option.UN, "0.35", "0.125", "0.05")],
)
def test_les_fourchettes_publiees(option: Option, haut: str, egora_bas: str, csmf_bas: str) -> None:
    """Egora gives the range without the top bracket, CSMF with it. They disagree on the top 5 %: Egora writes
    « maintien » for every option, CSMF +5 % for a full time; the real contract of 2020 (102 and 116) follows CSMF."""
    assert _taux(TrancheDeTaux.P30_P50, option) == Fraction(haut)
    assert _taux(TrancheDeTaux.P90_P95, option) == Fraction(egora_bas)
    assert _taux(TrancheDeTaux.P95_PLUS, option) == Fraction(csmf_bas)


AVANT_APRES = [
    ("0.5", 60, 1, 18000, 19000),
    ("0.5", 60, 2, 13500, 14000),
    ("0.5", 60, 3, 10500, 11000),
    ("0.5", 92, 3, 12500, 13000),
    ("0.5", 97, 2, 18000, 19000),
    ("0.5", 97, 5, 18000, 19000),
    ("1", 60, 1, 36000, 38000),
    ("1", 60, 2, 27000, 28000),
    ("1", 60, 3, 21000, 22000),
    ("1", 92, 3, 25000, 26000),
    ("1", 97, 2, 36000, 38000),
    ("1", 97, 5, 36000, 38000),
    ("1/3", 60, 3, 7000, 7350),
    ("1/3", 92, 3, 8350, 8767),
    ("1/3", 97, 3, 12000, 12600),
]


@pytest.mark.parametrize(("option", "rang", "annee", "avant", "apres"), AVANT_APRES)
def test_le_tableau_officiel_avant_apres(option: str, rang: int, annee: int, avant: int, apres: int) -> None:
    """The table of June 2024: the amount of a year that opens before it, then of one that opens after it."""
    rangs = {"pmt_adultes_initiale": None, "pfa_initiale": None, "percentile_pmt": rang, "percentile_pfa": rang}
    contrat = {**AV7, **rangs, "option_etp": option}
    ancienne = {1: "2022-09-01", 2: "2022-09-01", 3: "2021-09-01", 5: "2019-09-01"}[annee]
    recente = {1: "2024-07-01", 2: "2023-07-01", 3: "2022-07-01", 5: "2020-07-01"}[annee]
    assert binome.simuler({**contrat, "date_signature": ancienne}).annees[annee - 1].montant_maximal == avant
    assert binome.simuler({**contrat, "date_signature": recente}).annees[annee - 1].montant_maximal == apres


def test_la_deuxieme_annee_d_un_tiers_temps_revalorise_ne_s_applique_a_aucun_contrat() -> None:
    """9 450 € is printed; the last third-time contract (30 April 2023) opens its second year before the convention."""
    dernier = binome.simuler({**AV7, "option_etp": "1/3", "date_signature": "2023-04-30"})
    assert dernier.annees[1].montant_maximal == 9000
    assert catalogue().parametres["montants"].versions[-1].valeur[0][1][Option.UN_TIERS] == 9450


@pytest.mark.parametrize(
    ("pmt", "lecture", "statut"),
    [
        (640, "inclus", "eligible"),
        (640, "strict", "non_eligible"),
        (641, "strict", "eligible"),
        (639, "inclus", "non_eligible"),
    ],
)
def test_le_seuil_de_640_adultes(pmt: int, lecture: str, statut: str) -> None:
    """« Plus de 640 » for one source, « 640 » for others: the boundary is a lecture. A weak PFA leaves PMT alone."""
    situation = {**AV7, "option_etp": "0.5", "pmt_adultes_initiale": pmt, "percentile_pmt": None, "pfa_initiale": 900}
    lectures = {"seuil_p30": lecture, "test_activite": "pmt"}
    assert binome.simuler({**situation, "lectures": lectures}).eligibilite.statut == statut


@pytest.mark.parametrize(
    ("jour", "regime"),
    [
        ("2019-08-20", "avenant-7"),
        ("2020-03-10", "avenant-7"),
        ("2020-03-11", "avenant-8"),
        ("2021-07-29", "avenant-8"),
        ("2021-07-30", "avenant-9"),
        ("2023-04-30", "avenant-9"),
        ("2023-05-01", "reglement-arbitral"),
        ("2024-06-21", "reglement-arbitral"),
        ("2024-06-22", "convention-2024"),
    ],
)
def test_la_veille_et_le_jour_de_chaque_changement(jour: str, regime: str) -> None:
    simulation = binome.simuler({**AV7, **MG, "date_signature": jour})
    assert simulation.regime == regime
    codes = {a.code for a in simulation.avertissements}
    assert ("date_du_regime" in codes) == (regime in ("avenant-8", "avenant-9"))


def test_avant_le_dispositif_c_est_un_refus() -> None:
    with pytest.raises(binome.ErreurDeSaisie, match="à partir du 20/08/2019"):
        binome.simuler({**AV7, "date_signature": "2019-08-19"})


def test_l_avenant_9_ne_change_rien() -> None:
    avant = binome.simuler({**AV7, "option_etp": "1", "date_signature": "2021-07-29"}).en_json(effets=False)
    apres = binome.simuler({**AV7, "option_etp": "1", "date_signature": "2021-07-30"}).en_json(effets=False)
    assert avant["objectifs"] == apres["objectifs"]
    assert [a["montant_maximal"] for a in avant["annees"]] == [a["montant_maximal"] for a in apres["annees"]]


def test_les_criteres_citent_les_documents_de_leur_regime() -> None:
    for sign, textes in (
        ("2019-10-01", {"ameli-nov-2024", "guide-occitanie"}),
        ("2023-06-01", {"ameli-nov-2024", "guide-occitanie", "depliant-centre"}),
    ):
        criteres = binome.simuler({**AV7, **MG, "date_signature": sign}).eligibilite.criteres
        assert {c.source.texte for c in criteres}.isdisjoint(textes)


def test_les_seuils_de_la_caisse_remplacent_les_rangs() -> None:
    """P70 given by the caisse: 900 is under it, so the line P50-P70 holds without any rank."""
    seuils = {"pmt": {"p70": 1000}, "pfa": {"p30": 1200, "p50": 1500, "p70": 1800, "p90": 2500, "p95": 3000}}
    situation = {**AV7, "option_etp": "1", "percentile_pmt": None, "percentile_pfa": None, "seuils_caisse": seuils}
    simulation = binome.simuler(situation)
    assert simulation.objectifs.pmt is not None
    assert (simulation.objectifs.pmt.patients, simulation.objectifs.pfa.patients) == (270, 465)
    contredit = binome.simuler({**situation, "percentile_pmt": 75})
    assert "rang_contredit" in {a.code for a in contredit.avertissements}


def test_un_specialiste_de_l_avenant_7_suit_sa_file_active() -> None:
    cardiologue = {**AV7, "specialite": "04", "option_etp": "0.5", "pfa_initiale": 2000, "percentile_pfa": 60}
    simulation = binome.simuler({**cardiologue, "constats": [{"annee": 3, "pfa": 2400}]})
    assert simulation.objectifs.pfa.patients == 400
    assert simulation.annees[2].motif == "objectif_atteint"
    cumul = {"modulation_avant_2024": "cumulative"}
    for pfa, motif in ((2400, "objectif_atteint"), (2399, "objectif_manque")):
        rendue = binome.simuler({**cardiologue, "constats": [{"annee": 3, "pfa": pfa}], "lectures": cumul})
        assert rendue.annees[2].motif == motif


@pytest.mark.parametrize(
    ("pmt", "pfa", "motif"),
    [(1080, 1860, "objectifs_atteints"), (1079, 1860, "objectif_manque"), (1080, 1859, "objectif_manque")],
)
def test_la_lecture_cumulative_exige_tout(pmt: int, pfa: int, motif: str) -> None:
    lectures = {"modulation_avant_2024": "cumulative"}
    situation = {**AV7, "option_etp": "0.5", "constats": [{"annee": 3, "pmt": pmt, "pfa": pfa}], "lectures": lectures}
    assert binome.simuler(situation).annees[2].motif == motif


def test_les_comptes_d_un_seul_medecin_par_contrat() -> None:
    """Two medical gynaecologists at half time: one contract each, 19 000 € the first year."""
    chacun = {"specialite": "10-1", "secteur": "1", "option_etp": "0.5", "date_signature": "2024-09-01"}
    annees = binome.simuler({**chacun, "pfa_initiale": 1519}).annees
    assert annees[0].montant_maximal == 19000


@pytest.mark.parametrize(
    ("jour", "mensuel", "publies", "ecart"),
    [
        ("2024-09-01", Decimal(2627), {3: Decimal(-9528)}, 12),
        ("2022-11-17", Decimal(2446), {1: Decimal(6642), 2: Decimal(-2358)}, 6),
        ("2023-06-01", Decimal(2388), {1: Decimal(7400), 2: Decimal(-1600)}, 56),
    ],
)
def test_le_reste_a_charge_publie_est_plausible(
    jour: str, mensuel: Decimal, publies: dict[int, Decimal], ecart: int
) -> None:
    """Plausibility only: three published balances between the aid and a salary, each within its author's rounding."""
    situation = {**AV7, **MG, "date_signature": jour, "percentile_pmt": 45, "percentile_pfa": 45}
    annees = binome.simuler(situation).annees
    for annee, publie in publies.items():
        montant = annees[annee - 1].montant_maximal
        assert montant is not None
        assert abs(montant - 12 * mensuel - publie) <= ecart


def test_la_moyenne_de_402_contrats_est_plausible() -> None:
    """Plausibility only: a mean target of +8.5 % over 402 contracts lies inside the table, from 0 to 35 %."""
    moyenne = Fraction(1430, 1318) - 1
    assert _taux(TrancheDeTaux.P95_PLUS, Option.DEMI) < moyenne < _taux(TrancheDeTaux.P30_P50, Option.UN)


def test_l_aide_collective_dit_sa_source() -> None:
    from binome.collectif.contrat import simuler_collective

    for un_cas in cas_collectifs():
        rendu = simuler_collective(un_cas.groupe).en_json()
        attendu = un_cas.attendu
        assert rendu["avertissements"][0]["code"] == "source_secondaire"
        assert rendu["eligibilite"]["statut"] == attendu["statut"]
        refus = [c["code"] for c in rendu["eligibilite"]["criteres"] if c["statut"] == "non_rempli"]
        assert refus == attendu.get("refus", [])
        for nom, patients in attendu.get("objectifs", {}).items():
            assert rendu["objectifs"][nom]["patients"] == patients
        if "nouveaux_installes" in attendu:
            assert rendu["nouveaux_installes"] == attendu["nouveaux_installes"]
        for annee in attendu["annees"]:
            rendue = rendu["annees"][annee["annee"] - 1]
            assert {cle: rendue[cle] for cle in annee} == annee
        if attendu["annees"] == []:
            assert rendu["annees"] == []


def test_chaque_cas_ancien_est_ecrit_sous_un_regime_ancien() -> None:
    anciens = [un for un in cas() if un.nom.startswith("anciens_regimes/")]
    assert len(anciens) > 30
    regimes = {binome.simuler(un.situation).regime for un in anciens}
    assert regimes >= {"avenant-7", "avenant-8", "avenant-9", "reglement-arbitral"}
