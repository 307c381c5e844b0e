"""A small nation, played once for the tests that look at it."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from typing import Any

import pytest

os.environ.setdefault("BINOME_CACHE", tempfile.mkdtemp(prefix="binome-cache-"))
JOUR = date(2024, 9, 1)


@pytest.fixture(scope="session")
def nation() -> Any:
    pytest.importorskip("numpy", reason="the population is an extra")
    from binome.nation.population import generer

    return generer(JOUR, medecins=4_000, graine=7)


@pytest.fixture(scope="session")
def projection(nation: Any) -> Any:
    pytest.importorskip("llvmlite", reason="the compiler is an extra")
    from binome.droit.choix import lectures_retournees, reforme_prete
    from binome.droit.loi import loi_en_vigueur
    from binome.nation.projection import projeter

    droit = loi_en_vigueur().catalogue
    lectures = [une for une in lectures_retournees(droit) if une.nom.split("=")[0] in LECTURES_JOUEES]
    return projeter(
        nation,
        [reforme_prete(nom, droit) for nom in ("rampe", "avenant_7", "reglement_arbitral")],
        tirages=20,
        graine=3,
        lectures=lectures,
        tirages_des_lectures=5,
    )


@pytest.fixture(scope="session")
def tableaux(projection: Any) -> Any:
    from binome.nation.resultats.tableaux import tabuler

    return tabuler(projection)


LECTURES_JOUEES = ("test_activite", "tranche_montant", "trop_percu", "frontiere_p95")
