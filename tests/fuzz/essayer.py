"""One sample through one door: read, or refused in a sentence that a person may be shown; anything else is a find."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

from binome.moteur.erreurs import DEFAUT, ErreurBinome
from binome.moteur.mots import sans_effet
from tests.fuzz.portes import Porte

SECONDES_AU_PLUS = 20
"""A reader that works longer on a small sample hangs."""
_CARACTERES_AU_PLUS = 20_000


class Trouvaille(NamedTuple):
    """What a reader should not have done, and the bytes that made it do so."""

    porte: str
    quoi: str
    brut: bytes
    ou: str = ""
    """Where it happened: two samples that fail there are one find."""

    @property
    def nom(self) -> str:
        """A name for the sample, the same for the same bytes."""
        return f"trouve_{sha256(self.brut).hexdigest()[:12]}"


class TropLong(BaseException):
    """The time of one sample is over."""


@contextmanager
def _au_plus(secondes: int) -> Iterator[None]:
    def sonner(*_: object) -> None:
        raise TropLong

    ancien = signal.signal(signal.SIGALRM, sonner)
    signal.alarm(secondes)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, ancien)


def essayer(porte: Porte, brut: bytes, dossier: Path) -> Trouvaille | None:
    """Give a sample to a reader; nothing when it was read, or refused in words."""
    try:
        with _au_plus(SECONDES_AU_PLUS):
            porte.lire(brut, dossier)
    except ErreurBinome as refus:
        phrase = str(refus)
        if refus.consequence == DEFAUT:
            return Trouvaille(porte.nom, f"un défaut à nous : {phrase}", brut)
        if not phrase or len(phrase) > _CARACTERES_AU_PLUS or sans_effet(phrase) != phrase:
            return Trouvaille(porte.nom, f"une phrase que l'on ne peut pas montrer : {phrase[:200]!r}", brut)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as faute:
        dernier = traceback.extract_tb(faute.__traceback__)[-1]
        ou = f"{dernier.filename}:{dernier.lineno}"
        return Trouvaille(porte.nom, f"{type(faute).__name__} : {str(faute)[:200]}", brut, ou)
    return None


def gater(porte: Porte, exemples: list[bytes], graine: str) -> bytes:
    """Return a sample spoilt, the same for the same seed."""
    hasard = Random(graine)
    brut = hasard.choice(exemples)
    for _ in range(hasard.choice([1, 1, 1, 2])):
        brut = hasard.choice(porte.mutations)(brut, hasard)
    return brut
