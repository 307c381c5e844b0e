"""What the commands share: options made from the fields of a situation, reading a situation, writing JSON."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from binome.contrats.situation import champs
from binome.moteur.erreurs import ErreurDeSaisie

F = TypeVar("F", bound=Callable[..., Any])

_TAILLE_MAXIMALE: Final = 1_000_000
_COMPOSEES: Final = {"avenants", "constats", "lectures", "objectifs_convenus", "seuils_caisse"}
_AVENANTS: Final = {
    "avenant_second_assistant": ("annee", "pmt", "pfa"),
    "avenant_primo_installe": ("annee", "pmt", "pfa", "objectif_pmt", "objectif_pfa"),
}


def options_de_situation(commande: F) -> F:
    """Add to a command the file of the situation and one option per field."""
    for nom, cles in _AVENANTS.items():
        forme = ":".join(cles).upper()
        commande = click.option(f"--{nom.replace('_', '-')}", nom, metavar=forme, help=champs()[nom].libelle)(commande)
    commande = click.option("--objectifs-convenus", metavar="pmt=N,pfa=N", help=champs()["objectifs_convenus"].libelle)(
        commande
    )
    commande = click.option(
        "--seuil-caisse", multiple=True, metavar="pfa.p50=N", help="Seuil communiqué par la caisse (répétable)."
    )(commande)
    commande = click.option(
        "--constat",
        multiple=True,
        metavar="ANNEE:PMT:PFA",
        help="Constat d'une année (répétable ; PMT peut être vide).",
    )(commande)
    commande = click.option(
        "--lecture",
        multiple=True,
        metavar="ID=CHOIX",
        help="Lecture à retenir (répétable ; voir « binome droit lectures »).",
    )(commande)
    for nom, champ in reversed(champs().items()):
        if nom not in _COMPOSEES and nom not in _AVENANTS:
            commande = click.option(f"--{nom.replace('_', '-')}", nom, metavar="VALEUR", help=champ.libelle)(commande)
    return click.argument("situation", required=False, metavar="[FICHIER | -]")(commande)


def situation_donnee(fichier: str | None, options: dict[str, Any]) -> dict[str, Any]:
    """Return the fields given by a file (or standard input) and completed or replaced by the options."""
    donnees = _lire_fichier(fichier) if fichier else {}
    constats, lectures, seuils = options.pop("constat"), options.pop("lecture"), options.pop("seuil_caisse")
    convenus = options.pop("objectifs_convenus")
    for nom, valeur in options.items():
        if valeur is not None:
            donnees[nom] = _composer(nom, valeur) if nom in _AVENANTS else valeur
    if convenus is not None:
        donnees["objectifs_convenus"] = paires("objectifs_convenus", convenus)
    if constats:
        donnees["constats"] = [_constat(brut) for brut in constats]
    if lectures:
        donnees["lectures"] = {**(donnees.get("lectures") or {}), **dict(_paire("lecture", brut) for brut in lectures)}
    for brut in seuils:
        nom, valeur = _paire("seuil_caisse", brut)
        patientele, _, percentile = nom.partition(".")
        donnees.setdefault("seuils_caisse", {}).setdefault(patientele, {})[percentile] = valeur
    return donnees


def situation_exigee(situation: str | None, options: dict[str, Any]) -> dict[str, Any]:
    """Return the situation given by a file or options.

    Raises:
        UsageError: neither was given.
    """
    donnees = situation_donnee(situation, options)
    if not donnees and situation is None:
        raise click.UsageError("Donnez une situation : un fichier, « - » ou des options.")
    return donnees


def _lire_fichier(fichier: str) -> dict[str, Any]:
    if not fichier.endswith(".toml"):
        return lire_json(fichier)
    situation = lire_table_de_cas(fichier, "situation")
    if not isinstance(situation, dict):
        raise ErreurDeSaisie("situation", situation, "une table [situation]")
    return situation


def lire_table_de_cas(fichier: str, table: str) -> Any:
    """Read one table of a worked case (TOML); numbers stay exact.

    Raises:
        ErreurDeSaisie: unreadable file, or a file without this table.
    """
    try:
        lu = tomllib.loads(_lire_texte(fichier, table), parse_float=Decimal)
    except tomllib.TOMLDecodeError as faute:
        raise ErreurDeSaisie(table, fichier, "un fichier TOML correct") from faute
    if table not in lu:
        raise ErreurDeSaisie(table, fichier, f"un cas avec une table [{table}]")
    return lu[table]


def _composer(nom: str, valeur: str) -> dict[str, str | None]:
    cles, morceaux = _AVENANTS[nom], valeur.split(":")
    if len(morceaux) > len(cles):
        raise ErreurDeSaisie(nom, valeur, f"la forme {':'.join(cles).upper()}")
    return {cle: morceau.strip() or None for cle, morceau in zip(cles, morceaux, strict=False)}


def _constat(brut: str) -> dict[str, str | None]:
    morceaux = brut.split(":")
    if len(morceaux) != len(("annee", "pmt", "pfa")):
        raise ErreurDeSaisie("constat", brut, "la forme ANNEE:PMT:PFA, par exemple 3:1100:1600 (ou 3::1600)")
    return {cle: morceau.strip() or None for cle, morceau in zip(("annee", "pmt", "pfa"), morceaux, strict=True)}


def paires(champ: str, brut: str) -> dict[str, str]:
    """Read « nom=valeur,nom=valeur »."""
    return dict(_paire(champ, une) for une in brut.split(","))


def _paire(champ: str, brut: str) -> tuple[str, str]:
    nom, separateur, valeur = brut.partition("=")
    if not separateur or not nom.strip() or not valeur.strip():
        raise ErreurDeSaisie(champ, brut, "la forme NOM=VALEUR")
    return nom.strip(), valeur.strip()


def lire_json(fichier: str, quoi: str = "situation") -> dict[str, Any]:
    """Read a JSON object from a file or, for « - », from standard input; numbers stay exact.

    Raises:
        ErreurDeSaisie: unreadable file, text that is not JSON, or JSON that is not an object.
    """
    donnees = lire_json_quelconque(fichier, quoi)
    if not isinstance(donnees, dict):
        raise ErreurDeSaisie(quoi, donnees, "un objet JSON {champ: valeur}")
    return donnees


def lire_json_quelconque(fichier: str, quoi: str) -> Any:
    """Read any JSON value from a file or, for « - », from standard input; numbers stay exact.

    Raises:
        ErreurDeSaisie: unreadable file, or text that is not JSON.
    """
    texte = _lire_texte(fichier, quoi)
    try:
        return json.loads(
            texte, parse_float=Decimal, parse_constant=_refuser_constante, object_pairs_hook=_sans_doublon
        )
    except json.JSONDecodeError as faute:
        ou = f"ligne {faute.lineno}, colonne {faute.colno}"
        raise ErreurDeSaisie(quoi, fichier, f"un fichier JSON correct (erreur {ou})") from faute
    except (RecursionError, ValueError) as faute:
        if isinstance(faute, ErreurDeSaisie):
            raise
        raise ErreurDeSaisie(quoi, fichier, "un fichier JSON simple (nombres et emboîtements raisonnables)") from faute


def _lire_texte(fichier: str, quoi: str) -> str:
    try:
        if fichier == "-":
            brut = sys.stdin.buffer.read(_TAILLE_MAXIMALE + 1)
        else:
            with Path(fichier).open("rb") as flux:
                brut = flux.read(_TAILLE_MAXIMALE + 1)
        texte = brut.decode("utf-8-sig")
    except OSError as faute:
        raise ErreurDeSaisie(quoi, fichier, "un fichier que l'on peut lire, ou « - » pour l'entrée standard") from faute
    except (UnicodeDecodeError, ValueError) as faute:
        raise ErreurDeSaisie(quoi, fichier, "un fichier de texte en UTF-8") from faute
    if len(brut) > _TAILLE_MAXIMALE:
        raise ErreurDeSaisie(quoi, fichier, "un fichier d'un mégaoctet au plus")
    return texte


def _refuser_constante(constante: str) -> None:
    raise ErreurDeSaisie("situation", constante, "des nombres ordinaires")


def _sans_doublon(paires: list[tuple[str, Any]]) -> dict[str, Any]:
    lu: dict[str, Any] = {}
    for cle, valeur in paires:
        if cle in lu:
            raise ErreurDeSaisie(cle, valeur, "un champ donné une seule fois")
        lu[cle] = valeur
    return lu


def ecrire_fichier(fichier: str, texte: str) -> None:
    """Write a file whole, or refuse in words.

    Raises:
        ErreurDeSaisie: the file cannot be written.
    """
    try:
        Path(fichier).write_text(texte, "utf-8")
    except OSError as faute:
        raise ErreurDeSaisie("fichier", fichier, "un fichier que l'on peut écrire") from faute


def ecrire_json(donnees: Any) -> None:
    """Write JSON on standard output, accents kept."""
    click.echo(json.dumps(donnees, ensure_ascii=False, indent=2))
