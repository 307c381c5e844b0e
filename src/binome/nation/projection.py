"""The law in force, reforms and readings played on one nation, with the same random numbers for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from binome.droit.bareme import Bareme
from binome.droit.cadre import cadre_de
from binome.droit.codes import Patientele, PatienteleComptee, Reponse, Statut
from binome.droit.loi import Loi, LoiDuContrat, loi_en_vigueur
from binome.droit.reformes import Reforme
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.primitives import INCONNU
from binome.nation.dynamique import Dynamique, calibrer
from binome.nation.hypotheses import valeurs
from binome.nation.population import Population, Strate
from binome.nation.tirages import Sommes, Tache, executer
from binome.noyau.boucles import engager, seuils_publies
from binome.noyau.colonnes import ANNEES, Entree, Sortie

JAMAIS: Final = ANNEES + 1

Avancement = Callable[[int, int, str], None]
Executeur = Callable[[Sequence[Tache], int], list[Sommes]]


@dataclass(frozen=True, slots=True)
class Simulee:
    """One scenario played: what each doctor was told at signature, and the integer sums of the draws."""

    reforme: Reforme
    sorties: Any
    """Columns of `Sortie`, by doctor."""
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
    retenues: Mapping[str, Decimal]
    tirages: int
    graine: int
    reference: Simulee
    reformes: tuple[Simulee, ...]
    lectures: tuple[Simulee, ...]
    reference_des_lectures: Simulee | None
    """The law in force under the smaller number of draws that readings were played with."""
    tirages_des_lectures: int

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
    choisies: Mapping[str, Decimal] | None = None,
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
        avancement: called before each law with what is done, the total, and its title.
        fils: threads; it changes nothing in the answer.
        executeur: what draws the blocks of doctors: this machine, or a cluster (`spark.executeur`).
        loi: the law that reforms are compared with, in force by default.
    """
    loi = loi or loi_en_vigueur()
    retenues = valeurs(choisies)
    total = 1 + len(reformes) + (1 + len(lectures) if lectures else 0)
    avancement(0, total, loi.reforme.titre)
    signature = _a_la_signature(population, loi, retenues, fils)
    eligibles = signature.sorties[:, Sortie.STATUT] != Statut.NON_REMPLI

    def jouer(autres: Sequence[Reforme], combien: int, deja: int) -> list[Simulee]:
        dynamique = calibrer(population, eligibles, retenues, combien, graine)
        jouees = []
        for rang, une in enumerate([loi, *map(loi.avec, autres)]):
            avancement(deja + rang, total, une.reforme.titre)
            jouees.append(_jouer(population, une, retenues, dynamique, graine, fils, executeur))
        return jouees

    reference, *autres = jouer(reformes, tirages, 0)
    petite, *lues = jouer(lectures, tirages_des_lectures, 1 + len(reformes)) if lectures else [None]
    avancement(total, total, "")
    return Projection(
        population,
        retenues,
        tirages,
        graine,
        reference,
        tuple(autres),
        tuple(u for u in lues if u is not None),
        petite,
        tirages_des_lectures,
    )


@dataclass(frozen=True, slots=True)
class _Signature:
    """What each doctor was told at signature, under the age of the maintien then from it."""

    sorties: Any
    a_part: Any
    engagements: Any
    maintien: Any
    entrees: Any
    lois: tuple[LoiDuContrat, ...]


def loi_de_la_strate(population: Population, strate: Strate, loi: Loi) -> LoiDuContrat:
    """Return what the contracts of a speciality, signed on the nation's day, live under.

    Raises:
        ErreurDeSaisie: the reform changes how long a contract lasts.
    """
    cadre = cadre_de(loi, population.jour, strate.specialite)
    if cadre.duree(0) != ANNEES:
        raise ErreurDeSaisie("duree_du_contrat", cadre.duree(0), f"{ANNEES}, la durée que la nation se simule")
    return cadre.du_contrat(ANNEES)


def _a_la_signature(population: Population, loi: Loi, retenues: Mapping[str, Decimal], fils: int) -> _Signature:
    import numpy as np

    entrees = population.matrice.copy()
    n = len(entrees)
    sorties, a_part, engagements, maintien, lois = [], [], [], np.full(n, JAMAIS, dtype=np.int64), []
    for strate in population.strates:
        de_la_strate = loi_de_la_strate(population, strate, loi)
        lois.append(de_la_strate)
        tranche = slice(strate.debut, strate.fin)
        bloc = entrees[tranche]
        adultes = de_la_strate.signature.patientele_comptee == PatienteleComptee.ADULTES
        if adultes:
            part = retenues["part_adultes"].as_integer_ratio()
            connus = bloc[:, Entree.PMT] >= 0
            bloc[connus, Entree.PMT] = bloc[connus, Entree.PMT] * part[0] // part[1]
        seuils = _seuils(population, de_la_strate.signature, retenues if adultes else None)
        if de_la_strate.signature.age_du_maintien > 0:
            maintien[tranche] = de_la_strate.signature.age_du_maintien - population.ages[tranche] + 1
        deux = []
        for reponse in (Reponse.NON, Reponse.OUI):
            bloc[:, Entree.A_65_ANS] = reponse
            deux.append(engager(bloc, de_la_strate.signature, de_la_strate.lectures, fils, seuils))
        age = maintien[tranche] <= 1
        bloc[:, Entree.A_65_ANS] = age
        sorties.append(np.where(age[:, None], deux[1][0], deux[0][0]))
        a_part.append(np.stack([deux[0][0][:, Sortie.A_PART], deux[1][0][:, Sortie.A_PART]]))
        engagements.append(np.stack([deux[0][1], deux[1][1]]))
    return _Signature(
        np.concatenate(sorties),
        np.concatenate(a_part, axis=1),
        np.concatenate(engagements, axis=1),
        maintien,
        entrees,
        tuple(lois),
    )


def _seuils(population: Population, signature: Bareme, adultes: Mapping[str, Decimal] | None) -> Any:
    """Return the thresholds of a law; those that it does not publish are the nation's, adults only if it counts so."""
    import numpy as np

    publies, provisoires = seuils_publies(signature), population.seuils.copy()
    if adultes is not None:
        numerateur, denominateur = adultes["part_adultes"].as_integer_ratio()
        pmt = provisoires[:, Patientele.PMT]
        provisoires[:, Patientele.PMT] = np.where(pmt >= 0, pmt * numerateur // denominateur, pmt)
    return np.where(publies == INCONNU, provisoires, publies)


def _jouer(
    population: Population,
    loi: Loi,
    retenues: Mapping[str, Decimal],
    dynamique: Dynamique,
    graine: int,
    fils: int,
    jouer: Executeur,
) -> Simulee:
    import numpy as np

    signature = _a_la_signature(population, loi, retenues, fils)
    ouverts = signature.sorties[:, Sortie.STATUT] != Statut.NON_REMPLI
    recours = np.where(ouverts, dynamique.recours, 0)
    taches = []
    for strate, de_la_strate in zip(population.strates, signature.lois, strict=True):
        tout = Tache(
            signature.entrees,
            signature.a_part,
            signature.engagements,
            signature.maintien,
            dynamique._replace(recours=recours),
            de_la_strate.regime,
            de_la_strate.baremes,
            de_la_strate.lectures,
            graine,
            0,
        )
        taches.append(tout.tranche(strate.debut, strate.fin))
    sommes = jouer(taches, fils)
    return Simulee(loi.reforme, signature.sorties, tuple(sommes))
