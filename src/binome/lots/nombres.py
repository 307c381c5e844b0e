"""Columns of numbers as integers: counts of patients, ranks in hundredths. They go to the kernel as they are.

A cell is null when empty, `AU_LECTEUR` when only the reader of one doctor's simulation can judge what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from binome.contrats.champs.description import champs
from binome.contrats.champs.formes import CENTIEMES, Lien
from binome.lots.lignes import est_un_nombre, forme_de, formes_autour
from binome.moteur import saisie

if TYPE_CHECKING:
    import polars as pl

AU_LECTEUR: Final = -1
_ENTIER: Final = r"^\d{1,6}$"
_RANG: Final = r"^(?:\d{1,2}(?:\.\d{1,2})?|100(?:\.0{1,2})?)$"


def nombres(table: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of numbers of a table as integers; those that should grow and do not are for the reader."""
    colonnes = []
    for nom in filter(est_un_nombre, table.columns):
        lire = _centiemes if forme_de(nom) is CENTIEMES else _comptes
        colonnes.append(lire(nom, table.schema[nom]).alias(nom))
    return _qui_croissent(table.select(colonnes))


def _comptes(nom: str, genre: pl.DataType) -> pl.Expr:
    import polars as pl

    colonne = pl.col(nom)
    if genre.is_integer():
        return _bornes(colonne, colonne.is_null(), pl.lit(value=True), saisie.COMPTE_MAXIMAL)
    if genre == pl.String:
        nette = colonne.str.strip_chars()
        vide = colonne.is_null() | (nette == "")
        return _bornes(nette, vide, nette.str.contains(_ENTIER), saisie.COMPTE_MAXIMAL)
    return pl.when(colonne.is_not_null()).then(AU_LECTEUR).cast(pl.Int64)


def _centiemes(nom: str, genre: pl.DataType) -> pl.Expr:
    import polars as pl

    nette = pl.col(nom).cast(pl.String).str.strip_chars()
    vide = nette.is_null() | (nette == "")
    if not (genre.is_numeric() or genre == pl.String):
        return pl.when(~vide).then(AU_LECTEUR).cast(pl.Int64)
    exacts = nette.cast(pl.Decimal(6, 2), strict=False) * saisie.CENTIEMES
    return _bornes(exacts, vide, nette.str.contains(_RANG), saisie.CENTIEMES * saisie.CENTIEMES)


def _bornes(lue: pl.Expr, vide: pl.Expr, lisible: pl.Expr, maximum: int) -> pl.Expr:
    import polars as pl

    entier = lue.cast(pl.Int64, strict=False)
    return pl.when(vide).then(None).when(lisible & entier.is_between(0, maximum)).then(entier).otherwise(AU_LECTEUR)


def _qui_croissent(lus: pl.DataFrame) -> pl.DataFrame:
    """Return the same numbers, those of a row that should grow strictly and do not being left to the reader."""
    import polars as pl

    for noms in _suites(lus.columns):
        plus_haut, en_ordre = pl.lit(AU_LECTEUR, dtype=pl.Int64), pl.lit(value=True)
        for nom in noms:
            en_ordre = en_ordre & (pl.col(nom).is_null() | (pl.col(nom) > plus_haut))
            plus_haut = pl.max_horizontal(plus_haut, nom)
        lus = lus.with_columns(pl.when(en_ordre).then(pl.col(nom)).otherwise(AU_LECTEUR).alias(nom) for nom in noms)
    return lus


def _suites(colonnes: Sequence[str]) -> list[list[str]]:
    """Return the columns of each field whose numbers must grow, in their order."""
    suites: dict[str, list[str]] = {}
    for nom in sorted(colonnes, key=rang_du_champ):
        autour = formes_autour(nom)
        if autour and autour[-1].lien is Lien.CROISSANTS:
            suites.setdefault(nom.rpartition(".")[0], []).append(nom)
    return list(suites.values())


def rang_du_champ(colonne: str) -> tuple[int, ...]:
    """Return the place of a column among the fields, then inside its own."""
    place = champs().colonnes.place(colonne)
    assert place is not None
    forme, rangs = place.champ.forme, [list(champs()).index(place.champ.nom)]
    for pas in place.chemin:
        rangs.append(list(forme.sous).index(pas) if pas in forme.sous else int(pas))
        forme = forme.sous[pas].forme if pas in forme.sous else forme
    return tuple(rangs)
