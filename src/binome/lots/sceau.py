"""How an output of ours that nobody touched since is recognised: only that one may be replaced without asking.

The seal is an attribute that the system keeps beside the file: its size and its time when it was written. Whoever edits
the file breaks the seal; a copy has none, nor has any file where the system keeps no attributes. In doubt, the file is
a person's.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

_ATTRIBUT: Final = "user.binome.sceau"


def sceller(fichier: Path) -> None:
    """Seal a file that has just been written, where the system can."""
    if hasattr(os, "setxattr"):
        with suppress(OSError):
            os.setxattr(fichier, _ATTRIBUT, _etat(fichier))


def intact(fichier: Path) -> bool:
    """Return whether a file is one that a run wrote and that nobody touched since."""
    if not hasattr(os, "getxattr"):
        return False
    try:
        return os.getxattr(fichier, _ATTRIBUT) == _etat(fichier)
    except OSError:
        return False


def _etat(fichier: Path) -> bytes:
    etat = fichier.stat()
    return f"{etat.st_size} {etat.st_mtime_ns}".encode()
