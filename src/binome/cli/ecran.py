"""What commands write on: a closed pipe is concluded by the entry point, what a library shouts is held."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr
from tempfile import TemporaryFile
from typing import Final, NoReturn

from rich.console import Console

from binome.moteur.refus import en_refus

_ERREURS: Final = 2


class Ecran(Console):
    """A screen that leaves with the library's exit code for nobody: that code means « no » here."""

    def on_broken_pipe(self) -> NoReturn:
        """Let the closed pipe through: the library would end the program itself."""
        raise BrokenPipeError


@contextmanager
def cris_retenus() -> Iterator[None]:
    """Hold what libraries write by themselves on the error output; it is shown unless what stops is said in words.

    A library of tables tells its panic there, with a backtrace, before Python hears of it.
    """
    with ExitStack() as pile:
        vraie = os.dup(_ERREURS)
        ecran = pile.enter_context(os.fdopen(vraie, "w", encoding="utf-8", errors="backslashreplace"))
        retenu = pile.enter_context(TemporaryFile())
        premiere = sys.__stderr__
        if premiere is not None and sys.stderr is premiere:
            premiere.flush()
            pile.enter_context(redirect_stderr(ecran))
        pile.callback(os.dup2, vraie, _ERREURS)
        os.dup2(retenu.fileno(), _ERREURS)
        try:
            yield
        except BaseException as faute:
            if en_refus(faute) is None:
                retenu.seek(0)
                ecran.flush()
                with os.fdopen(os.dup(vraie), "wb") as sortie:
                    shutil.copyfileobj(retenu, sortie)
            raise
