"""Calendar, money, log-normal rank, nearest names, lectures."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal
from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.langue.ecriture import en_texte
from binome.moteur.argent import en_centimes, en_euros
from binome.moteur.calendrier import plus_annees, plus_mois
from binome.moteur.doutes import lire_lectures
from binome.moteur.erreurs import ErreurDeDroit
from binome.moteur.lognormale import UN, logarithme, repartition_normale
from binome.moteur.proximite import suggestion, vouliez_vous
from binome.moteur.sources import GRADES, lire_source

jours = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("depart", "mois", "attendu"),
    [
        ("2024-09-01", 2, "2024-11-01"),
        ("2024-12-31", 2, "2025-02-28"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2024-01-31", -2, "2023-11-30"),
        ("2024-03-15", -12, "2023-03-15"),
    ],
)
def test_un_mois_qui_n_a_pas_ce_jour_finit_plus_tot(depart: str, mois: int, attendu: str) -> None:
    assert plus_mois(date.fromisoformat(depart), mois) == date.fromisoformat(attendu)


def test_un_29_fevrier_tombe_le_28_ou_le_1er_mars() -> None:
    assert plus_annees(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert plus_annees(date(2024, 2, 29), 1, reporter_au_1er_mars=True) == date(2025, 3, 1)
    assert plus_annees(date(2024, 2, 29), 4, reporter_au_1er_mars=True) == date(2028, 2, 29)
    assert plus_annees(date(2024, 3, 31), 1, reporter_au_1er_mars=True) == date(2025, 3, 31)


@given(jours, st.integers(0, 60))
def test_les_anniversaires_avancent_et_gardent_le_jour(jour: date, annees: int) -> None:
    anniversaire = plus_annees(jour, annees)
    assert anniversaire.year == jour.year + annees
    assert anniversaire >= jour
    assert anniversaire - plus_annees(jour, max(annees - 1, 0)) in (timedelta(0), timedelta(365), timedelta(366))


def test_les_euros_sont_exacts() -> None:
    assert en_euros(1442623) == Decimal("14426.23")
    assert en_centimes(22000) == 2_200_000
    assert en_texte(Decimal("14426.23")) == "14\u202f426,23\u00a0€"
    assert en_texte(Decimal("-11000.00")) == "−11\u202f000\u00a0€"
    assert en_texte(Decimal("0.00")) == "0\u00a0€"


@given(st.integers(1000, 5000), st.integers(1000, 5000))
def test_le_logarithme_entier_suit_le_vrai(haut: int, bas: int) -> None:
    haut, bas = max(haut, bas), min(haut, bas)
    assert abs(logarithme(haut, bas) / UN - math.log(haut / bas)) < 2e-7


@given(st.integers(0, 2 * UN))
def test_la_repartition_entiere_suit_la_vraie(z: int) -> None:
    assert abs(repartition_normale(z) / UN - NormalDist().cdf(z / UN)) < 1e-7


def test_le_nom_le_plus_proche_est_propose() -> None:
    assert suggestion("PMT_initial", ["pmt_initiale", "pfa_initiale"]) == "pmt_initiale"
    assert suggestion("zzz", ["pmt_initiale"]) is None
    assert vouliez_vous("zzz", ["pmt_initiale"]) == ""


def test_une_source_dit_texte_section_et_grade() -> None:
    assert str(lire_source("coutume §2 bis", "B")) == "coutume §2 bis [B]"
    assert set(GRADES) == {"A", "B", "C", "D"}


LECTURE: dict[str, Any] = {
    "question": "Pluie ou soleil ?",
    "choix": {"pluie": "il pleut", "soleil": "il fait beau"},
    "defaut": "pluie",
    "defauts": {"ete": "soleil"},
    "enjeu": "un panier",
    "sources": [{"source": "coutume §5", "grade": "C"}],
}


def test_une_lecture_a_un_defaut_par_contexte() -> None:
    lecture = lire_lectures({"ciel": LECTURE})["ciel"]
    assert lecture.retenue(()) == "pluie"
    assert lecture.retenue(("hiver", "ete")) == "soleil"
    assert lecture.rang_du_choix("soleil") == 1


@pytest.mark.parametrize(
    "changement",
    [{"defaut": "neige"}, {"choix": {"pluie": "il pleut"}}, {"defauts": {"ete": "neige"}}, {"question": None}],
)
def test_une_lecture_fausse_est_refusee(changement: dict[str, Any]) -> None:
    brute = {cle: valeur for cle, valeur in {**LECTURE, **changement}.items() if valeur is not None}
    with pytest.raises(ErreurDeDroit):
        lire_lectures({"ciel": brute})
