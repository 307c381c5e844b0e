"""The files that a command is given: bounded, in UTF-8, JSON or a table of a worked case in TOML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from binome.moteur.donnees_lues import TexteRefuse, lire_toml
from binome.moteur.donnees_lues import lire_json as lire_le_json
from binome.moteur.erreurs import ErreurDeSaisie

MEGA: Final = 1_000_000


def lire_la_situation(fichier: str) -> dict[str, object]:
    """Read the situation of a file of JSON, or of a worked case in TOML.

    Raises:
        ErreurDeSaisie: unreadable file, or no situation in it.
    """
    if not fichier.endswith(".toml"):
        return lire_json(fichier)
    situation = lire_table_de_cas(fichier, "situation")
    if not isinstance(situation, dict):
        raise ErreurDeSaisie("situation", situation, "une table [situation]")
    return situation


def lire_table_de_cas(fichier: str, table: str) -> object:
    """Read one table of a worked case (TOML); numbers stay exact.

    Raises:
        ErreurDeSaisie: unreadable file, or a file without this table.
    """
    try:
        lu = lire_toml(_lire_texte(fichier, table, MEGA))
    except TexteRefuse as faute:
        raise ErreurDeSaisie(table, fichier, "un fichier TOML correct", faute.conseil) from faute
    if table not in lu:
        raise ErreurDeSaisie(table, fichier, f"un cas avec une table [{table}]")
    return lu[table]


def lire_json(fichier: str, quoi: str = "situation", octets: int = MEGA) -> dict[str, object]:
    """Read a JSON object from a file or, for « - », from standard input; numbers stay exact.

    Raises:
        ErreurDeSaisie: unreadable file, text that is not JSON, or JSON that is not an object.
    """
    donnees = lire_json_quelconque(fichier, quoi, octets)
    if not isinstance(donnees, dict):
        raise ErreurDeSaisie(quoi, donnees, "un objet JSON {champ: valeur}")
    return donnees


def lire_json_quelconque(fichier: str, quoi: str, octets: int = MEGA) -> object:
    """Read any JSON value from a file or, for « - », from standard input; numbers stay exact.

    Raises:
        ErreurDeSaisie: unreadable file, or text that is not JSON.
    """
    try:
        return lire_le_json(_lire_texte(fichier, quoi, octets))
    except TexteRefuse as faute:
        raise ErreurDeSaisie(quoi, fichier, "un fichier JSON simple", faute.conseil) from faute


def _lire_texte(fichier: str, quoi: str, octets: int) -> str:
    try:
        if fichier == "-":
            brut = sys.stdin.buffer.read(octets + 1)
        else:
            with Path(fichier).open("rb") as flux:
                brut = flux.read(octets + 1)
        if len(brut) > octets:
            taille = "d'un mégaoctet" if octets == MEGA else f"de {octets // MEGA} mégaoctets"
            raise ErreurDeSaisie(quoi, fichier, f"un fichier {taille} au plus")
        return brut.decode("utf-8-sig")
    except OSError as faute:
        raise ErreurDeSaisie(quoi, fichier, "un fichier que l'on peut lire, ou « - » pour l'entrée standard") from faute
    except ValueError as faute:
        raise ErreurDeSaisie(quoi, fichier, "un fichier de texte en UTF-8") from faute
