"""A synthetic nation: exact at the legal thresholds, the same for a seed, close to figures that the fit did not use."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from binome.droit.catalogue import catalogue
from binome.droit.codes import Option, Patientele, Percentile, Secteur, Zone
from binome.moteur.erreurs import ErreurDeSaisie

np = pytest.importorskip("numpy", reason="the population is an extra")

from binome.nation.effectifs import Effectif, Marges, effectifs
from binome.nation.hypotheses import hypotheses, lire_hypothese, valeurs
from binome.nation.population import generer
from tests.nation.conftest import JOUR

N = 20_000
GENERALISTES = Marges({"01": Effectif(N, 2022, "essai")})


@pytest.mark.parametrize("correlation", ["0", "0.3", "0.6", "1"])
def test_les_parts_de_chaque_cote_des_seuils_sont_exactes(correlation: str) -> None:
    nation = generer(JOUR, graine=3, marges=GENERALISTES, choisies={"correlation": Decimal(correlation)})
    distribution = catalogue().bareme(JOUR).distribution
    for patientele in Patientele:
        comptes = nation.medecins[f"medecin.{patientele.code}.patients"]
        for percentile, part in zip(Percentile, (70, 50, 10, 5), strict=True):
            au_moins = int((comptes >= distribution[patientele][0][percentile]).sum())
            assert au_moins == N * part // 100


def test_chaque_specialite_a_ses_parts_exactes_a_p30(nation: Any) -> None:
    for groupe in nation.strates:
        pfa = nation.medecins["medecin.pfa.patients"][groupe.debut : groupe.fin]
        p30 = nation.seuils[groupe.specialite, Patientele.PFA, 0]
        assert abs((pfa >= p30).mean() - 0.7) <= 1 / len(pfa)
        assert groupe.provisoire == (groupe.code != "01")


def test_une_graine_donne_une_nation() -> None:
    deux = [generer(JOUR, medecins=500, graine=graine).medecins for graine in (7, 7, 8)]
    assert (deux[0] == deux[1]).all()
    assert (deux[0] != deux[2]).any()


def test_des_chiffres_que_l_ajustement_n_utilise_pas() -> None:
    """CNAM: mean over median of the active file 1.097. Study: rank correlation 0.58, means 1 132 and 1 679."""
    medecins = generer(JOUR, graine=7, marges=GENERALISTES).medecins
    pfa, pmt = medecins["medecin.pfa.patients"], medecins["medecin.pmt.patients"]
    assert abs(pfa.mean() / np.median(pfa) - 1.097) < 0.02
    assert abs(pmt.mean() - 1132) < 3
    assert abs(pfa.mean() - 1679) < 3
    rangs = [np.argsort(np.argsort(colonne)) for colonne in (pmt, pfa)]
    assert abs(np.corrcoef(*rangs)[0, 1] - 0.58) < 0.02


@pytest.mark.parametrize(("courbe", "pmt", "pfa"), [("gamma", 1125.5, 1662.7), ("burr", 1122.6, 1685.0)])
def test_les_autres_courbes_ont_la_moyenne_de_l_etude(courbe: str, pmt: float, pfa: float) -> None:
    """Study of the data, C.2."""
    medecins = generer(JOUR, graine=7, marges=GENERALISTES, courbe=courbe).medecins
    assert abs(medecins["medecin.pmt.patients"].mean() - pmt) < 3
    assert abs(medecins["medecin.pfa.patients"].mean() - pfa) < 5


def test_les_parts_supposees_sont_celles_de_la_nation() -> None:
    nation = generer(JOUR, graine=1, marges=GENERALISTES)
    parts = {
        ("candidat.zone", int(Zone.ZIP)): 0.25,
        ("candidat.zone", int(Zone.ZAC)): 0.42,
        ("candidat.secteur", int(Secteur.SECTEUR_1)): 0.95,
        ("candidat.option", int(Option.DEMI)): 0.6,
    }
    for (colonne, code), part in parts.items():
        assert abs((nation.medecins[colonne] == code).mean() - part) < 0.015
    assert abs((nation.ages >= 60).mean() - 0.34) < 0.015
    assert nation.ages.min() == 30
    assert nation.ages.max() == 69


def test_des_marges_remplacent_les_parts_et_les_lieux() -> None:
    marges = Marges(
        {"01": Effectif(1000, 2024, "essai"), "02": Effectif(10, 2024, "essai")},
        {"01": {Secteur.SECTEUR_2: 1}},
        {"01": Decimal(1)},
        {"01": {"Bretagne": 3, "Corse": 1}},
    )
    nation = generer(JOUR, marges=marges)
    generalistes = nation.strates[0]
    assert [g.code for g in nation.strates] == ["01", "02"]
    assert (nation.medecins["candidat.secteur"][: generalistes.fin] == Secteur.SECTEUR_2).all()
    assert (nation.ages[: generalistes.fin] >= 60).all()
    assert nation.noms_de_regions == ("Bretagne", "Corse", "non renseignée")
    assert abs((nation.regions[: generalistes.fin] == 0).mean() - 0.75) < 0.06
    assert (nation.regions[generalistes.fin :] == 2).all()


def test_une_specialite_sans_p30_publie_n_est_pas_simulee() -> None:
    marges = Marges({"01": Effectif(100, 2024, ""), "gynecologie_obstetrique": Effectif(100, 2024, "")})
    assert [g.code for g in generer(JOUR, marges=marges).strates] == ["01"]


def test_un_echantillon_garde_les_proportions() -> None:
    nation = generer(JOUR, medecins=1_000)
    assert sum(g.fin - g.debut for g in nation.strates) == 1_000
    total = sum(e.effectif for e in effectifs().values())
    for groupe in nation.strates:
        assert abs((groupe.fin - groupe.debut) - 1_000 * groupe.effectif / total) <= 1


@pytest.mark.parametrize(
    ("nom", "texte", "mot"),
    [
        ("corelation", "0.3", "correlation"),
        ("correlation", "1,2", "de 0 à 1"),
        ("departs", "x", "décimal"),
        ("recours_generalistes", "-0.1", "de 0 à 1"),
        ("correlation", "nan", "de 0 à 1"),
    ],
)
def test_une_hypothese_illisible_est_refusee_en_mots(nom: str, texte: str, mot: str) -> None:
    with pytest.raises(ErreurDeSaisie, match=mot):
        lire_hypothese(nom, texte)


def test_les_hypotheses_disent_leur_source() -> None:
    assert all(h.source and h.titre for h in hypotheses().values())
    assert lire_hypothese("correlation_des_croissances", "-0,2") == Decimal("-0.2")
    with pytest.raises(ErreurDeSaisie, match="correlation"):
        valeurs({"corelation": Decimal(1)})
