"""A synthetic nation: exact at the legal thresholds, the same for a seed, close to figures that the fit did not use."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import binome
from binome.droit.catalogue import catalogue
from binome.droit.vocabulaire import Option, Patientele, Percentile

np = pytest.importorskip("numpy", reason="the population is an extra")
pytest.importorskip("numba", reason="the compiler is an extra")

from binome.population.colonnes import Entree, Sortie  # noqa: E402
from binome.population.nation import LIMITES, simuler_la_nation, tableau  # noqa: E402
from binome.population.noyau import calculer  # noqa: E402
from binome.population.synthese import generer, hypotheses  # noqa: E402

os.environ.setdefault("BINOME_CACHE", tempfile.mkdtemp(prefix="binome-cache-"))
JOUR = date(2024, 9, 1)
N = 20_000


@pytest.fixture(scope="module")
def population() -> Any:
    return generer(N, Option.UN, 7, JOUR)


@pytest.mark.parametrize("correlation", [Decimal(0), Decimal("0.3"), Decimal("0.6"), Decimal(1)])
def test_les_parts_de_chaque_cote_des_seuils_sont_exactes(correlation: Decimal) -> None:
    matrice = generer(N, Option.UN, 3, JOUR, correlation)
    distribution = catalogue().bareme(JOUR).distribution
    for colonne, patientele in ((Entree.PMT, Patientele.PMT), (Entree.PFA, Patientele.PFA)):
        for percentile, part in zip(Percentile, (70, 50, 10, 5), strict=True):
            au_moins = int((matrice[:, colonne] >= distribution[patientele][0][percentile]).sum())
            assert au_moins == N * part // 100


def test_une_graine_donne_une_population(population: Any) -> None:
    assert (generer(N, Option.UN, 7, JOUR) == population).all()
    assert (generer(N, Option.UN, 8, JOUR) != population).any()


def test_des_chiffres_que_l_ajustement_n_utilise_pas(population: Any) -> None:
    """CNAM: mean over median of the active file 1.097. Study: rank correlation 0.58, means 1 132 and 1 679."""
    pfa, pmt = population[:, Entree.PFA], population[:, Entree.PMT]
    assert abs(pfa.mean() / np.median(pfa) - 1.097) < 0.02
    assert abs(pmt.mean() - 1132) < 3
    assert abs(pfa.mean() - 1679) < 3
    rangs = [np.argsort(np.argsort(colonne)) for colonne in (pmt, pfa)]
    assert abs(np.corrcoef(*rangs)[0, 1] - 0.58) < 0.02


def test_la_lecture_et_ou_deplace_l_eligibilite_de_vingt_points(population: Any) -> None:
    """Study: at 0.6, both counts reach P30 for 57 % of doctors, either for 83 %; 98 % are in an admitted sector."""
    admis = Fraction(98, 100)
    parts = {
        choix: tableau(population, Option.UN, JOUR, {"test_activite": choix}).eligibles
        for choix in ("pmt", "pfa", "une_des_deux", "les_deux")
    }
    assert abs(parts["les_deux"] / admis - Fraction(57, 100)) < Fraction(1, 50)
    assert abs(parts["une_des_deux"] / admis - Fraction(83, 100)) < Fraction(1, 50)
    assert abs(parts["pmt"] / admis - Fraction(70, 100)) < Fraction(1, 100)


def test_chaque_medecin_de_la_population_est_simule_comme_un_seul(population: Any) -> None:
    bareme = catalogue().bareme(JOUR)
    lectures = catalogue().lectures_retenues({}, ("medecine_generale", "convention-2024"))
    sorties, annees = calculer(population[:300], 2, bareme, [bareme] * 5, lectures)
    secteurs = ("1", "2-optam", "2-optam-aco", "2", "3")
    for medecin, sortie, par_annee in zip(population[:300].tolist(), sorties.tolist(), annees.tolist(), strict=True):
        seule = binome.simuler(
            specialite="01", secteur=secteurs[medecin[Entree.SECTEUR]], option_etp="1", date_signature=JOUR,
            pmt_initiale=medecin[Entree.PMT], pfa_initiale=medecin[Entree.PFA],
        )  # fmt: skip
        assert ("eligible", "a_confirmer", "non_eligible")[sortie[Sortie.STATUT]] == seule.eligibilite.statut
        assert seule.objectifs.pmt is not None
        assert seule.objectifs.pmt.patients == sortie[Sortie.OBJECTIF_PMT]
        assert [annee[0] for annee in par_annee[: len(seule.annees)]] == [a.montant_maximal for a in seule.annees]


def test_la_somme_des_tranches_fait_tout_le_monde(population: Any) -> None:
    assert sum(tableau(population, Option.DEMI, JOUR, {}).tranches.values()) == 1


def test_une_lecture_qui_ne_change_rien_n_est_pas_montree() -> None:
    nation = simuler_la_nation(2_000, Option.UN, 1, JOUR)
    rendue = nation.en_json()
    noms = {une["lecture"] for une in rendue["lectures"]}
    assert {"test_activite", "tranche_montant", "loi_degressive"} <= noms
    assert "trop_percu" not in noms, "no constat, no overpayment"
    assert rendue["limites"] == LIMITES
    assert {h["nom"] for h in rendue["hypotheses"]} == set(hypotheses())
    assert len(rendue["reference"]["maximum_moyen_par_annee"]) == 5


def test_une_regle_chargee_apres_coup_se_compile_aussi() -> None:
    """Whatever was compiled first in the process, a rule defined later is known to the compiler."""
    from binome.moteur.trace import REGLES, regle
    from binome.population.compilation import compiler

    @regle("etude-binome §noyau", "D")
    def double_d_essai(valeur: int) -> int:
        """Le double."""
        return valeur + valeur

    try:
        assert compiler(double_d_essai)(21) == 42
    finally:
        del REGLES["double_d_essai"]
