"""The law in force, reforms and readings played on one nation, with the same random numbers for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.droit.reformes import Reforme
from binome.nation.dynamique import Dynamique, calibrer
from binome.nation.hypotheses import Retenues, valeurs
from binome.nation.matrices import Table
from binome.nation.mesures import Sommes
from binome.nation.population import Population
from binome.nation.signature import Signature, signer
from binome.nation.tirages import SousUneLoi, Tache, executer

Avancement: TypeAlias = Callable[[int, int, str], None]
Executeur: TypeAlias = Callable[[Iterable[Tache], int], list[tuple[Sommes, ...]]]


@dataclass(frozen=True, slots=True)
class Simulee:
    """One scenario played: what each doctor was told at signature, and the integer sums of the draws."""

    reforme: Reforme
    sorties: Table
    """Columns of `ContratRendu`, by doctor."""
    sommes: tuple[Sommes, ...]
    """By stratum; `par_medecin` is about the doctors of the stratum."""

    @property
    def tirages(self) -> int:
        """Number of draws."""
        return len(self.sommes[0].par_tirage)


@dataclass(frozen=True, slots=True)
class Projection:
    """One nation, one dynamic, several laws."""

    population: Population
    loi: Loi
    """The law that the reforms are compared with."""
    retenues: Retenues
    tirages: int
    graine: int
    reference: Simulee
    reformes: tuple[Simulee, ...]
    lectures: tuple[Simulee, ...]
    reference_des_lectures: Simulee | None
    """The law in force under the smaller number of draws that readings were played with."""

    @property
    def lois(self) -> tuple[Simulee, ...]:
        """The law in force, then the reforms."""
        return (self.reference, *self.reformes)


def projeter(
    population: Population,
    reformes: Sequence[Reforme] = (),
    *,
    tirages: int = 200,
    graine: int = 1,
    choisies: Retenues | None = None,
    lectures: Sequence[Reforme] = (),
    tirages_des_lectures: int = 20,
    avancement: Avancement = lambda _fait, _total, _quoi: None,
    fils: int = 0,
    executeur: Executeur = executer,
    loi: Loi | None = None,
) -> Projection:
    """Play the law in force, then each reform and each reading, on the same doctors with the same fates.

    Args:
        population: the nation.
        reformes: laws to compare with the law in force.
        tirages: draws of each doctor's fate.
        graine: seed of the draws.
        choisies: assumptions replaced, by name.
        lectures: readings to price one by one, with `tirages_des_lectures` draws.
        tirages_des_lectures: draws for these.
        avancement: called before each step with what is done, the total, and its title: each law, then each speciality.
        fils: threads; it changes nothing in the answer.
        executeur: what draws the blocks of doctors: this machine, or a cluster (`spark.executeur`).
        loi: the law that reforms are compared with, in force by default.
    """
    loi = loi_choisie(loi)
    lois, lues = [loi, *map(loi.avec, reformes)], [loi, *map(loi.avec, lectures)] if lectures else []
    suivi = _Suivi(avancement, len(lois) + len(population.strates) + len(lues))
    scene = _Scene(population, valeurs(choisies), graine, fils, executeur, suivi)
    signees = [scene.signer(une) for une in lois]
    reference, *autres = scene.tirer(lois, signees, scene.calibrer(signees[0], tirages), suivi.pas)
    petite = scene.calibrer(signees[0], tirages_des_lectures)
    prix = [simulee for une in lues for simulee in scene.tirer([une], [scene.signer(une)], petite)]
    suivi.finir()
    return Projection(
        population,
        loi,
        scene.retenues,
        tirages,
        graine,
        reference,
        tuple(autres),
        tuple(prix[1:]),
        prix[0] if prix else None,
    )


@dataclass(slots=True)
class _Suivi:
    """Steps done, told to whoever waits before each step."""

    avancement: Avancement
    total: int
    faits: int = 0

    def pas(self, quoi: str) -> None:
        """Begin a step."""
        self.avancement(self.faits, self.total, quoi)
        self.faits += 1

    def finir(self) -> None:
        """Say that all is done."""
        self.avancement(self.total, self.total, "")


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every law of a projection is played with."""

    population: Population
    retenues: Retenues
    graine: int
    fils: int
    executeur: Executeur
    suivi: _Suivi

    def signer(self, loi: Loi) -> list[Signature]:
        """Return what a law tells each doctor."""
        self.suivi.pas(loi.reforme.titre)
        return signer(self.population, loi, self.retenues, self.fils)

    def calibrer(self, en_vigueur: Sequence[Signature], tirages: int) -> Dynamique:
        """Return the dynamic: take-up is a share of those who are eligible under the law in force."""
        eligibles = np.concatenate([signature.eligibles for signature in en_vigueur])
        return calibrer(self.population, eligibles, self.retenues, tirages, self.graine)

    def tirer(
        self,
        lois: Sequence[Loi],
        signees: Sequence[Sequence[Signature]],
        dynamique: Dynamique,
        pas: Callable[[str], None] = lambda _strate: None,
    ) -> list[Simulee]:
        """Draw the fates under some laws, compared with the first one; `pas` is called before each stratum."""
        par_strate = self.executeur(self._taches(signees, dynamique, pas), self.fils)
        return [
            Simulee(loi.reforme, np.concatenate([une.sorties for une in d_une_loi]), sommes)
            for loi, d_une_loi, sommes in zip(lois, signees, zip(*par_strate, strict=True), strict=True)
        ]

    def _taches(
        self, signees: Sequence[Sequence[Signature]], dynamique: Dynamique, pas: Callable[[str], None]
    ) -> Iterator[Tache]:
        """Yield one block a stratum, under every law."""
        for strate, *sous_chaque_loi in zip(self.population.strates, *signees, strict=True):
            pas(strate.libelle)
            lois = tuple(SousUneLoi(une.contrats(dynamique), une.loi) for une in sous_chaque_loi)
            yield Tache(lois, dynamique.evolution, self.graine, strate.debut)
