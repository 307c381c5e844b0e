"""Faults in engine, law, contracts and simulation: which do the tests see?

    python -m tests.mutations [droit moteur/tables.py …] [--essais tests/droit …] [--depuis main] [--secondes 60]

A fault that no test sees is a test to write, or a reason to write in `justifies.toml`. Code 1 when one has neither.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from typing import Final

import binome
from tests.mutations.course import Course, Essai, Sort, Touche, courir
from tests.mutations.greffe import codes_changes
from tests.mutations.operateurs import Membres, mutants

RACINE: Final = Path(__file__).parents[2]
SOURCES: Final = Path(binome.__file__).parent
PIECES: Final = ("moteur", "droit", "contrats", "simulation")
ESSAIS: Final = ("tests/moteur", "tests/droit", "tests/contrats", "tests/simulation", "tests/cas", "tests/langue")
SANS: Final = ("tests/droit/test_compilation.py",)
"""Tests that read a rule's source on the disk, where the fault is not."""

SECONDES_PAR_FAUTE: Final = 5

DE_DONNEES: Final = ("droit/codes.py", "droit/lectures.py", "droit/faits.py")
"""Modules that only name things: enumerations and records, without a line that runs."""

JUSTIFIES: Final = Path(__file__).with_name("justifies.toml")


def fichiers(demandes: Sequence[str]) -> list[Path]:
    """Return the modules that are asked for, those of data left out."""
    trouves = [f for un in demandes or PIECES for f in _sous(SOURCES / un)]
    return [f for f in trouves if f.relative_to(SOURCES).as_posix() not in DE_DONNEES]


def _sous(lieu: Path) -> Iterable[Path]:
    return sorted(lieu.rglob("*.py")) if lieu.is_dir() else [lieu]


def changees(depuis: str, parmi: Iterable[Path]) -> dict[Path, set[int]]:
    """Return the lines of each module that differ from a revision."""
    rendu: dict[Path, set[int]] = {}
    for fichier in parmi:
        texte = subprocess.run(
            ["git", "diff", "--unified=0", depuis, "--", str(fichier)],
            cwd=RACINE,
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        lignes: set[int] = set()
        for tete in (ligne for ligne in texte.splitlines() if ligne.startswith("@@")):
            premiere, _, combien = tete.split()[2].lstrip("+").partition(",")
            lignes |= set(range(int(premiere), int(premiere) + int(combien or 1)))
        if lignes:
            rendu[fichier] = lignes
    return rendu


def membres() -> Membres:
    """Return the members of the enumerations of the law and of contracts."""
    modules = ("binome.droit.codes", "binome.droit.lectures", "binome.contrats.echeancier")
    return {
        nom: tuple(objet.__members__)
        for module in modules
        for nom, objet in vars(import_module(module)).items()
        if isinstance(objet, type) and issubclass(objet, Enum)
    }


def preparer(
    modules: Mapping[Path, set[int] | None], touche: Mapping[str, Touche], durees: Mapping[str, float]
) -> list[Essai]:
    """Return every fault of the modules, with the tests that reach it, shortest first."""
    rendus, noms = [], membres()
    for fichier, lignes in modules.items():
        arbre = ast.parse(fichier.read_text("utf-8"))
        atteintes, lieu = touche.get(str(fichier), {}), fichier.relative_to(SOURCES).as_posix()
        for mutant in mutants(arbre, noms):
            portee = range(mutant.lignes[0], mutant.lignes[1] + 1)
            if lignes is not None and lignes.isdisjoint(portee):
                continue
            essais = {nom for ligne in portee for nom in atteintes.get(ligne, ())}
            changes = codes_changes(str(fichier), arbre, mutant)
            sort = Sort.A_FROID if changes is None else None if essais else Sort.HORS_D_ATTEINTE
            rendus.append(Essai(f"{lieu} : {mutant.cle}", str(fichier), changes, _courts(essais, durees), sort))
    return rendus


def _courts(essais: Iterable[str], durees: Mapping[str, float]) -> list[str]:
    """Return the tests to run, shortest first, as many as a fault is given time for."""
    ordre = sorted(essais, key=lambda nom: durees[nom])
    temps = accumulate(durees[nom] for nom in ordre)
    return [nom for nom, fin in zip(ordre, temps, strict=True) if fin <= SECONDES_PAR_FAUTE] or ordre[:1]


def justifies() -> dict[str, str]:
    """Return why each fault that no test sees is none."""
    return dict(tomllib.loads(JUSTIFIES.read_text("utf-8"))) if JUSTIFIES.exists() else {}


def rendre_compte(faits: Sequence[Essai], dits: Mapping[str, str]) -> int:
    """Say the score and the survivors; return how many have no reason."""
    comptes = Counter(un.sort for un in faits)
    vus = comptes[Sort.TUE] + comptes[Sort.TROP_LONG]
    essayes = vus + comptes[Sort.SURVIT] + comptes[Sort.HORS_D_ATTEINTE]
    muets = [un for un in faits if un.sort in (Sort.SURVIT, Sort.HORS_D_ATTEINTE)]
    sans_raison = [un for un in muets if un.cle not in dits]
    for un in sans_raison:
        print(f"{un.sort.value if un.sort else ''} | {un.cle}")
    print(f"{essayes} fautes essayées, {vus} vues ({1000 * vus // max(essayes, 1)} pour mille) ; {dict(comptes)}")
    print(f"{len(muets) - len(sans_raison)} ne changent rien et le disent ; {len(sans_raison)} restent à voir.")
    return len(sans_raison)


def principal() -> int:
    """Run what the command line asks."""
    lecteur = argparse.ArgumentParser(description="Mettre une faute à la fois dans les sources.")
    lecteur.add_argument("pieces", nargs="*")
    lecteur.add_argument("--essais", nargs="*", default=list(ESSAIS))
    lecteur.add_argument("--depuis", help="seulement les lignes changées depuis cette révision")
    lecteur.add_argument("--secondes", type=float, help="s'arrêter là")
    demande = lecteur.parse_args()
    modules: dict[Path, set[int] | None] = dict.fromkeys(fichiers(demande.pieces))
    if demande.depuis:
        modules = dict(changees(demande.depuis, modules))
        if not modules:
            print("Rien n'a changé.")
            return 0
    os.chdir(RACINE)
    course = Course(
        SOURCES, lambda touche, durees: preparer(modules, touche, durees), os.cpu_count() or 1, demande.secondes
    )
    courir(course, [*demande.essais, *(f"--ignore={un}" for un in SANS)])
    if course.ecartes:
        print(f"{len(course.ecartes)} essais écartés : {sorted(course.ecartes)[:5]}")
    return min(rendre_compte(course.faits, justifies()), 1)


if __name__ == "__main__":
    sys.exit(principal())
