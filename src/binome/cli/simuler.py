"""`binome simuler`: one doctor, five years."""

from __future__ import annotations

import sys
from typing import Any

import click

from binome.cli.commun import ecrire_json, option_de_reforme, options_de_situation, situation_donnee
from binome.cli.principal import CODE_NON
from binome.droit.codes import StatutDEligibilite
from binome.droit.loi import Loi
from binome.simulation.simuler import simuler as simuler_un_contrat


@click.command(
    options_metavar="[OPTIONS…]",
    epilog="Exemple : binome simuler --specialite 01 --secteur 1 --option-etp 1 --date-signature 2024-09-01 "
    "--pmt-initiale 900 --pfa-initiale 1400 --constat 3:1100:1600",
)
@options_de_situation
@option_de_reforme
@click.option("--json", "en_json", is_flag=True, help="Écrire le résultat en JSON.")
@click.option("--strict", is_flag=True, help="Sortir avec le code 1 si le médecin n'est pas éligible à coup sûr.")
def simuler(situation: str | None, loi: Loi, en_json: bool, strict: bool, **options: Any) -> int:
    """Simuler un contrat : éligibilité, tranches, objectifs, cinq années de versements, doutes.

    FICHIER (JSON, ou cas TOML) décrit le médecin, « - » lit du JSON sur l'entrée standard ; chaque option complète ou
    remplace un champ.
    Un champ absent est inconnu, jamais nul. Sans argument, sur un terminal, les questions sont posées une à une.
    """
    donnees = situation_donnee(situation, options)
    if not donnees and sys.stdin.isatty() and sys.stdout.isatty():
        from binome.cli.questions import demander

        donnees = demander(loi)
    elif not donnees and situation is None:
        raise click.UsageError("Donnez une situation : un fichier JSON, « - » ou des options.")
    resultat = simuler_un_contrat(donnees, loi=loi)
    if en_json:
        ecrire_json(resultat.en_json())
    else:
        from binome.cli.affichage import afficher

        afficher(resultat)
    return CODE_NON if strict and resultat.eligibilite.statut is not StatutDEligibilite.ELIGIBLE else 0
