"""Another version of Binôme: a folder, or a revision of the repository; its law read, its answers to the worked cases.

Its code runs in a process of its own: two laws never share an interpreter.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import binome
from binome.droit.empreinte import lectures_du_dossier, nombres_du_dossier, regles_du_dossier
from binome.moteur.erreurs import ErreurDeSaisie

ACTUELLE: Final = "actuelle"
_ATTENDU: Final = "« actuelle », un dossier qui contient binome/droit, ou une révision du dépôt où l'on est"
_DEMANDE: Final = """
import json, sys
import binome
def total(situation):
    try:
        rendu = binome.simuler(situation).en_json()
    except Exception as faute:
        return {"refus": type(faute).__name__}
    return {"eligibilite": rendu["eligibilite"]["statut"], **rendu["total"]}
print(json.dumps({nom: total(situation) for nom, situation in json.load(sys.stdin).items()}, default=str))
"""
"""What any version is asked: its public functions alone, so that an old one answers too."""

Rendus = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Version:
    """A version at hand: the folder where `binome` is, and the name it was asked under."""

    nom: str
    racine: Path

    @property
    def _droit(self) -> Path:
        return self.racine / "binome" / "droit"

    @property
    def regles(self) -> dict[str, str]:
        """The digest of each rule."""
        return regles_du_dossier(self._droit)

    @property
    def nombres(self) -> dict[str, Any]:
        """The versions of each number."""
        return dict(nombres_du_dossier(self._droit))

    @property
    def lectures(self) -> dict[str, Any]:
        """The choices and defaults of each reading."""
        return dict(lectures_du_dossier(self._droit))

    def repondre(self, situations: Mapping[str, Any]) -> Rendus:
        """Return what this version answers to some situations, by name.

        Raises:
            ErreurDeSaisie: its code does not run here.
        """
        faite = subprocess.run(  # noqa: S603  (the interpreter at hand, on a folder that the caller named)
            [sys.executable, "-c", _DEMANDE],
            input=json.dumps(situations, default=str).encode(),
            env={**os.environ, "PYTHONPATH": str(self.racine)},
            capture_output=True,
            check=False,
        )
        if faite.returncode != 0:
            derniere = faite.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise ErreurDeSaisie("version", f"{self.nom} ({derniere[:120]})", "une version dont le code tourne ici")
        rendus: Rendus = json.loads(faite.stdout)
        return rendus


@contextmanager
def ouvrir(nom: str) -> Iterator[Version]:
    """Give a version for as long as it is looked at.

    Raises:
        ErreurDeSaisie: neither a folder of law nor a revision.
    """
    if nom == ACTUELLE:
        yield Version(nom, Path(binome.__file__).parents[1])
        return
    for racine in (Path(nom), Path(nom) / "src"):
        if (racine / "binome" / "droit" / "lectures.toml").is_file():
            yield Version(nom, racine.resolve())
            return
    with TemporaryDirectory(prefix="binome-droit-") as dossier:
        _extraire(nom, Path(dossier))
        yield Version(nom, Path(dossier) / "src")


def _extraire(revision: str, dossier: Path) -> None:
    """Write the source of a revision in a folder."""
    lue = (
        subprocess.run(  # noqa: S603  (never through a shell; a revision cannot be an option)
            ["git", "archive", "--format=tar", "--end-of-options", revision, "src", "cas"],  # noqa: S607  (the one of the path)
            capture_output=True,
            check=False,
        )
        if not Path(revision).exists()
        else None
    )
    if lue is None or lue.returncode != 0:
        raise ErreurDeSaisie("version", revision, _ATTENDU)
    with tarfile.open(fileobj=BytesIO(lue.stdout)) as archive:
        archive.extractall(dossier, filter="data")
    if not (dossier / "src" / "binome" / "droit" / "lectures.toml").is_file():
        raise ErreurDeSaisie("version", revision, _ATTENDU)
