"""The four formats of a file of situations or answers, by its extension; the library that reads and writes them."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Final

from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.supplements import bibliotheque_absente

FORMATS: Final = (".csv", ".xlsx", ".parquet", ".jsonl")
FLUX_ARROW: Final = ".arrows"
LUS: Final = (*FORMATS, ".ods", FLUX_ARROW)


def forme(fichier: Path) -> str:
    """Return the format of a file by its extension.

    Raises:
        ErreurDeSaisie: the extension is not one of the four.
    """
    if fichier.suffix.lower() not in FORMATS:
        raise ErreurDeSaisie("fichier", fichier.name, f"une extension parmi {', '.join(FORMATS)}")
    return fichier.suffix.lower()


def entree(fichier: Path) -> str:
    """Return the format of a file to read by its extension.

    Raises:
        ErreurDeSaisie: the extension is not one of those that are read.
    """
    if fichier.suffix.lower() not in LUS:
        raise ErreurDeSaisie("fichier", fichier.name, f"une extension parmi {', '.join(LUS)}")
    return fichier.suffix.lower()


def polars() -> ModuleType:
    """Return the library of tables.

    Raises:
        BibliothequeAbsente: it is not installed.
    """
    try:
        import polars as pl
    except ImportError as manque:
        raise bibliotheque_absente(manque) from manque
    return pl


def fautes_de_table() -> tuple[type[BaseException], ...]:
    """Return what the library of tables raises of bytes that it cannot read; a panic is no ordinary exception."""
    exceptions = polars().exceptions
    return (OSError, exceptions.PolarsError, exceptions.PanicException)
