"""Replaying a receipt under an archived law: its own code, in a process of its own that sees nothing else."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zipfile import ZipFile

from binome.archives.index import Archive, Archives
from binome.moteur.canonique import canonique
from binome.moteur.erreurs import ErreurDeDroit

_SECONDES: Final = 120


def rejouer(donnees: Mapping[str, object], archive: Archive, ou: Archives) -> dict[str, Any]:
    """Return what an archived version says of a receipt.

    Raises:
        ErreurDeDroit: it does not run here, or the archive is not the one that was kept.
    """
    contenu = canonique(donnees)
    try:
        faite = subprocess.run(  # noqa: S603  (this interpreter, on code of ours whose digest was checked)
            [sys.executable, "-I", "-S", str(_ouverte(archive, ou))],
            input=contenu.encode(),
            capture_output=True,
            check=True,
            timeout=_SECONDES,
        )
        rendu: dict[str, Any] = json.loads(faite.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as faute:
        raise ErreurDeDroit(f"Le droit archivé {archive.version} n'a pas pu être rejoué ici.") from faute
    return rendu


@cache
def _ouverte(archive: Archive, ou: Archives) -> Path:
    """Return the folder where an archive is opened, for as long as this process lives."""
    dossier = TemporaryDirectory(prefix="binome-archive-")
    atexit.register(dossier.cleanup)
    with ZipFile(BytesIO(ou.octets(archive))) as paquet:
        paquet.extractall(dossier.name)
    return Path(dossier.name)
