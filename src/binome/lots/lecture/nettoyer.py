"""Columns as people fill them brought to canonical cells: each writing is read once, by the field's own reader.

Counts come out as integers. A cell that the reader refuses is left as it stands: the row that holds it will be refused
with the words of the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from binome.contrats.champs.formes import COMPTE, Forme, Genre
from binome.lots.lecture.bornes import CARACTERES_D_UNE_CELLULE
from binome.lots.lecture.en_textes import en_textes
from binome.lots.lecture.formes import en_texte
from binome.lots.lecture.inconnus import est_une_marque
from binome.lots.lecture.remarques import Remarques
from binome.lots.lignes import forme_de
from binome.moteur.codes_ecrits import est_devenu_date
from binome.moteur.erreurs import ErreurDeSaisie

if TYPE_CHECKING:
    import polars as pl

_COMPTE_SIMPLE: Final = r"^[0-9]{1,6}$"
_ECRITURES_RETENUES: Final = 50_000


def nettoyer(
    table: pl.DataFrame, remarques: Remarques | None = None, vues: Mapping[str, str] | None = None
) -> pl.DataFrame:
    """Return a table of situations whose cells are canonical wherever they can be read.

    Args:
        table: polars table under canonical columns, of any types.
        remarques: told what is worth saying.
        vues: columns as the person finds them.
    """
    textes, colonnes = en_textes(table), []
    remarques, vues = Remarques() if remarques is None else remarques, vues or {}
    for nom in textes.columns:
        forme = forme_de(nom)
        if forme is not None and not textes.schema[nom].is_integer():
            colonnes.append(_nettoyer(textes[nom], forme, remarques, vues.get(nom, f"« {nom} »")))
        elif forme is not None and forme is not COMPTE:
            colonnes.append(_nettoyer(textes[nom].cast(str), forme, remarques, vues.get(nom, f"« {nom} »")))
    return textes.with_columns(colonnes)


def _nettoyer(colonne: pl.Series, forme: Forme[Any], remarques: Remarques, vue: str) -> object:
    if forme is COMPTE:
        return _en_comptes(colonne, remarques)
    comptes = colonne.drop_nulls().value_counts(name="combien")
    remplacees: dict[str, str | None] = {}
    for ecrit, combien in comptes.iter_rows():
        lue = _lire(ecrit, combien, colonne.name, remarques)
        if lue != ecrit:
            remplacees[ecrit] = lue
        if forme.genre is Genre.DATE and len(ecrit) == len("45536") and ecrit.isdigit() and lue != ecrit:
            remarques.en_serie[vue] += combien
    return colonne.replace(remplacees) if remplacees else colonne


def _en_comptes(colonne: pl.Series, remarques: Remarques) -> object:
    """Return counts as integers, or as texts where one at least cannot be read."""
    import polars as pl

    simples = colonne.str.contains(_COMPTE_SIMPLE)
    autres = colonne.filter(~simples)
    if len(autres):
        comptes = autres.value_counts(name="combien")
        lues = {ecrit: _lire(ecrit, combien, colonne.name, remarques) for ecrit, combien in comptes.iter_rows()}
        colonne = colonne.replace({ecrit: lue for ecrit, lue in lues.items() if lue != ecrit})
    entiers = colonne.cast(pl.Int64, strict=False)
    lisibles = entiers.null_count() == colonne.null_count() and not (entiers < 0).any()
    return entiers if lisibles else colonne  # « -01 » is refused as it was written


def _lire(ecrit: str, combien: int, nom: str, remarques: Remarques) -> str | None:
    """Return a cell as it should be written, None where it says that nothing is known, itself where it is refused."""
    net = ecrit.strip()
    if not net:
        return None
    if len(net) > CARACTERES_D_UNE_CELLULE:
        return net[:CARACTERES_D_UNE_CELLULE]
    try:
        lue, genre = _canonique(net, nom)
    except ErreurDeSaisie:
        if not est_une_marque(net):
            return ecrit
        remarques.inconnus[net] += combien
        return None
    if genre is Genre.CODE and est_devenu_date(net, lue):
        remarques.retrouves[lue] += combien
    return lue


@lru_cache(maxsize=_ECRITURES_RETENUES)
def _canonique(net: str, nom: str) -> tuple[str, Genre]:
    """Return a cell of a column as it should be written; the same writings come back in every block of a file."""
    forme = forme_de(nom)
    assert forme is not None
    return en_texte(forme.decrire(forme.lire("", net))), forme.genre
