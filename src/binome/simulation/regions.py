"""The plane of the two counts cut in exact regions: each has one outcome, nothing is sampled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from binome.droit.codes import Motif, Nature, Patientele
from binome.moteur.saisie import COMPTE_MAXIMAL
from binome.simulation.annee_evaluable import AnneeEvaluable
from binome.simulation.phrases import motif_en_mots
from binome.simulation.plan import Intervalle, Isoligne, Region

_NIVEAUX = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
_MARGE = Fraction(1, 4)
_MARGE_MINIMALE = 20

Bande = tuple[Fraction | None, Motif, Intervalle]
"""The share (None for a prorata) and the outcome of an interval of one count, the other being held."""


def fenetre(evaluable: AnneeEvaluable, patientele: Patientele, compte: int) -> Intervalle:
    """Return the window of one axis: every frontier that matters, the target and the point, with a margin."""
    objectif = evaluable.objectif(patientele)
    frontieres = (rupture for rupture in evaluable.ruptures(patientele) if rupture)
    reperes = [compte, objectif.reference, objectif.cible, *frontieres]
    bas, haut = min(reperes), max(reperes)
    marge = max(int((haut - bas) * _MARGE), _MARGE_MINIMALE)
    return (max(bas - marge, 0), min(haut + marge, COMPTE_MAXIMAL))


def regions(evaluable: AnneeEvaluable, pmt: Intervalle | None, pfa: Intervalle) -> Iterator[Region]:
    """Yield the regions, neighbours of the same outcome merged along the PFA, then along the PMT."""
    colonnes: list[tuple[Intervalle | None, list[Bande]]] = []
    for bande_pmt in [None] if pmt is None else _bandes(evaluable.ruptures(Patientele.PMT), pmt):
        colonne = _colonne(evaluable, bande_pmt, pfa)
        precedente = colonnes[-1] if colonnes else None
        if precedente and precedente[1] == colonne and precedente[0] and bande_pmt:
            colonnes[-1] = ((precedente[0][0], bande_pmt[1]), colonne)
        else:
            colonnes.append((bande_pmt, colonne))
    debut = evaluable.dossier.anniversaire(evaluable.annee)
    for bande_pmt, colonne in colonnes:
        for part, motif, bande_pfa in colonne:
            phrase = motif_en_mots(motif, debut, evaluable.dossier)
            yield Region(part, motif.code, phrase, _contour(bande_pmt, bande_pfa), bande_pmt, bande_pfa)


def _bandes(ruptures: Iterable[int], fenetre: Intervalle) -> list[Intervalle]:
    """Cut a window at the frontiers."""
    bornes = [fenetre[0], *(r for r in ruptures if fenetre[0] < r <= fenetre[1]), fenetre[1] + 1]
    return [(debut, fin - 1) for debut, fin in pairwise(bornes)]


def _colonne(evaluable: AnneeEvaluable, bande_pmt: Intervalle | None, pfa: Intervalle) -> list[Bande]:
    colonne: list[Bande] = []
    for bande in _bandes(evaluable.ruptures(Patientele.PFA), pfa):
        bas, haut = (evaluable.bilan(bande_pmt[coin] if bande_pmt else 0, bande[coin]).resultat for coin in (0, 1))
        motif = Motif(bas.motif)
        part_basse, part_haute = (Fraction(*resultat.part) for resultat in (bas, haut))
        part = part_basse if part_basse == part_haute else None
        if colonne and colonne[-1][:2] == (part, motif):
            colonne[-1] = (part, motif, (colonne[-1][2][0], bande[1]))
        else:
            colonne.append((part, motif, bande))
    return colonne


def _contour(pmt: Intervalle | None, pfa: Intervalle) -> tuple[tuple[int, ...], ...]:
    """Return the corners of a rectangle in order, or the two ends of a segment."""
    (y0, y1) = pfa
    if pmt is None:
        return ((y0,), (y1,))
    (x0, x1) = pmt
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def isolignes(evaluable: AnneeEvaluable) -> Iterator[Isoligne]:
    """Yield where a prorata reaches a quarter, a half, three quarters."""
    engage = evaluable.engagement
    for niveau in _NIVEAUX:
        somme = int(evaluable.maximum * niveau)
        pmt = evaluable.seuil_de_somme(engage.pmt, somme) if engage.pmt.nature != Nature.SANS_OBJET else None
        yield Isoligne(niveau, pmt, evaluable.seuil_de_somme(engage.pfa, somme))
