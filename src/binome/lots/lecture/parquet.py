"""A Parquet file: columns already have types; every type that a cell may have is brought to its plain text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from binome.langue.courante import dire
from binome.lots.formats import fautes_de_table, polars
from binome.lots.lecture import bloc
from binome.lots.lecture.bloc import Bloc, numeros
from binome.lots.lecture.bornes import OCTETS_D_UN_TEXTE, verifier_la_taille
from binome.lots.lecture.en_textes import en_textes, types_illisibles
from binome.lots.lecture.nommer import nommer, remarques_sur_la_tete
from binome.lots.lecture.refus import FichierRefuse, attendu
from binome.lots.lecture.tete import Tete, lire_la_tete
from binome.lots.lecture.titres import Vocabulaire


@dataclass(frozen=True, slots=True)
class Parquet:
    """A Parquet file that is open."""

    fichier: Path
    paresseuse: Any
    tete: Tete
    remarques: list[str] = field(default_factory=list)

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

    def blocs(self, champs: frozenset[str] | None = None) -> Iterator[Bloc]:
        """Yield the rows, numbered from 1."""
        pl = polars()
        with self._entier():
            total = self.paresseuse.select(pl.len()).collect().item()
        for depart in range(0, total, bloc.LIGNES_PAR_BLOC):
            yield self.tranche(depart, bloc.LIGNES_PAR_BLOC, champs)

    def tranche(self, depart: int, combien: int, champs: frozenset[str] | None = None) -> Bloc:
        """Return some rows that follow one another."""
        pl = polars()
        lues = [une for nom, une in self.tete.champs.items() if champs is None or nom in champs]
        utiles = [*lues, *(self.tete.identifiants if champs is None else ())]
        choisies = self.paresseuse.select(pl.col(une.titre).alias(str(une.rang)) for une in utiles)
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
    tete = lire_la_tete(fichier.name, (0, types.names()), vocabulaire)
    illisibles = types_illisibles({une.titre: types[une.titre] for une in tete.colonnes if une.champ})
    if illisibles:
        noms = ", ".join(illisibles)
        raise FichierRefuse(fichier.name, dire("des colonnes ne tiennent pas dans une cellule : {noms}.", noms=noms))
    return Parquet(fichier, paresseuse, tete, remarques_sur_la_tete(tete))
