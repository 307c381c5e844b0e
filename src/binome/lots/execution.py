"""A run: a file of situations in, a file of answers out, by parts, so that it can be taken up again.

Each part is written beside the output before the next one is read; the output itself appears whole, at the end, in one
move. A bad row never stops the run: it is in `SORTIE.erreurs.csv`, with its line, its field and the reason.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from binome.droit.catalogue import catalogue
from binome.droit.loi import loi_en_vigueur
from binome.lots.contrats import Memoire
from binome.lots.ecriture.parties import ecrire_les_erreurs, ecrire_une_partie
from binome.lots.ecriture.sortie import ecrire_la_sortie
from binome.lots.formats import forme
from binome.lots.lecture import bloc
from binome.lots.lecture.lire import compter, lire
from binome.lots.table import LIGNES_POUR_COMPILER, traiter_un_bloc

Avancement = Callable[[int, int | None], None]
"""Told the rows done, and their total when it is known."""


@dataclass(frozen=True, slots=True)
class Bilan:
    """What a run did."""

    lues: int
    ecrites: int
    erreurs: int
    fichier_des_erreurs: Path | None


def traiter_un_fichier(
    entree: Path,
    sortie: Path,
    avancer: Avancement = lambda _lues, _total: None,
    reprendre: bool = False,
    compile_des: int = LIGNES_POUR_COMPILER,
) -> Bilan:
    """Answer every row of a file into another.

    Args:
        entree: situations, one per row.
        sortie: answers, one row per contract and year (`COLONNES`).
        avancer: told the number of rows done, and the total if known, after each part.
        reprendre: keep the parts that an interrupted run of the same file under the same law left.
        compile_des: rows from which the kernel is compiled.

    Raises:
        ErreurDeSaisie: a file or a column cannot be read or written.
    """
    genre = forme(sortie)
    dossier = sortie.with_name(sortie.name + ".parties")
    marque = _marque(entree)
    if not (reprendre and (dossier / "marque").is_file() and (dossier / "marque").read_text("utf-8") == marque):
        shutil.rmtree(dossier, ignore_errors=True)
    dossier.mkdir(parents=True, exist_ok=True)
    (dossier / "marque").write_text(marque, "utf-8")
    lues, total, memoire = 0, compter(entree), Memoire(loi_en_vigueur())
    for rang, un in enumerate(lire(entree)):
        fichier = dossier / f"partie-{rang:06d}.parquet"
        if not fichier.exists():
            ecrire_une_partie(fichier, traiter_un_bloc(un, memoire, compile_des))
        lues += un.table.height
        avancer(lues, total)
    return _conclure(dossier, sortie, genre, lues)


def _marque(entree: Path) -> str:
    etat = entree.stat() if entree.exists() else None
    texte = (
        f"{entree.resolve()}|{etat and (etat.st_size, etat.st_mtime_ns)}|{catalogue().version}|{bloc.LIGNES_PAR_BLOC}"
    )
    return sha256(texte.encode()).hexdigest()


def _conclure(dossier: Path, sortie: Path, genre: str, lues: int) -> Bilan:
    provisoire = dossier / f"sortie{genre}"
    ecrites = ecrire_la_sortie(provisoire, sorted(dossier.glob("partie-*.parquet")))
    des_erreurs = sortie.with_name(sortie.name + ".erreurs.csv")
    erreurs = ecrire_les_erreurs(dossier / "erreurs.csv", dossier)
    if erreurs:
        (dossier / "erreurs.csv").replace(des_erreurs)
    else:
        des_erreurs.unlink(missing_ok=True)
    provisoire.replace(sortie)
    shutil.rmtree(dossier)
    return Bilan(lues, ecrites, erreurs, des_erreurs if erreurs else None)
