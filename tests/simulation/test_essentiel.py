"""The three figures that are read first."""

from __future__ import annotations

from decimal import Decimal

import binome
from binome.simulation.essentiel import Essentiel, essentiel

S = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
}


def test_deux_annees_acquises_et_trois_acomptes_avances() -> None:
    """38 000 + 28 000 whatever the result; 3 x 22 000 if met, of which 3 x 11 000 are advanced."""
    vus = essentiel(binome.simuler(S).annees)
    assert vus == Essentiel(Decimal(66_000), Decimal(132_000), Decimal(33_000))
    assert vus is not None
    assert vus.en_jeu


def test_un_constat_regle_son_annee() -> None:
    """The third year is settled at 14 426.23; two years of 22 000 and two acomptes remain."""
    vus = essentiel(binome.simuler({**S, "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}]}).annees)
    assert vus == Essentiel(Decimal("80426.23"), Decimal("124426.23"), Decimal(22_000))


def test_tout_est_constate_rien_n_est_en_jeu() -> None:
    constats = [{"annee": annee, "pmt": 1300, "pfa": 2000} for annee in (3, 4, 5)]
    vus = essentiel(binome.simuler({**S, "constats": constats}).annees)
    assert vus == Essentiel(Decimal(132_000), Decimal(132_000), Decimal(0))
    assert vus is not None
    assert not vus.en_jeu


def test_sans_option_rien_n_est_chiffre() -> None:
    assert essentiel(binome.simuler({cle: v for cle, v in S.items() if cle != "option_etp"}).annees) is None
    assert essentiel(()) is None
