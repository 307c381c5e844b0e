"""Object code kept on disk, each under the digest of the very text that it was compiled from.

The name of a file is the digest of its program, of the processor and of the compiler: code of another law, or of
another source, is never found. A folder that cannot be written, a file cut short or altered only cost a compilation.
"""

from __future__ import annotations

import contextlib
import os
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import Final

_GARDES: Final = 400
"""Files kept, the last written: reforms tried once would otherwise fill the disk."""
_LONGUEUR_DU_SCEAU: Final = 32


def dossier_de_cache() -> Path | None:
    """Return the folder of compiled kernels, None where nobody has a home."""
    choisi = os.environ.get("BINOME_CACHE")
    if choisi:
        return Path(choisi) / "noyaux"
    try:
        return Path.home() / ".cache" / "binome" / "noyaux"
    except RuntimeError:
        return None


def relire(cle: str) -> bytes | None:
    """Return the object code kept under a digest, None when there is none or it was damaged."""
    dossier = dossier_de_cache()
    if dossier is None:
        return None
    try:
        lu = (dossier / f"{cle}.o").read_bytes()
    except OSError:
        return None
    sceau, objet = lu[:_LONGUEUR_DU_SCEAU], lu[_LONGUEUR_DU_SCEAU:]
    return objet if sha256(objet).digest() == sceau else None


def garder(cle: str, objet: bytes) -> None:
    """Keep an object code under a digest, if the folder can be written; a reader never sees half of it."""
    dossier = dossier_de_cache()
    if dossier is None:
        return
    with contextlib.suppress(OSError):
        dossier.mkdir(parents=True, exist_ok=True)
        _ecrire(dossier, cle, sha256(objet).digest() + objet)
        _elaguer(dossier)


def _ecrire(dossier: Path, cle: str, contenu: bytes) -> None:
    descripteur, provisoire = mkstemp(dir=dossier, prefix=cle, suffix=".cours")
    try:
        with os.fdopen(descripteur, "wb") as flux:
            flux.write(contenu)
        Path(provisoire).replace(dossier / f"{cle}.o")
    except OSError:
        Path(provisoire).unlink(missing_ok=True)
        raise


def _elaguer(dossier: Path) -> None:
    gardes = sorted(dossier.glob("*.o"), key=lambda fichier: fichier.stat().st_mtime, reverse=True)
    for ancien in gardes[_GARDES:]:
        ancien.unlink(missing_ok=True)
