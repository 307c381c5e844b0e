"""Many rows at once: those that share a law through the kernel, the others one by one; one table of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.lots.colonnes import schema, schema_des_textes
from binome.lots.contrats import Lot, lots
from binome.lots.interprete import ErreurDeLigne, repondre, telles_que_vues
from binome.lots.lecture.bloc import Bloc, numerotes
from binome.lots.lecture.nettoyer import nettoyer
from binome.lots.modeles import Memoire
from binome.lots.rendu import rendre
from binome.noyau.calcul import avertissement
from binome.noyau.lignes import Calcul
from binome.noyau.rangees import Rangees, rangees_vides, ranger

if TYPE_CHECKING:
    import polars as pl

_LIGNES_A_FROID: Final = 3_000
"""Under this many rows, compiling costs more than it saves."""
_LIGNES_A_CHAUD: Final = 300
"""Under this many rows, loading a kernel that was compiled before costs more than it saves."""


@dataclass(slots=True)
class Reponses:
    """Answers of a table, in the order of its rows; rows refused; how many the kernel answered."""

    lignes: pl.DataFrame
    erreurs: list[ErreurDeLigne]
    compilees: int


def lignes_pour_compiler() -> int:
    """Return the rows under one law from which the kernel is worth asking: fewer once kernels have been compiled."""
    return _LIGNES_A_FROID if avertissement() else _LIGNES_A_CHAUD


def traiter_la_table(table: pl.DataFrame, compile_des: int | None = None, loi: Loi | str | None = None) -> Reponses:
    """Answer every row of a polars table whose columns are known, numbered from 1.

    Args:
        table: one situation a row, cells empty where unknown.
        compile_des: rows under one law from which the kernel answers; `lignes_pour_compiler` by default.
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.
    """
    return traiter_un_bloc(numerotes(table, 1), Memoire(loi_choisie(loi)), compile_des)


def traiter_un_bloc(un: Bloc, memoire: Memoire, compile_des: int | None = None, fils: int = 0) -> Reponses:
    """Answer every row of a block.

    Args:
        un: rows under known columns, and their lines.
        memoire: the law, and the contracts already read under it in the same run.
        compile_des: rows under one law from which the kernel answers; `lignes_pour_compiler` by default.
        fils: threads of the kernel; as many as cores by default.
    """
    import numpy as np
    import polars as pl

    compile_des = lignes_pour_compiler() if compile_des is None else compile_des
    table, numeros = un.table if un.propre else nettoyer(un.table), un.lignes.to_numpy()
    faits = np.zeros(table.height, dtype=bool)
    ensembles: dict[int, Rangees] = {}
    for lot in _pour_le_noyau(table, memoire, compile_des):
        duree = len(lot.loi.baremes)
        if duree not in ensembles:
            ensembles[duree] = rangees_vides(table.height, duree)
        ranger(ensembles[duree], numeros, lot.rangs, _calculer(lot, memoire, fils))
        faits[lot.rangs] = True
    morceaux = [rendre(rangees) for rangees in ensembles.values()]
    reste = table.filter(pl.Series(~faits))
    une_a_une = repondre(zip(numeros[~faits].tolist(), reste.iter_rows(named=True), strict=True), memoire.loi)
    if une_a_une.lignes or not morceaux:
        textes = pl.DataFrame(une_a_une.lignes, schema=schema_des_textes(), orient="row")
        morceaux.append(textes.cast(schema()))
    return Reponses(_en_ordre(morceaux), une_a_une.erreurs, int(faits.sum()))


def _en_ordre(morceaux: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return answers given apart as one table, in the order of the rows."""
    import polars as pl

    if len(morceaux) == 1:
        return morceaux[0]
    return pl.concat([un.cast(schema()) for un in morceaux]).sort("ligne", "annee", nulls_last=False)


def _pour_le_noyau(table: pl.DataFrame, memoire: Memoire, compile_des: int) -> Iterator[Lot]:
    """Yield the rows that share a law with enough others for the kernel to pay."""
    if table.height >= compile_des:
        yield from lots(table, memoire, compile_des)


def _calculer(lot: Lot, memoire: Memoire, fils: int) -> Calcul:
    """Return the kernel's answers of rows that share a law."""
    from binome.noyau.calcul import calculer, statuts_des_issues

    return calculer(lot.contrats, lot.loi, statuts_des_issues(memoire.loi.catalogue), fils)


def avec_les_fautes(reponses: Reponses, un: Bloc, vues: Mapping[str, str]) -> Reponses:
    """Return answers whose refusals name the cell as the person sees it, with the lines that no column can hold."""
    erreurs = telles_que_vues(reponses.erreurs, un.fautes, vues)
    return Reponses(reponses.lignes, erreurs, reponses.compilees)
