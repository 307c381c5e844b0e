"""Columns of any type as the texts that a person would write; integers stay integers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


def en_textes(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table whose columns are integers or texts: days in ISO, decimals in short, `true` and `false`."""
    import polars as pl

    return table.with_columns(
        _en_texte(pl.col(nom), type_).alias(nom)
        for nom, type_ in table.schema.items()
        if not type_.is_integer() and type_ != pl.String
    )


def _en_texte(colonne: pl.Expr, type_: Any) -> pl.Expr:
    import polars as pl

    if type_.is_float():
        nombre = colonne.fill_nan(None)
        entier = nombre.cast(pl.Int64, strict=False)
        return pl.when(nombre == entier).then(entier.cast(pl.String)).otherwise(nombre.cast(pl.String))
    if type_ == pl.Datetime:
        minuit = colonne.dt.time() == pl.time(0, 0)
        return pl.when(minuit).then(colonne.dt.strftime("%Y-%m-%d")).otherwise(colonne.dt.strftime("%Y-%m-%d %H:%M:%S"))
    if types_illisibles({"": type_}):
        return pl.lit(None, dtype=pl.String)
    return colonne.cast(pl.String)


def types_illisibles(types: Mapping[str, Any]) -> list[str]:
    """Return the columns whose cells hold more than one value, or bytes."""
    import polars as pl

    return [nom for nom, type_ in types.items() if type_.is_nested() or type_ in (pl.Binary, pl.Object)]
