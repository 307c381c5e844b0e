"""The typed client is the document's, and gets the answers of the library."""

from __future__ import annotations

import pytest

import binome
from docs.client import a_jour
from docs.clients.binome_client import Client, Refus, Situation
from tests.api.test_exemples import adresse

__all__ = ["adresse"]

GENERALISTE: Situation = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "zone": "hors",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
    "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}],
}


def test_le_client_dit_ce_que_le_document_dit() -> None:
    assert a_jour(), "run `python -m docs.client`"


def test_le_client_a_les_reponses_de_la_bibliotheque(adresse: str) -> None:
    client = Client(adresse)
    attendue = binome.simuler({**GENERALISTE})
    assert client.simuler(GENERALISTE, effets="non") == attendue.en_json(effets=False)
    assert client.comparer_des_options({"situation": GENERALISTE, "options": ["0.5", "1"]})["colonnes"]
    assert client.lire_nombres("duree_du_contrat", au="2025-01-01")["versions"]
    assert [une["ligne"] for une in client.simuler_un_lot([GENERALISTE, {"zone": "zip"}])][:5] == [1] * 5


def test_un_refus_dit_le_champ(adresse: str) -> None:
    with pytest.raises(Refus, match="read") as refus:
        Client(adresse, "en").simuler({"pmt_initiale": -1})
    assert refus.value.probleme.get("champ") == "pmt_initiale"


def test_une_adresse_est_une_adresse() -> None:
    with pytest.raises(ValueError, match="file"):
        Client("file:" + "///etc")
