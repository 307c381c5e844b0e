"""The application in tests: its data in a folder of their own, its pages asked as a browser on this machine would."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from typing import Any

import pytest

os.environ["BINOME_DONNEES"] = tempfile.mkdtemp(prefix="binome-essais-")
os.environ["DJANGO_SETTINGS_MODULE"] = "binome.web.reglages"

pytest.importorskip("django", reason="the web application is an extra")

import django

django.setup()

Demander = Callable[..., Any]

GENERALISTE = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2024-09-01",
    "pmt_initiale": "900",
    "pfa_initiale": "1400",
}
AVEC_CONSTAT = {**GENERALISTE, "pmt_annee_3": "1100", "pfa_annee_3": "1600"}
ANCIEN = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2020-06-01",
    "zone": "zip",
    "pmt_adultes_initiale": "2059",
    "pfa_initiale": "2333",
    "percentile_pfa": "80",
    "exercice_regroupe": "oui",
    "exercice_coordonne": "oui",
    "pmt_annee_5": "2673",
    "pfa_annee_5": "2013",
}
GROUPE = {
    "date_signature": "2026-12-01",
    "forme": "scm",
    "etp": "2",
    "medecins": "2",
    "m1_pmt": "900",
    "m1_pfa": "1400",
    "m2_pmt": "1000",
    "m2_pfa": "1500",
    "m2_nouvel_installe": "oui",
    "c3_pmt": "2200",
    "c3_pfa": "3200",
    "calculer": "1",
}


@pytest.fixture
def demander() -> Demander:
    """Return a function that asks a page: `demander("/resultat/", champs)`."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)

    def demande(chemin: str, champs: dict[str, Any] | None = None, **options: Any) -> Any:
        return client.get(chemin, champs or {}, **options)

    return demande
