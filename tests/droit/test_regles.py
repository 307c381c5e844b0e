"""Rules one by one, where a worked case does not reach."""

from __future__ import annotations

from datetime import date

import pytest

from binome.droit.catalogue import catalogue
from binome.droit.codes import ColonneDObjectif, Option, Patientele, Tranche
from binome.droit.faits import Depart, Pente, Seuils
from binome.droit.lectures import Lectures
from binome.droit.montant.regles import montant_maximal
from binome.droit.objectifs.regles import (
    borne_selon_p30,
    interpolation,
    objectif_degressif,
    objectif_selon_p30,
    patients_supplementaires,
)
from binome.droit.patientele.regles import rang_lineaire, rang_lognormal, rang_pour_l_objectif, tranche
from binome.moteur.primitives import INCONNU
from tests.droit.outils import seuils_des_generalistes

BAREME = catalogue().bareme(date(2024, 9, 1))


def lectures(**choix: str) -> Lectures:
    return catalogue().lectures_retenues(choix, ("medecine_generale",))


PMT = seuils_des_generalistes(BAREME, Patientele.PMT)


@pytest.mark.parametrize(
    ("patients", "lineaire", "lognormal"),
    [(1100, 5271, 5455), (1300, 6255, 6866), (1500, 7239, 7896), (1700, 8223, 8607)],
)
def test_les_deux_estimations_du_rang(patients: int, lineaire: int, lognormal: int) -> None:
    """Study of the law, section 2.2: 52.7/54.5, 62.5/68.7, 72.4/79.0, 82.2/86.1."""
    assert rang_lineaire(patients, PMT, BAREME) == lineaire
    assert rang_lognormal(patients, PMT, BAREME) == lognormal


@pytest.mark.parametrize(
    ("patients", "prudent", "vraisemblable", "en_patients"),
    [(1100, 293, 285, 295), (1300, 249, 222, 258), (1500, 206, 177, 221), (1700, 162, 145, 184), (1858, 128, 128, 155)],
)
def test_les_lois_a_une_seule_droite(patients: int, prudent: int, vraisemblable: int, en_patients: int) -> None:
    """Study of the law, section 2.2, last column of its table."""

    def objectif(**choix: str) -> int:
        retenues = lectures(**choix)
        depart = Depart(patients, INCONNU, INCONNU, PMT)
        rang = rang_pour_l_objectif(depart, BAREME, retenues)
        return patients_supplementaires(
            ColonneDObjectif.PMT_GENERALISTES, Option.UN, Tranche.P50_P90, depart, rang, BAREME, retenues
        )

    assert objectif(loi_degressive="percentile") == prudent
    assert objectif(loi_degressive="percentile", estimation_percentile="lognormale") == vraisemblable
    assert objectif(loi_degressive="patients_p94") == en_patients


@pytest.mark.parametrize(
    ("colonne", "option", "attendus"),
    [
        (
            ColonneDObjectif.PFA,
            Option.UN,
            {1514: 466, 1800: 387, 2000: 332, 2013: 329, 2400: 222, 2587: 171, 2800: 112, 3000: 57, 3206: 0},
        ),
        (ColonneDObjectif.PFA, Option.UN_ET_DEMI, {1514: 604, 2587: 234}),
        (
            ColonneDObjectif.PMT_GENERALISTES,
            Option.UN,
            {1045: 305, 1300: 244, 1500: 196, 1858: 110, 2000: 110, 2186: 109},
        ),
        (ColonneDObjectif.PMT_GENERALISTES, Option.DEMI, {1045: 195, 1300: 151, 1500: 117, 1858: 56, 2000: 32}),
    ],
)
def test_les_droites_passent_par_les_points_imprimes(
    colonne: ColonneDObjectif, option: Option, attendus: dict[int, int]
) -> None:
    """Study of the law, section 5.3: the checks of the default, and the figures that caisses really asked for."""
    seuils = seuils_des_generalistes(BAREME, Patientele.PFA if colonne == ColonneDObjectif.PFA else Patientele.PMT)
    for patients, attendu in attendus.items():
        depart = Depart(patients, INCONNU, INCONNU, seuils._replace(p94=INCONNU))
        assert (
            patients_supplementaires(colonne, option, Tranche.P50_P90, depart, INCONNU, BAREME, lectures()) == attendu
        ), patients


