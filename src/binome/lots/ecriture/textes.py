"""CSV and JSON lines: one text a row, sums with two decimals; CSV for French Excel or for a machine."""

from __future__ import annotations

from codecs import BOM_UTF8
from io import BytesIO
from typing import TYPE_CHECKING

from binome.lots.colonnes import en_textes
from binome.lots.ecriture.encode import Encode

if TYPE_CHECKING:
    import polars as pl


class _Texte:
    """A format whose file ends with its last row."""

    def fin(self, _modele: pl.DataFrame, _pieds: bytes, _blocs: int, _lignes: int) -> bytes:
        """Return nothing."""
        return b""


class Csv(_Texte):
    """The writer of CSV for a machine: commas, decimal points, UTF-8 without a mark."""

    def debut(self, modele: pl.DataFrame) -> bytes:
        """Return the head."""
        return modele.write_csv().encode()

    def encoder(self, lignes: pl.DataFrame) -> Encode:
        """Return rows, without a head."""
        tampon = BytesIO()
        lignes.write_csv(tampon, include_header=False)
        return Encode(tampon.getvalue())


class CsvPourExcel(_Texte):
    """The writer of CSV that French Excel opens: semicolons, decimal commas, Windows ends of lines, a mark."""

    def debut(self, modele: pl.DataFrame) -> bytes:
        """Return the head."""
        return BOM_UTF8 + modele.write_csv(separator=";", line_terminator="\r\n").encode()

    def encoder(self, lignes: pl.DataFrame) -> Encode:
        """Return rows, without a head."""
        tampon = BytesIO()
        lignes.write_csv(tampon, include_header=False, separator=";", decimal_comma=True, line_terminator="\r\n")
        return Encode(tampon.getvalue())


class JsonLignes(_Texte):
    """The writer of JSON lines."""

    def debut(self, _modele: pl.DataFrame) -> bytes:
        """Return nothing."""
        return b""

    def encoder(self, lignes: pl.DataFrame) -> Encode:
        """Return rows, sums as texts: a reader of JSON might take a number for a binary float."""
        tampon = BytesIO()
        en_textes(lignes).write_ndjson(tampon)
        return Encode(tampon.getvalue())
