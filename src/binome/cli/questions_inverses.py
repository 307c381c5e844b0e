"""`binome objectif`, `carte`: how many patients more, and how far each frontier is."""

from __future__ import annotations

from typing import Any

import click

from binome.cli.commun import (
    annoncer,
    ecrire_fichier,
    ecrire_json_sous,
    option_de_reforme,
    options_de_situation,
    situation_exigee,
)
from binome.contrats.champs.noms_du_droit import derniere_annee
from binome.droit.loi import Loi
from binome.langue.ecriture import en_texte, nombre
from binome.moteur.erreurs import AnneeIndeterminee
from binome.moteur.saisie import lire_annee
from binome.simulation.carte import carte as carte_d_une_annee
from binome.simulation.phrases import nom_de_patientele
from binome.simulation.question_inverse import Patients
from binome.simulation.question_inverse import objectif as question_inverse


def _annee(valeur: str, loi: Loi) -> int:
    return lire_annee("annee", valeur, derniere_annee(loi))


def _patients(patients: Patients) -> str:
    return " et ".join(f"{nombre(compte)} de {nom_de_patientele(nom.membre)}" for nom, compte in patients.items())


@click.command(options_metavar="[OPTIONS…]")
@options_de_situation
@option_de_reforme
@click.option("--annee", default="3", show_default="3", metavar="N", help="Année de contrat.")
@click.option("--viser", default="100%", metavar="BUT", help="100%, une somme en euros, ou non-nul.")
@click.option("--depuis", default="initiale", metavar="D", help="Compter depuis la patientèle initiale ou le constat.")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def objectif(
    situation: str | None, loi: Loi, annee: str, viser: str, depuis: str, en_json: bool, **options: Any
) -> None:
    """Dire combien de patients de plus suffisent pour 100 %, pour une somme, ou pour ne pas tomber à 0 €.

    Toutes les solutions minimales sont données, chacune avec sa preuve : le voisin, à un patient de moins, qui échoue.
    """
    reponse = question_inverse(situation_exigee(situation, options), _annee(annee, loi), viser, depuis, loi)
    if en_json:
        ecrire_json_sous(loi, reponse.en_json())
        return
    annoncer(loi)
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
@option_de_reforme
@click.option("--annee", default="3", show_default="3", metavar="N", help="Année de contrat.")
@click.option("--svg", metavar="FICHIER", help="Écrire la carte en image SVG.")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def carte(situation: str | None, loi: Loi, annee: str, svg: str | None, en_json: bool, **options: Any) -> None:
    """Montrer la carte des falaises : 100 %, prorata, 0 €, et à combien de patients se trouve chaque frontière."""
    try:
        dessin = carte_d_une_annee(situation_exigee(situation, options), _annee(annee, loi), loi)
    except AnneeIndeterminee as doute:
        if en_json:
            ecrire_json_sous(loi, {"impossible": str(doute)})
        else:
            click.echo(f"Pas de carte. {doute}")
        return
    from binome.rapports.carte_svg import description, en_svg

    if svg is not None:
        ecrire_fichier(svg, en_svg(dessin))
    if en_json:
        ecrire_json_sous(loi, dessin.en_json())
    else:
        annoncer(loi)
        click.echo(description(dessin).replace(". ", ".\n"))
