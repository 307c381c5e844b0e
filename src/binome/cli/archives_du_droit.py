"""`binome droit archives` and `archiver`: the versions of the law that are kept, and keeping the one that runs."""

from __future__ import annotations

from pathlib import Path

import click

from binome import __version__
from binome.archives import ecrire
from binome.archives.index import DOSSIER
from binome.archives.index import archives as gardees
from binome.cli.commun import ecrire_json


@click.command(options_metavar="[OPTIONS…]")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def archives(en_json: bool) -> None:
    """Les versions du droit gardées avec Binôme : un récépissé d'alors est vérifié sous la sienne."""
    toutes = gardees().toutes
    if en_json:
        ecrire_json([une.en_json() for une in toutes])
        return
    for une in toutes:
        click.secho(une.version, bold=True, nl=False)
        click.echo(f"  Binôme {une.publiee}, sha256 {une.sha256}")
    if not toutes:
        click.echo("Aucune version n'est encore archivée.")


@click.command(options_metavar="[OPTIONS…]")
@click.option(
    "--dans",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=DOSSIER,
    show_default="celui de Binôme",
    help="Le dossier des archives.",
)
def archiver(dans: Path) -> None:
    """Garder le droit en vigueur, avant une publication ou un changement : ses récépissés resteront vérifiables."""
    click.echo(f"Droit archivé : {ecrire.archiver(__version__, dans).version}")
