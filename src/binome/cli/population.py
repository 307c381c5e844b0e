"""`binome population`: a synthetic nation, reforms, draws of fates, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import click

from binome.cli.commun import ecrire_json
from binome.contrats.situation import lire_option
from binome.droit.codes import Option
from binome.droit.loi import loi_en_vigueur
from binome.droit.reformes_ecrites import lectures_retournees, reformes_pretes
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.saisie import lire_date

_LIGNES_A_L_ECRAN: Final = 40
_LARGEUR_ENTIERE: Final = 160
_DE_TROP_A_L_ECRAN: Final = frozenset(
    {
        "5 % au-dessous de",
        "5 % au-dessus de",
        "Intégrale",
        "Prorata",
        "Inconnue",
        "Manqués de 10 patients ou moins",
        "dont tendance",
        "Inchangés",
        "Sans contrat",
        "Gains",
        "Pertes",
        "Éligibles",
        "Question",
        "Réponse",
        "Années devenues inconnues",
        "Source",
    }
)
"""Columns that a narrow terminal leaves to the documents (`--sortie`)."""


@click.command(options_metavar="[OPTIONS…]")
@click.option(
    "--reforme",
    "reformes",
    multiple=True,
    metavar="R",
    help="Réforme à comparer : un fichier (.toml, .yaml, .csv, .xlsx) ou une réforme toute prête ; répétable.",
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
    type=click.Choice(["spline", "gamma", "burr"]),
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
def population(
    reformes: tuple[str, ...],
    lectures: bool,
    sortie: tuple[Path, ...],
    tirages: int,
    medecins: int | None,
    graine: int,
    date_signature: str | None,
    option_etp: str | None,
    hypotheses: tuple[str, ...],
    courbe: str,
    marges: tuple[Path, ...],
    lister: bool,
    en_json: bool,
) -> None:
    """Chiffrer le droit en vigueur, des réformes et chaque lecture des textes sur une nation synthétique.

    Une promotion de contrats signés le même jour et suivie cinq ans : coût avec intervalles, issues, gagnants et
    perdants, prix des lectures. Hypothèses et limites d'abord.
    """
    try:
        import numpy as np  # noqa: F401

        from binome.lots.reformes import reforme
        from binome.nation.hypotheses import valeurs
        from binome.nation.marges import Lues, lire_marges
        from binome.nation.population import generer
        from binome.nation.projection import projeter
        from binome.rapports.nation import ecrire, verifier_les_sorties
        from binome.rapports.nation import en_json as tables
    except ImportError as manque:
        raise click.ClickException("Il manque des bibliothèques : pip install 'binome[population]'.") from manque
    if lister:
        _lister()
        return
    verifier_les_sorties(sortie)
    choisies = lire_hypotheses(hypotheses)
    valeurs(choisies)
    droit = loi_en_vigueur().catalogue
    lois = [reforme(nom, droit) for nom in reformes]
    options = (lire_option("option_etp", option_etp),) if option_etp else (Option.DEMI, Option.UN)
    lues = lire_marges(marges) if marges else Lues()
    for libelle in sorted(lues.ignorees):
        click.echo(f"Non repris des fichiers de marges : {libelle}.", err=True)
    nation = generer(
        _jour(date_signature),
        medecins=medecins,
        graine=graine,
        choisies=choisies,
        courbe=courbe,
        marges=lues.marges(),
        options=options,
    )
    avance = _Avancement()
    projection = projeter(
        nation,
        lois,
        tirages=tirages,
        graine=graine,
        choisies=choisies,
        avancement=avance,
        lectures=lectures_retournees(droit) if lectures else (),
    )
    avance.finir()
    for fichier in sortie:
        ecrire(projection, fichier)
        click.echo(f"Écrit : {fichier}", err=True)
    if en_json:
        ecrire_json(tables(projection))
    elif not sortie:
        _afficher(projection)


def lire_hypotheses(textes: tuple[str, ...]) -> dict[str, Decimal]:
    """Read assumptions written « nom=valeur »; shares are plain decimals.

    Raises:
        ErreurDeSaisie: not of this form, or a share that is not one.
    """
    from binome.nation.hypotheses import lire_hypothese

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


class _Avancement:
    """A bar on the error output, one step a law; the first one also compiles the rules."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self._barre = Progress(
            BarColumn(),
            TextColumn("{task.completed}/{task.total} {task.description}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._tache: Any = None

    def __call__(self, fait: int, total: int, quoi: str) -> None:
        from binome.noyau.boucles import avertissement

        if self._tache is None:
            if avertissement():
                click.echo(avertissement(), err=True)
            self._barre.start()
            self._tache = self._barre.add_task(quoi, total=total)
        self._barre.update(self._tache, completed=fait, description=quoi[:70])

    def finir(self) -> None:
        """Clear the bar."""
        self._barre.stop()


def _lister() -> None:
    from binome.nation.hypotheses import hypotheses

    click.echo("Réformes toutes prêtes :")
    for nom, reforme in reformes_pretes(loi_en_vigueur().catalogue).items():
        click.echo(f"  {nom} : {reforme.titre}. {reforme.description}")
    click.echo("Hypothèses :")
    for nom, hypothese in hypotheses().items():
        supposee = " (supposée)" if hypothese.supposee else ""
        click.echo(f"  {nom} = {hypothese.valeur}{supposee} : {hypothese.titre} ; {hypothese.source}")


def _afficher(projection: Any) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from binome.rapports.nation import en_tete, mentions, resume, sections

    ecran = Console()
    for section in en_tete(projection):
        click.echo(f"\n{section.titre}")
        for ligne in section.lignes:
            click.echo("  - " + _en_une_ligne(dict(zip(section.colonnes, ligne, strict=True))))
    click.echo(f"\n{resume(projection)}")
    for section in sections(projection):
        if len(section.lignes) > _LIGNES_A_L_ECRAN:
            continue
        table = Table(title=f"\n{section.titre}", box=box.SIMPLE_HEAD, caption=section.texte, title_justify="left")
        etroit = ecran.width < _LARGEUR_ENTIERE
        gardes = [rang for rang, nom in enumerate(section.colonnes) if not (etroit and nom in _DE_TROP_A_L_ECRAN)]
        for rang in gardes:
            table.add_column(section.colonnes[rang], justify="left" if rang == 0 else "right")
        for ligne in section.lignes:
            table.add_row(*(ligne[rang] for rang in gardes))
        ecran.print(table)
    click.echo(mentions(projection))


def _en_une_ligne(cases: Mapping[str, str]) -> str:
    if "Valeur" in cases:
        supposee = ", supposée" if cases["Supposée"] == "oui" else ""
        return f"{cases['Hypothèse']} : {cases['Valeur']} ({cases['Source']}{supposee})"
    if "Publié" in cases:
        return f"{cases['Chiffre publié']} : {cases['Publié']}, simulé {cases['Simulé']}"
    return " ".join(cases.values())
