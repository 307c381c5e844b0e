"""The data folder: its secret, its database; what the machine refuses is said in words."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from platformdirs import user_data_path

from binome.moteur.ecrire import refus
from binome.moteur.erreurs import MoyenAbsent

BASE: Final = "binome.sqlite3"
_AUTRE_BASE: Final = "BINOME_BASE"
_SECONDES_D_ATTENTE: Final = 20
_CONSEIL: Final = "BINOME_DONNEES désigne le dossier des données : choisissez-en un où ce compte peut écrire."
_LONGUEUR_DU_SECRET: Final = 48


def base(donnees: Path) -> dict[str, object]:
    """Return the database's settings: SQLite in the data folder, or the PostgreSQL that `BINOME_BASE` designates.

    Writers wait for each other; a transaction of SQLite takes its turn from the start, so that it never fails midway.

    Raises:
        MoyenAbsent: what the environment designates is not a PostgreSQL database.
    """
    if adresse := os.environ.get(_AUTRE_BASE):
        return base_postgresql(adresse)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": donnees / BASE,
        "OPTIONS": {
            "timeout": _SECONDES_D_ATTENTE,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def base_postgresql(adresse: str) -> dict[str, object]:
    """Read `postgresql://user@host:port/name`; a folder as `host` in the query designates a socket."""
    lue = urlsplit(adresse)
    nom = lue.path.removeprefix("/")
    if lue.scheme != "postgresql" or not nom:
        raise MoyenAbsent(
            f"{_AUTRE_BASE} désigne une base PostgreSQL, par exemple postgresql://binome@base:5432/binome."
        )
    socket = parse_qs(lue.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": nom,
        "USER": unquote(lue.username or ""),
        "PASSWORD": unquote(lue.password or ""),
        "HOST": socket or lue.hostname or "",
        "PORT": str(lue.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


@contextmanager
def en_mots(chemin: Path) -> Iterator[None]:
    """Say in words what the system refuses of the data folder.

    Raises:
        MoyenAbsent: the folder cannot be used.
    """
    try:
        yield
    except OSError as faute:
        dit = refus(faute, chemin)
        phrase = str(dit) if isinstance(dit, MoyenAbsent) else f"« {chemin} » ne peut pas être un dossier de données."
        raise MoyenAbsent(f"{phrase} {_CONSEIL}") from faute


def dossier() -> Path:
    """Return the data folder, made for this user alone.

    Raises:
        MoyenAbsent: it cannot be made.
    """
    choisi = Path(os.environ.get("BINOME_DONNEES") or user_data_path("binome", appauthor=False))
    with en_mots(choisi):
        choisi.mkdir(mode=0o700, parents=True, exist_ok=True)
    return choisi


def secret(donnees: Path) -> str:
    """Return the installation's secret, made once and readable by its user alone; one cut short is made again.

    Raises:
        MoyenAbsent: it can neither be read nor written.
    """
    fichier = donnees / "secret"
    with en_mots(donnees):
        lu = fichier.read_text("ascii", "replace") if fichier.exists() else ""
        if len(lu) < _LONGUEUR_DU_SECRET:
            _ecrire_le_secret(fichier, remplacer=bool(lu) or fichier.exists())
            lu = fichier.read_text("ascii")
    return lu


def _ecrire_le_secret(fichier: Path, remplacer: bool) -> None:
    """Write whole under another name, then link: of several workers that start together, one wins."""
    provisoire = fichier.with_name(f"secret.{os.getpid()}")
    descripteur = os.open(provisoire, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descripteur, "w", encoding="ascii") as flux:
            flux.write(secrets.token_urlsafe(_LONGUEUR_DU_SECRET))
        if remplacer:
            provisoire.replace(fichier)
            return
        with suppress(FileExistsError):
            fichier.hardlink_to(provisoire)
    finally:
        provisoire.unlink(missing_ok=True)


def base_inutilisable(donnees: Path, faute: Exception) -> MoyenAbsent:
    """Return that the database cannot be used: damaged, or not of this account."""
    if os.environ.get(_AUTRE_BASE):
        return MoyenAbsent(f"La base que {_AUTRE_BASE} désigne ne répond pas, ou refuse ce compte ({faute}).")
    return MoyenAbsent(
        f"La base « {donnees / BASE} » est endommagée ou fermée à ce compte ({faute}). Déplacez ce fichier : Binôme en "
        "refait une. Le simulateur n'y garde rien de vous ; les contrats gérés se reprennent par « binome restaurer »."
    )