@pytest.mark.parametrize(
    ("rang", "points", "p94", "percentile", "p90"),
    [
        (5000, 310, 310, 310, 310),
        (7200, 202, 212, 212, 202),
        (9000, 114, 132, 132, 114),
        (9200, 68, 123, 123, 114),
        (9400, 23, 114, 114, 114),
        (9499, 0, 114, 114, 114),
    ],
)
def test_la_ou_seul_un_rang_est_connu_les_droites_sont_en_rang(
    rang: int, points: int, p94: int, percentile: int, p90: int
) -> None:
    depart = Depart(1600, rang, INCONNU, Seuils(1457, INCONNU, INCONNU, INCONNU, INCONNU))
    pente = Pente(310, 114, 0)
    for loi, attendu in (
        ("points_publies", points),
        ("patients_p94", p94),
        ("percentile", percentile),
        ("patients_p90", p90),
    ):
        retenues = lectures(loi_degressive=loi)
        assert objectif_degressif(pente, depart, rang, BAREME, retenues) == attendu, loi


@pytest.mark.parametrize(("p30", "borne"), [(173, 78), (393, 177), (1457, 656), (3151, 1418), (INCONNU, INCONNU)])
def test_la_borne_de_la_formule_est_une_part_de_p30(p30: int, borne: int) -> None:
    assert borne_selon_p30(Option.UN, p30, BAREME, lectures()) == borne
    assert borne_selon_p30(Option.DEUX, p30, BAREME, lectures()) == INCONNU, "no coefficient is known"


@pytest.mark.parametrize(("option", "attendus"), [(Option.DEMI, (311, 114, 0)), (Option.UN, (467, 171, 0))])
def test_la_formule_redonne_les_chiffres_imprimes_des_generalistes(
    option: Option, attendus: tuple[int, int, int]
) -> None:
    seuils = seuils_des_generalistes(BAREME, Patientele.PFA)
    for patients, attendu in zip((1300, 2587, 3300), attendus, strict=True):
        depart = Depart(patients, INCONNU, INCONNU, seuils)
        assert objectif_selon_p30(option, depart, seuils.p95, BAREME, lectures()) == attendu


def test_les_seuils_de_la_caisse_servent_de_points() -> None:
    depart = Depart(2000, 7200, INCONNU, Seuils(1457, 1800, 3100, INCONNU, 3600))
    pente = Pente(310, 114, 0)
    assert objectif_degressif(pente, depart, 7200, BAREME, lectures()) == 280, "310 - 196 x 200 / 1 300 = 279,8"
    loin = depart._replace(patients=3350)
    assert objectif_degressif(pente, loin, 9300, BAREME, lectures()) == 57, "114 x 250 / 500"


def test_la_loi_plate_apres_p90_reproduit_un_chiffre_reel_de_2025() -> None:
    pfa = seuils_des_generalistes(BAREME, Patientele.PFA)
    retenues = lectures(loi_degressive="patients_p90")
    pente = Pente(466, 171, 0)
    assert objectif_degressif(pente, Depart(2013, INCONNU, INCONNU, pfa), INCONNU, BAREME, retenues) == 329
    assert objectif_degressif(pente, Depart(2600, INCONNU, INCONNU, pfa), INCONNU, BAREME, retenues) == 171


@pytest.mark.parametrize(("choix", "attendu"), [("au_plus_proche", 7), ("inferieur", 6), ("superieur", 7)])
def test_les_trois_arrondis(choix: str, attendu: int) -> None:
    assert interpolation(10, 3, 1, 2, lectures(arrondi_objectif=choix)) == attendu


