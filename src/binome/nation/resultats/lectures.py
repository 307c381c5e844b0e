"""The price of every reading of the texts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from binome.droit.loi import Loi
from binome.nation.mesures import Mesure
from binome.nation.projection import Projection, Simulee
from binome.nation.resultats.calculs import TOUTES, eligibles, en_euros, ensemble, moyennes_par_annee
from binome.nation.resultats.enregistrement import Enregistrement


@dataclass(frozen=True, slots=True)
class PrixDeLecture(Enregistrement):
    """What the other choice of a reading changes over five years, beside the choice by default."""

    lecture: str
    choix: str
    question: str
    reponse: str
    eligibles: int
    contrats: int
    cout: int
    annees_inconnues: int


def prix_des_lectures(projection: Projection) -> tuple[PrixDeLecture, ...]:
    """Return the readings that move anything, those that move most first."""
    if projection.reference_des_lectures is None:
        return ()
    avant = _mesures(projection, projection.reference_des_lectures)
    prix = [
        _prix(
            projection.loi, simulee, [apres - a for a, apres in zip(avant, _mesures(projection, simulee), strict=True)]
        )
        for simulee in projection.lectures
        if _mesures(projection, simulee) != avant
    ]
    return tuple(sorted(prix, key=lambda ligne: -abs(ligne.cout)))


def _mesures(projection: Projection, simulee: Simulee) -> list[Fraction]:
    vues = ensemble(moyennes_par_annee(projection, simulee))
    mesures = [vues[mesure] for mesure in (Mesure.CENTIMES, Mesure.CONTRATS, Mesure.INCONNUES)]
    return [*mesures, eligibles(projection, simulee)]


def _prix(loi: Loi, simulee: Simulee, ecarts: list[Fraction]) -> PrixDeLecture:
    ((nom, choix),) = simulee.reforme.lectures
    lecture = loi.catalogue.lectures[nom]
    centimes, annees, inconnues, eligibles_en_plus = ecarts
    return PrixDeLecture(
        nom,
        choix,
        lecture.question,
        lecture.choix[choix],
        round(eligibles_en_plus),
        round(annees / len(TOUTES)),
        en_euros(centimes),
        round(inconnues),
    )
