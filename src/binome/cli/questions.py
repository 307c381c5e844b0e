"""`binome simuler` without argument: the questions that still matter, one by one, and why."""

from __future__ import annotations

from typing import Any, Final

import click

from binome.moteur.argent import en_texte
from binome.simulation.saisie import ErreurDeSaisie
from binome.simulation.simuler import Simulation, simuler
from binome.simulation.situation import champs, lire_situation

_PREMIERES: Final = ("date_signature",)
_PASSER: Final = ("", "?", "inconnu", "je ne sais pas")
_A_SAISIR_EN_OPTION: Final = ("objectifs_convenus",)


def demander() -> dict[str, Any]:
    """Ask for what is unknown until nothing asked would move the answer; return the fields given."""
    click.echo("Une question à la fois ; Entrée quand vous ne savez pas. Rien n'est enregistré.\n", err=True)
    donnees: dict[str, Any] = {}
    posees: set[str] = set()
    for nom in _PREMIERES:
        _poser(nom, "", donnees, posees)
    while True:
        simulation = simuler(donnees)
        if simulation.eligibilite.statut == "non_eligible":
            return donnees
        suivant = next((m for m in simulation.manquants if m.champ not in posees), None)
        if suivant is None:
            return donnees
        _poser(suivant.champ, _ou_on_en_est(simulation), donnees, posees)


def _ou_on_en_est(simulation: Simulation) -> str:
    total = simulation.total
    return f"Pour l'instant : de {en_texte(total.minimum)} à {en_texte(total.maximum)} sur la durée du contrat."


def _poser(nom: str, etat: str, donnees: dict[str, Any], posees: set[str]) -> None:
    champ = champs()[nom]
    posees.add(nom)
    if etat:
        click.secho(etat, dim=True, err=True)
    click.secho(champ.question, bold=True, err=True)
    click.secho(f"  {champ.pourquoi}{' Où : ' + champ.ou if champ.ou else ''}", dim=True, err=True)
    if nom in _A_SAISIR_EN_OPTION:
        click.secho("  À donner par l'option correspondante (voir --help).\n", dim=True, err=True)
        return
    while True:
        reponse = click.prompt(">", default="", show_default=False, err=True).strip()
        if reponse.lower() in _PASSER:
            return
        try:
            lire_situation({**donnees, nom: reponse})
        except ErreurDeSaisie as refus:
            click.secho(str(refus), fg="yellow", err=True)
            continue
        donnees[nom] = reponse
        return
