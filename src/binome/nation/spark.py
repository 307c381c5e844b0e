"""The draws of a nation on Spark: doctors travel by blocks, sums come back; the same code draws them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from binome.lots.spark import meme_droit, version
from binome.nation.tirages import Sommes, Tache, executer

MEDECINS_PAR_TACHE: Final = 5_000


def executeur(session: Any, medecins_par_tache: int = MEDECINS_PAR_TACHE) -> Any:
    """Return what `projeter` needs to draw on the workers: doctors travel by blocks, sums come back."""

    def jouer(taches: Sequence[Tache], _fils: int) -> list[Sommes]:
        import numpy as np

        morceaux = [
            (rang, morceau) for rang, tache in enumerate(taches) for morceau in tache.decouper(medecins_par_tache)
        ]
        contexte = session.sparkContext
        rendus = contexte.parallelize(morceaux, len(morceaux)).map(partial(_un_bloc, version())).collect()
        return [
            Sommes(
                np.concatenate([s.par_medecin for r, s in rendus if r == rang]),
                sum(s.par_tirage for r, s in rendus if r == rang),
                sum(s.ecarts for r, s in rendus if r == rang),
            )
            for rang in range(len(taches))
        ]

    return jouer


def _un_bloc(attendue: str, reference: tuple[int, Tache]) -> tuple[int, Sommes]:
    meme_droit(attendue)
    return reference[0], executer([reference[1]], 1)[0]
