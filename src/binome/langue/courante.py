"""The language of sentences. French is the source; a face may set another one for the current context.

A sentence is translated before its figures are put in, so the catalogue of a language holds models, never results.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, NamedTuple


class Langue(NamedTuple):
    """A language: its code and what turns a French model into it."""

    code: str
    traduire: Callable[[str], str]


def _tel_quel(phrase: str) -> str:
    return phrase


FRANCAIS: Final = Langue("fr", _tel_quel)
_courante: ContextVar[Langue] = ContextVar("langue", default=FRANCAIS)


def langue() -> str:
    """Return the code of the current language."""
    return _courante.get().code


def dire(modele: str, /, **mots: object) -> str:
    """Return a sentence in the current language, its figures put in."""
    phrase = _courante.get().traduire(modele) if modele else modele
    return phrase.format(**mots) if mots else phrase


@contextmanager
def en_langue(autre: Langue) -> Iterator[None]:
    """Speak another language inside the block."""
    jeton = _courante.set(autre)
    try:
        yield
    finally:
        _courante.reset(jeton)
