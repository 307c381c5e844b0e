"""The inverse question: the fewest additional patients for 100 %, for a sum, or for not falling to 0.

Exact over the integers: the candidates are the counts where a state of the law begins and those where a rate alone
pays the sum. Every solution carries its certificate: its value, and the neighbours that fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import product
from typing import Any

from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.codes import Nature
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.langue.ecriture import en_texte
from binome.moteur.argent import en_euros
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.annee_evaluable import AnneeEvaluable, AnneeIndeterminee, evaluer_l_annee

_ATTENDU = "100%, une somme en euros (15000 ou 15000.50) ou non-nul"
_CENTIMES = 100

Patients = dict[str, int]


@dataclass(frozen=True, slots=True)
class Voisin:
    """A neighbour of a solution, with one patient fewer, that fails; its sum in euros."""

    patients: Patients
    montant: Decimal

    def en_json(self) -> dict[str, Any]:
        """Return the neighbour as JSON data."""
        return {"voisin": self.patients, "montant": f"{self.montant:.2f}"}


@dataclass(frozen=True, slots=True)
class Solution:
    """A minimal number of additional patients, what it pays, and the neighbours that fail."""

    patients: Patients
    montant: Decimal
    voisins: tuple[Voisin, ...]

    def en_json(self) -> dict[str, Any]:
        """Return the solution as JSON data; `certificat` is the first neighbour, null at zero patients."""
        return {
            "patients": self.patients,
            "montant": f"{self.montant:.2f}",
            "certificat": self.voisins[0].en_json() if self.voisins else None,
            "voisins": [voisin.en_json() for voisin in self.voisins],
        }


@dataclass(frozen=True, slots=True)
class ReponseInverse:
    """Every minimal solution, or why there is none."""

    annee: int
    vise: Decimal | None
    depart: Patients
    solutions: tuple[Solution, ...]
    impossible: str | None

    def en_json(self) -> dict[str, Any]:
        """Return the answer as JSON data (interfaces, section 2)."""
        return {
            "annee": self.annee,
            "vise": None if self.vise is None else f"{self.vise:.2f}",
            "depart": self.depart,
            "solutions": [solution.en_json() for solution in self.solutions],
            "impossible": self.impossible,
        }


def objectif(
    situation: Mapping[str, Any] | Situation,
    annee: int = 3,
    viser: str = "100%",
    depuis: str = "initiale",
    loi: Loi | str | None = None,
) -> ReponseInverse:
    """Answer the inverse question.

    Args:
        situation: the doctor, as for `simuler`.
        annee: contract year.
        viser: « 100% », a sum in euros, or « non-nul ».
        depuis: patients are counted from the patientèle « initiale », or from the last « constat ».
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.

    Returns:
        The minimal solutions (none is smaller or equal to another in both counts), sorted by sum, then by PMT.

    Raises:
        ErreurDeSaisie: an argument cannot be read.
    """
    lue = lire_situation(situation)
    if depuis not in ("initiale", "constat"):
        raise ErreurDeSaisie("depuis", depuis, "initiale ou constat")
    visee = _lire_visee(viser)
    try:
        evaluable = evaluer_l_annee(lue, annee, loi_choisie(loi))
        depart = _depart(lue, evaluable, depuis)
    except AnneeIndeterminee as doute:
        return ReponseInverse(annee, None, {}, (), str(doute))
    centimes = {"100%": evaluable.maximum, "non-nul": 1}.get(viser, visee)
    if centimes > evaluable.maximum:
        impossible = dire(
            "Le maximum de l'année est de {maximum} : aucune patientèle ne donne plus.",
            maximum=en_texte(en_euros(evaluable.maximum)),
        )
        return ReponseInverse(annee, en_euros(centimes), depart, (), impossible)
    solutions = tuple(
        _solution(evaluable, depart, patients, centimes) for patients in _minimales(evaluable, depart, centimes)
    )
    return ReponseInverse(annee, en_euros(centimes), depart, solutions, None)


def _lire_visee(viser: str) -> int:
    if viser in ("100%", "non-nul"):
        return 0
    try:
        centimes = Decimal(viser.replace(",", ".")) * _CENTIMES
    except InvalidOperation as faute:
        raise ErreurDeSaisie("viser", viser, _ATTENDU) from faute
    if not centimes.is_finite() or centimes <= 0 or centimes != centimes.to_integral_value():
        raise ErreurDeSaisie("viser", viser, _ATTENDU)
    return int(centimes)


def _depart(situation: Situation, evaluable: AnneeEvaluable, depuis: str) -> Patients:
    pmt, pfa = evaluable.dossier.patienteles_initiales
    if depuis == "constat":
        if not situation.constats:
            raise ErreurDeSaisie("depuis", depuis, "un constat dans la situation, ou « initiale »")
        pmt, pfa = situation.constats[-1].pmt, situation.constats[-1].pfa
    suivies = {"pmt": pmt, "pfa": pfa} if evaluable.engagement.suit_la_pmt else {"pfa": pfa}
    if None in suivies.values():
        raise AnneeIndeterminee(dire("La patientèle de départ est inconnue : saisissez-la."))
    return {nom: compte for nom, compte in suivies.items() if compte is not None}


def _minimales(evaluable: AnneeEvaluable, depart: Patients, centimes: int) -> list[Patients]:
    """Return the Pareto-minimal additional patients among the candidates, which contain every minimal solution."""
    axes = [_candidats(evaluable, nom, compte, centimes) for nom, compte in depart.items()]
    reussis = [point for point in product(*axes) if _paie(evaluable, depart, point) >= centimes]
    minimales = [
        point
        for point in reussis
        if not any(autre != point and all(a <= b for a, b in zip(autre, point, strict=True)) for autre in reussis)
    ]
    return [dict(zip(depart, point, strict=True)) for point in sorted(minimales, key=lambda point: (sum(point), point))]


def _candidats(evaluable: AnneeEvaluable, nom: str, compte: int, centimes: int) -> list[int]:
    """Return the additional patients of one axis where the answer may change, zero included."""
    engage = evaluable.engagement
    ruptures, but = (evaluable.ruptures_pmt, engage.pmt) if nom == "pmt" else (evaluable.ruptures_pfa, engage.pfa)
    seuil = evaluable.seuil_de_somme(but, centimes) if but.nature != Nature.SANS_OBJET else None
    points = {0, *(rupture - compte for rupture in ruptures), *([] if seuil is None else [seuil - compte])}
    return sorted(point for point in points if point >= 0)


def _paie(evaluable: AnneeEvaluable, depart: Patients, point: tuple[int, ...]) -> int:
    comptes = {nom: compte + plus for (nom, compte), plus in zip(depart.items(), point, strict=True)}
    return evaluable.du(comptes.get("pmt", 0), comptes["pfa"])


def _solution(evaluable: AnneeEvaluable, depart: Patients, patients: Patients, centimes: int) -> Solution:
    voisins = []
    for nom, plus in patients.items():
        if plus > 0:
            voisin = {**patients, nom: plus - 1}
            somme = _paie(evaluable, depart, tuple(voisin.values()))
            assert somme < centimes, "a neighbour that succeeds would contradict minimality"
            voisins.append(Voisin(voisin, en_euros(somme)))
    return Solution(patients, en_euros(_paie(evaluable, depart, tuple(patients.values()))), tuple(voisins))
