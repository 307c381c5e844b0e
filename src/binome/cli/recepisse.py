"""`binome recu` and `binome verifier`: a calculation that can be replayed and disputed."""

from __future__ import annotations

from typing import Any

import click

from binome.archives.verifier import verifier as rejouer
from binome.cli.commun import ecrire_json, option_de_reforme, options_de_situation, situation_donnee
from binome.cli.lecture import lire_json
from binome.cli.principal import CODE_NON
from binome.droit.loi import Loi
from binome.simulation.recu import OCTETS_AU_PLUS
from binome.simulation.recu import recu as ecrire_recu


@click.command(options_metavar="[OPTIONS…]")
@options_de_situation
@option_de_reforme
def recu(situation: str | None, loi: Loi, **options: Any) -> None:
    """Écrire le récépissé d'un calcul : données, droit utilisé, chaque étape, résultat, empreinte.

    Exemple : binome recu SITUATION.json > recu.json
    """
    donnees = situation_donnee(situation, options)
    if not donnees and situation is None:
        raise click.UsageError("Donnez une situation : un fichier, « - » ou des options.")
    ecrire_json(ecrire_recu(donnees, loi))


@click.command(options_metavar="[OPTIONS…]")
@click.argument("fichier", metavar="RECU.json")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def verifier(fichier: str, en_json: bool) -> int:
    """Rejouer un récépissé et dire s'il donne le même résultat (code 0), ou ce qui diffère (code 1).

    Quand le droit a changé depuis, il est rejoué sous le sien, s'il a été archivé, et la commande dit ce que le droit
    d'aujourd'hui y changerait.
    """
    verification = rejouer(lire_json(fichier, "recu", OCTETS_AU_PLUS))
    if en_json:
        ecrire_json(verification.en_json())
        return 0 if verification.identique else CODE_NON
    if verification.reforme is not None:
        click.echo(verification.reforme)
    if verification.rejoue_sous is not None:
        click.echo(f"Rejoué sous le droit archivé {verification.rejoue_sous}, celui du récépissé.")
    if verification.identique:
        click.echo("Identique : le récépissé est intact et le calcul rejoué donne le même résultat.")
        for difference in verification.aujourd_hui or ():
            click.echo(f"• {difference}")
    else:
        click.echo("Différent :")
        for difference in verification.differences:
            click.echo(f"• {difference}")
    return 0 if verification.identique else CODE_NON
