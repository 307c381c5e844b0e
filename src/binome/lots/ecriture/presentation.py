"""How answers are presented: for French Excel, or for a machine, exactly under the documented columns.

For Excel, an exact share is in words (« 40 sur 61 ») so that no spreadsheet takes it for a date, its decimal stands
beside it, the speciality that was read is named, and what names the person comes first. For a machine, the documented
columns come first and are alone, followed by what names the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from binome.droit.catalogue import catalogue
from binome.langue.courante import dire
from binome.lots.colonnes import modele
from binome.lots.lecture.bloc import Bloc
from binome.lots.lecture.survol import SPECIALITE
from binome.lots.lignes import COLONNES

if TYPE_CHECKING:
    import polars as pl

PART_DECIMALE: Final = "part_decimale"
_LIGNE, _PART = "ligne", "part"
_DIX_MILLIEMES: Final = 10_000
_QUATRE_CHIFFRES: Final = 4
_FORMULES: Final = r"^[=+\-@\t\r]"


class Format(StrEnum):
    """For whom a file is written."""

    EXCEL = "excel"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Presentation:
    """The columns of an output: for whom it is, and the columns of the input that name a person."""

    format: Format = Format.MACHINE
    identifiants: tuple[str, ...] = ()
    sans_formule: bool = False
    """Whether a spreadsheet might run the texts of the file: CSV has no type of cell."""

    @property
    def colonnes(self) -> list[str]:
        """The columns, in order."""
        if self.format is Format.MACHINE:
            return [*COLONNES, *self.identifiants]
        suite = [nom for nom in COLONNES if nom != _LIGNE]
        apres_la_part = suite.index(_PART) + 1
        suite[apres_la_part:apres_la_part] = [PART_DECIMALE]
        return [_LIGNE, *self.identifiants, SPECIALITE, *suite]

    def presenter(self, reponses: pl.DataFrame, un: Bloc) -> pl.DataFrame:
        """Return the answers of a block under the columns of the output."""
        excel = self.format is Format.EXCEL
        if self.identifiants or excel:
            reponses = reponses.join(self._voisines(un), on=_LIGNE, how="left", maintain_order="left")
        return (reponses.with_columns(_part_pour_excel()) if excel else reponses).select(self.colonnes)

    def modele(self) -> pl.DataFrame:
        """Return an empty table with the columns of the output."""
        import polars as pl

        vide = Bloc(pl.DataFrame(), pl.Series([], dtype=pl.Int64), pl.DataFrame())
        return self.presenter(modele(), vide)

    def _voisines(self, un: Bloc) -> pl.DataFrame:
        """Return what travels beside the answers of each row."""
        import polars as pl

        presents = un.identifiants.select(pl.col(nom).cast(pl.String) for nom in un.identifiants.columns)
        absents = [pl.lit(None, dtype=pl.String).alias(nom) for nom in self.identifiants if nom not in presents.columns]
        noms = presents.with_columns(map(sans_formule, presents.columns)) if self.sans_formule else presents
        table = pl.DataFrame({_LIGNE: un.lignes, SPECIALITE: _specialites(un)})
        return pl.concat([table, noms], how="horizontal").with_columns(absents)


def _specialites(un: Bloc) -> pl.Series:
    """Return the speciality of each row in words; empty where none could be read."""
    import polars as pl

    if SPECIALITE not in un.table.columns:
        return pl.Series([None] * un.lignes.len(), dtype=pl.String)
    libelles = {s.code: f"{s.libelle} ({s.code})" if s.code != s.alias else s.libelle for s in catalogue().specialites}
    return un.table[SPECIALITE].replace_strict(libelles, default=None, return_dtype=pl.String)


def _part_pour_excel() -> list[pl.Expr]:
    """Return a share in words, and its decimal."""
    import polars as pl

    morceaux = pl.col(_PART).str.split_exact("/", 1)
    haut = morceaux.struct.field("field_0").cast(pl.Int64)
    bas = morceaux.struct.field("field_1").cast(pl.Int64).fill_null(1)
    dix_milliemes = (2 * _DIX_MILLIEMES * haut + bas) // (2 * bas)
    entier, reste = dix_milliemes // _DIX_MILLIEMES, dix_milliemes % _DIX_MILLIEMES
    decimale = pl.concat_str(entier.cast(pl.String), pl.lit("."), reste.cast(pl.String).str.zfill(_QUATRE_CHIFFRES))
    return [
        pl.col(_PART).str.replace("/", f" {dire('sur')} ", literal=True),
        decimale.cast(pl.Decimal(_QUATRE_CHIFFRES + 1, _QUATRE_CHIFFRES)).alias(PART_DECIMALE),
    ]


def sans_formule(nom: str) -> pl.Expr:
    """Return a column of texts that no spreadsheet will run."""
    import polars as pl

    colonne = pl.col(nom)
    return pl.when(colonne.str.contains(_FORMULES)).then(pl.lit("'") + colonne).otherwise(colonne).alias(nom)
