"""`binome lot`: many situations, one file in, one file out."""

from __future__ import annotations

from pathlib import Path

import click

from binome.langue.ecriture import nombre
from binome.lots.ecriture.presentation import Format
from binome.lots.execution import traiter_un_fichier
from binome.lots.lecture.feuille import lire_les_codes


@click.command(options_metavar="[OPTIONS…]")
@click.argument("entree", metavar="ENTREE", type=click.Path(path_type=Path))
@click.argument("sortie", metavar="SORTIE", type=click.Path(path_type=Path))
@click.option("--reprendre", is_flag=True, help="Reprendre un traitement interrompu du même fichier.")
@click.option("--remplacer", is_flag=True, help="Écraser SORTIE et ses erreurs si elles existent déjà.")
@click.option(
    "--codes",
    metavar="convention|nationaux|TABLE",
    help="Codes de spécialité du fichier : ceux de la convention, ceux des fichiers nationaux, ou une table "
    "(colonnes code et specialite).",
)
@click.option(
    "--format",
    "pour",
    type=click.Choice([str(un.value) for un in Format]),
    help="Pour qui la sortie s'écrit : excel (point-virgule, virgule décimale, spécialité en mots) ou machine "
    "(virgule, point, colonnes documentées seules). Sinon, un classeur est pour Excel, un CSV s'écrit comme l'entrée.",
)
def lot(entree: Path, sortie: Path, reprendre: bool, remplacer: bool, codes: str | None, pour: str | None) -> None:
    """Simuler chaque ligne d'un fichier : CSV, XLSX, Parquet ou JSONL, en entrée comme en sortie ; ODS en entrée.

    Une colonne par champ de la situation (pmt_annee_3… pour les constats) ; une ligne de sortie par contrat et par
    année. Une ligne illisible n'arrête rien : elle est dans SORTIE.erreurs.csv, avec son champ et la raison. Ce qu'il
    faut savoir de la lecture du fichier est dit une fois.
    """
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from binome.cli.ecran import Ecran, cris_retenus

    ecran, lus = Ecran(stderr=True), lire_les_codes(codes)
    colonnes = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("lignes, {task.fields[debit]}"),
        TimeElapsedColumn(),
        TextColumn("reste"),
        TimeRemainingColumn(),
    )
    with cris_retenus(), Progress(*colonnes, console=ecran, transient=True) as progression:
        tache = progression.add_task("lot", total=None, debit="…")

        def avancer(lues: int, total: int | None) -> None:
            debit = lues / (progression.tasks[0].elapsed or 1)
            progression.update(tache, completed=lues, total=total, debit=f"{nombre(round(debit))} par seconde")

        def dire(message: str) -> None:
            progression.console.print(message, highlight=False, markup=False)

        try:
            bilan = traiter_un_fichier(
                entree,
                sortie,
                avancer,
                reprendre,
                remplacer=remplacer,
                dire=dire,
                codes=lus,
                pour=None if pour is None else Format(pour),
            )
        except KeyboardInterrupt:
            dire("Ce qui est fait est gardé : la même commande avec --reprendre continue.")
            raise
    for remarque in bilan.remarques:
        click.echo(remarque, err=True)
    click.echo(f"{bilan.lues} situations lues, {bilan.ecrites} lignes écrites dans {sortie}.", err=True)
    if bilan.fichier_des_erreurs is not None:
        click.echo(f"{bilan.erreurs} lignes refusées, avec la raison : {bilan.fichier_des_erreurs}.", err=True)
