"""What makes two runs the same: the content of the input, the law, the engine, the form of the output."""

from __future__ import annotations

import os
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final

from binome.droit.loi import Loi
from binome.moteur.erreurs import ErreurDeSaisie

_LONGUEUR: Final = 4
_FIN: Final = 8
"""What a Parquet file ends with: the length of its foot, its mark."""


def marque(contenu: str, loi: Loi, *reste: object) -> str:
    """Return the digest of a run on an input of this digest: whatever changes the answers changes it."""
    return sha256("|".join(map(str, (contenu, loi.version, empreinte_du_moteur(), *reste))).encode()).hexdigest()


def empreinte(entree: Path) -> str:
    """Return the digest of a whole file.

    Raises:
        ErreurDeSaisie: it cannot be read.
    """
    try:
        with entree.open("rb") as flux:
            return file_digest(flux, "sha256").hexdigest()
    except OSError as faute:
        raise ErreurDeSaisie("fichier", entree.name, "un fichier que l'on peut lire") from faute


def empreinte_d_un_parquet(entree: Path) -> str:
    """Return the digest of a Parquet file's foot, where every block is described, and its size.

    Raises:
        ErreurDeSaisie: it cannot be read.
    """
    try:
        taille = entree.stat().st_size
        with entree.open("rb") as flux:
            flux.seek(-min(_FIN, taille), os.SEEK_END)
            pied = int.from_bytes(flux.read(_LONGUEUR), "little")
            flux.seek(-min(_FIN + pied, taille), os.SEEK_END)
            return sha256(flux.read() + str(taille).encode()).hexdigest()
    except OSError as faute:
        raise ErreurDeSaisie("fichier", entree.name, "un fichier que l'on peut lire") from faute


@cache
def empreinte_du_moteur() -> str:
    """Return the digest of the sources of this package: another engine may answer otherwise."""
    empreinte, paquet = sha256(), Path(__file__).parents[1]
    for fichier in sorted(f for f in paquet.rglob("*") if f.suffix in (".py", ".toml")):
        empreinte.update(fichier.read_bytes())
    return empreinte.hexdigest()
