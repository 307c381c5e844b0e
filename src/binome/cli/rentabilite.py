"""`binome rentabilite`: is it worth it? Years, options, break-even, probabilities, cash, what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from binome.cli.commun import (
    annoncer,
    ecrire_json_sous,
    option_de_reforme,
    options_de_situation,
    options_du_projet,
    projet_donne,
    situation_donnee,
)
from binome.cli.ecran import Ecran
from binome.droit.loi import Loi
from binome.langue.ecriture import en_etp, en_pourcent, en_texte
from binome.moteur.ecrire import ecrire

if TYPE_CHECKING:
    from binome.economie.rentabilite.reponse import OptionComparee, Rentabilite

_PLUS_FORTES = 6


@click.command(options_metavar="[OPTIONS…]")
@options_de_situation
@options_du_projet
@option_de_reforme
@click.option("--options", default="0.5,1", show_default="0.5,1", metavar="LISTE", help="Options à mettre côte à côte.")
@click.option("--detail", is_flag=True, help="Montrer aussi chaque ligne du coût, avec sa source.")
@click.option("--pdf", metavar="FICHIER", help="Écrire aussi le rapport, en PDF.")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def rentabilite(
    situation: str | None, loi: Loi, options: str, detail: bool, pdf: str | None, en_json: bool, **autres: Any
) -> None:
    """Dire si employer un assistant vaut la peine : coût, aide, recettes, net, seuils, probabilités, trésorerie.

    Ce que personne ne publie (accidents du travail, mutuelle, frais de groupement…) n'est jamais supposé : sa ligne
    reste hors des sommes tant que vous ne la donnez pas, et la réponse la demande.
    """
    from binome.economie.rentabilite.calcul import rentabilite as calculer

    donnees = {**situation_donnee(situation, autres), **projet_donne(autres)}
    reponse = calculer(donnees, options=[un.strip() for un in options.split(",")], loi=loi)
    if pdf is not None:
        from binome.rapports.rentabilite import en_pdf

        ecrire(Path(pdf), en_pdf(reponse))
    if en_json:
        ecrire_json_sous(loi, reponse.en_json())
        return
    annoncer(loi)
    afficher(reponse, Ecran(highlight=False), detail)


def afficher(reponse: Rentabilite, console: Console, detail: bool) -> None:
    """Write the answer for a person to read."""
    from binome.economie.rentabilite import phrases

    console.print(Text(phrases.verdict(reponse), style="bold"))
    console.print(_annees(reponse))
    console.print(_options(reponse))
    for phrase in (*phrases.seuils(reponse), *phrases.risques(reponse), *phrases.tresorerie(reponse)):
        console.print(Text(phrase))
    _liste(console, "Ce qui compte le plus (net sur la durée du contrat)", phrases.ce_qui_compte(reponse, _PLUS_FORTES))
    if detail:
        _liste(console, "Le coût, ligne par ligne", _lignes(reponse))
    doutes = [un for un in reponse.lectures_du_cout if any(a.total != reponse.total.cout_employeur for a in un.autres)]
    _liste(
        console,
        "Doutes des textes du coût",
        [f"{un.question} Autre choix : {autre.sens}, {en_texte(autre.total)}." for un in doutes for autre in un.autres],
    )
    _liste(console, "Ce qui n'est pas compté, faute d'être connu", [f"{i.libelle}. {i.ou}" for i in reponse.inconnues])
    _liste(console, "Ce qui est supposé", [supposition.phrase for supposition in reponse.hypotheses])


def _liste(console: Console, titre: str, phrases: list[str]) -> None:
    if phrases:
        console.print(Text(f"\n{titre}", style="bold"))
        for phrase in phrases:
            console.print(Text(f"• {phrase}"))


def _euros(montant: Decimal | None) -> str:
    return "—" if montant is None else en_texte(montant)


def _euros_ronds(montant: Decimal | None) -> str:
    """Return a sum for a narrow column: whole euros, half up."""
    return "—" if montant is None else en_texte(montant.quantize(Decimal(1), ROUND_HALF_UP))


def _annees(reponse: Rentabilite) -> Table:
    table = Table(title="En euros, arrondis", header_style="bold")
    for titre in ("Année", "Coût", "Aide", "Recettes", "Net", "Net si manqués", "Après impôt"):
        table.add_column(titre, justify="right", no_wrap=titre != "Net si manqués")
    for annee in reponse.annees:
        sommes = (annee.cout_employeur, annee.aide, annee.recettes, annee.net, annee.net_minimal, annee.net_apres)
        table.add_row(str(annee.annee), *map(_euros_ronds, sommes))
    total = reponse.total
    sommes = (total.cout_employeur, total.aide, total.recettes, total.net, total.net_minimal, total.net_apres)
    table.add_row("Total", *map(_euros_ronds, sommes), style="bold")
    return table


def _options(reponse: Rentabilite) -> Table:
    table = Table(header_style="bold")
    for titre in ("Option", "Net", "Net si manqués", "100 %", "Prorata", "0 €", "Acompte à rendre"):
        table.add_column(titre, justify="right")
    for option in reponse.options:
        table.add_row(*_ligne_d_option(option))
    return table


def _ligne_d_option(option: OptionComparee) -> Iterator[str]:
    yield "aucune" if option.option_etp is None else en_etp(option.option_etp)
    yield _euros_ronds(option.total.net)
    yield _euros_ronds(option.total.net_minimal)
    parts = option.probabilites
    yield from map(_part, (parts.integrale, parts.prorata, parts.nulle) if parts else (None, None, None))
    yield _part(option.rendre_un_acompte)


def _part(part: Fraction | None) -> str:
    return "—" if part is None else en_pourcent(part)


def _lignes(reponse: Rentabilite) -> list[str]:
    return [
        f"année {annee.annee}, {ligne.libelle} : {_euros(ligne.montant)}. {ligne.explication} "
        f"{' ; '.join(map(str, ligne.sources))}".rstrip()
        for annee in reponse.cout
        for ligne in annee.lignes
    ]
