"""`binome comparer`, `collective`: side by side, at the term, or as a group."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import click

from binome.cli.commun import (
    annoncer,
    ecrire_json,
    ecrire_json_sous,
    option_de_reforme,
    options_de_situation,
    situation_exigee,
)
from binome.cli.lecture import lire_json
from binome.collectif.contrat import simuler_collective
from binome.droit.codes import Statut
from binome.droit.loi import Loi
from binome.langue.ecriture import en_date, en_texte, nombre
from binome.moteur.saisie import lire_compte
from binome.simulation.comparaison import (
    Comparaison,
    comparer_lecture,
    comparer_options,
    comparer_regimes,
    comparer_variantes,
)
from binome.simulation.phrases import verdict
from binome.simulation.reponse import ReponseCalculee
from binome.simulation.terme import AuTerme, Voie, comparer_au_terme


@click.command(options_metavar="[OPTIONS…]")
@options_de_situation
@option_de_reforme
@click.option("--options", "options_etp", metavar="0.5,1", help="Comparer des temps de travail.")
@click.option("--regimes", metavar="tous|ID,ID", help="Comparer des régimes : ce que le médecin a, a eu, aurait.")
@click.option("--lectures", "lecture_comparee", metavar="ID", help="Comparer les choix d'une lecture.")
@click.option(
    "--avec",
    multiple=True,
    metavar="'champ=valeur …'",
    help="Comparer avec d'autres réponses, par exemple signer plus tard ; répétable.",
)
@click.option(
    "--pmt-au-terme", metavar="N", help="Avec --au-terme : patientèle médecin traitant, tous âges, ce jour-là."
)
@click.option("--pfa-au-terme", metavar="N", help="Avec --au-terme : file active ce jour-là.")
@click.option("--au-terme", is_flag=True, help="Comparer prorogation, nouveau contrat et clôture au terme.")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def comparer(
    situation: str | None,
    loi: Loi,
    options_etp: str | None,
    regimes: str | None,
    lecture_comparee: str | None,
    avec: tuple[str, ...],
    pmt_au_terme: str | None,
    pfa_au_terme: str | None,
    au_terme: bool,
    en_json: bool,
    **options: Any,
) -> None:
    """Mettre côte à côte, pour le même médecin, des options, des régimes, des lectures, des dates ou des suites."""
    questions = [options_etp is not None, regimes is not None, lecture_comparee is not None, bool(avec), au_terme]
    if sum(questions) != 1:
        raise click.UsageError("Donnez --options, --regimes, --lectures, --avec ou --au-terme, l'un d'eux.")
    donnees = situation_exigee(situation, options)
    if au_terme:
        comptes = {"pmt-au-terme": pmt_au_terme, "pfa-au-terme": pfa_au_terme}
        pmt, pfa = (None if compte is None else lire_compte(nom, compte) for nom, compte in comptes.items())
        _au_terme(comparer_au_terme(donnees, pmt, pfa, loi), loi, en_json)
        return
    if options_etp is not None:
        comparaison = comparer_options(donnees, options_etp.split(","), loi)
    elif regimes is not None:
        comparaison = comparer_regimes(donnees, () if regimes == "tous" else regimes.split(","), loi)
    elif avec:
        comparaison = comparer_variantes(donnees, [_champs(texte) for texte in avec], loi)
    else:
        comparaison = comparer_lecture(donnees, lecture_comparee or "", loi)
    if en_json:
        ecrire_json_sous(loi, comparaison.en_json())
        return
    annoncer(loi)
    _afficher(comparaison)


def _afficher(comparaison: Comparaison) -> None:
    for colonne in comparaison.colonnes:
        click.secho(colonne.titre, bold=True)
        click.echo(f"  {colonne.refus if colonne.simulation is None else verdict(colonne.simulation)}")
        if colonne.simulation is not None:
            click.echo(f"  {_objectifs(colonne.simulation)}")
            for annee in colonne.simulation.annees:
                maximum = "—" if annee.montant_maximal is None else en_texte(annee.montant_maximal)
                du = "" if annee.montant is None else f", dû {en_texte(annee.montant)}"
                click.echo(f"  année {annee.annee} : maximum {maximum}{du}")
    regimes = [colonne.titre.partition(" : ")[2] for colonne in comparaison.colonnes if colonne.simulation is not None]
    for raison in comparaison.raisons:
        click.echo(f"  {raison.titre} :")
        for version, memes in groupby(zip(regimes, raison.versions, strict=True), key=lambda paire: paire[1]):
            click.echo(f"    {', '.join(titre for titre, _ in memes)}, {version}")


def _objectifs(simulation: ReponseCalculee) -> str:
    rendus = {"PMT": simulation.objectifs.pmt, "PFA": simulation.objectifs.pfa}
    mots = [
        f"{nom} {'à convenir' if but.patients is None else f'+{nombre(but.patients)}'}"
        for nom, but in rendus.items()
        if but is not None
    ]
    return f"objectifs : {', '.join(mots)}"


def _champs(texte: str) -> dict[str, str]:
    """Read « champ=valeur champ=valeur »."""
    paires = [morceau.partition("=") for morceau in texte.split()]
    if not paires or any(not egal for _, egal, _ in paires):
        raise click.UsageError(f"« {texte} » ne se lit pas : écrivez --avec 'champ=valeur champ=valeur'.")
    return {nom: valeur for nom, _, valeur in paires}


_PRECISIONS = {Voie.PROROGATION: " (mêmes conditions, mêmes objectifs)", Voie.NOUVEAU_CONTRAT: ", signé au terme"}


def _au_terme(comparaison: AuTerme, loi: Loi, en_json: bool) -> None:
    if en_json:
        ecrire_json_sous(loi, comparaison.en_json())
        return
    annoncer(loi)
    click.echo(f"Terme du contrat : {en_date(comparaison.terme)}.")
    for suite in comparaison.suites:
        voie = suite.cle.au_terme
        click.secho(f"{voie.libelle}{_PRECISIONS.get(voie, '')}", bold=True)
        sommes = f"de {en_texte(suite.total.minimum)} à {en_texte(suite.total.maximum)} sur cinq ans"
        click.echo(f"  {suite.refus or sommes}")
        for annee in suite.annees:
            maximum = "—" if annee.montant_maximal is None else en_texte(annee.montant_maximal)
            click.echo(f"  année {annee.annee} : maximum {maximum}")


@click.command(options_metavar="[OPTIONS…]")
@click.argument("groupe", metavar="GROUPE.json|-")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def collective(groupe: str, en_json: bool) -> None:
    """Simuler l'aide collective de 2026, pour un groupe de généralistes (source secondaire)."""
    reponse = simuler_collective(lire_json(groupe, "groupe"))
    if en_json:
        ecrire_json(reponse.en_json())
        return
    click.secho(reponse.eligibilite.statut.libelle.capitalize(), bold=True)
    for critere in reponse.eligibilite.criteres:
        click.echo(f"  {'oui' if critere.statut.membre is Statut.REMPLI else 'non'} : {critere.explication}")
    for patientele, but in reponse.objectifs.items():
        click.echo(f"  {patientele.upper()} du groupe : {but.initiale} + {but.patients} = {but.cible} patients")
    for annee in reponse.annees:
        click.echo(
            f"  année {annee.annee} : de {en_texte(annee.bas)} à {en_texte(annee.haut)} "
            f"(maximum {en_texte(annee.montant_maximal)})"
        )
    for avertissement in reponse.avertissements:
        click.echo(avertissement.message)
