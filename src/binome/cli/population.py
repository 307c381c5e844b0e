"""`binome population`: a synthetic nation, reforms, draws of fates, and what they cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from binome.cli.commun import ecrire_json
from binome.contrats.champs.noms_du_droit import lire_option
from binome.droit.choix import lectures_retournees
from binome.droit.codes import Option
from binome.droit.loi import loi_en_vigueur
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.saisie import lire_date
from binome.nation.hypotheses import COURBES, lire_hypothese

if TYPE_CHECKING:
    from binome.nation.projection import Projection


class Demande(TypedDict):
    """What the options say, as Click reads them."""

    reformes: tuple[str, ...]
    lectures: bool
    sortie: tuple[Path, ...]
    tirages: int
    medecins: int | None
    graine: int
    date_signature: str | None
    option_etp: str | None
    hypotheses: tuple[str, ...]
    courbe: str
    marges: tuple[Path, ...]
    lister: bool
    en_json: bool


@click.command(options_metavar="[OPTIONS…]")
@click.option(
    "--reforme",
    "reformes",
    multiple=True,
    metavar="R",
    help="Réforme à comparer : un fichier (.yaml, .csv, .xlsx) ou une réforme toute prête ; répétable.",
)
@click.option("--lectures", is_flag=True, help="Chiffrer aussi chaque autre lecture des textes.")
@click.option(
    "--sortie",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Écrire un rapport (.html, .pdf, .xlsx, .json) ou un dossier Parquet ; répétable.",
)
@click.option(
    "--tirages",
    type=click.IntRange(1, 10_000),
    default=200,
    show_default=True,
    metavar="T",
    help="Destins tirés pour chaque médecin.",
)
@click.option(
    "--medecins",
    type=click.IntRange(100, 2_000_000),
    default=None,
    metavar="N",
    help="Médecins tirés (un par médecin réel par défaut).",
)
@click.option(
    "--graine",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    metavar="G",
    help="Graine : la même donne la même nation et les mêmes destins.",
)
@click.option(
    "--date-signature",
    default=None,
    metavar="DATE",
    help="Jour de signature (dernière vérification des textes par défaut).",
)
@click.option(
    "--option-etp",
    default=None,
    metavar="O",
    help="Temps de travail demandé par tous (0,5 et 1 ETP en parts supposées par défaut).",
)
@click.option(
    "--hypothese", "hypotheses", multiple=True, metavar="NOM=VALEUR", help="Hypothèse à remplacer ; répétable."
)
@click.option(
    "--courbe",
    type=click.Choice(COURBES),
    default="spline",
    show_default=True,
    help="Courbe des patientèles de généralistes ; seule « spline » est exacte aux seuils.",
)
@click.option(
    "--marges",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Export du portail data.ameli.fr qui remplace les effectifs ; répétable.",
)
@click.option("--lister", is_flag=True, help="Lister les réformes toutes prêtes et les hypothèses, sans calculer.")
@click.option("--json", "en_json", is_flag=True, help="Écrire toutes les tables en JSON.")
def population(**demande: Unpack[Demande]) -> None:
    """Chiffrer le droit en vigueur, des réformes et chaque lecture des textes sur une nation synthétique.

    Une promotion de contrats signés le même jour et suivie cinq ans : coût avec intervalles, issues, gagnants et
    perdants, prix des lectures ; hypothèses et limites à la fin.
    """
    from binome.cli.nation import afficher, lister
    from binome.rapports.nation.documents import ecrire, verifier_les_sorties
    from binome.rapports.nation.donnees import en_json
    from binome.rapports.nation.rapport import composer

    if demande["lister"]:
        lister()
        return
    verifier_les_sorties(demande["sortie"])
    rapport = composer(_projeter(demande))
    for fichier in demande["sortie"]:
        ecrire(rapport, fichier)
        click.echo(f"Écrit : {fichier}", err=True)
    if demande["en_json"]:
        ecrire_json(en_json(rapport))
    elif not demande["sortie"]:
        afficher(rapport)


def _projeter(demande: Demande) -> Projection:
    """Read what the options name, draw the nation, play the laws."""
    from binome.cli.nation import Avancement
    from binome.lots.reformes import reforme
    from binome.nation.hypotheses import valeurs
    from binome.nation.marges import Lues, lire_marges
    from binome.nation.population import generer
    from binome.nation.projection import projeter

    choisies = lire_hypotheses(demande["hypotheses"])
    valeurs(choisies)
    droit = loi_en_vigueur().catalogue
    lois = [reforme(nom, droit) for nom in demande["reformes"]]
    lues = lire_marges(demande["marges"]) if demande["marges"] else Lues()
    for libelle in sorted(lues.ignorees):
        click.echo(f"Non repris des fichiers de marges : {libelle}.", err=True)
    nation = generer(
        _jour(demande["date_signature"]),
        medecins=demande["medecins"],
        graine=demande["graine"],
        choisies=choisies,
        courbe=demande["courbe"],
        marges=lues.marges(),
        options=_options(demande["option_etp"]),
    )
    avance = Avancement()
    projection = projeter(
        nation,
        lois,
        tirages=demande["tirages"],
        graine=demande["graine"],
        choisies=choisies,
        avancement=avance,
        lectures=lectures_retournees(droit) if demande["lectures"] else (),
    )
    avance.finir()
    return projection


def _options(demandee: str | None) -> tuple[Option, ...]:
    return (lire_option("option_etp", demandee),) if demandee else (Option.DEMI, Option.UN)


def lire_hypotheses(textes: tuple[str, ...]) -> dict[str, Decimal]:
    """Read assumptions written « nom=valeur »; shares are plain decimals.

    Raises:
        ErreurDeSaisie: not of this form, or a share that is not one.
    """
    choisies: dict[str, Decimal] = {}
    for texte in textes:
        nom, egal, valeur = texte.partition("=")
        if not egal:
            raise ErreurDeSaisie("hypothese", texte, "« nom=valeur », par exemple correlation=0.3")
        choisies[nom.strip()] = lire_hypothese(nom.strip(), valeur)
    return choisies


def _jour(texte: str | None) -> date:
    droit = loi_en_vigueur().catalogue
    jour = lire_date("date_signature", texte) if texte else droit.verifie_le
    premier = droit.convention.depuis
    if jour < premier:
        raise ErreurDeSaisie("date_signature", jour, f"une date à partir du {premier:%d/%m/%Y}")
    return jour
