"""The additional patients asked against the initial patientèle: the curves of the convention, by its rules alone.

A curve is that of an ordinary doctor: neither 65, nor newly installed, nor with agreed objectives. It exists where the
four published ranks are known; nothing is drawn through what nobody has published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import Final, NamedTuple

from binome.contrats.avenants import cours_initial
from binome.contrats.candidat import annee_du_second_assistant
from binome.contrats.dossier import Dossier
from binome.droit.bareme import Bareme
from binome.droit.codes import Option, Patientele, Percentile, Reponse, Tranche, TrancheDeTaux
from binome.droit.engagement import engagement
from binome.droit.faits import Depart, Medecin, Seuils
from binome.droit.lectures import Lectures
from binome.droit.patientele.regles import tranche, tranche_de_taux
from binome.moteur.primitives import INCONNU
from binome.simulation.reponse import Objectifs

_PAS: Final = (10, 20, 50, 100, 200, 250, 500, 1_000)
_LIGNES_ENTRE_LES_RANGS: Final = 8
_SUITE: Final = 10
"""A curve goes on after P95 for a tenth of its length."""


class Point(NamedTuple):
    """An initial patientèle, and the additional patients that it is asked for."""

    patients: int
    objectif: int


@dataclass(frozen=True, slots=True)
class Courbe:
    """The curve of a working time, straight between its points."""

    option: Option
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Ligne:
    """The same at one count, for every curve; `rang` when the count is a published one."""

    patients: int
    rang: Percentile | None
    objectifs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Courbes:
    """The curves of one patientèle, the table of the same content, and where the doctor stands."""

    patientele: Patientele
    rangs: dict[Percentile, int]
    courbes: tuple[Courbe, ...]
    lignes: tuple[Ligne, ...]
    option: Option | None = None
    medecin: Point | None = None
    attendu: int | None = None
    """What the curve of the doctor's working time says at the doctor's own count."""

    @property
    def bornes(self) -> tuple[int, int]:
        """The first and last counts drawn."""
        premiere = self.courbes[0].points
        return premiere[0].patients, premiere[-1].patients

    @property
    def plus_haut(self) -> int:
        """The greatest objective drawn."""
        points = [point for courbe in self.courbes for point in courbe.points]
        return max(point.objectif for point in (*points, *([self.medecin] if self.medecin else [])))


_Fonction = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Ordinaire:
    """An ordinary doctor of a speciality, whatever the count on which a curve is drawn.

    Two are equal when the rules ask the same of both: of the other patientèle, they only look at its bracket.
    """

    patientele: Patientele
    depart: Depart
    place_de_l_autre: tuple[Tranche, TrancheDeTaux]
    sans_patients: Medecin
    bareme: Bareme
    lectures: Lectures
    medecin: Medecin = field(compare=False)

    def objectif(self, option: Option, patients: int) -> int:
        """Return the additional patients that the rules ask of that many."""
        depart = self.depart._replace(patients=patients)
        de_la_pmt = self.patientele == Patientele.PMT
        medecin = self.medecin._replace(pmt=depart) if de_la_pmt else self.medecin._replace(pfa=depart)
        promis = engagement(medecin, option, self.bareme, self.lectures)
        return (promis.pmt if de_la_pmt else promis.pfa).patients


def courbes(dossier: Dossier, patientele: Patientele, objectifs: Objectifs | None = None) -> Courbes | None:
    """Return the curves of a patientèle, with the doctor's own point when objectives are given.

    None when a rank of the distribution is unknown, or when the law gives no number of patients.
    """
    ordinaire = _ordinaire(dossier, patientele)
    tracees = _tracees(ordinaire)
    if tracees is None:
        return None
    option, medecin = _option(dossier), _medecin(dossier, patientele, objectifs)
    tracee = option is not None and option in {courbe.option for courbe in tracees.courbes}
    attendu = ordinaire.objectif(option, medecin.patients) if tracee and option and medecin else None
    return replace(tracees, option=option, medecin=medecin, attendu=attendu)


@lru_cache(maxsize=512)
def _tracees(ordinaire: Ordinaire) -> Courbes | None:
    """Return the curves alone: the same for every doctor who is alike but for the count on which they are drawn."""
    rangs = _rangs(ordinaire.depart.seuils)
    if rangs is None:
        return None
    premier, dernier = rangs[Percentile.P30], rangs[Percentile.P95]
    reperes = [*rangs.values(), dernier + (dernier - premier) // _SUITE]
    fonctions = {option: cache(partial(ordinaire.objectif, option)) for option in Option if option != Option.INCONNUE}
    connues = {option: f for option, f in fonctions.items() if min(map(f, reperes)) >= 0}
    if not connues:
        return None
    return Courbes(
        ordinaire.patientele,
        rangs,
        tuple(Courbe(option, tuple(_points(f, reperes))) for option, f in connues.items()),
        tuple(_lignes(tuple(connues.values()), rangs)),
    )


def _rangs(seuils: Seuils) -> dict[Percentile, int] | None:
    rangs = dict(zip(Percentile, (seuils.p30, seuils.p50, seuils.p90, seuils.p95), strict=True))
    return None if INCONNU in rangs.values() or min(rangs.values()) < 0 else rangs


def _depart(medecin: Medecin, patientele: Patientele) -> Depart:
    return medecin.pmt if patientele == Patientele.PMT else medecin.pfa


def _ordinaire(dossier: Dossier, patientele: Patientele) -> Ordinaire:
    medecin = dossier.medecin._replace(
        rqth_ou_ald=Reponse.NON, a_65_ans=Reponse.NON, installation_recente=False, conditions_propres=False
    )
    autre = _depart(medecin, Patientele.PFA if patientele == Patientele.PMT else Patientele.PMT)
    bareme, lectures = dossier.bareme, dossier.lectures
    place = tranche(autre, bareme, lectures), tranche_de_taux(autre, bareme, lectures)
    depart = _depart(medecin, patientele)._replace(patients=INCONNU, centiemes=INCONNU, convenu=INCONNU)
    sans_patients = medecin._replace(pmt=depart, pfa=depart)
    return Ordinaire(patientele, depart, place, sans_patients, bareme, lectures, medecin)


def _points(objectif: _Fonction, reperes: list[int]) -> Iterator[Point]:
    """Yield the points of a curve: each mark, the count just before it, and those where it bends."""
    comptes = sorted({reperes[0], *(compte for repere in reperes[1:] for compte in (repere - 1, repere))})
    points = [Point(compte, objectif(compte)) for compte in comptes]
    yield points[0]
    for avant, apres in pairwise(points):
        yield from _jusqu_a(avant, apres, objectif)


def _jusqu_a(avant: Point, apres: Point, objectif: _Fonction) -> Iterator[Point]:
    """Yield the points after `avant` up to `apres`: none between them when the straight line is within a patient."""
    milieu = (avant.patients + apres.patients) // 2
    if milieu > avant.patients:
        au_milieu = Point(milieu, objectif(milieu))
        longueur = apres.patients - avant.patients
        sur_la_corde = avant.objectif * longueur + (apres.objectif - avant.objectif) * (milieu - avant.patients)
        if abs(au_milieu.objectif * longueur - sur_la_corde) > longueur:
            yield from _jusqu_a(avant, au_milieu, objectif)
            yield from _jusqu_a(au_milieu, apres, objectif)
            return
    yield apres


def _lignes(fonctions: tuple[_Fonction, ...], rangs: dict[Percentile, int]) -> Iterator[Ligne]:
    """Yield the rows of the table: the published ranks, and round counts between them."""
    premier, dernier = rangs[Percentile.P30], rangs[Percentile.P95]
    pas = next((p for p in _PAS if (dernier - premier) // p <= _LIGNES_ENTRE_LES_RANGS), _PAS[-1])
    publies = {patients: rang for rang, patients in rangs.items()}
    ronds = range(premier - premier % pas + pas, dernier, pas)
    for patients in sorted({*publies, *ronds}):
        yield Ligne(patients, publies.get(patients), tuple(objectif(patients) for objectif in fonctions))


def _option(dossier: Dossier) -> Option | None:
    """Return the working time that the contract begins with, None when nobody chose it."""
    au_depart = cours_initial(dossier.medecin, dossier.option, annee_du_second_assistant(dossier.situation))
    return None if au_depart.option == Option.INCONNUE else au_depart.option


def _medecin(dossier: Dossier, patientele: Patientele, objectifs: Objectifs | None) -> Point | None:
    if objectifs is None:
        return None
    rendu = objectifs.pmt if patientele == Patientele.PMT else objectifs.pfa
    patients = _depart(dossier.medecin, patientele).patients
    if rendu is None or rendu.patients is None or patients == INCONNU:
        return None
    return Point(patients, rendu.patients)
