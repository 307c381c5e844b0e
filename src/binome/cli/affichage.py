"""A simulation on a terminal: the verdict first, then years, objectives, doubts, what is missing."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from binome.cli.commun import annoncer
from binome.contrats.champs.description import champs
from binome.contrats.echeancier import NatureDeVersement
from binome.droit.codes import Nature, Statut, StatutDEligibilite
from binome.langue.ecriture import en_pourcent, en_texte, nombre
from binome.simulation.phrases import (
    a_lire_d_abord,
    a_savoir,
    changements_en_mots,
    en_mots,
    libelle_de_changement,
    verdict,
)
from binome.simulation.quantites import Mesure, Quantite

if TYPE_CHECKING:
    from binome.simulation.reponse import AnneeDeContrat, Effet, ObjectifRendu
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
_VERSEMENTS = {
    NatureDeVersement.INTEGRAL: "en une fois",
    NatureDeVersement.ACOMPTE: "acompte",
    NatureDeVersement.SOLDE: "solde",
    NatureDeVersement.TROP_PERCU: "à rendre",
}


def afficher(simulation: Simulation, console: Console | None = None) -> None:
    """Write a simulation for a person to read."""
    console = console or Console(highlight=False)
    statut = simulation.eligibilite.statut
    console.print(Text(verdict(simulation.reponse), style=f"bold {_COULEURS[statut]}"))
    annoncer(simulation.loi, lambda phrase: console.print(Text(phrase, style="bold yellow")))
    for phrase in a_lire_d_abord(simulation.avertissements):
        console.print(Text(phrase, style="bold yellow"))
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
    table = Table(header_style="bold")
    for titre in ("Année", "Début"):
        table.add_column(titre, no_wrap=True)
    for titre in ("Maximum", "Part", "Dû"):
        table.add_column(titre, justify="right", no_wrap=True)
    table.add_column("Versements")
    for annee in simulation.annees:
        table.add_row(
            str(annee.annee),
            "" if annee.debut is None else f"{annee.debut:%d/%m/%Y}",
            _somme(annee.montant_maximal, annee.montant_maximal_bornes),
            _part(annee),
            _somme(annee.montant, annee.montant_bornes),
            _versements(annee),
        )
    console.print()
    console.print(table)
    for phrase, annees in groupby(simulation.annees, key=lambda annee: annee.explication):
        rangs = " et ".join(str(annee.annee) for annee in annees)
        console.print(Text(f"Année{'s' if ' ' in rangs else ''} {rangs} : {phrase}"))
    total = simulation.total
    reserve = " (si l'éligibilité est confirmée)" if total.sous_reserve_d_eligibilite else ""
    console.print(f"Sur la durée : de {en_texte(total.minimum)} assurés à {en_texte(total.maximum)} au plus{reserve}.")


def _somme(montant: Decimal | None, bornes: tuple[Decimal, Decimal] | None) -> str:
    if montant is not None:
        return en_texte(montant)
    return "—" if bornes is None else f"{en_texte(bornes[0])}\nà {en_texte(bornes[1])}"


def _part(annee: AnneeDeContrat) -> str:
    if annee.part is not None:
        return en_pourcent(annee.part)
    if annee.part_bornes is None:
        return "—"
    return f"{en_pourcent(annee.part_bornes[0])}\nà {en_pourcent(annee.part_bornes[1])}"


def _versements(annee: AnneeDeContrat) -> str:
    return "\n".join(
        f"{_VERSEMENTS[versement.nature]} {en_texte(versement.montant)}"
        + ("" if versement.au_plus_tard is None else f" ≤ {versement.au_plus_tard:%d/%m/%Y}")
        for versement in annee.versements
    )


def _doutes(simulation: Simulation, console: Console) -> None:
    pesantes = [lecture for lecture in simulation.lectures if not lecture.sans_effet]
    if not pesantes:
        return
    console.print("\n[bold]Doutes des textes qui pèsent sur ce résultat[/bold]")
    for lecture in pesantes:
        console.print(Text(f"• {lecture.question} Retenu : {lecture.retenue}."))
        for effet in lecture.effets:
            if effet.changements:
                console.print(Text(f"    avec « {effet.choix} » : {_changements(effet)}", style="dim"))


def _changements(effet: Effet) -> str:
    """Return the figures that a reader looks at first among those that another choice moves."""
    exclu = StatutDEligibilite.NON_ELIGIBLE
    if any(changement.apres is exclu for changement in effet.changements):
        return libelle_de_changement(Mesure(Quantite.STATUT), exclu)
    montres = " ; ".join(changements_en_mots(effet, _PREMIERES, _CHIFFRES_MONTRES))
    return montres + (" …" if len(effet.changements) > _CHIFFRES_MONTRES else "")


def _manquants(simulation: Simulation, console: Console) -> None:
    if not simulation.manquants:
        return
    console.print("\n[bold]Ce qui manque, du plus utile au moins utile[/bold]")
    for manquant in simulation.manquants:
        ou = f" Où le trouver : {manquant.ou}" if manquant.ou else ""
        enjeu = f"total de {en_texte(manquant.enjeu.total_minimum)} à {en_texte(manquant.enjeu.total_maximum)}"
        console.print(Text(f"• {champs()[manquant.champ].libelle} : {manquant.pourquoi}{ou} ({enjeu})"))
