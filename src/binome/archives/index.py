"""What is kept: the list of archived versions, and the bytes of one, checked before anything reads them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from binome.moteur.erreurs import ErreurDeDroit
from binome.moteur.rendu import EnJson

DOSSIER: Final = Path(__file__).parent
INDEX: Final = "index.toml"


@dataclass(frozen=True, slots=True)
class Archive(EnJson):
    """One kept version: the law's version, the release of Binôme that it came with, the digest of the file."""

    version: str
    publiee: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Archives:
    """The kept versions, oldest first, of a folder; `en_preparation` when the law of the sources is not to be kept."""

    dossier: Path
    en_preparation: bool
    toutes: tuple[Archive, ...]

    def de(self, version: str) -> Archive | None:
        """Return the archive of a version of the law, or None."""
        return next((une for une in self.toutes if une.version == version), None)

    def fichier(self, archive: Archive) -> Path:
        """Return where an archive lies."""
        return self.dossier / f"{archive.version}.zip"

    def octets(self, archive: Archive) -> bytes:
        """Return the bytes of an archive.

        Raises:
            ErreurDeDroit: they are not those that were kept.
        """
        octets = self.fichier(archive).read_bytes()
        if sha256(octets).hexdigest() != archive.sha256:
            raise ErreurDeDroit(f"L'archive du droit {archive.version} n'est pas celle qui a été gardée.")
        return octets


def lire(dossier: Path) -> Archives:
    """Return the archives of a folder."""
    lu = tomllib.loads((dossier / INDEX).read_text("utf-8"))
    return Archives(dossier, lu["en_preparation"], tuple(Archive(**une) for une in lu.get("archives", ())))


@cache
def archives() -> Archives:
    """Return the archives that travel with the package, read on first use."""
    return lire(DOSSIER)
