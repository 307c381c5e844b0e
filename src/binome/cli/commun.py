"""What the commands share: options made from the fields of a situation, reading a situation, writing JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from binome.cli.lecture import lire_la_situation
from binome.contrats.champs.description import OptionDeCommande, champs
from binome.contrats.champs.formes import Forme
from binome.droit.loi import Loi, loi_en_vigueur
from binome.droit.reformes_en_mots import en_mots
from binome.moteur.ecrire import ecrire
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.mots import COMMANDES

F = TypeVar("F", bound=Callable[..., Any])


def options_de_situation(commande: F) -> F:
    """Add to a command the file of the situation and one option per field."""
    for champ in reversed(list(champs().values())):
        if champ.option is not None:
            commande = _option(champ.option, champ.forme)(commande)
    return click.argument("situation", required=False, metavar="[FICHIER | -]")(commande)


def options_du_projet(commande: F) -> F:
    """Add to a command one option per field of the project of an employer."""
    from binome.economie.champs import champs_du_projet

    for champ in reversed(list(champs_du_projet().values())):
        commande = _option(champ.option, champ.forme)(commande)
    return commande


def projet_donne(options: Mapping[str, Any]) -> dict[str, object]:
    """Return the fields of a project that options give."""
    from binome.economie.champs import champs_du_projet

    donnes = {nom: (champ.option, options.get(champ.option.parametre)) for nom, champ in champs_du_projet().items()}
    return {
        nom: lire_une_option(option, donne)
        for nom, (option, donne) in donnes.items()
        if donne is not None and donne != ()
    }


def _option(decrite: OptionDeCommande, forme: Forme[Any]) -> Callable[[F], F]:
    def completer(_contexte: click.Context, _parametre: click.Parameter, debut: str) -> list[CompletionItem]:
        return [CompletionItem(code, help=dit) for code, dit in forme.choix().items() if code.startswith(debut)]

    return click.option(
        f"--{decrite.nom}",
        decrite.parametre,
        multiple=decrite.repetable,
        metavar=decrite.metavar,
        help=decrite.aide,
        shell_complete=completer,
    )


def _loi(_contexte: click.Context, _parametre: click.Parameter, reforme: str | None) -> Loi:
    """Return the law that `--reforme` gives: in force, or under a ready-made reform or the one of a file."""
    loi = loi_en_vigueur()
    if reforme is None:
        return loi
    from binome.lots.reformes import reforme as lire_la_reforme

    return loi.avec(lire_la_reforme(reforme, loi.catalogue))


option_de_reforme = click.option(
    "--reforme",
    "loi",
    metavar="R",
    callback=_loi,
    help="Appliquer une réforme : un fichier (.toml, .yaml, .csv, .xlsx) ou une réforme toute prête.",
)
"""Gives a command the law that it applies, as its parameter `loi`."""


def annoncer(loi: Loi, echo: Callable[[str], None] = click.echo) -> None:
    """Say that what follows applies a reform, and what it changes; nothing under the law in force."""
    reforme = en_mots(loi)
    if reforme is not None:
        for phrase in (reforme.phrase, *(f"  • {changement}" for changement in reforme.changements)):
            echo(phrase)


def ecrire_json_sous(loi: Loi, donnees: Mapping[str, object]) -> None:
    """Write an answer in JSON, with the reform that it applies when there is one."""
    reforme = en_mots(loi)
    ecrire_json(donnees if reforme is None else {**donnees, "reforme": reforme.en_json()})


def situation_donnee(fichier: str | None, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields given by a file (or standard input) and completed or replaced by the options."""
    donnees = lire_la_situation(fichier) if fichier else {}
    for nom, champ in champs().items():
        donne = None if champ.option is None else options.get(champ.option.parametre)
        if champ.option is not None and donne is not None and donne != ():
            donnees[nom] = lire_une_option(champ.option, donne, donnees.get(nom))
    return donnees


def lire_une_option(option: OptionDeCommande, donne: str | Sequence[str], deja: object = None) -> object:
    """Return the value that an option gives to its field; pairs that may be repeated complete those of the file."""
    donnes = [donne] if isinstance(donne, str) else list(donne)
    if option.paires:
        depart = deja if option.repetable and isinstance(deja, Mapping) else {}
        morceaux = donnes if option.repetable else donnes[0].split(",")
        return _emboiter(depart, [_paire(option.parametre, morceau) for morceau in morceaux])
    lus = [_composer(option, un) if option.positions else un for un in donnes]
    return lus if option.repetable else lus[0]


def _emboiter(depart: Mapping[str, Any], paires: list[tuple[str, str]]) -> dict[str, Any]:
    """Return values by their names, those with a point (`pfa.p50`) inside one another."""
    racine = {nom: dict(valeur) if isinstance(valeur, Mapping) else valeur for nom, valeur in depart.items()}
    for nom, valeur in paires:
        *chemin, feuille = nom.split(".")
        cible = racine
        for pas in chemin:
            if not isinstance(cible.get(pas), dict):
                cible[pas] = {}
            cible = cible[pas]
        cible[feuille] = valeur
    return racine


def _composer(option: OptionDeCommande, valeur: str) -> dict[str, str | None]:
    morceaux = valeur.split(":")
    if len(morceaux) > len(option.positions) or (option.toutes and len(morceaux) < len(option.positions)):
        exemple = f", par exemple {option.exemple}" if option.exemple else ""
        raise ErreurDeSaisie(option.parametre, valeur, f"la forme {option.metavar}{exemple}")
    return {cle: morceau.strip() or None for cle, morceau in zip(option.positions, morceaux, strict=False)}


def _paire(champ: str, brut: str) -> tuple[str, str]:
    nom, separateur, valeur = brut.partition("=")
    if not separateur or not nom.strip() or not valeur.strip():
        raise ErreurDeSaisie(champ, brut, "la forme NOM=VALEUR")
    return nom.strip(), valeur.strip()


def situation_exigee(situation: str | None, options: dict[str, object]) -> dict[str, object]:
    """Return the situation given by a file or options.

    Raises:
        UsageError: neither was given.
    """
    donnees = situation_donnee(situation, options)
    if not donnees and situation is None:
        raise click.UsageError("Donnez une situation : un fichier, « - » ou des options.")
    return donnees


def ecrire_fichier(fichier: str, texte: str) -> None:
    """Write a file whole, or refuse in words.

    Raises:
        MoyenAbsent: the machine cannot write it.
        ErreurDeSaisie: nothing can bear this name.
    """
    ecrire(Path(fichier), texte)


def ecrire_json(donnees: object) -> None:
    """Write JSON on standard output: accents kept, what commands a terminal or turns its text round escaped."""
    ecrit = json.dumps(donnees, ensure_ascii=False, indent=2)
    click.echo(COMMANDES.sub(lambda signe: f"\\u{ord(signe[0]):04x}", ecrit))
