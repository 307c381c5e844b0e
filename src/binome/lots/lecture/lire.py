"""A file of situations, block by block, whatever its format; its length, when that is quick to know."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from binome.lots.formats import forme, polars
from binome.lots.lecture.bloc import Bloc, numerotes
from binome.lots.lecture.tableaux import lire_parquet, lire_xlsx
from binome.lots.lecture.texte import SEPARATEURS, lire_csv, lire_jsonl
from binome.moteur.erreurs import ErreurDeSaisie

_LECTEURS: Final[dict[str, Callable[[Path], Iterator[Any]]]] = {
    ".csv": lire_csv,
    ".jsonl": lire_jsonl,
    ".parquet": lire_parquet,
    ".xlsx": lire_xlsx,
}
_OCTETS: Final = 1 << 20


def lire(fichier: Path) -> Iterator[Bloc]:
    """Yield the situations of a file, columns checked first, lines numbered from 1.

    Raises:
        ErreurDeSaisie: the file cannot be read, or a column is unknown.
    """
    premiere = 1
    try:
        for table in _LECTEURS[forme(fichier)](fichier):
            yield numerotes(table, premiere)
            premiere += table.height
    except (OSError, UnicodeDecodeError) as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "un fichier que l'on peut lire, en UTF-8") from faute


def compter(fichier: Path) -> int | None:
    """Return the rows of a file when that is quick to know, for the time left; None otherwise."""
    if fichier.suffix.lower() == ".parquet":
        pl = polars()
        try:
            total: int = pl.scan_parquet(fichier).select(pl.len()).collect().item()
        except (OSError, pl.exceptions.PolarsError):
            return None
        return total
    if fichier.suffix.lower() == ".xlsx":
        return None
    with fichier.open("rb") as flux:
        lignes = sum(octets.count(b"\n") for octets in iter(lambda: flux.read(_OCTETS), b""))
    return max(lignes - (fichier.suffix.lower() == ".csv"), 1)


def lire_feuille(fichier: Path) -> list[dict[str, Any]]:
    """Return the rows of a small sheet, CSV or XLSX, as text, whatever its columns.

    Raises:
        ErreurDeSaisie: the file cannot be read.
    """
    try:
        if forme(fichier) == ".csv":
            texte = fichier.read_text("utf-8-sig")
            separateur = max(SEPARATEURS, key=texte.partition("\n")[0].count)
            return list(csv.DictReader(texte.splitlines(), delimiter=separateur))
        table = polars().read_excel(fichier, engine="calamine", infer_schema_length=0)
    except Exception as faute:
        raise ErreurDeSaisie("fichier", fichier.name, "une feuille CSV (UTF-8) ou XLSX lisible") from faute
    return list(table.iter_rows(named=True))
