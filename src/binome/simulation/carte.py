"""The cliff map: a contract year on the plane of the two counts, in exact regions, with the doctor's point.

Regions are rectangles of integer counts, cut where a state of the law begins, so that inside each the outcome is the
same: 100 %, 0 €, or a prorata whose iso-lines are given. Nothing is sampled.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.codes import Motif, Patientele
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.moteur.argent import en_euros
from binome.moteur.erreurs import AnneeIndeterminee
from binome.simulation.annee_evaluable import AnneeEvaluable, evaluer_l_annee
from binome.simulation.distances import Voisinage
from binome.simulation.plan import Axes, Carte, Point
from binome.simulation.regions import fenetre, isolignes, regions


def carte(situation: Mapping[str, Any] | Situation, annee: int = 3, loi: Loi | str | None = None) -> Carte:
    """Return the cliff map of a contract year, under a law (in force by default).

    Raises:
        AnneeIndeterminee: an objective, a bracket or the option is unknown, or the doctor is not eligible.
        ErreurDeSaisie: the situation or the year cannot be read.
    """
    loi = loi_choisie(loi)
    lue = lire_situation(situation, loi)
    evaluable = evaluer_l_annee(lue, annee, loi)
    point = _point(lue, evaluable)
    pmt = None if point.pmt is None else fenetre(evaluable, Patientele.PMT, point.pmt)
    pfa = fenetre(evaluable, Patientele.PFA, point.pfa)
    decoupees = tuple(regions(evaluable, pmt, pfa))
    au_prorata = any(region.part is None for region in decoupees)
    voisinage = Voisinage(evaluable, point)
    return Carte(
        annee,
        Axes(pmt, pfa),
        decoupees,
        tuple(isolignes(evaluable)) if au_prorata else (),
        point,
        tuple(voisinage.distances()),
        voisinage.marginal(),
        en_euros(evaluable.maximum),
        en_euros(evaluable.acompte),
    )


def _point(situation: Situation, evaluable: AnneeEvaluable) -> Point:
    """Return the constat of the year, else the last one before it, else the initial counts."""
    candidats = [(*evaluable.dossier.patienteles_initiales, False)]
    candidats += [(c.pmt, c.pfa, c.annee == evaluable.annee) for c in situation.constats if c.annee <= evaluable.annee]
    pmt, pfa, constate = candidats[-1]
    suivi = evaluable.engagement.suit_la_pmt
    if pfa is None or (suivi and pmt is None):
        raise AnneeIndeterminee(dire("La patientèle du médecin est inconnue : saisissez-la pour placer son point."))
    resultat = evaluable.bilan(pmt or 0, pfa).resultat
    return Point(
        pmt if suivi else None,
        pfa,
        constate,
        Fraction(*resultat.part),
        en_euros(evaluable.du(pmt or 0, pfa)),
        Motif(resultat.motif).code,
    )
