"""Locks between runs: held while a process lives, whatever kills it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without them: two runs on one output are not told apart there
    fcntl = None  # type: ignore[assignment]


def verrouiller(fichier: Path, pile: ExitStack) -> bool:
    """Lock a file until the pile is closed; return whether nobody else holds it."""
    try:
        descripteur = os.open(fichier, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except FileNotFoundError:
        return True  # its folder has just been removed by a run that ended
    if fcntl is not None:
        try:
            fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descripteur)
            return False
        except OSError:
            # A network disk without locks: nothing tells two runs apart, which is no reason to refuse one.
            pass
    pile.callback(os.close, descripteur)
    return True


@contextmanager
def seul(dossier: Path) -> Iterator[None]:
    """Hold a folder for the time of a look: two runs that begin together look one after the other."""
    with ExitStack() as pile:
        with suppress(OSError):
            descripteur = os.open(dossier, os.O_RDONLY)
            pile.callback(os.close, descripteur)
            if fcntl is not None:
                fcntl.flock(descripteur, fcntl.LOCK_EX)
        yield
