"""`binome installer` and `binome actualiser`: the first administrator, and the lists of the morning."""

from __future__ import annotations

from datetime import UTC, datetime

import click


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
