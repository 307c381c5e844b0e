"""The same doors, led by what the reader's lines do of each sample: for those who have installed `atheris`.

It is heavy and compiled, so that it is not in the lock; without it the verb says so.
"""

from __future__ import annotations

import gc
import importlib
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Final

from tests.fuzz.portes import Porte

ABSENT: Final = "La recherche guidée demande « atheris », qui n'est pas installé : pip install atheris"
_REGLAGES: Final = ("-max_len=300000", "-timeout=0", "-rss_limit_mb=0", "-print_final_stats=1", "-verbosity=0")


def chercher(porte: Porte, graine: int, secondes: int, trouver: Callable[[bytes, Path], bool]) -> int:
    """Give samples to a door until the time is over, or until `trouver` says that one is a find; return the exit code.

    The samples of the door go through it first, so that what it loads late is there to be watched. The library ends the
    process itself when the time is over, with 0.
    """
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        print(ABSENT, file=sys.stderr)
        return 69
    with tempfile.TemporaryDirectory(prefix="binome-fuzz-") as lieu:
        corpus, dossier = Path(lieu, "corpus"), Path(lieu, "travail")
        corpus.mkdir()
        dossier.mkdir()
        for rang, exemple in enumerate(porte.exemples()):
            trouver(exemple, dossier)
            (corpus / str(rang)).write_bytes(exemple)

        def un(brut: bytes) -> None:
            if trouver(brut, dossier):
                raise SystemExit(1)

        temps = (f"-max_total_time={secondes}", f"-seed={graine or 1}")
        atheris.Setup([sys.argv[0], *temps, *_REGLAGES, str(corpus)], un)
        for fonction in _les_notres():
            atheris.instrument_func(fonction)
        atheris.Fuzz()
    return 0


def _les_notres() -> list[FunctionType]:
    """Return the functions that are loaded of Binôme: watching those of every library takes minutes."""
    return [un for un in gc.get_objects() if type(un) is FunctionType and str(un.__module__).startswith("binome.")]
