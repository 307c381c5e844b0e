"""More patients, never fewer euros: proved, or the exceptions with the smallest witness that people can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final, NamedTuple

import z3

from binome.droit.annee import bilan_de_l_annee
from binome.droit.bareme import Bareme
from binome.droit.catalogue import catalogue
from binome.droit.codes import Famille, Motif, Option, Patientele, Percentile, Reponse
from binome.droit.engagement import engagement
from binome.droit.faits import Depart, Engagement, Medecin, Seuils
from binome.droit.lectures import ENUMERATIONS
from binome.droit.montant.regles import montant_maximal
from binome.moteur.primitives import ENTIER, INCONNU
from tests.preuves.modele.entrees import MILLION, entrees
from tests.preuves.modele.traduction import Traducteur
from tests.preuves.modele.valeurs import Valeur
from tests.preuves.portes import engagement_tenable
from tests.preuves.surete import PATIENCE, RESUMES, connus

CHAMPS: Final = ("pmt", "pfa")


class Recul(NamedTuple):
    """A way for one patient more to pay less: reasons before and after, readings that open it."""

    patientele: str
    avant: Motif
    apres: Motif
    lectures: tuple[str, ...]


class Constats(NamedTuple):
    """The same year seen twice, the second time with more patients."""

    solveur: z3.Solver
    avant: Valeur
    apres: Valeur
    arguments: dict[str, Valeur]
    plus: z3.ArithRef


def _deux_constats(bareme: Bareme, champ: str) -> Constats:
    donnees, traducteur, plus = entrees(bilan_de_l_annee, connus(bareme)), Traducteur(), z3.Int("plus")
    arguments = donnees.arguments
    constat = arguments["constat"]
    davantage = arguments | {"constat": constat._replace(**{champ: plus})}
    avant, apres = (traducteur.appeler(bilan_de_l_annee, list(a.values())).resultat for a in (arguments, davantage))
    solveur = z3.Solver()
    solveur.set(timeout=PATIENCE)
    solveur.add(*donnees.plages, *engagement_tenable(arguments["engagement"]))
    solveur.add(getattr(constat, champ) >= 0, plus > getattr(constat, champ), plus <= MILLION)
    solveur.add(constat.exceptionnelles == int(Reponse.NON), avant.part[0] >= 0, apres.part[0] >= 0)
    solveur.add(apres.part[0] * avant.part[1] < avant.part[0] * apres.part[1])
    return Constats(solveur, avant, apres, arguments, plus)


def reculs(bareme: Bareme) -> Iterator[Recul]:
    """Yield each pair of reasons between which one more patient observed lowers the share paid, under any readings.

    Raises:
        AssertionError: z3 did not answer: nothing is proved.
    """
    for champ in CHAMPS:
        vus = _deux_constats(bareme, champ)
        while (reponse := vus.solveur.check()) == z3.sat:
            modele = vus.solveur.model()
            motifs = [modele.eval(vu.motif, model_completion=True).as_long() for vu in (vus.avant, vus.apres)]
            celle_ci = z3.And(vus.avant.motif == motifs[0], vus.apres.motif == motifs[1])
            yield Recul(champ, Motif(motifs[0]), Motif(motifs[1]), _lectures_en_cause(vus, celle_ci))
            vus.solveur.add(z3.Not(celle_ci))
        assert reponse == z3.unsat, "z3 did not answer"


def _lectures_en_cause(vus: Constats, celle_ci: z3.BoolRef) -> tuple[str, ...]:
    """Return the readings that must leave their default for an exception to be, as « nom = choix »."""
    lectures, defaut = vus.arguments["lectures"], catalogue().lectures_retenues({}, ())
    ecarts = [libre != int(choix) for libre, choix in zip(lectures, defaut, strict=True)]
    en_cause: list[str] = []
    vus.solveur.push()
    vus.solveur.add(celle_ci)
    for nom, libre, ecart, choix in zip(lectures._fields, lectures, ecarts, defaut, strict=True):
        vus.solveur.push()
        vus.solveur.add(z3.Not(ecart))
        if vus.solveur.check() == z3.unsat:
            vus.solveur.pop()
            vus.solveur.check()
            choisi = vus.solveur.model().eval(libre, model_completion=True).as_long()
            en_cause.append(f"{nom} = {ENUMERATIONS[nom](choisi).code}")
            assert choisi != int(choix)
            continue
        vus.solveur.pop()
        vus.solveur.add(libre == int(choix))
    vus.solveur.pop()
    return tuple(en_cause)


def _avec(medecin: Medecin, champ: str, depart: Depart) -> Medecin:
    return medecin._replace(pmt=depart) if champ == "pmt" else medecin._replace(pfa=depart)


def plus_de_patients_a_la_signature(bareme: Bareme, champ: str) -> Any:
    """Return whether more patients at signature may lower the maximum of a year; z3's answer.

    Thresholds grow, ranks are unknown, the rest is whatever it is, under every reading that compares what is known.
    """
    donnees, traducteur = entrees(engagement, connus(bareme)), Traducteur(resumes=RESUMES)
    arguments, plus, annee = donnees.arguments, z3.Int("plus"), z3.Int("annee")
    medecin: Medecin = arguments["medecin"]
    depart: Depart = getattr(medecin, champ)
    davantage = arguments | {"medecin": _avec(medecin, champ, depart._replace(patients=plus))}
    montants = []
    for recus in (arguments, davantage):
        engage: Engagement = traducteur.appeler(engagement, list(recus.values()))
        vus = (arguments["option"], annee, engage.tranche_montant, bareme, arguments["lectures"])
        montants.append(traducteur.appeler(montant_maximal, vus))
    solveur = z3.Solver()
    solveur.set(timeout=PATIENCE)
    solveur.add(*donnees.plages, arguments["option"] >= 0, annee >= 1, plus > depart.patients, depart.patients >= 0)
    for une in (medecin.pmt, medecin.pfa):
        s = une.seuils
        solveur.add(une.centiemes == INCONNU, s.p30 >= 1, s.p50 > s.p30, s.p90 > s.p50, s.p94 >= s.p90, s.p95 > s.p94)
    solveur.add(montants[0] >= 0, montants[1] >= 0, montants[1] < montants[0])
    return solveur.check()


class Remontee(NamedTuple):
    """An objective that grows with the patients one starts from: option, counts and objectives, speciality."""

    patientele: Patientele
    option: Option
    patients: tuple[int, int]
    objectifs: tuple[int, int]


def remontees(specialite: int, choix: Mapping[str, str]) -> Iterator[Remontee]:
    """Yield where an objective asks more of whoever has one more patient: every count, by exhaustion."""
    droit = catalogue()
    bareme = droit.bareme(droit.changements[-1])
    lectures = droit.lectures_retenues(choix, ())
    famille = bareme.famille_de_la_specialite[specialite]
    for patientele in Patientele:
        seuils = _seuils(bareme, patientele, specialite)
        if seuils.p30 < 0 or (patientele == Patientele.PMT and famille == Famille.AUTRE):
            continue
        for option in (Option.DEMI, Option.UN, Option.UN_ET_DEMI, Option.DEUX):
            suite = [_objectif(famille, patientele, option, n, seuils, bareme, lectures) for n in range(seuils.p95 + 2)]
            for n, (avant, apres) in enumerate(pairwise(suite)):
                if 0 <= avant < apres:
                    yield Remontee(patientele, option, (n, n + 1), (avant, apres))


def _seuils(bareme: Bareme, patientele: Patientele, specialite: int) -> Seuils:
    publies = bareme.distribution[patientele][specialite]
    p30, p50, p90, p95 = (publies[percentile] for percentile in Percentile)
    return Seuils(p30, p50, p90, bareme.p94_estime[patientele][specialite], p95)


def _objectif(
    famille: Famille, patientele: Patientele, option: Option, n: int, seuils: Seuils, bareme: Bareme, lectures: Any
) -> int:
    inconnue = Depart(INCONNU, INCONNU, INCONNU)
    vue = Depart(n, INCONNU, INCONNU, seuils)
    pmt, pfa = (vue, inconnue) if patientele == Patientele.PMT else (inconnue, vue)
    medecin = Medecin(famille, pmt, pfa, Reponse.NON, Reponse.NON, False, ENTIER, False)
    engage: Engagement = engagement(medecin, option, bareme, lectures)
    return (engage.pmt if patientele == Patientele.PMT else engage.pfa).patients
