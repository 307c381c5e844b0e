"""`binome web`: the application in a browser, on this machine."""

from __future__ import annotations

import click


@click.command(options_metavar="[OPTIONS…]")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    metavar="N",
    type=click.IntRange(0, 65535),
    help="Port local ; 0 en choisit un libre.",
)
@click.option("--no-browser", "--sans-navigateur", "sans_navigateur", is_flag=True, help="Ne pas ouvrir le navigateur.")
def web(port: int, sans_navigateur: bool) -> None:
    """Ouvrir Binôme dans le navigateur : un seul processus, sur cette machine, sans compte ni trace.

    Pour une équipe, derrière un serveur mandataire : gunicorn binome.web.wsgi:application.
    """
    from binome.web.demarrer import servir

    servir(port, not sans_navigateur, lambda phrase: click.echo(phrase, err=True))
