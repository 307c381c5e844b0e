"""The page of proofs is that of the law at hand, and each of its witnesses is one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from binome.droit.catalogue import catalogue
from binome.droit.empreinte import empreinte_du_sens
from docs.preuves import PAGE, RESULTATS, SANS_TEMOIN, page
from tests.preuves.temoins import Temoin, rejouer

LUS = json.loads(RESULTATS.read_text("utf-8"))
A_REFAIRE = "run `python -m docs.preuves`"


def test_la_page_des_preuves_est_celle_du_droit() -> None:
    assert LUS["droit"] == empreinte_du_sens(), A_REFAIRE
    assert PAGE.read_text("utf-8") == page(LUS), A_REFAIRE


@pytest.mark.parametrize("brut", LUS["temoins"], ids=lambda brut: f"{brut['lecture']}-{brut['choix'][1]}")
def test_chaque_temoin_separe_deux_lectures(brut: dict[str, Any]) -> None:
    temoin = Temoin(**{**brut, "choix": tuple(brut["choix"])})
    a, b = rejouer(temoin)
    assert [a, b] == brut["reponses"]
    assert a != b


def test_chaque_lecture_d_une_regle_a_un_temoin() -> None:
    assert set(catalogue().lectures) - {brut["lecture"] for brut in LUS["temoins"]} <= set(SANS_TEMOIN)
