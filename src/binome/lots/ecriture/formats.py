"""The writer of each format."""

from __future__ import annotations

from typing import Final

from binome.lots.ecriture.encode import Ecrivain
from binome.lots.ecriture.parquet import Parquet
from binome.lots.ecriture.textes import Csv, JsonLignes

ECRIVAINS: Final[dict[str, Ecrivain]] = {
    ".csv": Csv(),
    ".jsonl": JsonLignes(),
    ".parquet": Parquet(),
    ".xlsx": Parquet(),
}
"""A workbook is made of a Parquet file, at the end."""
