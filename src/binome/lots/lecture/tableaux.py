"""Parquet and XLSX: files that hold tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from binome.lots.formats import polars
from binome.lots.lecture import bloc
from binome.lots.lignes import verifier_les_colonnes
from binome.moteur.erreurs import ErreurDeSaisie


def verifier_le_parquet(fichier: Path) -> Any:
    """Return the lazy table of a Parquet file whose columns are known.

    Raises:
        ErreurDeSaisie: the file cannot be read, or a column is unknown.
    """
    pl = polars()
    try:
        source = pl.scan_parquet(fichier)
        verifier_les_colonnes(source.collect_schema().names())
    except (OSError, pl.exceptions.PolarsError) as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "un fichier Parquet entier") from faute
    return source


def lire_parquet(fichier: Path) -> Iterator[Any]:
    """Yield the tables of a Parquet file."""
    pl, source = polars(), verifier_le_parquet(fichier)
    try:
        for depart in range(0, source.select(pl.len()).collect().item(), bloc.LIGNES_PAR_BLOC):
            yield source.slice(depart, bloc.LIGNES_PAR_BLOC).collect()
    except pl.exceptions.PolarsError as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "un fichier Parquet entier") from faute


def lire_xlsx(fichier: Path) -> Iterator[Any]:
    """Yield the tables of the first sheet of a workbook."""
    try:
        table = polars().read_excel(fichier, engine="calamine", infer_schema_length=0)
    except ErreurDeSaisie:
        raise
    except Exception as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "un classeur XLSX lisible") from faute
    verifier_les_colonnes(table.columns)
    yield from table.iter_slices(bloc.LIGNES_PAR_BLOC)
