"""The server of the protocol, over standard input and output or over HTTP; it keeps nothing of what it is asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final

from mcp import types
from mcp.server.lowlevel.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from binome import __version__
from binome.cas import cas
from binome.contrats.decrire import decrire
from binome.contrats.situation import lire_situation
from binome.droit import fiches
from binome.mcp.outils import OUTILS
from binome.moteur.erreurs import DEFAUT
from binome.moteur.refus import en_refus

_CONSIGNES: Final = (
    "Binôme calcule l'aide conventionnelle à l'emploi d'un assistant médical. Outil indépendant de l'État et de "
    "l'Assurance Maladie : les résultats sont indicatifs, seul le contrat fait foi. N'inventez aucune donnée : ce que "
    "la personne n'a pas dit reste absent, la réponse donne alors des bornes et dit à qui demander. Citez les textes "
    "et les grades que les outils donnent, et dites les doutes (« lectures »)."
)
_QUESTIONS: Final = (
    "Aidez-moi à comprendre mon contrat d'assistant médical. Demandez-moi une à une les données qui manquent "
    "(date de signature, spécialité, secteur, temps de travail de l'assistant, zone, patientèles) et laissez absentes "
    "celles que j'ignore. Simulez, puis dites-moi ce qui est sûr, ce qui dépend d'un constat, ce qui dépend d'une "
    "lecture des textes, et à qui demander ce qui manque."
)
_TEXTES: Final = "binome://textes/"
_CAS: Final = "binome://cas/"
_JSON: Final = "application/json"


async def _lister_les_outils(_contexte: object, _demande: object) -> types.ListToolsResult:
    return types.ListToolsResult(
        tools=[
            types.Tool(name=un.nom, title=un.titre, description=un.description, input_schema=un.schema())
            for un in OUTILS
        ]
    )


async def _appeler(_contexte: object, demande: types.CallToolRequestParams) -> types.CallToolResult:
    outil = next((un for un in OUTILS if un.nom == demande.name), None)
    if outil is None:
        raise MCPError(types.INVALID_PARAMS, f"L'outil « {demande.name[:60]} » n'existe pas.")
    try:
        rendu = await asyncio.to_thread(outil.appeler, demande.arguments or {})
    except Exception as faute:
        refus = en_refus(faute)
        if refus is None or refus.consequence == DEFAUT:
            raise
        return types.CallToolResult(content=[_texte(str(refus))], is_error=True)
    return types.CallToolResult(content=[_texte(_ecrit(rendu))], structured_content=rendu)


def _texte(texte: str) -> types.TextContent:
    return types.TextContent(type="text", text=texte)


def _ecrit(rendu: object) -> str:
    return json.dumps(rendu, ensure_ascii=False)


def _ressources() -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Return each resource by its address: its title, and what it holds."""
    textes = {f"{_TEXTES}{nom}": (fiche.titre, fiche.en_json()) for nom, fiche in fiches.textes().items()}
    situations = {
        f"{_CAS}{un.nom}": (
            un.titre,
            {"titre": un.titre, "calcul": un.calcul, "situation": decrire(lire_situation(un.situation))},
        )
        for un in cas()
    }
    return {**textes, **situations}


async def _lister_les_ressources(_contexte: object, _demande: object) -> types.ListResourcesResult:
    ressources = [
        types.Resource(uri=adresse, name=adresse.partition("://")[2], title=titre, mime_type=_JSON)
        for adresse, (titre, _) in _ressources().items()
    ]
    return types.ListResourcesResult(resources=ressources)


async def _lire(_contexte: object, demande: types.ReadResourceRequestParams) -> types.ReadResourceResult:
    trouvee = _ressources().get(str(demande.uri))
    if trouvee is None:
        raise MCPError(types.INVALID_PARAMS, f"« {str(demande.uri)[:100]} » n'existe pas.")
    contenu = types.TextResourceContents(uri=demande.uri, mime_type=_JSON, text=_ecrit(trouvee[1]))
    return types.ReadResourceResult(contents=[contenu])


async def _lister_les_invites(_contexte: object, _demande: object) -> types.ListPromptsResult:
    invite = types.Prompt(name="mon_contrat", title="Mon contrat", description="Comprendre son contrat, pas à pas.")
    return types.ListPromptsResult(prompts=[invite])


async def _inviter(_contexte: object, demande: types.GetPromptRequestParams) -> types.GetPromptResult:
    if demande.name != "mon_contrat":
        raise MCPError(types.INVALID_PARAMS, f"L'invite « {demande.name[:60]} » n'existe pas.")
    return types.GetPromptResult(messages=[types.PromptMessage(role="user", content=_texte(_QUESTIONS))])


def serveur() -> Server[Any]:
    """Return the server: its tools, its resources, its prompt."""
    return Server(
        "binome",
        version=__version__,
        title="Binôme",
        instructions=_CONSIGNES,
        on_list_tools=_lister_les_outils,
        on_call_tool=_appeler,
        on_list_resources=_lister_les_ressources,
        on_read_resource=_lire,
        on_list_prompts=_lister_les_invites,
        on_get_prompt=_inviter,
    )


async def _sur_les_flux() -> None:
    ouvert = serveur()
    async with stdio_server() as (lire, ecrire):
        await ouvert.run(lire, ecrire, ouvert.create_initialization_options())


def servir(port: int | None = None) -> None:
    """Serve until the other side leaves: over standard input and output, or over HTTP on this machine."""
    if port is None:
        asyncio.run(_sur_les_flux())
        return
    import uvicorn

    uvicorn.run(serveur().streamable_http_app(stateless_http=True), host="127.0.0.1", port=port, log_level="warning")
