"""A simulation on a terminal: the verdict first, then years, objectives, doubts, what is missing."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from binome.cli.commun import annoncer
from binome.cli.ecran import Ecran
from binome.contrats.champs.description import champs
from binome.contrats.echeancier import NatureDeVersement
from binome.droit.codes import Nature, Statut, StatutDEligibilite
from binome.langue.ecriture import en_texte, nombre
from binome.langue.tableau import Cellule, Unite, ecrire
from binome.simulation.phrases import (
    a_lire_d_abord,
    a_savoir,
    changements_en_mots,
    en_mots,
    libelle_de_changement,
    renversement_en_mots,
)
from binome.simulation.quantites import Mesure, Quantite
from binome.simulation.tableaux import A_LIRE, annees

if TYPE_CHECKING:
    from binome.simulation.reponse import Effet, ObjectifRendu, Versement
    from binome.simulation.simuler import Simulation

_MARQUES = {Statut.REMPLI: ("✓", "green"), Statut.A_CONFIRMER: ("?", "yellow"), Statut.NON_REMPLI: ("✗", "red")}
_PREMIERES = frozenset(
    {
        Quantite.STATUT,
        Quantite.OBJECTIF_PMT,
        Quantite.OBJECTIF_PFA,
        Quantite.MONTANT,
        Quantite.MONTANT_MAXIMAL,
        Quantite.MONTANT_MAXIMAL_BORNES,
        Quantite.ECHEANCE,
    }
)
_CHIFFRES_MONTRES = 4
_COULEURS = {
    StatutDEligibilite.ELIGIBLE: "green",
    StatutDEligibilite.A_CONFIRMER: "yellow",
    StatutDEligibilite.NON_ELIGIBLE: "red",
}
_COURTS = {NatureDeVersement.INTEGRAL: "en une fois", NatureDeVersement.TROP_PERCU: "à rendre"}
"""Natures of payment that a narrow column says shorter."""


def afficher(simulation: Simulation, console: Console | None = None) -> None:
    """Write a simulation for a person to read."""
    console = console or Ecran(highlight=False)
    statut = StatutDEligibilite.A_CONFIRMER if simulation.renversements else simulation.eligibilite.statut
    console.print(Text(simulation.verdict, style=f"bold {_COULEURS[statut]}"))
    annoncer(simulation.loi, lambda phrase: console.print(Text(phrase, style="bold yellow")))
    for phrase in a_lire_d_abord(simulation.avertissements):
        console.print(Text(phrase, style="bold yellow"))
    _renversements(simulation, console)
    console.print()
    _criteres(simulation, console)
    if simulation.annees:
        _objectifs(simulation, console)
        _annees(simulation, console)
    _doutes(simulation, console)
    _manquants(simulation, console)
    console.print()
    for phrase in a_savoir((*simulation.avertissements, *simulation.doutes_d_eligibilite)):
        console.print(Text(f"• {phrase}", style="dim"))
    console.print(Text(f"Version du droit : {simulation.version_du_droit}", style="dim"))


def _renversements(simulation: Simulation, console: Console) -> None:
    for un in simulation.renversements:
        sommes = f"de {en_texte(un.total_minimum)} à {en_texte(un.total_maximum)} sur la durée du contrat"
        console.print(Text(f"• {renversement_en_mots(un)} → {sommes}", style="yellow"))


def _criteres(simulation: Simulation, console: Console) -> None:
    for critere in simulation.eligibilite.criteres:
        marque, couleur = _MARQUES[critere.statut.membre]
        ligne = Text(f"{marque} ", style=couleur).append(critere.explication, style="default")
        console.print(ligne.append(f"  [{critere.source.texte} §{critere.source.section}]", style="dim"))


def _objectifs(simulation: Simulation, console: Console) -> None:
    console.print()
    for nom, tranche, objectif in (
        ("Patientèle médecin traitant", simulation.tranches.pmt, simulation.objectifs.pmt),
        ("File active", simulation.tranches.pfa, simulation.objectifs.pfa),
    ):
        if objectif is not None and tranche is not None:
            console.print(Text(f"{nom}, tranche {en_mots(tranche)} : {_objectif(objectif)}"))


def _objectif(objectif: ObjectifRendu) -> str:
    if objectif.nature.membre is Nature.MAINTIEN:
        cible = "" if objectif.cible is None else f" de {nombre(objectif.cible)} patients"
        return f"maintien{cible}"
    if objectif.patients is None:
        borne = objectif.borne_maximale
        return "objectif inconnu" + ("" if borne is None else f", au plus {nombre(borne)} patients de plus")
    cible = "" if objectif.cible is None else f", soit {nombre(objectif.cible)} à atteindre"
    estime = " (estimation)" if objectif.estimation else ""
    return f"{nombre(objectif.patients)} patients de plus{cible}{estime}"


def _annees(simulation: Simulation, console: Console) -> None:
    tableau = annees(simulation.reponse).choisir(*A_LIRE)
    table = Table(header_style="bold")
    for colonne in tableau.colonnes:
        droite = colonne.unite in (Unite.EUROS, Unite.PART)
        table.add_column(colonne.titre, justify="right" if droite else "left", no_wrap=not colonne.large)
    for annee, ligne in zip(simulation.annees, tableau.lignes, strict=True):
        cellules = {**ligne, "versements": tuple(_versement(versement) for versement in annee.versements)}
        table.add_row(*(_cellule(cellules[colonne.cle], colonne.unite) for colonne in tableau.colonnes))
    console.print()
    console.print(table)
    for phrase, memes in groupby(simulation.annees, key=lambda annee: annee.explication):
        rangs = " et ".join(str(annee.annee) for annee in memes)
        console.print(Text(f"Année{'s' if ' ' in rangs else ''} {rangs} : {phrase}"))
    total = simulation.total
    reserve = " (si l'éligibilité est confirmée)" if total.sous_reserve_d_eligibilite else ""
    console.print(f"Sur la durée : de {en_texte(total.minimum)} assurés à {en_texte(total.maximum)} au plus{reserve}.")


def _cellule(valeur: Cellule, unite: Unite) -> str:
    """Return a cell for a narrow column: short days, one value a line."""
    if valeur is None:
        return "" if unite is Unite.JOUR else "—"
    if isinstance(valeur, date):
        return f"{valeur:%d/%m/%Y}"
    return ecrire(valeur, unite, "\n" if unite is Unite.PHRASE else "\nà ")


def _versement(versement: Versement) -> str:
    quoi = f"{_COURTS.get(versement.nature, versement.nature.libelle)} {en_texte(versement.montant)}"
    return quoi if versement.au_plus_tard is None else f"{quoi} ≤ {versement.au_plus_tard:%d/%m/%Y}"


def _doutes(simulation: Simulation, console: Console) -> None:
    pesantes = [lecture for lecture in simulation.lectures if not lecture.sans_effet]
    if not pesantes:
        return
    console.print("\n[bold]Doutes des textes qui pèsent sur ce résultat[/bold]")
    for lecture in pesantes:
        console.print(Text(f"• {lecture.question} Retenu : {lecture.sens}."))
        for effet in lecture.effets:
            if effet.changements:
                console.print(Text(f"    avec « {effet.sens} » : {_changements(effet, simulation)}", style="dim"))


def _changements(effet: Effet, simulation: Simulation) -> str:
    """Return the figures that a reader looks at first among those that another choice moves."""
    exclu = StatutDEligibilite.NON_ELIGIBLE
    if any(changement.apres is exclu for changement in effet.changements):
        return libelle_de_changement(Mesure(Quantite.STATUT), exclu, simulation.dossier)
    montres = " ; ".join(changements_en_mots(effet, simulation.dossier, _PREMIERES, _CHIFFRES_MONTRES))
    return montres + (" …" if len(effet.changements) > _CHIFFRES_MONTRES else "")


def _manquants(simulation: Simulation, console: Console) -> None:
    if not simulation.manquants:
        return
    console.print("\n[bold]Ce qui manque, du plus utile au moins utile[/bold]")
    for manquant in simulation.manquants:
        ou = f" Où le trouver : {manquant.ou}" if manquant.ou else ""
        enjeu = f"total de {en_texte(manquant.enjeu.total_minimum)} à {en_texte(manquant.enjeu.total_maximum)}"
        console.print(Text(f"• {champs()[manquant.champ].libelle} : {manquant.pourquoi}{ou} ({enjeu})"))
