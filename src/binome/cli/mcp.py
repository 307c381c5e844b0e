"""`binome mcp`: the Model Context Protocol server."""

from __future__ import annotations

import click


@click.command(options_metavar="[OPTIONS…]")
@click.option(
    "--http",
    "port",
    metavar="PORT",
    type=click.IntRange(1, 65535),
    help="Servir en HTTP sur 127.0.0.1, à l'adresse /mcp ; sinon sur l'entrée et la sortie standard.",
)
def mcp(port: int | None) -> None:
    """Servir les réponses de Binôme à un assistant (Model Context Protocol) : outils, textes, cas, invite."""
    from binome.mcp.serveur import servir

    servir(port)
