"""`binome lot`: many situations, one file in, one file out."""

from __future__ import annotations

from pathlib import Path

import click

from binome.langue.ecriture import nombre
from binome.lots.execution import traiter_un_fichier
from binome.lots.lecture.lire import compter
from binome.lots.table import LIGNES_POUR_COMPILER
from binome.moteur.erreurs import ErreurDeSaisie
from binome.noyau.boucles import avertissement


@click.command(options_metavar="[OPTIONS…]")
@click.argument("entree", metavar="ENTREE", type=click.Path(path_type=Path))
@click.argument("sortie", metavar="SORTIE", type=click.Path(path_type=Path))
@click.option("--reprendre", is_flag=True, help="Reprendre un traitement interrompu du même fichier.")
def lot(entree: Path, sortie: Path, reprendre: bool) -> None:
    """Simuler chaque ligne d'un fichier : CSV, XLSX, Parquet ou JSONL, en entrée comme en sortie.

    Une colonne par champ de la situation (pmt_annee_3… pour les constats) ; une ligne de sortie par contrat et par
    année. Une ligne illisible n'arrête rien : elle est dans SORTIE.erreurs.csv, avec son champ et la raison.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    if not entree.is_file():
        raise ErreurDeSaisie("entree", str(entree), "un fichier qui existe")
    ecran = Console(stderr=True)
    colonnes = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("lignes, {task.fields[debit]}"),
        TimeElapsedColumn(),
        TextColumn("reste"),
        TimeRemainingColumn(),
    )
    try:
        with Progress(*colonnes, console=ecran, transient=True) as progression:
            tache = progression.add_task("lot", total=None, debit="…")

            if (compter(entree) or LIGNES_POUR_COMPILER) >= LIGNES_POUR_COMPILER and avertissement():
                progression.console.print(avertissement())

            def avancer(lues: int, total: int | None) -> None:
                debit = lues / (progression.tasks[0].elapsed or 1)
                progression.update(tache, completed=lues, total=total, debit=f"{nombre(round(debit))} par seconde")

            bilan = traiter_un_fichier(entree, sortie, avancer, reprendre)
    except OSError as faute:
        raise ErreurDeSaisie("sortie", str(sortie), "un fichier que l'on peut écrire") from faute
    click.echo(f"{bilan.lues} situations lues, {bilan.ecrites} lignes écrites dans {sortie}.", err=True)
    if bilan.fichier_des_erreurs is not None:
        click.echo(f"{bilan.erreurs} lignes refusées, avec la raison : {bilan.fichier_des_erreurs}.", err=True)
