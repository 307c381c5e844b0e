"""`binome installer` and `binome actualiser`: the first administrator, and the lists of the morning."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from binome.moteur.saisie import lire_date


@click.command(options_metavar="[OPTIONS…]")
@click.argument("courriel", metavar="COURRIEL")
@click.option("--sans-mot-de-passe", is_flag=True, help="Ne pas demander de mot de passe : une invitation l'ouvrira.")
def installer(courriel: str, sans_mot_de_passe: bool) -> None:
    """Préparer la base de la gestion des contrats et créer son premier administrateur.

    Une installation qui a déjà un administrateur n'en reçoit pas d'autre ainsi : c'est à lui d'ouvrir les comptes.
    """
    mot_de_passe = None
    if not sans_mot_de_passe:
        mot_de_passe = str(click.prompt("Mot de passe", hide_input=True, confirmation_prompt=True))
    from binome.web.demarrer import ouvrir_la_base

    ouvrir_la_base()
    from binome.gestion.services.comptes import installer as creer

    compte = creer(courriel, mot_de_passe)
    click.echo(f"La base est prête ; {compte} l'administre.")


@click.command(options_metavar="[OPTIONS…]")
def actualiser() -> None:
    """Rejouer chaque contrat au jour d'aujourd'hui, pour les listes et le bureau : à lancer chaque matin.

    Rien n'est décidé : un versement se propose, se saisit et se valide ; ce qui est validé ne bouge pas.
    """
    from binome.web.demarrer import ouvrir_la_base

    ouvrir_la_base()
    from binome.gestion.services.actualisation import actualiser_tout

    faits = actualiser_tout(datetime.now(tz=UTC).astimezone().date())
    click.echo(f"Contrats rejoués : {faits}.")


@click.command(options_metavar="[OPTIONS…]")
@click.option(
    "--contrats",
    type=click.IntRange(1, 5_000),
    default=500,
    show_default="500",
    metavar="N",
    help="Nombre de contrats inventés.",
)
@click.option("--au", metavar="JOUR", help="Jour où la démonstration se regarde (aujourd'hui par défaut).")
def demo(contrats: int, au: str | None) -> None:
    """Remplir une installation vide d'une caisse inventée : chaque écran de la gestion se voit en une minute.

    Les contrats viennent des cas vérifiés de tous les régimes ; les noms, les numéros et les comptes bancaires sont
    inventés et le disent. Une installation qui a déjà une caisse n'est pas touchée.
    """
    jour = lire_date("au", au) if au else datetime.now(tz=UTC).astimezone().date()
    from rich.progress import Progress

    from binome.cli.ecran import Ecran
    from binome.web.demarrer import ouvrir_la_base

    ouvrir_la_base()
    from binome.gestion.services.demonstration import demontrer

    with Progress(console=Ecran(stderr=True), transient=True) as progression:
        tache = progression.add_task("contrats", total=contrats)
        faite = demontrer(contrats, jour, lambda faits: progression.update(tache, completed=faits))
    click.echo(f"{faite.caisse} : {faite.contrats} contrats inventés. Mot de passe de tous : {faite.mot_de_passe}")
    for role, courriel in faite.comptes:
        click.echo(f"  {role} : {courriel}")
    click.echo("Ouvrez « binome web », puis la gestion des contrats.")
