"""A Parquet file: columns already have types; every type that a cell may have is brought to its plain text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from binome.langue.courante import dire
from binome.lots.formats import fautes_de_table, polars
from binome.lots.lecture import bloc
from binome.lots.lecture.bloc import Bloc, numeros
from binome.lots.lecture.bornes import OCTETS_D_UN_TEXTE, verifier_la_taille
from binome.lots.lecture.en_textes import en_textes
from binome.lots.lecture.nommer import nommer
from binome.lots.lecture.refus import attendu
from binome.lots.lecture.titres import Vocabulaire
from binome.lots.lecture.typee import TableTypee, tete_typee


@dataclass(frozen=True, slots=True)
class Parquet(TableTypee):
    """A Parquet file that is open."""

    paresseuse: Any

    def blocs(self, champs: frozenset[str] | None = None) -> Iterator[Bloc]:
        """Yield the rows, numbered from 1."""
        pl = polars()
        with self._entier():
            total = self.paresseuse.select(pl.len()).collect().item()
        for depart in range(0, total, bloc.LIGNES_PAR_BLOC):
            yield self.tranche(depart, bloc.LIGNES_PAR_BLOC, champs)

    def tranche(self, depart: int, combien: int, champs: frozenset[str] | None = None) -> Bloc:
        """Return some rows that follow one another."""
        choisies = self.paresseuse.select(self.choisies(champs))
        with self._entier():
            table = en_textes(choisies.slice(depart, combien).collect())
        return nommer(table, numeros(depart + 1, table.height), self.tete)

    @contextmanager
    def _entier(self) -> Iterator[None]:
        try:
            yield
        except fautes_de_table() as faute:
            raise attendu(self.fichier.name, dire("un fichier Parquet entier")) from faute


def ouvrir_le_parquet(fichier: Path, vocabulaire: Vocabulaire) -> Parquet:
    """Open a Parquet file.

    Raises:
        FichierRefuse: it is damaged, or its columns cannot be read.
    """
    pl = polars()
    verifier_la_taille(fichier.name, fichier.stat().st_size, OCTETS_D_UN_TEXTE)
    try:
        paresseuse = pl.scan_parquet(fichier)
        types = paresseuse.collect_schema()
    except fautes_de_table() as faute:
        raise attendu(fichier.name, dire("un fichier Parquet entier")) from faute
    return Parquet(fichier, *tete_typee(fichier.name, types, vocabulaire), paresseuse)
