"""`binome.simuler_lot`: a table of situations in, a table of answers of the same library out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from binome.droit.loi import Loi
from binome.lots.colonnes import en_textes
from binome.lots.formats import polars
from binome.lots.lecture.survol import verifier_la_table
from binome.lots.lignes import verifier_les_colonnes
from binome.lots.table import traiter_la_table
from binome.moteur.erreurs import ErreurDeSaisie


def simuler_lot(table: object, loi: Loi | str | None = None) -> Any:
    """Simulate every row of a polars, Arrow or pandas table; the answer is a table of the same library.

    Args:
        table: one situation a row.
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.

    Raises:
        ChampInconnu: a column is unknown.
        ErreurDeSaisie: a row cannot be read (its number is in the message), or this is no table.
        BibliothequeAbsente: the libraries of tables are not installed.
    """
    pl = polars()
    if not (hasattr(table, "to_pylist") or hasattr(table, "to_dict")):
        raise ErreurDeSaisie("table", table, "une table polars, Arrow ou pandas")

    verifier_les_colonnes(table.columns if isinstance(table, pl.DataFrame) else _noms(table))
    lue = table if isinstance(table, pl.DataFrame) else pl.DataFrame(_en_lignes(table))
    verifier_la_table(lue)
    reponses = traiter_la_table(lue, loi=loi)
    if reponses.erreurs:
        premiere = reponses.erreurs[0]
        raise ErreurDeSaisie(premiere.champ, f"ligne {premiere.ligne}", premiere.raison)
    lignes = en_textes(reponses.lignes)
    return lignes if isinstance(table, pl.DataFrame) else _comme(table, lignes.to_dict(as_series=False))


def _noms(table: Any) -> list[str]:
    return list(table.column_names if hasattr(table, "column_names") else table.columns)


def _en_lignes(table: Any) -> list[dict[str, Any]]:
    lignes = table.to_pylist() if hasattr(table, "to_pylist") else table.to_dict("records")
    # A missing number is a float « nan » in some libraries: the only value that differs from itself.
    return [{nom: None if valeur != valeur else valeur for nom, valeur in ligne.items()} for ligne in lignes]  # noqa: PLR0124


def _comme(table: Any, colonnes: Mapping[str, list[Any]]) -> Any:
    if hasattr(table, "to_pylist"):
        return type(table).from_pydict(dict(colonnes))
    return type(table)(colonnes)
