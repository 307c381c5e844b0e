"""Where the readings of the texts disagree on a cliff map: the counts whose outcome another reading would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from binome.contrats.champs.valeurs import ConstatLu
from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.situation import Situation
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.moteur.argent import en_euros
from binome.moteur.erreurs import AnneeIndeterminee, ErreurDeSaisie
from binome.moteur.rendu import EnJson
from binome.simulation.annee_evaluable import evaluer_l_annee
from binome.simulation.autres_lectures import autres_choix, sous_un_choix
from binome.simulation.observation import lectures_consultees
from binome.simulation.plan import Carte, Intervalle, Region
from binome.simulation.regions import regions

Rectangle = tuple[Intervalle | None, Intervalle]
"""Counts of PMT (None when it is not followed) and of PFA."""


@dataclass(frozen=True, slots=True)
class Divergence(EnJson):
    """Another choice of a reading: the counts whose outcome it changes, and what the doctor's point would pay."""

    lecture: str
    choix: str
    question: str
    sens: str
    zones: tuple[Rectangle, ...]
    montant: Decimal


def divergences(situation: Situation, dessin: Carte, loi: Loi) -> tuple[Divergence, ...]:
    """Return the other choices of the readings consulted that move a border of the map, inside its window."""
    dossier = ouvrir(situation, loi)
    trouvees = (_divergence(nom, choix, dessin, dossier) for nom, choix in _autres_choix(dessin, dossier))
    return tuple(une for une in trouvees if une is not None)


def _autres_choix(dessin: Carte, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the other choices of the readings that each outcome of the map consults."""
    situation, loi = dossier.situation, dossier.loi
    gardes = [constat for constat in situation.constats if constat.annee < dessin.annee]
    constatees = (
        replace(situation, constats=(*gardes, ConstatLu(dessin.annee, une.pmt and une.pmt[0], une.pfa[0])))
        for une in {une.motif: une for une in dessin.regions}.values()
    )
    noms = (nom for une in constatees for nom in lectures_consultees(ouvrir(une, loi)))
    for nom in dict.fromkeys(noms):
        yield from ((nom, choix) for choix in autres_choix(nom, dossier))


def _divergence(nom: str, choix: str, dessin: Carte, dossier: Dossier) -> Divergence | None:
    lecture = dossier.droit.lectures[nom]
    autre = sous_un_choix(dossier.situation, nom, choix)
    try:
        evaluable = evaluer_l_annee(autre, dessin.annee, dossier.loi)
    except (AnneeIndeterminee, ErreurDeSaisie):
        return None
    la = tuple(regions(evaluable, dessin.axes.pmt, dessin.axes.pfa))
    zones = tuple(_differences(dessin.regions, la))
    if not zones:
        return None
    montant = en_euros(evaluable.du(dessin.point.pmt or 0, dessin.point.pfa))
    return Divergence(nom, choix, dire(lecture.question), dire(lecture.choix[choix]), zones, montant)


def _differences(ici: Sequence[Region], la: Sequence[Region]) -> Iterator[Rectangle]:
    """Yield the cells of the common grid of two cuttings where the share is not the same."""
    toutes = (*ici, *la)
    colonnes: list[Intervalle | None] = [None]
    if ici[0].pmt is not None:
        colonnes = list(_cellules(une.pmt for une in toutes if une.pmt is not None))
    for pmt in colonnes:
        for pfa in _cellules(une.pfa for une in toutes):
            if _part(ici, pmt, pfa) != _part(la, pmt, pfa):
                yield pmt, pfa


def _cellules(intervalles: Iterator[Intervalle]) -> list[Intervalle]:
    bornes = sorted({borne for debut, fin in intervalles for borne in (debut, fin + 1)})
    return [(debut, fin - 1) for debut, fin in pairwise(bornes)]


def _part(decoupees: Sequence[Region], pmt: Intervalle | None, pfa: Intervalle) -> object:
    """Return the share of the region that holds a cell: cells never straddle a border."""
    return next((une.part for une in decoupees if _tient(une.pmt, pmt) and _tient(une.pfa, pfa)), None)


def _tient(intervalle: Intervalle | None, cellule: Intervalle | None) -> bool:
    return intervalle is None or cellule is None or intervalle[0] <= cellule[0] <= intervalle[1]
