"""XLSX: the rows are kept as Parquet while the run goes on, the workbook is made of them at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from binome.contrats.champs.noms_du_droit import duree_du_contrat
from binome.droit.loi import Loi
from binome.lots.formats import polars
from binome.moteur.erreurs import ErreurDeSaisie

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LIGNES_MAXIMALES: Final = 1_048_575
_LIGNES_A_LA_FOIS: Final = 50_000


def verifier_la_longueur(sortie: Path, situations: int | None, loi: Loi) -> None:
    """Refuse, before any work, more situations than a sheet can answer.

    Raises:
        ErreurDeSaisie: there may be too many.
    """
    if situations is not None and situations * duree_du_contrat(loi) > LIGNES_MAXIMALES:
        trop_long(sortie, loi)


def trop_long(sortie: Path, loi: Loi) -> None:
    """Say that a sheet cannot hold the answers.

    Raises:
        ErreurDeSaisie: always.
    """
    situations = LIGNES_MAXIMALES // duree_du_contrat(loi)
    attendu = f"jusqu'à {situations} situations dans un classeur ; au-delà, .csv, .parquet ou .jsonl"
    raise ErreurDeSaisie("sortie", sortie.name, attendu)


def en_classeur(source: Path, classeur: Path) -> None:
    """Write the rows of a Parquet file as a workbook, some at a time."""
    import xlsxwriter

    table = polars().scan_parquet(source)
    options = {"constant_memory": True, "strings_to_formulas": False, "tmpdir": str(classeur.parent)}
    with _sans_detour(), xlsxwriter.Workbook(classeur, options) as ouvert:
        feuille = ouvert.add_worksheet("Simulations")
        types = table.collect_schema()
        noms = types.names()
        feuille.write_row(0, 0, noms)
        feuille.freeze_panes(1, 0)
        blocs = table.collect_batches(chunk_size=_LIGNES_A_LA_FOIS, maintain_order=True)
        for numero, ligne in enumerate(chain.from_iterable(bloc.iter_rows() for bloc in blocs), 1):
            for rang, (nom, valeur) in enumerate(zip(noms, ligne, strict=True)):
                if valeur is not None:
                    _ecrire(feuille, numero, rang, valeur, nombre=types[nom].is_numeric())


@contextmanager
def _sans_detour() -> Iterator[None]:
    """Let what the system refuses through as it is, not as the library words it."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        yield
    except FileCreateError as faute:
        cause = faute.args[0] if faute.args else None
        raise (cause if isinstance(cause, OSError) else faute) from None


def _ecrire(feuille: Worksheet, ligne: int, rang: int, valeur: object, nombre: bool) -> None:
    if nombre:
        feuille.write_number(ligne, rang, Decimal(str(valeur)))
    else:
        feuille.write_string(ligne, rang, str(valeur))