def test_le_rang_haut_se_lit_entre_p90_et_p95() -> None:
    assert rang_lineaire(1858, PMT, BAREME) == 9000
    assert 9000 < rang_lineaire(2000, PMT, BAREME) < 9500
    assert 9000 < rang_lognormal(2000, PMT, BAREME) < 9500
    assert rang_pour_l_objectif(Depart(900, INCONNU, INCONNU, PMT), BAREME, lectures()) == 5000
    assert rang_pour_l_objectif(Depart(2187, INCONNU, INCONNU, PMT), BAREME, lectures()) == 9500
    sans_p95 = PMT._replace(p95=INCONNU)
    assert rang_pour_l_objectif(Depart(2000, INCONNU, INCONNU, sans_p95), BAREME, lectures()) == INCONNU
    assert rang_pour_l_objectif(Depart(INCONNU, INCONNU, INCONNU, PMT), BAREME, lectures()) == INCONNU


@pytest.mark.parametrize(
    ("patients", "choix", "attendue"),
    [
        (774, {}, Tranche.SOUS_P30),
        (775, {}, Tranche.P30_P50),
        (775, {"seuil_p30": "strict"}, Tranche.SOUS_P30),
        (1044, {}, Tranche.P30_P50),
        (1045, {}, Tranche.P50_P90),
        (1857, {}, Tranche.P50_P90),
        (1858, {}, Tranche.P90_P95),
        (2100, {"frontiere_p95": "p94_ferme"}, Tranche.P90_P95),
        (2101, {"frontiere_p95": "p94_ferme"}, Tranche.P95_PLUS),
        (2186, {}, Tranche.P90_P95),
        (2187, {}, Tranche.P95_PLUS),
        (INCONNU, {}, Tranche.INCONNUE),
    ],
)
def test_les_frontieres_des_tranches(patients: int, choix: dict[str, str], attendue: Tranche) -> None:
    assert tranche(Depart(patients, INCONNU, INCONNU, PMT), BAREME, lectures(**choix)) == attendue


@pytest.mark.parametrize(
    ("centiemes", "attendue"),
    [
        (2999, Tranche.SOUS_P30),
        (3000, Tranche.P30_P50),
        (8999, Tranche.P50_P90),
        (9499, Tranche.P90_P95),
        (9500, Tranche.P95_PLUS),
    ],
)
def test_le_rang_decide_quand_le_compte_manque(centiemes: int, attendue: Tranche) -> None:
    assert tranche(Depart(INCONNU, centiemes, INCONNU, PMT), BAREME, lectures()) == attendue


@pytest.mark.parametrize("centiemes", [2999, 5000, 9000, 9500])
def test_un_rang_qui_contredit_un_seuil_est_ecarte(centiemes: int) -> None:
    assert tranche(Depart(900, centiemes, INCONNU, PMT), BAREME, lectures()) == Tranche.P30_P50


def test_sans_loi_ni_rang_l_objectif_reste_inconnu() -> None:
    inconnus = Seuils(949, INCONNU, INCONNU, INCONNU, INCONNU)
    sans_seuil, connue = Depart(1500, INCONNU, INCONNU, inconnus), Depart(1500, INCONNU, INCONNU, PMT)
    assert objectif_degressif(Pente(466, 171, 0), sans_seuil, INCONNU, BAREME, lectures()) == INCONNU
    assert objectif_degressif(Pente(INCONNU, INCONNU, INCONNU), connue, 7000, BAREME, lectures()) == INCONNU


def test_p95_suffit_meme_quand_p94_est_inconnu() -> None:
    sans_p94, fermee = PMT._replace(p94=INCONNU), lectures(frontiere_p95="p94_ferme")
    assert tranche(Depart(2187, INCONNU, INCONNU, sans_p94), BAREME, fermee) == Tranche.P95_PLUS
    assert tranche(Depart(2000, INCONNU, INCONNU, sans_p94), BAREME, fermee) == Tranche.INCONNUE
    assert tranche(Depart(1000, INCONNU, INCONNU, sans_p94), BAREME, fermee) == Tranche.P30_P50


def test_sans_tranche_le_montant_reste_inconnu() -> None:
    assert montant_maximal(Option.UN, 3, Tranche.INCONNUE, BAREME, lectures()) == INCONNU
