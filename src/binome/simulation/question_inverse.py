"""The inverse question: the fewest additional patients for 100 %, for a sum, or for not falling to 0.

Exact over the integers: the candidates are the counts where a state of the law begins and those where a rate alone
pays the sum. Every solution carries its certificate: its value, and the neighbours that fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import product
from typing import Final

from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.codes import Nature, Patientele
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.langue.ecriture import en_texte
from binome.moteur.argent import en_euros
from binome.moteur.codes import Code
from binome.moteur.erreurs import AnneeIndeterminee, ErreurDeSaisie
from binome.moteur.rendu import EnJson, sous
from binome.simulation.annee_evaluable import AnneeEvaluable, evaluer_l_annee

_ATTENDU = "100%, une somme en euros (15000 ou 15000.50) ou non-nul"
VISEE: Final = r"^(?:100%|non-nul|[0-9]{1,7}(?:\.[0-9]{1,2})?)$"
"""How programs write what is aimed at; people may write a decimal comma too."""
_CENTIMES = 100

Patients = dict[Code[Patientele], int]


@dataclass(frozen=True, slots=True)
class Voisin(EnJson):
    """A neighbour of a solution, with one patient fewer, that fails; its sum in euros."""

    patients: Patients = field(metadata=sous("voisin"))
    montant: Decimal


@dataclass(frozen=True, slots=True)
class Solution(EnJson):
    """A minimal number of additional patients, what it pays, and the neighbours that fail.

    `certificat` is the first of them, None at zero patients.
    """

    patients: Patients
    montant: Decimal
    certificat: Voisin | None
    voisins: tuple[Voisin, ...]


@dataclass(frozen=True, slots=True)
class ReponseInverse(EnJson):
    """Every minimal solution, or why there is none."""

    annee: int
    vise: Decimal | None
    depart: Patients
    solutions: tuple[Solution, ...]
    impossible: str | None


def objectif(
    situation: Mapping[str, object] | Situation,
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
    loi = loi_choisie(loi)
    lue = lire_situation(situation, loi)
    if depuis not in ("initiale", "constat"):
        raise ErreurDeSaisie("depuis", depuis, "initiale ou constat")
    visee = _lire_visee(viser)
    try:
        evaluable = evaluer_l_annee(lue, annee, loi)
        depart = _depart(lue, evaluable, depuis)
    except AnneeIndeterminee as doute:
        return ReponseInverse(annee, None, {}, (), str(doute))
    return _repondre(evaluable, depart, {"100%": evaluable.maximum, "non-nul": 1}.get(viser, visee))


def _repondre(evaluable: AnneeEvaluable, depart: Patients, centimes: int) -> ReponseInverse:
    """Return the fewest patients that pay a sum, from a start."""
    annee = evaluable.annee
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
    suivies = {Patientele.PMT.code: pmt, Patientele.PFA.code: pfa}
    if not evaluable.engagement.suit_la_pmt:
        del suivies[Patientele.PMT.code]
    depart = {patientele: compte for patientele, compte in suivies.items() if compte is not None}
    if len(depart) < len(suivies):
        raise AnneeIndeterminee(dire("La patientèle de départ est inconnue : saisissez-la."))
    return depart


def _minimales(evaluable: AnneeEvaluable, depart: Patients, centimes: int) -> list[Patients]:
    """Return the Pareto-minimal additional patients among the candidates, which contain every minimal solution."""
    axes = [_candidats(evaluable, nom.membre, compte, centimes) for nom, compte in depart.items()]
    reussis = [point for point in product(*axes) if _paie(evaluable, depart, point) >= centimes]
    minimales = [
        point
        for point in reussis
        if not any(autre != point and all(a <= b for a, b in zip(autre, point, strict=True)) for autre in reussis)
    ]
    return [dict(zip(depart, point, strict=True)) for point in sorted(minimales, key=lambda point: (sum(point), point))]


def _candidats(evaluable: AnneeEvaluable, patientele: Patientele, compte: int, centimes: int) -> list[int]:
    """Return the additional patients of one axis where the answer may change, zero included."""
    but = evaluable.objectif(patientele)
    seuil = evaluable.seuil_de_somme(but, centimes) if but.nature not in (Nature.SANS_OBJET, Nature.A_VENIR) else None
    ruptures = evaluable.ruptures(patientele)
    points = {0, *(rupture - compte for rupture in ruptures), *([] if seuil is None else [seuil - compte])}
    return sorted(point for point in points if point >= 0)


def _paie(evaluable: AnneeEvaluable, depart: Patients, point: tuple[int, ...]) -> int:
    comptes = {nom: compte + plus for (nom, compte), plus in zip(depart.items(), point, strict=True)}
    return evaluable.du(comptes.get(Patientele.PMT.code, 0), comptes[Patientele.PFA.code])


def _solution(evaluable: AnneeEvaluable, depart: Patients, patients: Patients, centimes: int) -> Solution:
    voisins = []
    for nom, plus in patients.items():
        if plus > 0:
            voisin = {**patients, nom: plus - 1}
            somme = _paie(evaluable, depart, tuple(voisin.values()))
            assert somme < centimes, "a neighbour that succeeds would contradict minimality"
            voisins.append(Voisin(voisin, en_euros(somme)))
    paye = en_euros(_paie(evaluable, depart, tuple(patients.values())))
    return Solution(patients, paye, voisins[0] if voisins else None, tuple(voisins))
