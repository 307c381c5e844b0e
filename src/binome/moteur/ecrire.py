"""The one way in which a file that a person keeps is written: whole, in one move, or not at all.

What is written first bears another name, in the same folder; it takes its place once it is on the disk. Whatever the
machine refuses is said in words, and nothing is left behind.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from binome.moteur.erreurs import ErreurDeSaisie, MoyenAbsent

PROVISOIRE: Final = ".binome-"
"""What the name of a file that is being written begins with."""
_MEGA: Final = 1_000_000
PLEIN: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_INTERDIT: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_MAL_NOMME: Final = {
    errno.ENOENT: "un fichier que l'on peut écrire, dans un dossier qui existe",
    errno.ENOTDIR: "un fichier que l'on peut écrire, dans un dossier qui existe",
    errno.EISDIR: "un fichier, pas un dossier",
    errno.ENAMETOOLONG: "un nom plus court",
    errno.EINVAL: "un nom que ce disque accepte",
}


def ecrire(fichier: Path, contenu: str | bytes) -> None:
    """Write a file whole, text in UTF-8.

    Raises:
        MoyenAbsent: the machine cannot: no room, no right.
        ErreurDeSaisie: nothing can bear this name.
    """
    octets = contenu.encode() if isinstance(contenu, str) else contenu
    with en_place(fichier, len(octets)) as provisoire:
        provisoire.write_bytes(octets)


@contextmanager
def en_place(fichier: Path, octets: int = 0) -> Iterator[Path]:
    """Give a file to write; it takes the place of `fichier` when all went well, and disappears otherwise.

    Args:
        fichier: where the file will stand; a link is followed, a device is written to as it is.
        octets: what is about to be written, when it is known: the room that lacks is said.

    Raises:
        MoyenAbsent: the machine cannot: no room, no right.
        ErreurDeSaisie: nothing can bear this name.
    """
    with en_mots(fichier, octets):
        cible = fichier.resolve()
        if cible.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if cible.exists() and not cible.is_file():
            yield cible
            return
        provisoire = cible.with_name(f"{PROVISOIRE}{secrets.token_hex(8)}")
        try:
            provisoire.touch(exist_ok=False)
            yield provisoire
            installer(provisoire, cible)
        finally:
            provisoire.unlink(missing_ok=True)


def installer(provisoire: Path, cible: Path) -> None:
    """Put a file that is written in the place of another, once it is on the disk; it takes the rights of the other."""
    with suppress(FileNotFoundError):
        shutil.copymode(cible, provisoire)
    sur_le_disque(provisoire)
    provisoire.replace(cible)
    sur_le_disque(cible.parent)


def sur_le_disque(chemin: Path) -> None:
    """Wait until a file or a folder is on the disk; some systems cannot tell of a folder."""
    try:
        descripteur = os.open(chemin, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descripteur)
    except OSError as faute:
        if faute.errno in PLEIN or faute.errno == errno.EIO:
            raise
    finally:
        os.close(descripteur)


@contextmanager
def en_mots(fichier: Path, octets: int = 0) -> Iterator[None]:
    """Say in words what the system refuses while a file is written.

    Args:
        fichier: what a person asked for.
        octets: what remains to be written, when it is known.

    Raises:
        MoyenAbsent: the machine cannot: no room, no right.
        ErreurDeSaisie: nothing can bear this name.
    """
    try:
        yield
    except OSError as faute:
        raise refus(faute, fichier, octets) from faute


def refus(faute: OSError, fichier: Path, octets: int = 0) -> ErreurDeSaisie | MoyenAbsent:
    """Return what the system refused, for whoever asked for the file."""
    if faute.errno in PLEIN:
        return place_manquante(fichier, octets)
    if faute.errno in _MAL_NOMME:
        return ErreurDeSaisie("sortie", str(fichier), _MAL_NOMME[faute.errno])
    if faute.errno in _INTERDIT:
        return MoyenAbsent(f"Ce compte n'a pas le droit d'écrire « {fichier} ».")
    return MoyenAbsent(f"Le système refuse d'écrire « {fichier} » ({faute.strerror or faute}).")


def place_manquante(fichier: Path, octets: int) -> MoyenAbsent:
    """Return that the disk is full, and how much room lacks at least."""
    manquants = max(octets - place_libre(fichier), 1)
    dossier = fichier.absolute().parent
    return MoyenAbsent(f"Il manque {-(-manquants // _MEGA)} Mo sur le disque de « {dossier} » pour « {fichier.name} ».")


def place_libre(fichier: Path) -> int:
    """Return how many bytes are free where a file is to be written; none when the system does not say."""
    try:
        return shutil.disk_usage(fichier.absolute().parent).free
    except OSError:
        return 0
