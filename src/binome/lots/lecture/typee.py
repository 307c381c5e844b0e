"""A table whose columns already have types, on disk or in a stream: its head, and which columns are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from binome.langue.courante import dire
from binome.lots.lecture.en_textes import types_illisibles
from binome.lots.lecture.nommer import remarques_sur_la_tete
from binome.lots.lecture.refus import FichierRefuse
from binome.lots.lecture.tete import Tete, lire_la_tete
from binome.lots.lecture.titres import Vocabulaire

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class TableTypee:
    """A typed table that is open: everything but the way its rows come."""

    fichier: Path
    tete: Tete
    remarques: list[str]

    @property
    def vues(self) -> dict[str, str]:
        """Each field's column under its own title."""
        return {champ: f"« {une.titre} »" for champ, une in self.tete.champs.items()}

    @property
    def en_francais(self) -> bool:
        """Whether a French spreadsheet writes such files."""
        return False

    @property
    def identifiants(self) -> tuple[str, ...]:
        """The titles of the columns that travel."""
        return tuple(une.titre for une in self.tete.identifiants)

    def choisies(self, champs: frozenset[str] | None) -> list[pl.Expr]:
        """Return the columns of some fields, of all and of what travels by default, under their position."""
        import polars as pl

        lues = [une for nom, une in self.tete.champs.items() if champs is None or nom in champs]
        utiles = [*lues, *(self.tete.identifiants if champs is None else ())]
        return [pl.col(une.titre).alias(str(une.rang)) for une in utiles]


def tete_typee(nom: str, types: Mapping[str, pl.DataType], vocabulaire: Vocabulaire) -> tuple[Tete, list[str]]:
    """Read the head of a typed table, with what a person must know of it.

    Raises:
        FichierRefuse: a column cannot be read, or does not fit in a cell.
    """
    tete = lire_la_tete(nom, (0, list(types)), vocabulaire)
    illisibles = types_illisibles({une.titre: types[une.titre] for une in tete.colonnes if une.champ})
    if illisibles:
        noms = ", ".join(illisibles)
        raise FichierRefuse(nom, dire("des colonnes ne tiennent pas dans une cellule : {noms}.", noms=noms))
    return tete, remarques_sur_la_tete(tete)
