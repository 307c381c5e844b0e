"""Numbers, days, codes and words as people write them: read exactly, or refused with a sentence that helps."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.langue.courante import Langue, en_langue
from binome.langue.ecriture import en_date, en_pourcent, en_texte, nombre, patients_en_mots
from binome.moteur import codes_ecrits
from binome.moteur.dates_ecrites import date_ecrite, jours_et_mois
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.mots import aplatir
from binome.moteur.nombres_ecrits import Illisible, nombre_ecrit
from binome.moteur.saisie import (
    entier_ou,
    lire_centiemes,
    lire_code,
    lire_compte,
    lire_date,
    lire_fraction,
    lire_montant,
    lire_oui_non,
    lire_part,
)

FINE, INSECABLE = "\u202f", "\u00a0"
ANGLAIS = Langue("en", lambda phrase: phrase)
SEPTEMBRE = date(2024, 9, 1)


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("1219", 1219),
        ("1 219", 1219),
        (f"1{FINE}219", 1219),
        (f"1{INSECABLE}219", 1219),
        ("1\u2009219", 1219),
        (" 1219 ", 1219),
        ("\ufeff1219\u200b", 1219),
        ("1219.0", 1219),
        ("1219,00", 1219),
        ("01219", 1219),
        ("+1219", 1219),
        ("1.219", 1219),
        ("1,219", 1219),
        ("1.219,0", 1219),
        ("1,219.0", 1219),
        ("1 219,0", 1219),
        ("1 219 patients", 1219),
        ("1 patient", 1),
        ("-0", 0),
        (1219, 1219),
        (1219.0, 1219),
        (Decimal("1219.00"), 1219),
        (Decimal("1.219E+3"), 1219),
    ],
)
def test_un_compte_se_lit_comme_il_s_ecrit(ecrit: object, lu: int) -> None:
    assert lire_compte("pmt", ecrit) == lu


@pytest.mark.parametrize(
    ("ecrit", "morceau"),
    [
        ("1.000", "Cela se lit 1 ou 1\u202f000"),
        ("1,000", "Cela se lit 1 ou 1\u202f000"),
        ("50.000", "Cela se lit 50 ou 50\u202f000"),
        ("1 2", "trois chiffres par trois"),
        ("12 19", "trois chiffres par trois"),
        ("1e3", "sans exposant"),
        ("1,2E+03", "sans exposant"),
        ("1e900000000", "sans exposant"),
        ("²", "sans exposant ni fraction"),
        ("1²", "sans exposant ni fraction"),
        ("½", "sans exposant ni fraction"),
        ("١٢", "les chiffres de 0 à 9"),
        ("9" * 5000, "trop long"),
        ("80 %", "nombre entier"),
        ("12,5", "nombre entier"),
        ("1.5.2", "nombre entier"),
        ("1 219 €", "nombre entier"),
        ("", "nombre entier"),
        ("-", "nombre entier"),
        ("−3", "nombre entier"),
        ("--3", "nombre entier"),
        pytest.param(10**5000, "un nombre démesuré", id="cinq mille chiffres"),
        (Decimal("1E+900000000"), "nombre entier"),
        (Decimal("1E-900000000"), "nombre entier"),
        (float("nan"), "nombre entier"),
        (float("inf"), "nombre entier"),
        (0.1 + 0.2, "nombre entier"),
    ],
)
def test_un_compte_ambigu_ou_faux_est_refuse_en_mots(ecrit: object, morceau: str) -> None:
    with pytest.raises(ErreurDeSaisie, match="Attendu") as refus:
        lire_compte("pmt", ecrit)
    assert morceau in str(refus.value)


def test_une_virgule_anglaise_separe_les_milliers_sur_une_page_anglaise() -> None:
    with en_langue(ANGLAIS):
        assert lire_compte("pmt", "1,000") == 1000


@pytest.mark.parametrize(
    ("lecteur", "ecrit", "lu"),
    [
        (lire_part, "0,8", (4, 5)),
        (lire_part, "0.8", (4, 5)),
        (lire_part, "80 %", (4, 5)),
        (lire_part, f"80{INSECABLE}%", (4, 5)),
        (lire_part, "80%", (4, 5)),
        (lire_part, "85", (17, 20)),
        (lire_part, "72,55 %", (1451, 2000)),
        (lire_part, "1", (1, 1)),
        (lire_part, "1,000", (1, 1)),
        (lire_part, "1 %", (1, 100)),
        (lire_part, "100", (1, 1)),
        (lire_part, 0.8, (4, 5)),
        (lire_fraction, "1/2", (1, 2)),
        (lire_fraction, "50 %", (1, 2)),
        (lire_fraction, "01-févr", (1, 2)),
        (lire_fraction, "2024-02-01", (1, 2)),
        (lire_fraction, datetime(2024, 2, 1), (1, 2)),  # noqa: DTZ001
        (lire_centiemes, "72,5", 7250),
        (lire_centiemes, "72,5 %", 7250),
        (lire_montant, "14 426,23 €", Decimal("14426.23")),
        (lire_montant, "14.426,23", Decimal("14426.23")),
        (lire_montant, "14,426.23", Decimal("14426.23")),
        (lire_montant, "15000", Decimal("15000.00")),
    ],
)
def test_une_part_un_rang_une_somme(lecteur: Callable[[str, Any], Any], ecrit: object, lu: object) -> None:
    assert lecteur("part", ecrit) == lu


@pytest.mark.parametrize(
    ("lecteur", "ecrit", "morceau"),
    [
        (lire_part, 85, "une part de 0 à 1"),
        (lire_part, "1,5", "une part de 0 à 1"),
        (lire_part, "101 %", "une part de 0 à 1"),
        (lire_part, "0." + "1" * 36, "quatre décimales"),
        (lire_part, "0.8000000000000000000000000000000001", "quatre décimales"),
        (lire_part, 0.1 + 0.7, "quatre décimales"),
        (lire_fraction, "3/2", "une part de 0 à 1"),
        (lire_montant, "1.500", "Cela se lit 1,5 ou 1\u202f500"),
        (lire_montant, "15 %", "une somme en euros"),
        (lire_montant, "0", "une somme en euros"),
        (lire_centiemes, True, "un rang"),
    ],
)
def test_une_part_ou_une_somme_fausse_est_refusee(
    lecteur: Callable[[str, Any], Any], ecrit: object, morceau: str
) -> None:
    with pytest.raises(ErreurDeSaisie) as refus:
        lecteur("part", ecrit)
    assert morceau in str(refus.value)


@pytest.mark.parametrize(
    "ecrit",
    [
        "2024-09-01",
        "2024/09/01",
        "2024.9.1",
        "20240901",
        "01/09/2024",
        "1/9/2024",
        "1/9/24",
        "01.09.2024",
        "01-09-2024",
        "01-09-24",
        "01 09 2024",
        "01 / 09 / 2024",
        "2024-09-01 00:00:00",
        "2024-09-01T00:00:00.000",
        "2024-09-01T00:00:00Z",
        "01/09/2024 00:00",
        "1er septembre 2024",
        "1 sept. 2024",
        "01-sept-24",
        "dimanche 1 septembre 2024",
        "Sunday 1 September 2024",
        "1-Sep-24",
        "45536",
        "45536.0",
        SEPTEMBRE,
        datetime(2024, 9, 1),  # noqa: DTZ001
    ],
)
def test_un_jour_se_lit_comme_il_s_ecrit(ecrit: object) -> None:
    assert lire_date("date_signature", ecrit) == SEPTEMBRE


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("31/12/39", date(2039, 12, 31)),
        ("31/12/40", date(1940, 12, 31)),
        ("12/05/58", date(1958, 5, 12)),
        ("29/02/2024", date(2024, 2, 29)),
        ("10000", date(1927, 5, 18)),
        ("73050", date(2099, 12, 31)),
    ],
)
def test_le_siecle_et_les_bords(ecrit: str, lu: date) -> None:
    assert lire_date("date_naissance", ecrit) == lu


@pytest.mark.parametrize(
    ("ecrit", "morceau"),
    [
        ("02/28/2025", "Le jour s'écrit d'abord : 28/02/2025"),
        ("9/13/24", "Le jour s'écrit d'abord : 13/09/2024"),
        ("30/02/2024", "Ce jour n'existe pas"),
        ("2024-13-01", "Ce jour n'existe pas"),
        ("01/09/1850", "entre 1900 et 2099"),
        ("2024-09-01 14:30", "sans heure"),
        ("73051", "Ce jour n'existe pas"),
        ("9999", "une date"),
        ("septembre 2024", "une date"),
        ("13-janv", "une date"),
        ("01/09", "une date"),
        ("01/09-2024", "une date"),
        ("x" * 10_000, "trop long"),
        ("², ", "une date"),
        (45536, "une date"),
        (20240901, "une date"),
        (datetime(2024, 9, 1, 8), "une date"),  # noqa: DTZ001
        (date(1850, 1, 1), "une date"),
        (True, "une date"),
    ],
)
def test_un_jour_faux_est_refuse_en_mots(ecrit: object, morceau: str) -> None:
    with pytest.raises(ErreurDeSaisie, match="AAAA-MM-JJ") as refus:
        lire_date("date_signature", ecrit)
    assert morceau in str(refus.value)


def test_une_date_garde_ses_deux_lectures() -> None:
    assert date_ecrite("09/01/2024") == (date(2024, 1, 9), date(2024, 9, 1))
    assert date_ecrite("02/28/2025") == (None, date(2025, 2, 28))
    assert date_ecrite("28/02/2025") == (date(2025, 2, 28), None)
    assert date_ecrite("05/05/2024") == (date(2024, 5, 5), None)
    assert date_ecrite("2024-09-01") == (date(2024, 9, 1), None)


SPECIALITES = {"01": 0, "04": 1, "10-1": 2, "13-1": 3, "médecine générale": 0, "gynecologie_medicale": 2}
OPTIONS = {"1/3": 0, "0.5": 1, "1": 2, "1.5": 3, "2": 4, "1/2": 1, "un temps plein": 2, "1 ETP": 2}


@pytest.mark.parametrize(
    ("codes", "ecrit", "rang"),
    [
        (SPECIALITES, "1", 0),
        (SPECIALITES, "01", 0),
        (SPECIALITES, "1.0", 0),
        (SPECIALITES, " 4 ", 1),
        (SPECIALITES, "10-1", 2),
        (SPECIALITES, "10-janv", 2),
        (SPECIALITES, "10-janv.-24", 2),
        (SPECIALITES, "10/01/2024", 2),
        (SPECIALITES, "1-Oct", 2),
        (SPECIALITES, "2024-10-01 00:00:00", 2),
        (SPECIALITES, "13-janv", 3),
        (SPECIALITES, "13-Jan", 3),
        (SPECIALITES, "2024-01-13", 3),
        (SPECIALITES, "1/13/2024", 3),
        (SPECIALITES, "45304", 3),
        (SPECIALITES, date(2026, 1, 13), 3),
        (SPECIALITES, "MÉDECINE GÉNÉRALE", 0),
        (SPECIALITES, "Medecine generale", 0),
        (SPECIALITES, "Gynécologie médicale", 2),
        (OPTIONS, "1,5", 3),
        (OPTIONS, "1.50", 3),
        (OPTIONS, "1.0", 2),
        (OPTIONS, 0.5, 1),
        (OPTIONS, 1.0, 2),
        (OPTIONS, "01-mars", 0),
        (OPTIONS, "01-mai", 3),
        (OPTIONS, "2024-05-01", 3),
        (OPTIONS, "01/02/2024", 1),
        (OPTIONS, "Un temps plein", 2),
        (OPTIONS, "1 etp", 2),
    ],
)
def test_un_code_se_retrouve(codes: dict[str, int], ecrit: object, rang: int) -> None:
    assert lire_code("code", ecrit, codes, "un code") == rang


@pytest.mark.parametrize(
    ("codes", "ecrit"),
    [
        (SPECIALITES, "13"),
        (SPECIALITES, "10/1"),
        (SPECIALITES, "13-févr"),
        (SPECIALITES, "2024-01-12"),
        (SPECIALITES, "1 %"),
        ({"1-2": 0, "2-1": 1}, "2024-02-01"),
        (SPECIALITES, ""),
        (SPECIALITES, "z" * 50_000),
        (OPTIONS, "1/5"),
        (OPTIONS, "1 5"),
        (OPTIONS, "3"),
        (OPTIONS, float("nan")),
        (OPTIONS, True),
        (OPTIONS, ["1"]),
    ],
)
def test_un_code_qui_n_existe_pas_n_est_pas_devine(codes: dict[str, int], ecrit: object) -> None:
    with pytest.raises(ErreurDeSaisie, match="un code"):
        lire_code("code", ecrit, codes, "un code")


@pytest.mark.parametrize("ecrit", ["oui", "Oui", "O", "VRAI", "true", "x", "X", "1", "yes", True])
def test_un_oui(ecrit: object) -> None:
    assert lire_oui_non("rqth", ecrit) is True


@pytest.mark.parametrize("ecrit", ["non", "N", "FAUX", "false", "0", "no", False])
def test_un_non(ecrit: object) -> None:
    assert lire_oui_non("rqth", ecrit) is False


@pytest.mark.parametrize("ecrit", ["", "peut-être", "2", 1, 0, None, "oui non"])
def test_ni_oui_ni_non(ecrit: object) -> None:
    with pytest.raises(ErreurDeSaisie, match="oui ou non"):
        lire_oui_non("rqth", ecrit)


def test_un_rang_de_page_ou_rien() -> None:
    assert [entier_ou(3, brut, 1, 5) for brut in ("4", " 5 ", "²", "9" * 5_000, "6", "", "1e9")] == [
        4,
        5,
        3,
        3,
        3,
        3,
        3,
    ]


def test_les_mots_perdent_accents_et_capitales() -> None:
    assert aplatir("  Spécialité\n(n° RPPS) ") == "specialite n rpps"


LANGUES = st.sampled_from([ANGLAIS, Langue("fr", lambda phrase: phrase)])


@given(LANGUES, st.integers(0, 100_000))
def test_un_nombre_imprime_est_relu(langue: Langue, compte: int) -> None:
    with en_langue(langue):
        for ecrit in (str(compte), patients_en_mots(compte), f"{compte:,}".replace(",", INSECABLE)):
            assert lire_compte("pmt", ecrit) == compte


@given(LANGUES, st.integers(0, 100_000))
def test_un_nombre_groupe_est_relu_dans_sa_langue(langue: Langue, compte: int) -> None:
    with en_langue(langue):
        assert lire_compte("pmt", nombre(compte)) == compte


@given(LANGUES, st.integers(1, 100_000_000))
def test_une_somme_imprimee_est_relue(langue: Langue, centimes: int) -> None:
    montant = Decimal(centimes).scaleb(-2)
    with en_langue(langue):
        assert lire_montant("somme", en_texte(montant)) == montant


@given(LANGUES, st.integers(0, 10_000))
def test_une_part_imprimee_est_relue(langue: Langue, dix_milliemes: int) -> None:
    part = Fraction(dix_milliemes, 10_000)
    with en_langue(langue):
        assert Fraction(*lire_part("part", en_pourcent(part))) == part


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_un_jour_imprime_est_relu(jour: date) -> None:
    ecrits = [jour.isoformat(), f"{jour:%d/%m/%Y}", f"{jour:%d.%m.%Y}", f"{jour:%Y%m%d}", en_date(jour)]
    if jour >= date(1927, 5, 18):
        ecrits.append(str((jour - date(1899, 12, 30)) // timedelta(days=1)))
    for ecrit in ecrits:
        assert lire_date("date_signature", ecrit) == jour


@given(st.text(max_size=50) | st.text(alphabet="0123456789-/. :,TZ%€ janvmrs", max_size=30))
def test_aucun_texte_ne_fait_autre_chose_qu_etre_lu_ou_refuse(texte: str) -> None:
    for lire in (nombre_ecrit, date_ecrite):
        try:
            assert lire(texte)
        except Illisible as refus:
            assert len(str(refus)) < 120
    assert isinstance(jours_et_mois(texte), frozenset)
    for lecteur in (lire_compte, lire_date, lire_part, lire_fraction, lire_montant, lire_oui_non, lire_centiemes):
        try:
            lecteur("champ", texte)
        except ErreurDeSaisie as refus_en_mots:
            assert "\n" not in str(refus_en_mots)
    with contextlib.suppress(ErreurDeSaisie):
        assert lire_code("champ", texte, OPTIONS, "un code") in OPTIONS.values()


@pytest.mark.parametrize(
    ("ecrit", "devenu"), [("13-janv", True), ("2024-01-13", True), ("13-1", False), ("14-janv", False)]
)
def test_un_code_qu_un_tableur_a_pris_pour_un_jour_se_reconnait(ecrit: str, devenu: bool) -> None:
    assert codes_ecrits.est_devenu_date(ecrit, "13-1") is devenu
