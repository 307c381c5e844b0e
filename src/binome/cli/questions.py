"""`binome simuler` without argument: the questions that still matter, one by one, and why."""

from __future__ import annotations

from typing import Any, Final

import click

from binome.cli.commun import lire_une_option
from binome.contrats.champs.description import champs
from binome.contrats.situation import lire_situation
from binome.droit.codes import StatutDEligibilite
from binome.droit.loi import Loi
from binome.langue.ecriture import en_texte
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.simuler import Simulation, simuler

_PREMIERES: Final = ("date_signature",)
_PASSER: Final = ("", "?", "inconnu", "je ne sais pas")


def demander(loi: Loi) -> dict[str, object]:
    """Ask for what is unknown until nothing asked would move the answer; return the fields given."""
    click.echo("Une question à la fois ; Entrée quand vous ne savez pas. Rien n'est enregistré.\n", err=True)
    donnees: dict[str, Any] = {}
    posees: set[str] = set()
    for nom in _PREMIERES:
        _poser(nom, "", donnees, posees, loi)
    while True:
        simulation = simuler(donnees, loi=loi)
        if simulation.eligibilite.statut is StatutDEligibilite.NON_ELIGIBLE:
            return donnees
        suivant = _question_suivante(simulation, posees)
        if suivant is None:
            return donnees
        _poser(suivant, _ou_on_en_est(simulation), donnees, posees, loi)


def _question_suivante(simulation: Simulation, posees: set[str]) -> str | None:
    """Return the missing field that moves the answer most, then the presumption that another value would change."""
    presumes = [p.champ for p in simulation.presomptions if any(effet.changements for effet in p.effets)]
    candidats = [*(manquant.champ for manquant in simulation.manquants), *presumes]
    return next((nom for nom in candidats if nom not in posees), None)


def _ou_on_en_est(simulation: Simulation) -> str:
    total = simulation.total
    return f"Pour l'instant : de {en_texte(total.minimum)} à {en_texte(total.maximum)} sur la durée du contrat."


def _poser(nom: str, etat: str, donnees: dict[str, object], posees: set[str], loi: Loi) -> None:
    champ = champs()[nom]
    posees.add(nom)
    if etat:
        click.secho(etat, dim=True, err=True)
    click.secho(champ.question, bold=True, err=True)
    click.secho(f"  {champ.pourquoi}{' Où : ' + champ.ou if champ.ou else ''}", dim=True, err=True)
    if champ.presume:
        click.secho(f"  Entrée si c'est : {champ.presume}.", dim=True, err=True)
    if champ.option is not None and champ.forme.sous:
        click.secho(f"  À écrire {champ.option.exemple or champ.option.metavar}.", dim=True, err=True)
    while True:
        reponse = click.prompt("", default="", show_default=False, prompt_suffix="> ", err=True).strip()
        if reponse.lower() in _PASSER:
            return
        try:
            valeur = reponse if champ.option is None else lire_une_option(champ.option, reponse)
            lire_situation({**donnees, nom: valeur}, loi)
        except ErreurDeSaisie as refus:
            click.secho(str(refus), fg="yellow", err=True)
            continue
        donnees[nom] = valeur
        return
