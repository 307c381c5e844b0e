"""Separated text: all at once where every row fits on its line, record by record elsewhere."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Final

from binome.langue.courante import dire
from binome.lots.formats import fautes_de_table, polars
from binome.lots.lecture.bloc import numeros
from binome.lots.lecture.bornes import CARACTERES_D_UN_ENREGISTREMENT, LIGNES_D_UN_ENREGISTREMENT, OCTETS_D_UNE_LIGNE
from binome.moteur.erreurs import montrer

if TYPE_CHECKING:
    import polars as pl

# A line is bounded before it comes here; the library's own bound would stop the whole file.
csv.field_size_limit(max(csv.field_size_limit(), OCTETS_D_UNE_LIGNE))

_ENREGISTREMENTS: Final = 50_000
Rangee = tuple[int, list[str]]
"""The line of the file where a record begins, and its cells."""


@dataclass(frozen=True, slots=True)
class Morceau:
    """Records as a table of texts whose columns are named by their position, « 0 », « 1 »…, and where they begin."""

    table: pl.DataFrame
    lignes: pl.Series
    fautes: list[tuple[int, str]] = field(default_factory=list)


def morceaux(
    blocs: Iterator[bytes], separateur: str, largeur: int, premiere: int, utiles: list[int] | None = None
) -> Iterator[Morceau]:
    """Yield the records of a text as tables of `largeur` columns.

    Args:
        blocs: UTF-8, whole lines.
        separateur: one character.
        largeur: columns under the head; what a record holds beyond is a fault of its line.
        premiere: line of the file where the blocks begin.
        utiles: columns that are enough, when the others need not be given.
    """
    for bloc in blocs:
        cite = b'"' in bloc
        if cite and not _citations_simples(bloc, separateur):
            yield from _par_enregistrements(_lignes(chain((bloc,), blocs)), separateur, largeur, premiere)
            return
        rapide = _d_un_coup(bloc, separateur, largeur, premiere, utiles, '"' if cite else None)
        if rapide is None:
            yield from _par_enregistrements(_lignes(iter((bloc,))), separateur, largeur, premiere)
        else:
            yield rapide
        premiere += bloc.count(b"\n")


def _citations_simples(bloc: bytes, separateur: str) -> bool:
    """Return whether every quoted cell opens after a separator, closes before one, and ends on its line."""
    import numpy as np

    octets = np.frombuffer(b"\n" + bloc + b"\n", dtype=np.uint8)
    places = np.flatnonzero(octets == ord('"'))
    bords = np.array([ord(separateur), ord("\n"), ord('"')], dtype=np.uint8)
    ouvrants, fermants = places[::2], places[1::2]
    fins_de_ligne = np.flatnonzero(octets == ord("\n"))
    return bool(
        len(ouvrants) == len(fermants)
        and np.isin(octets[ouvrants - 1], bords).all()
        and np.isin(octets[fermants + 1], bords).all()
        and (np.searchsorted(places, fins_de_ligne) % 2 == 0).all()
    )


def _d_un_coup(
    bloc: bytes, separateur: str, largeur: int, premiere: int, utiles: list[int] | None, guillemet: str | None
) -> Morceau | None:
    """Return a block as one table; None when its records are not all of one width."""
    pl = polars()
    noms = {str(rang): pl.String for rang in range(largeur)}
    try:
        table = pl.read_csv(
            BytesIO(bloc), has_header=False, separator=separateur, schema=noms, quote_char=guillemet, columns=utiles
        )
    except fautes_de_table():
        return None
    if table.height != bloc.count(b"\n") + (not bloc.endswith(b"\n")):
        return None
    return Morceau(table, numeros(premiere, table.height))


def _lignes(blocs: Iterator[bytes]) -> Iterator[str]:
    for bloc in blocs:
        yield from StringIO(bloc.decode(), newline="\n")


def _par_enregistrements(lignes: Iterator[str], separateur: str, largeur: int, premiere: int) -> Iterator[Morceau]:
    suite = enregistrements(lignes, separateur, premiere)
    while lot := list(islice(suite, _ENREGISTREMENTS)):
        yield en_morceau(lot, largeur)


def en_morceau(rangees: Sequence[Rangee], largeur: int) -> Morceau:
    """Return records as a table; those that hold something beyond the last column are faults."""
    pl = polars()
    fautes: list[tuple[int, str]] = []
    if any(len(cellules) > largeur for _, cellules in rangees):
        fautes = [(ligne, _en_trop(cellules, largeur)) for ligne, cellules in rangees if any(cellules[largeur:])]
        rangees = [(ligne, cellules[:largeur]) for ligne, cellules in rangees if not any(cellules[largeur:])]
    # One more row gives every column its place, even when no record goes so far.
    colonnes = zip_longest(*(cellules for _, cellules in rangees), [None] * largeur)
    donnees = {str(rang): colonne[:-1] for rang, colonne in enumerate(colonnes)}
    table = pl.DataFrame(donnees, schema=dict.fromkeys(donnees, pl.String))
    return Morceau(table, pl.Series([ligne for ligne, _ in rangees], dtype=pl.Int64), fautes)


def _en_trop(cellules: list[str], largeur: int) -> str:
    dernieres = [cellule for cellule in cellules[largeur:] if cellule]
    return dire(
        "{nombre} cellules pour {largeur} titres : {cellule} n'a pas de colonne.",
        nombre=len(cellules),
        largeur=largeur,
        cellule=montrer(dernieres[0]),
    )


def enregistrements(lignes: Iterator[str], separateur: str, premiere: int) -> Iterator[Rangee]:
    """Yield the records of a text and the lines where they begin.

    Raises:
        GuillemetOuvert: a quotation mark is never closed, or a record is too long.
    """
    garde = _Garde(lignes, premiere)
    for cellules in csv.reader(garde, delimiter=separateur):
        debut = garde.debut
        garde.clore()
        yield debut, cellules


class GuillemetOuvert(Exception):
    """A quotation mark opens on this line, and the record has no end."""

    def __init__(self, ligne: int) -> None:
        super().__init__(ligne)
        self.ligne = ligne


class _Garde(Iterator[str]):
    """Gives lines to the reader of records, and stops it when one record would swallow the rest of the file."""

    def __init__(self, lignes: Iterator[str], premiere: int) -> None:
        self._lignes = lignes
        self.debut = premiere
        self._donnees, self._caracteres, self._cite = 0, 0, False

    def clore(self) -> None:
        """Say that a record is whole."""
        self.debut += self._donnees
        self._donnees, self._caracteres, self._cite = 0, 0, False

    def __next__(self) -> str:
        ligne = next(self._lignes, None)
        if ligne is None and not self._donnees:
            raise StopIteration
        self._donnees += 1
        self._caracteres += len(ligne or "")
        self._cite |= '"' in (ligne or "")
        trop = self._caracteres > CARACTERES_D_UN_ENREGISTREMENT or self._donnees > LIGNES_D_UN_ENREGISTREMENT
        if ligne is None or (self._cite and trop):
            raise GuillemetOuvert(self.debut)
        return ligne
