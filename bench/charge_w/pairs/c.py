"""C by hand: gcc, AVX-512 intrinsics, OpenMP."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from bench.charge_w.donnees import ENTREES, SORTIES, Colonnes, vides

NOM = "C, AVX-512 à la main, OpenMP"
SOURCE = Path(__file__).parents[1] / "w.c"


def version() -> str:
    """Return the compiler's version."""
    gcc = shutil.which("gcc") or "gcc"
    return subprocess.run([gcc, "-dumpfullversion"], check=True, capture_output=True, text=True).stdout.strip()


@cache
def _bibliotheque() -> Any:
    objet = Path(tempfile.mkdtemp(prefix="binome-w-")) / "w.so"
    gcc = shutil.which("gcc") or "gcc"
    options = ["-O3", "-march=native", "-fopenmp", "-ffp-contract=off", "-shared", "-fPIC", "-w"]
    subprocess.run([gcc, *options, str(SOURCE), "-o", str(objet)], check=True)
    return ctypes.CDLL(str(objet))


def charger(colonnes: Colonnes) -> Callable[[], Colonnes]:
    """Return the calculation of these columns."""
    n = len(colonnes["pmt"])
    if n % 16:
        raise ValueError("une taille multiple de seize")
    fonction = _bibliotheque().w_seize
    gardees = [colonnes[nom] for nom in ENTREES]

    def calculer() -> Colonnes:
        sorties = vides(n)
        entrees = [ctypes.c_void_p(colonne.ctypes.data) for colonne in gardees]
        fonction(ctypes.c_size_t(n), *entrees, *(ctypes.c_void_p(sortie.ctypes.data) for sortie in sorties))
        return dict(zip(SORTIES, sorties, strict=True))

    return calculer
