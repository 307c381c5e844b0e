"""A file of situations, block by block, whatever its format, and what a person must know of how it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.lots.formats import entree, fautes_de_table, polars
from binome.lots.lecture import bloc
from binome.lots.lecture.bloc import Bloc, Source, recoller
from binome.lots.lecture.bornes import MEGA
from binome.lots.lecture.codes import Codes, examiner
from binome.lots.lecture.formes import vocabulaire
from binome.lots.lecture.nettoyer import nettoyer
from binome.lots.lecture.ouverture import lus, source_de
from binome.lots.lecture.remarques import Remarques
from binome.lots.lecture.survol import SPECIALITE, Survol, a_survoler, verifier_les_dates

if TYPE_CHECKING:
    import polars as pl

_OCTETS: Final = MEGA
_EN_MEMOIRE: Final = {".parquet": 0, ".csv": 8 * MEGA, ".jsonl": 8 * MEGA}
_CLASSEUR_EN_MEMOIRE: Final = 64 * MEGA
"""A file under this size is parsed once and kept, so that what is cheap to read again is not kept.

Read, its rows take up to five times as much, a hundred times for Parquet, of which a few columns are looked over at
little cost.
"""


@dataclass(frozen=True, slots=True)
class Entree:
    """A file that is open: its rows, the columns that travel with them, what is to be said."""

    fichier: Path
    source: Source
    codes: Codes
    identifiants: tuple[str, ...]
    remarques: Remarques
    bruts: list[Bloc] = field(default_factory=list)

    @property
    def vues(self) -> dict[str, str]:
        """Each field's column as the person finds it in the file."""
        return self.source.vues

    def blocs(self) -> Iterator[Bloc]:
        """Yield the situations, `LIGNES_PAR_BLOC` rows a block at most, cells canonical, empty rows left out."""
        self.remarques.oublier()
        suite: Iterable[Bloc] = self.bruts or self.source.blocs()
        yield from _decouper(self._nets(un) for un in lus(self.fichier, suite))

    def _nets(self, un: Bloc) -> Bloc:
        import polars as pl

        table = un.table
        if self.codes.etrangers and SPECIALITE in table.columns:
            distinctes = table[SPECIALITE].drop_nulls().unique()
            table = table.with_columns(
                table[SPECIALITE].replace({ecrite: self.codes.traduire(ecrite) for ecrite in distinctes})
            )
        table = nettoyer(table, self.remarques, self.source.vues)
        if not table.columns:
            return Bloc(table, un.lignes, un.identifiants, un.fautes, propre=True)
        pleines = table.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
        if not pleines.all():
            table, un = table.filter(pleines), _filtrer(un, pleines)
        return Bloc(table, un.lignes, un.identifiants, un.fautes, propre=True)


def _filtrer(un: Bloc, gardees: pl.Series) -> Bloc:
    return Bloc(un.table, un.lignes.filter(gardees), un.identifiants.filter(gardees), un.fautes)


def ouvrir(fichier: Path, codes: Codes | None = None, loi: Loi | str | None = None) -> Entree:
    """Open a file of situations and look it over, under a law (in force by default).

    Raises:
        ErreurDeSaisie: the file cannot be read, or a whole column cannot.
    """
    codes = codes or Codes()
    source = source_de(fichier, vocabulaire())
    survol = Survol()
    bruts: list[Bloc] = []
    garder = fichier.stat().st_size <= _EN_MEMOIRE.get(entree(fichier), _CLASSEUR_EN_MEMOIRE)
    for un in lus(fichier, source.blocs(None if garder else a_survoler())):
        survol.ajouter(un)
        if garder:
            bruts.append(un)
    phrases = list(source.remarques)
    phrases += verifier_les_dates(fichier.name, survol.dates, source.vues)
    phrases += examiner(fichier.name, survol.specialites, codes, loi_choisie(loi).catalogue)
    return Entree(fichier, source, codes, source.identifiants or tuple(survol.identifiants), Remarques(phrases), bruts)


def lire(fichier: Path, codes: Codes | None = None) -> Iterator[Bloc]:
    """Yield the situations of a file.

    Raises:
        ErreurDeSaisie: as `ouvrir`.
    """
    yield from ouvrir(fichier, codes).blocs()


def _decouper(blocs: Iterator[Bloc]) -> Iterator[Bloc]:
    """Yield blocks of `LIGNES_PAR_BLOC` rows, the last one shorter."""
    attente: list[Bloc] = []
    taille = bloc.LIGNES_PAR_BLOC
    for un in blocs:
        attente.append(un)
        if sum(autre.table.height for autre in attente) < taille:
            continue
        tout = recoller(attente)
        depart = 0
        while tout.table.height - depart >= taille:
            yield _tranche(tout, depart, taille, [] if depart else tout.fautes)
            depart += taille
        attente = [_tranche(tout, depart, taille, [])] if depart < tout.table.height else []
    if attente:
        yield recoller(attente)


def _tranche(un: Bloc, depart: int, taille: int, fautes: list[tuple[int, str]]) -> Bloc:
    return Bloc(
        un.table.slice(depart, taille),
        un.lignes.slice(depart, taille),
        un.identifiants.slice(depart, taille),
        fautes,
        un.propre,
    )


def compter(fichier: Path) -> int | None:
    """Return the rows of a file when that is quick to know, for the time left; None otherwise."""
    if fichier.suffix.lower() == ".parquet":
        pl = polars()
        try:
            total: int = pl.scan_parquet(fichier).select(pl.len()).collect().item()
        except fautes_de_table():
            return None
        return total
    if fichier.suffix.lower() not in (".csv", ".jsonl"):
        return None
    with fichier.open("rb") as flux:
        lignes = sum(octets.count(b"\n") for octets in iter(lambda: flux.read(_OCTETS), b""))
    return max(lignes - (fichier.suffix.lower() == ".csv"), 1)
