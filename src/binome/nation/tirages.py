"""The draws: blocks of doctors, shared between the cores of this machine; sums are integers, whatever the cores.

A block holds the same doctors under every law that is compared, so that a fate is followed from one law to the other.
It knows the number of its first doctor in the nation, and so may travel and be drawn anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from binome.droit.bareme import Bareme
from binome.droit.codes import FamilleDeRegime
from binome.droit.loi import LoiDuContrat
from binome.moteur.hasard import MASQUE
from binome.nation.comparaison import noyau_des_comparaisons
from binome.nation.destins import Contrats, Cumuls, noyau_des_destins
from binome.nation.dynamique import Evolution
from binome.nation.matrices import ANNEES, Entiers
from binome.nation.mesures import LARGEUR_DES_ECARTS, SANS_CONTRAT, Compare, Mesure, Sommes, assembler

Plage: TypeAlias = tuple[int, int]
"""Rank of the first, rank after the last."""
_DESTINS_PAR_BLOC: Final = 1 << 22
"""Fates followed at once: what each receives is held under two laws."""


class SousUneLoi(NamedTuple):
    """The contracts of some doctors, and the law that they live under."""

    contrats: Contrats
    loi: LoiDuContrat


class Tache(NamedTuple):
    """A block of doctors under one law or several: everything that their draws look at, ready to travel."""

    lois: tuple[SousUneLoi, ...]
    """The first is the one that the others are compared with."""
    evolution: Evolution
    graine: int
    premier: int
    """Number of the first doctor of the block in the nation."""

    @property
    def medecins(self) -> int:
        """How many doctors the block holds."""
        return len(self.lois[0].contrats.pmt)

    @property
    def tirages(self) -> int:
        """How many fates each of them has."""
        return len(self.evolution.commune)

    def tranche(self, debut: int, fin: int) -> Tache:
        """Return the same work for some doctors of the block."""
        lois = tuple(une._replace(contrats=une.contrats.lignes(debut, fin)) for une in self.lois)
        return self._replace(lois=lois, premier=self.premier + debut)

    def decouper(self, taille: int) -> list[Tache]:
        """Return the work in blocks of `taille` doctors at most."""
        n = self.medecins
        return [self.tranche(debut, min(debut + taille, n)) for debut in range(0, n, taille)]


def executer(taches: Iterable[Tache], fils: int = 0) -> list[tuple[Sommes, ...]]:
    """Draw the fates of blocks of doctors on this machine, one answer a law; `fils` threads change nothing in it."""
    with ThreadPoolExecutor(fils or os.cpu_count() or 1) as ouvriers:
        return [_tirer(tache, _Equipe(ouvriers, fils or os.cpu_count() or 1)) for tache in taches]


@dataclass(frozen=True, slots=True)
class _Equipe:
    """Threads that share the doctors of a block."""

    ouvriers: ThreadPoolExecutor
    fils: int

    def partager(self, medecins: int) -> list[Plage]:
        """Return the rows of each thread."""
        fils = max(min(self.fils, medecins), 1)
        return list(pairwise(medecins * rang // fils for rang in range(fils + 1)))

    def faire(self, boucle: Callable[..., None], arguments: Iterable[tuple[object, ...]]) -> None:
        """Call a loop with each list of arguments, side by side."""
        for une in [self.ouvriers.submit(boucle, *les_siens) for les_siens in arguments]:
            une.result()


def _tirer(tache: Tache, equipe: _Equipe) -> tuple[Sommes, ...]:
    blocs = tache.decouper(max(_DESTINS_PAR_BLOC // tache.tirages, 1))
    par_bloc = [_tirer_un_bloc(bloc, equipe) for bloc in blocs]
    return tuple(assembler(d_une_loi) for d_une_loi in zip(*par_bloc, strict=True))


def _tirer_un_bloc(bloc: Tache, equipe: _Equipe) -> list[Sommes]:
    """Draw a block under each of its laws, the first one being what all are compared with."""
    sommes = []
    reference: Entiers | None = None
    for une in bloc.lois:
        recus = np.full((bloc.medecins, bloc.tirages), SANS_CONTRAT, dtype=np.int64)
        compares = np.zeros((bloc.medecins, len(Compare)), dtype=np.int64)
        tirees = _tirer_sous_une_loi(bloc, une, recus, equipe)
        reference = recus if reference is None else reference
        communs = (reference, recus, compares, bloc.tirages)
        equipe.faire(noyau_des_comparaisons(), ((*communs, rangs) for rangs in equipe.partager(bloc.medecins)))
        sommes.append(Sommes(*tirees, compares))
    return sommes


def _tirer_sous_une_loi(
    bloc: Tache, sous: SousUneLoi, recus: Entiers, equipe: _Equipe
) -> tuple[Entiers, Entiers, Entiers]:
    """Return the sums by doctor, by draw and of distances; fill what each fate receives."""
    rangs = equipe.partager(bloc.medecins)
    par_medecin = np.zeros((bloc.medecins, ANNEES, len(Mesure)), dtype=np.int64)
    par_fil = np.zeros((len(rangs), bloc.tirages, ANNEES, len(Mesure)), dtype=np.int64)
    ecarts = np.zeros((len(rangs), 2, LARGEUR_DES_ECARTS + 1), dtype=np.int64)
    cle = np.array([bloc.graine & MASQUE, bloc.premier], dtype=np.int64)
    contrats, evolution = Contrats(*map(_contigu, sous.contrats)), Evolution(*map(_contigu, bloc.evolution))
    for annees, bareme in _plages(sous.loi.baremes):
        communs = (sous.loi.lectures, contrats, evolution, cle, annees)
        equipe.faire(
            noyau_des_destins(bareme, FamilleDeRegime(sous.loi.regime)),
            (
                (*communs, Cumuls(par_medecin, par_fil[fil], ecarts[fil], recus), lignes)
                for fil, lignes in enumerate(rangs)
            ),
        )
    return par_medecin, par_fil.sum(axis=0), ecarts.sum(axis=0)[:, :LARGEUR_DES_ECARTS]


def _contigu(table: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(table)


def _plages(baremes: Sequence[Bareme]) -> list[tuple[Plage, Bareme]]:
    """Return the runs of years that live under the same numbers."""
    plages = []
    for bareme, suite in groupby(range(len(baremes)), key=lambda rang: baremes[rang]):
        rangs = list(suite)
        plages.append(((rangs[0], rangs[-1] + 1), bareme))
    return plages
