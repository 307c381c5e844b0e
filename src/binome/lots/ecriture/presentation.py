"""How answers are presented: for French Excel, or for a machine, exactly under the documented columns.

For Excel, an exact share is in words (« 40 sur 61 ») so that no spreadsheet takes it for a date, its decimal stands
beside it, the speciality that was read is named, and what names the person comes first. For a machine, the documented
columns come first and are alone, followed by what names the person.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from binome.droit.catalogue import Catalogue
from binome.droit.loi import Loi, loi_en_vigueur
from binome.langue.courante import dire
from binome.lots.colonnes import modele
from binome.lots.lecture.bloc import Bloc
from binome.lots.lecture.survol import SPECIALITE
from binome.lots.lignes import COLONNES

if TYPE_CHECKING:
    import polars as pl

PART_DECIMALE: Final = "part_decimale"
_LIGNE, _PART = "ligne", "part"
_DECIMALES: Final = 4
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
    loi: Loi = field(default_factory=loi_en_vigueur)

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
        return (reponses.with_columns(_pour_excel(reponses[_PART])) if excel else reponses).select(self.colonnes)

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
        table = pl.DataFrame({_LIGNE: un.lignes, SPECIALITE: _specialites(un, self.loi.catalogue)})
        return pl.concat([table, noms], how="horizontal").with_columns(absents)


def _specialites(un: Bloc, droit: Catalogue) -> pl.Series:
    """Return the speciality of each row in words; empty where none could be read."""
    import polars as pl

    if SPECIALITE not in un.table.columns:
        return pl.Series([None] * un.lignes.len(), dtype=pl.String)
    libelles = {s.code: f"{s.libelle} ({s.code})" if s.code != s.alias else s.libelle for s in droit.specialites}
    return un.table[SPECIALITE].replace_strict(libelles, default=None, return_dtype=pl.String)


def _pour_excel(part: pl.Series) -> list[pl.Series]:
    """Return shares in words, and their decimals; each distinct one is written once."""
    import polars as pl

    exactes = {str(ecrite): Fraction(ecrite) for ecrite in part.drop_nulls().unique()}
    mots = {ecrite: ecrite.replace("/", f" {dire('sur')} ") for ecrite in exactes}
    decimales = {ecrite: _arrondie(exacte) for ecrite, exacte in exactes.items()}
    return [
        part.replace_strict(mots, default=None, return_dtype=pl.String),
        part.replace_strict(decimales, default=None, return_dtype=pl.Decimal(_DECIMALES + 1, _DECIMALES)).alias(
            PART_DECIMALE
        ),
    ]


def _arrondie(part: Fraction) -> Decimal:
    """Return a share with four decimals, half up."""
    dix_milliemes = part * 10**_DECIMALES + Fraction(1, 2)
    return Decimal(dix_milliemes.__floor__()).scaleb(-_DECIMALES)


def sans_formule(nom: str) -> pl.Expr:
    """Return a column of texts that no spreadsheet will run."""
    import polars as pl

    colonne = pl.col(nom)
    return pl.when(colonne.str.contains(_FORMULES)).then(pl.lit("'") + colonne).otherwise(colonne).alias(nom)
