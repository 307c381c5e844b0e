"""Parts put together in the format of the output, streamed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Final

from binome.lots.colonnes import ENTIERES, SOMMES, schema
from binome.lots.formats import polars
from binome.lots.lignes import COLONNES
from binome.moteur.erreurs import ErreurDeSaisie

_LIGNES_MAXIMALES_XLSX: Final = 1_048_575


def ecrire_la_sortie(fichier: Path, parties: list[Path]) -> int:
    """Put the parts together in the format of the output; return the number of rows."""
    pl = polars()
    toutes = pl.scan_parquet(parties) if parties else pl.DataFrame(schema=schema()).lazy()
    ecrites: int = toutes.select(pl.len()).collect().item()
    if fichier.suffix == ".parquet":
        toutes.sink_parquet(fichier)
    elif fichier.suffix == ".csv":
        toutes.sink_csv(fichier)
    elif fichier.suffix == ".jsonl":
        toutes.sink_ndjson(fichier)
    else:
        _ecrire_xlsx(fichier, parties, ecrites)
    return ecrites


def _ecrire_xlsx(fichier: Path, parties: list[Path], ecrites: int) -> None:
    import xlsxwriter

    if ecrites > _LIGNES_MAXIMALES_XLSX:
        raise ErreurDeSaisie("sortie", fichier.name, "un format sans limite de lignes : .csv, .parquet ou .jsonl")
    with xlsxwriter.Workbook(fichier, {"constant_memory": True, "strings_to_formulas": False}) as classeur:
        feuille = classeur.add_worksheet("Simulations")
        feuille.write_row(0, 0, COLONNES)
        feuille.freeze_panes(1, 0)
        lignes = (ligne for partie in parties for ligne in polars().read_parquet(partie).iter_rows())
        for numero, ligne in enumerate(lignes, 1):
            for rang, (nom, valeur) in enumerate(zip(COLONNES, ligne, strict=True)):
                if valeur is None:
                    continue
                if nom in ENTIERES or nom in SOMMES:
                    feuille.write_number(numero, rang, Decimal(valeur))
                else:
                    feuille.write_string(numero, rang, valeur)
