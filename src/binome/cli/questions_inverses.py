"""`binome objectif`, `carte`, `comparer`: the questions that a doctor really asks."""

from __future__ import annotations

from typing import Any

import click

from binome.cli.commun import ecrire_fichier, ecrire_json, options_de_situation, situation_donnee
from binome.contrats.saisie import lire_entier
from binome.moteur.argent import en_texte
from binome.simulation.annee_evaluable import AnneeIndeterminee
from binome.simulation.carte import carte as carte_d_une_annee
from binome.simulation.comparer import comparer_lecture, comparer_options
from binome.simulation.objectif import objectif as question_inverse
from binome.simulation.phrases import verdict
from binome.simulation.textes import nombre

_NOMS = {"pmt": "médecin traitant", "pfa": "file active"}


def _donnees(situation: str | None, options: dict[str, Any]) -> dict[str, Any]:
    donnees = situation_donnee(situation, options)
    if not donnees and situation is None:
        raise click.UsageError("Donnez une situation : un fichier, « - » ou des options.")
    return donnees


def _annee(valeur: str) -> int:
    return lire_entier("annee", valeur, 1, 5, "une année de contrat, de 1 à 5")


def _patients(patients: dict[str, int]) -> str:
    return " et ".join(f"{nombre(compte)} de {_NOMS[nom]}" for nom, compte in patients.items())


@click.command(options_metavar="[OPTIONS…]")
@options_de_situation
@click.option("--annee", default="3", show_default="3", metavar="N", help="Année de contrat.")
@click.option("--viser", default="100%", metavar="BUT", help="100%, une somme en euros, ou non-nul.")
@click.option("--depuis", default="initiale", metavar="D", help="Compter depuis la patientèle initiale ou le constat.")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def objectif(situation: str | None, annee: str, viser: str, depuis: str, en_json: bool, **options: Any) -> None:
    """Dire combien de patients de plus suffisent pour 100 %, pour une somme, ou pour ne pas tomber à 0 €.

    Toutes les solutions minimales sont données, chacune avec sa preuve : le voisin, à un patient de moins, qui échoue.
    """
    reponse = question_inverse(_donnees(situation, options), _annee(annee), viser, depuis)
    if en_json:
        ecrire_json(reponse.en_json())
        return
    if reponse.impossible:
        click.echo(f"Pas de réponse. {reponse.impossible}")
        return
    assert reponse.vise is not None
    click.echo(f"Année {reponse.annee}, pour {en_texte(reponse.vise)}, depuis {_patients(reponse.depart)} :")
    for solution in reponse.solutions:
        click.echo(f"• {_patients(solution.patients)} de plus : {en_texte(solution.montant)}")
        for voisin in solution.voisins:
            click.echo(f"    preuve : {_patients(voisin.patients)} ne donne que {en_texte(voisin.montant)}")


@click.command(options_metavar="[OPTIONS…]")
@options_de_situation
@click.option("--annee", default="3", show_default="3", metavar="N", help="Année de contrat.")
@click.option("--svg", metavar="FICHIER", help="Écrire la carte en image SVG.")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def carte(situation: str | None, annee: str, svg: str | None, en_json: bool, **options: Any) -> None:
    """Montrer la carte des falaises : 100 %, prorata, 0 €, et à combien de patients se trouve chaque frontière."""
    try:
        dessin = carte_d_une_annee(_donnees(situation, options), _annee(annee))
    except AnneeIndeterminee as doute:
        if en_json:
            ecrire_json({"impossible": str(doute)})
        else:
            click.echo(f"Pas de carte. {doute}")
        return
    from binome.simulation.carte_svg import description, en_svg

    if svg is not None:
        ecrire_fichier(svg, en_svg(dessin))
    if en_json:
        ecrire_json(dessin.en_json())
    else:
        click.echo(description(dessin).replace(". ", ".\n"))


@click.command(options_metavar="[OPTIONS…]")
@options_de_situation
@click.option("--options", "options_etp", metavar="0.5,1", help="Comparer des temps de travail.")
@click.option("--lectures", "lecture_comparee", metavar="ID", help="Comparer les choix d'une lecture.")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def comparer(
    situation: str | None, options_etp: str | None, lecture_comparee: str | None, en_json: bool, **options: Any
) -> None:
    """Mettre côte à côte des options, ou les choix d'une lecture, pour le même médecin."""
    if (options_etp is None) == (lecture_comparee is None):
        raise click.UsageError("Donnez --options ou --lectures, l'un des deux.")
    donnees = _donnees(situation, options)
    if options_etp is not None:
        comparaison = comparer_options(donnees, options_etp.split(","))
    else:
        comparaison = comparer_lecture(donnees, lecture_comparee or "")
    if en_json:
        ecrire_json(comparaison.en_json())
        return
    for colonne in comparaison.colonnes:
        nom = ", ".join(f"{cle} {valeur}" for cle, valeur in colonne.cle.items())
        click.secho(nom, bold=True)
        click.echo(f"  {colonne.refus if colonne.simulation is None else verdict(colonne.simulation)}")
        if colonne.simulation is not None:
            for annee in colonne.simulation.annees:
                maximum = "—" if annee.montant_maximal is None else en_texte(annee.montant_maximal)
                du = "" if annee.montant is None else f", dû {en_texte(annee.montant)}"
                click.echo(f"  année {annee.annee} : maximum {maximum}{du}")
