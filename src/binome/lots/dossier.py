"""A folder of parts that several machines write: taken up when it is that of the same run, interrupted; never mixed.

A hidden file names the run while it lasts. A folder that holds something and does not name this run is somebody's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final

from binome.droit.loi import Loi
from binome.lots.ecriture.erreurs import FichierDErreurs
from binome.lots.ecriture.parties import ERREURS, PARTIE
from binome.lots.marque import empreinte_d_un_parquet, marque
from binome.lots.sortie import Sortie, sortie_de
from binome.lots.verrou import seul, verrouiller
from binome.moteur.ecrire import ecrire, en_mots
from binome.moteur.erreurs import ErreurDeSaisie

_MARQUE: Final = ".binome"
"""The hidden file that names the run; what is being written is hidden under a name that begins alike."""
_VERROU: Final = ".binome.verrou"


@dataclass(frozen=True, slots=True)
class DossierDeParties:
    """A folder of parts that is open, and where its errors will stand."""

    chemin: Path
    sortie: Sortie

    def conclure(self) -> int:
        """Put together what the parts refused, leave them alone in the folder; return how many rows were refused."""
        fichiers = sorted(self.chemin.glob(f"{PARTIE}*{ERREURS}"))
        refusees = sum(_compter(fichier) for fichier in fichiers)
        if refusees:
            reunies = self.chemin / f"{_MARQUE}.csv"
            with reunies.open("wb") as flux:
                flux.write(FichierDErreurs().tete())
                flux.writelines(fichier.read_bytes() for fichier in fichiers)
            self.sortie.poser_les_erreurs(reunies)
        else:
            self.sortie.poser_les_erreurs(None)
        for fichier in (*fichiers, *self.chemin.glob(f"{_MARQUE}*")):
            fichier.unlink(missing_ok=True)  # a worker that was given up for lost may put its own away meanwhile
        return refusees


def conclu(dossier: Path) -> bool:
    """Return whether the run of a folder is over: a worker given up for lost may finish after it."""
    return not (dossier / _MARQUE).exists()


@contextmanager
def dossier_de_parties(
    entree: Path, sortie: Path, lignes: int, remplacer: bool, loi: Loi
) -> Iterator[DossierDeParties]:
    """Open the folder where the parts of a run go.

    Raises:
        ErreurDeSaisie: its parent does not exist, it holds something else, another run is writing it.
        MoyenAbsent: the machine cannot write there.
    """
    ou = sortie_de(sortie, remplacer)
    attendue = marque(empreinte_d_un_parquet(entree), loi, lignes)
    ou.verifier_les_erreurs(entree)
    with ExitStack() as pile, en_mots(sortie):
        with seul(ou.reponses.parent):
            _preparer(ou, attendue)
            if not verrouiller(ou.reponses / _VERROU, pile):
                attendu = "un dossier qu'aucun autre traitement n'est en train d'écrire"
                raise ErreurDeSaisie("sortie", str(sortie), attendu)
        yield DossierDeParties(ou.reponses, ou)


def _preparer(ou: Sortie, attendue: str) -> None:
    """Make the folder, or take it up, or empty it of parts when the user asks for it."""
    dossier = ou.reponses
    if dossier.exists() and not dossier.is_dir():
        raise ErreurDeSaisie("sortie", str(dossier), "un dossier")
    dossier.mkdir(exist_ok=True)
    marque_lue = dossier / _MARQUE
    if marque_lue.is_file() and marque_lue.read_text("utf-8", "replace") == attendue:
        return
    if ou.remplacer:
        for fichier in (*dossier.glob(f"{PARTIE}*"), *dossier.glob(f"{_MARQUE}*")):
            fichier.unlink()
    if any(dossier.iterdir()):
        attendu = "un dossier qui n'existe pas encore, vide, ou celui du même traitement interrompu"
        raise ErreurDeSaisie("sortie", str(dossier), attendu, " Pour effacer ses parties : remplacer=True.")
    ecrire(marque_lue, attendue)


def _compter(fichier: Path) -> int:
    return sum(1 for _ in csv.reader(StringIO(fichier.read_text("utf-8"), newline="")))
