"""The draws of a nation on Spark: doctors travel by blocks, sums come back; the same code draws them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from binome.lots.spark import meme_droit, version
from binome.nation.mesures import Sommes, assembler
from binome.nation.projection import Executeur
from binome.nation.tirages import Tache, executer

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MEDECINS_PAR_TACHE: Final = 5_000


def executeur(session: SparkSession, medecins_par_tache: int = MEDECINS_PAR_TACHE) -> Executeur:
    """Return what `projeter` needs to draw on the workers: doctors travel by blocks, sums come back."""

    def jouer(taches: Iterable[Tache], _fils: int) -> list[tuple[Sommes, ...]]:
        decoupees = [tache.decouper(medecins_par_tache) for tache in taches]
        blocs = [bloc for une in decoupees for bloc in une]
        tirer = partial(_un_bloc, version())
        rendus = iter(session.sparkContext.parallelize(blocs, len(blocs)).map(tirer).collect())
        par_tache = [[next(rendus) for _ in une] for une in decoupees]
        return [tuple(map(assembler, zip(*par_bloc, strict=True))) for par_bloc in par_tache]

    return jouer


def _un_bloc(attendue: str, bloc: Tache) -> tuple[Sommes, ...]:
    meme_droit(attendue)
    return executer([bloc], 1)[0]
