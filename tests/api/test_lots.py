"""Many situations in one request: the rows of the command line, refusals at their line, nothing left behind."""

from __future__ import annotations

import json
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("polars")
pytest.importorskip("pyarrow")

import polars as pl
from pyarrow import ipc

import binome
from binome.api.corps import OCTETS_D_UN_CORPS
from binome.api.lots import ARROW, JSON_LIGNES, OCTETS_D_UN_LOT
from binome.web.serveur import CORPS_PERMIS
from tests.api.test_operations import GENERALISTE

PLATE = {
    **{nom: valeur for nom, valeur in GENERALISTE.items() if nom != "constats"},
    "pmt_annee_3": 1100,
    "pfa_annee_3": 1600,
}


def _envoyer(client: Any, octets: bytes, entree: str, sortie: str | None = None) -> bytes:
    reponse = client.post("/api/v1/lots", octets, content_type=entree, headers={"Accept": sortie or "*/*"})
    assert reponse.status_code == 200, reponse.content
    assert reponse.headers["Content-Type"] == (sortie or entree)
    return b"".join(reponse.streaming_content)


def _en_lignes(*objets: object) -> bytes:
    return "".join(json.dumps(un) + "\n" for un in objets).encode()


def _lues(octets: bytes) -> list[dict[str, Any]]:
    return [json.loads(ligne) for ligne in octets.splitlines()]


def test_les_lignes_sont_celles_de_la_bibliotheque_et_la_fin_les_compte(client: Any) -> None:
    lues = _lues(_envoyer(client, _en_lignes(GENERALISTE, PLATE), JSON_LIGNES))
    attendues = binome.simuler_lot(pl.DataFrame([PLATE, PLATE])).to_dicts()
    assert lues[:-1] == attendues
    assert lues[-1] == {"fin": True, "lues": 2, "refusees": 0}


def test_une_ligne_refusee_est_a_sa_place_et_n_arrete_rien(client: Any) -> None:
    mauvaise = {**GENERALISTE, "pmt_initiale": "beaucoup"}
    octets = _en_lignes(GENERALISTE, mauvaise) + b"pas du JSON\n" + _en_lignes(GENERALISTE)
    lues = _lues(_envoyer(client, octets, JSON_LIGNES))
    assert [une.get("ligne") for une in lues] == [1] * 5 + [2, 3] + [4] * 5 + [None]
    assert lues[5]["champ"] == "pmt_initiale"
    assert "JSON" in lues[6]["raison"]
    assert lues[-1] == {"fin": True, "lues": 4, "refusees": 2}


def test_un_flux_arrow_rend_les_memes_lignes(client: Any) -> None:
    table = pl.DataFrame([PLATE, {**PLATE, "zone": "ailleurs"}, PLATE])
    envoye = BytesIO()
    table.write_ipc_stream(envoye)
    rendu = _envoyer(client, envoye.getvalue(), ARROW)
    lues = pl.DataFrame(ipc.open_stream(rendu).read_all())
    assert lues["ligne"].to_list() == [1] * 5 + [2] + [3] * 5
    assert lues.filter(pl.col("champ").is_not_null())["champ"].to_list() == ["zone"]
    en_json = _lues(_envoyer(client, envoye.getvalue(), ARROW, JSON_LIGNES))
    assert [une["montant"] for une in en_json[:5]] == [None if une is None else str(une) for une in lues["montant"][:5]]


@pytest.mark.parametrize(
    ("octets", "nature", "statut"),
    [(b"\n", JSON_LIGNES, 400), (b"[{}]", JSON_LIGNES, 400), (b"pas un flux", ARROW, 400), (b"{}\n", "text/csv", 415)],
)
def test_un_flux_illisible_est_refuse_avant_de_commencer(client: Any, octets: bytes, nature: str, statut: int) -> None:
    reponse = client.post("/api/v1/lots", octets, content_type=nature)
    assert (reponse.status_code, reponse.headers["Content-Type"]) == (statut, "application/problem+json")


def test_un_corps_trop_long_est_refuse(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binome.api.lots.OCTETS_D_UN_LOT", 10)
    assert client.post("/api/v1/lots", _en_lignes(GENERALISTE), content_type=JSON_LIGNES).status_code == 413


def test_rien_de_ce_qui_est_envoye_ne_reste(client: Any) -> None:
    dossier = Path(tempfile.gettempdir())
    avant = set(dossier.glob("binome-lot-*"))
    _envoyer(client, _en_lignes(GENERALISTE), JSON_LIGNES)
    client.post("/api/v1/lots", b"[{}]", content_type=JSON_LIGNES)
    assert set(dossier.glob("binome-lot-*")) <= avant


def test_le_serveur_integre_laisse_passer_ce_que_l_api_lit() -> None:
    assert CORPS_PERMIS == {"/api/v1/lots": OCTETS_D_UN_LOT, "/api/": 1 << 20, "/gestion/": 16 << 20}
    assert CORPS_PERMIS["/api/"] > OCTETS_D_UN_CORPS
