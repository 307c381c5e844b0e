"""An assistant gets the answers of the library through the protocol, and nothing that nobody said."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

pytest.importorskip("mcp", reason="the protocol is an extra")

from jsonschema import Draft202012Validator
from mcp import types
from mcp.client import Client
from mcp.shared.exceptions import MCPError

import binome
from binome.mcp.outils import OUTILS
from binome.mcp.serveur import serveur
from binome.simulation.question_inverse import objectif

GENERALISTE = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "zone": "hors",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
}


def _demander(quoi: Callable[[Client], Awaitable[Any]]) -> Any:
    async def parler() -> Any:
        async with Client(serveur()) as client:
            return await quoi(client)

    return asyncio.run(parler())


def _refus(quoi: Callable[[Client], Awaitable[Any]]) -> str:
    """Return what the protocol says of a request that it refuses."""

    async def parler(client: Client) -> str:
        with pytest.raises(MCPError) as refus:
            await quoi(client)
        return refus.value.error.message

    return str(_demander(parler))


def _appeler(nom: str, arguments: dict[str, Any]) -> types.CallToolResult:
    rendu = _demander(lambda client: client.call_tool(nom, arguments))
    assert isinstance(rendu, types.CallToolResult)
    return rendu


def test_chaque_outil_est_liste_avec_un_schema_juste() -> None:
    outils = _demander(lambda client: client.list_tools()).tools
    assert [un.name for un in outils] == [un.nom for un in OUTILS]
    for un in outils:
        Draft202012Validator.check_schema(un.input_schema)
        assert "#/components" not in json.dumps(un.input_schema)
    simuler = Draft202012Validator(outils[0].input_schema)
    assert simuler.is_valid({"situation": GENERALISTE})
    assert not simuler.is_valid({"situation": {"pmt_initial": 1}})


def test_la_simulation_est_celle_de_la_bibliotheque() -> None:
    rendu = _appeler("simuler", {"situation": GENERALISTE})
    assert rendu.structured_content == binome.simuler(GENERALISTE).en_json()
    assert json.loads(rendu.content[0].text) == rendu.structured_content  # type: ignore[union-attr]
    rendu = _appeler("chercher_l_objectif", {"situation": GENERALISTE, "annee": 3})
    assert rendu.structured_content == objectif(GENERALISTE, 3).en_json()
    rendu = _appeler("expliquer", {"situation": GENERALISTE, "reforme": "rampe"})
    assert rendu.structured_content["reforme"]["nom"] == "rampe"


def test_ce_que_personne_n_a_dit_reste_inconnu() -> None:
    rendu = _appeler("simuler", {"situation": {"specialite": "01", "date_signature": "2024-09-01"}}).structured_content
    assert rendu["eligibilite"]["statut"] == "a_confirmer"
    assert rendu["objectifs"]["pmt"]["patients"] is None
    assert {"pmt_initiale", "pfa_initiale"} <= {un["champ"] for un in rendu["manquants"]}


def test_un_refus_est_une_phrase_que_l_assistant_peut_lire() -> None:
    rendu = _appeler("simuler", {"situation": {**GENERALISTE, "pmt_initial": 1}})
    assert rendu.is_error
    assert "pmt_initiale" in rendu.content[0].text  # type: ignore[union-attr]
    assert "n'existe pas" in _refus(lambda client: client.call_tool("inventer", {}))


def test_un_contrat_se_rejoue() -> None:
    actes = [{"nature": "signature", "effectif_le": "2024-09-01", "situation": GENERALISTE}]
    rendu = _appeler("rejouer_un_contrat", {"actes": actes, "au": "2024-12-01"}).structured_content
    assert rendu["ouvert"] == "38000.00"


def test_le_droit_se_cherche_et_se_lit() -> None:
    trouvees = _appeler("lire_le_droit", {"nature": "nombres", "mots": "durée contrat"}).structured_content["entrees"]
    assert "duree_du_contrat" in {une["nom"] for une in trouvees}
    lue = _appeler("lire_le_droit", {"nature": "nombres", "nom": "duree_du_contrat"}).structured_content["entrees"][0]
    assert lue["versions"]
    assert _appeler("lire_le_droit", {"nature": "nombres", "nom": "duree"}).is_error


def test_les_textes_et_les_cas_sont_des_ressources() -> None:
    ressources = _demander(lambda client: client.list_resources()).resources
    cas = next(une for une in ressources if une.uri.startswith("binome://cas/"))
    lu = json.loads(_demander(lambda client: client.read_resource(cas.uri)).contents[0].text)
    assert lu["titre"] == cas.title
    assert binome.simuler(lu["situation"]).regime
    assert any(une.uri.startswith("binome://textes/") for une in ressources)
    assert "n'existe pas" in _refus(lambda client: client.read_resource("binome://cas/rien"))


def test_une_invite_aide_a_comprendre_son_contrat() -> None:
    assert [une.name for une in _demander(lambda client: client.list_prompts()).prompts] == ["mon_contrat"]
    messages = _demander(lambda client: client.get_prompt("mon_contrat")).messages
    assert "absentes" in messages[0].content.text
