"""`binome retrouver`: what gives the figure that a caisse printed."""

from __future__ import annotations

from typing import Any, Final

import click

from binome.cli.commun import annoncer, ecrire_json_sous, option_de_reforme, options_de_situation, situation_exigee
from binome.contrats.champs.noms_du_droit import derniere_annee
from binome.droit.loi import Loi
from binome.langue.ecriture import en_texte, nombre
from binome.moteur.argent import en_euros
from binome.moteur.saisie import lire_annee
from binome.simulation.retrouver import Chiffre, Retrouve
from binome.simulation.retrouver import retrouver as retrouver_une_somme

_CODE_NON: Final = 1


@click.command(options_metavar="[OPTIONS…]")
@options_de_situation
@option_de_reforme
@click.option("--montant", required=True, metavar="SOMME", help="La somme imprimée par la caisse, en euros.")
@click.option("--annee", default="3", show_default="3", metavar="N", help="Année de contrat.")
@click.option(
    "--chiffre",
    type=click.Choice([str(un) for un in Chiffre]),
    help="Ce qu'est cette somme : " + ", ".join(f"{un} ({un.libelle})" for un in Chiffre) + ". Tout, sinon.",
)
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def retrouver(
    situation: str | None, loi: Loi, montant: str, annee: str, chiffre: str | None, en_json: bool, **options: Any
) -> int:
    """Dire ce qui donne une somme imprimée par la caisse : lectures, comptes, options, dates, suspension.

    Toutes les explications trouvées sont données, la plus simple d'abord. Code de sortie 1 si rien ne la donne.
    """
    lue = situation_exigee(situation, options)
    reponse = retrouver_une_somme(lue, montant, lire_annee("annee", annee, derniere_annee(loi)), chiffre, loi)
    if en_json:
        ecrire_json_sous(loi, reponse.en_json())
    else:
        annoncer(loi)
        _afficher(reponse)
    return 0 if reponse.hypotheses else _CODE_NON


def _afficher(reponse: Retrouve) -> None:
    somme = en_texte(en_euros(reponse.centimes))
    for chiffre, centimes in reponse.calcule.items():
        if centimes is not None:
            click.echo(f"Binôme calcule pour {chiffre.libelle} : {en_texte(en_euros(centimes))}")
    if reponse.hypotheses:
        click.echo(f"{somme} :")
    else:
        click.echo(f"Rien de ce qui a été essayé ne donne {somme}.")
    for hypothese in reponse.hypotheses:
        click.echo(f"• {hypothese.en_phrase(reponse.annee)}")
    click.echo(f"Essayé, {nombre(reponse.essayees)} fois : {' ; '.join(reponse.bornes)}.")
