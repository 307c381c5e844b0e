"""`binome population`: a synthetic nation, and the price of every reading of the texts for it."""

from __future__ import annotations

from decimal import Decimal

import click

from binome.cli.commun import ecrire_json
from binome.contrats.saisie import ErreurDeSaisie, lire_date, lire_part
from binome.contrats.situation import lire_option
from binome.droit.catalogue import catalogue
from binome.moteur.argent import en_texte
from binome.population.nation import LIMITES, Nation, simuler_la_nation
from binome.population.synthese import hypotheses
from binome.simulation.textes import en_pourcent, nombre


@click.command(options_metavar="[OPTIONS…]")
@click.option(
    "--medecins",
    type=click.IntRange(100, 10_000_000),
    default=50_000,
    show_default=True,
    metavar="N",
    help="Médecins tirés.",
)
@click.option(
    "--graine", type=int, default=1, show_default=True, metavar="G", help="Graine : la même donne la même population."
)
@click.option(
    "--option-etp", default="1", show_default=True, metavar="O", help="Temps de travail que chacun demanderait."
)
@click.option(
    "--date-signature", default=None, metavar="DATE", help="Jour de signature (dernière vérification des textes)."
)
@click.option("--correlation", default=None, metavar="R", help="Corrélation des deux patientèles, de 0 à 1.")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def population(
    medecins: int, graine: int, option_etp: str, date_signature: str | None, correlation: str | None, en_json: bool
) -> None:
    """Chiffrer chaque lecture des textes sur une population synthétique de généralistes, à la signature.

    Des parts et des maximums par médecin, jamais une dépense : ni le recours ni les résultats ne sont simulés.
    """
    jour = lire_date("date_signature", date_signature) if date_signature else catalogue().verifie_le
    premier = catalogue().regimes[-1].depuis
    if jour < premier:
        raise ErreurDeSaisie("date_signature", jour, f"une date à partir du {premier:%d/%m/%Y}")
    rho = None
    if correlation is not None:
        numerateur, denominateur = lire_part("correlation", correlation)
        rho = Decimal(numerateur) / Decimal(denominateur)
    click.echo("La première fois, la compilation des règles prend une demi-minute.", err=True)
    try:
        nation = simuler_la_nation(medecins, lire_option("option_etp", option_etp), graine, jour, rho)
    except ImportError as manque:
        raise click.ClickException("Il manque des bibliothèques : pip install 'binome[population]'.") from manque
    if en_json:
        ecrire_json(nation.en_json())
    else:
        _afficher(nation)


def _afficher(nation: Nation) -> None:
    from rich.console import Console
    from rich.table import Table

    click.echo(LIMITES)
    for hypothese in hypotheses().values():
        click.echo(f"  {hypothese.titre} : {hypothese.valeur}{' (supposée)' if hypothese.supposee else ''}")
    table = Table(title=f"{nombre(nation.medecins)} médecins, chaque lecture contre le droit par défaut")
    for titre in ("Lecture", "Éligibles", "Maximum moyen, 3e année", "Objectif moyen PMT", "Objectif moyen PFA"):
        table.add_column(titre, justify="left" if titre == "Lecture" else "right", no_wrap=titre == "Lecture")
    for nom, tableau in {("droit par défaut", ""): nation.reference, **nation.lectures}.items():
        table.add_row(
            " = ".join(filter(None, nom)),
            en_pourcent(tableau.eligibles),
            en_texte(tableau.maximum_par_annee[2]),
            nombre(round(tableau.objectif_pmt)),
            nombre(round(tableau.objectif_pfa)),
        )
    Console().print(table)
