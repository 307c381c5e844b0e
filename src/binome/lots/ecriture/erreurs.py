"""The file of errors: the line of each row that was refused, the field at fault, the reason."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable
from io import StringIO
from typing import Final

from binome.lots.interprete import ErreurDeLigne

_TITRES: Final = ("ligne", "champ", "raison")
_FORMULE: Final = ("=", "+", "-", "@")


def tete_des_erreurs() -> bytes:
    """Return what the file begins with; spreadsheets recognise UTF-8 by its mark."""
    return BOM_UTF8 + _en_csv([_TITRES])


def erreurs_en_csv(erreurs: Iterable[ErreurDeLigne]) -> bytes:
    """Return the refusals of a block."""
    return _en_csv([(str(e.ligne), sans_formule(e.champ), sans_formule(e.raison)) for e in erreurs])


def sans_formule(texte: str) -> str:
    """Return a text that no spreadsheet will run."""
    return f"'{texte}" if texte.startswith(_FORMULE) else texte


def _en_csv(lignes: Iterable[tuple[str, ...]]) -> bytes:
    flux = StringIO(newline="")
    csv.writer(flux).writerows(lignes)
    return flux.getvalue().encode()
