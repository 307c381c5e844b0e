"""`binome expliquer`: every step of the calculation, with its text."""

from __future__ import annotations

from typing import Any

import click

from binome.cli.commun import ecrire_json, option_de_reforme, options_de_situation, situation_donnee
from binome.droit.loi import Loi
from binome.simulation.simuler import simuler


@click.command(options_metavar="[OPTIONS…]")
@options_de_situation
@option_de_reforme
@click.option("--json", "en_json", is_flag=True, help="Écrire la dérivation en JSON.")
def expliquer(situation: str | None, loi: Loi, en_json: bool, **options: Any) -> None:
    """Montrer chaque étape du calcul : entrées, résultat, nombres, lectures, texte, section et grade.

    Les arguments sont ceux de « binome simuler ».
    """
    donnees = situation_donnee(situation, options)
    if not donnees and situation is None:
        raise click.UsageError("Donnez une situation : un fichier JSON, « - » ou des options.")
    derivation = simuler(donnees, loi=loi).derivation
    if en_json:
        ecrire_json(derivation.en_json())
    else:
        click.echo(derivation.en_texte())
