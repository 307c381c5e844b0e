"""The writer of each format."""

from __future__ import annotations

from typing import Final

from binome.lots.ecriture.encode import Ecrivain
from binome.lots.ecriture.parquet import Parquet
from binome.lots.ecriture.presentation import Format
from binome.lots.ecriture.textes import Csv, CsvPourExcel, JsonLignes

_ECRIVAINS: Final[dict[str, Ecrivain]] = {
    ".csv": Csv(),
    ".jsonl": JsonLignes(),
    ".parquet": Parquet(),
    ".xlsx": Parquet(),
}
"""A workbook is made of a Parquet file, at the end."""


def ecrivain(genre: str, pour: Format) -> Ecrivain:
    """Return the writer of a format."""
    return CsvPourExcel() if (genre, pour) == (".csv", Format.EXCEL) else _ECRIVAINS[genre]


def format_par_defaut(genre: str, entree_en_francais: bool) -> Format:
    """Return for whom an output is written when nobody says: a workbook for a person, a CSV as its input is written."""
    pour_quelqu_un = genre == ".xlsx" or (genre == ".csv" and entree_en_francais)
    return Format.EXCEL if pour_quelqu_un else Format.MACHINE
