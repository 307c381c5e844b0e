"""`binome droit`: the law as data, to read or to reuse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from binome.cli.archives_du_droit import archiver, archives
from binome.cli.commun import ecrire_json
from binome.cli.ecarts_du_droit import diff
from binome.droit import fiches
from binome.moteur.proximite import vouliez_vous
from binome.moteur.rendu import EnJson


@click.group(options_metavar="[OPTIONS…]", subcommand_metavar="COMMANDE …")
def droit() -> None:
    """Lire le droit : règles, nombres, lectures, textes, spécialités, avec leurs dates et leurs sources."""


def _commande(nom: str, aide: str, entrees: Callable[[], Mapping[str, EnJson]]) -> None:
    @droit.command(nom, help=aide, options_metavar="[OPTIONS…]")
    @click.argument("identifiant", required=False, metavar="[NOM]")
    @click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
    def lire(identifiant: str | None, en_json: bool) -> None:
        connues = entrees()
        if identifiant is not None and identifiant not in connues:
            raise click.UsageError(f"« {identifiant[:60]} » inconnu.{vouliez_vous(identifiant, connues)}")
        choisies = connues if identifiant is None else {identifiant: connues[identifiant]}
        rendues = [fiche.en_json() for fiche in choisies.values()]
        if en_json:
            ecrire_json(rendues if identifiant is None else rendues[0])
        else:
            _ecrire(rendues, detail=identifiant is not None)


def _ecrire(rendues: list[dict[str, Any]], detail: bool) -> None:
    for fiche in rendues:
        click.secho(fiche["nom"], bold=True, nl=False)
        click.echo(f"  {fiche['titre']}")
        if detail:
            for cle, valeur in fiche.items():
                if cle not in ("nom", "titre") and valeur not in (None, "", [], {}):
                    _ecrire_valeur(cle, valeur, "  ")


def _ecrire_valeur(cle: str, valeur: object, marge: str) -> None:
    if isinstance(valeur, Mapping):
        click.echo(f"{marge}{cle} :")
        for sous_cle, sous_valeur in valeur.items():
            _ecrire_valeur(sous_cle, sous_valeur, marge + "  ")
    elif isinstance(valeur, list) and valeur and isinstance(valeur[0], Mapping):
        for element in valeur:
            _ecrire_valeur(cle, element, marge)
    elif isinstance(valeur, list):
        click.echo(f"{marge}{cle} :")
        for element in valeur:
            click.echo(f"{marge}  {' | '.join(map(str, element)) if isinstance(element, list) else element}")
    else:
        click.echo(f"{marge}{cle} : {valeur}")


_commande("regles", "Les règles : ce qu'elles décident, leur texte, leur grade.", fiches.regles)
_commande("nombres", "Les nombres et les tableaux, avec leurs dates.", fiches.nombres)
_commande("lectures", "Les doutes des textes : question, choix, défaut.", fiches.lectures)
_commande("regimes", "Les régimes, par date de signature.", fiches.regimes)
_commande("textes", "Les documents cités.", fiches.textes)
_commande("specialites", "Les spécialités, leur code et leur mot.", fiches.specialites)
droit.add_command(diff)
droit.add_command(archives)
droit.add_command(archiver)
