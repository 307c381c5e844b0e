"""The cliff map: a contract year on the plane of the two counts, in exact regions, with the doctor's point.

Regions are rectangles of integer counts, cut where a state of the law begins, so that inside each the outcome is the
same: 100 %, 0 €, or a prorata whose iso-lines are given. Nothing is sampled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.codes import Motif, Nature
from binome.droit.faits import Objectif
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.moteur.argent import en_euros
from binome.moteur.saisie import COMPTE_MAXIMAL
from binome.simulation.annee_evaluable import AnneeEvaluable, AnneeIndeterminee, evaluer_l_annee, premier
from binome.simulation.phrases import libelle_de_motif

_NIVEAUX = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
_MARGE = Fraction(1, 4)
_MARGE_MINIMALE = 20

Intervalle = tuple[int, int]
"""First and last count, both included."""


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of counts with one outcome; `part` is None where it is a prorata. `pmt` is None on one axis."""

    part: Fraction | None
    motif: str
    pmt: Intervalle | None
    pfa: Intervalle

    @property
    def contour(self) -> list[list[int]]:
        """The corners, all inside the region, in order; two points on one axis."""
        (y0, y1) = self.pfa
        if self.pmt is None:
            return [[y0], [y1]]
        (x0, x1) = self.pmt
        return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]

    def en_json(self) -> dict[str, Any]:
        """Return the region as JSON data."""
        return {
            "part": None if self.part is None else str(self.part),
            "motif": self.motif,
            "explication": libelle_de_motif(self.motif),
            "contour": self.contour,
        }


@dataclass(frozen=True, slots=True)
class Isoligne:
    """Where a prorata reaches a share: on either count alone (the best rate counts). None where it never does."""

    part: Fraction
    pmt: int | None
    pfa: int | None

    def en_json(self) -> dict[str, Any]:
        """Return the line as JSON data."""
        return {"part": str(self.part), "pmt": self.pmt, "pfa": self.pfa}


@dataclass(frozen=True, slots=True)
class Distance:
    """How many patients, on one count, separate the point from another outcome; what is lost or won in euros."""

    vers: str
    patients: dict[str, int]
    difference: Decimal
    acompte_a_rendre: Decimal

    def en_json(self) -> dict[str, Any]:
        """Return the distance as JSON data."""
        nom = "perte" if self.difference < 0 else "gain"
        return {
            "vers": self.vers,
            "patients": self.patients,
            nom: f"{abs(self.difference):.2f}",
            "acompte_a_rendre": f"{self.acompte_a_rendre:.2f}",
        }


@dataclass(frozen=True, slots=True)
class Point:
    """The doctor's counts and what they pay."""

    pmt: int | None
    pfa: int
    constate: bool
    part: Fraction
    montant: Decimal
    motif: str

    def en_json(self) -> dict[str, Any]:
        """Return the point as JSON data."""
        return {
            "pmt": self.pmt,
            "pfa": self.pfa,
            "constate": self.constate,
            "part": str(self.part),
            "montant": f"{self.montant:.2f}",
            "motif": self.motif,
        }


@dataclass(frozen=True, slots=True)
class Carte:
    """The map of one contract year."""

    annee: int
    pmt: Intervalle | None
    pfa: Intervalle
    regions: tuple[Region, ...]
    isolignes: tuple[Isoligne, ...]
    point: Point
    distances: tuple[Distance, ...]
    marginal: dict[str, dict[str, Decimal]]
    montant_maximal: Decimal
    acompte: Decimal

    def en_json(self) -> dict[str, Any]:
        """Return the map as JSON data (interfaces, section 2)."""
        return {
            "annee": self.annee,
            "axes": {"pmt": None if self.pmt is None else list(self.pmt), "pfa": list(self.pfa)},
            "regions": [region.en_json() for region in self.regions],
            "isolignes": [isoligne.en_json() for isoligne in self.isolignes],
            "point": self.point.en_json(),
            "distances": [distance.en_json() for distance in self.distances],
            "marginal": {
                nom: {sens: f"{somme:.2f}" for sens, somme in effets.items()} for nom, effets in self.marginal.items()
            },
            "montant_maximal": f"{self.montant_maximal:.2f}",
            "acompte": f"{self.acompte:.2f}",
        }


def carte(situation: Mapping[str, Any] | Situation, annee: int = 3, loi: Loi | str | None = None) -> Carte:
    """Return the cliff map of a contract year, under a law (in force by default).

    Raises:
        AnneeIndeterminee: an objective, a bracket or the option is unknown, or the doctor is not eligible.
        ErreurDeSaisie: the situation or the year cannot be read.
    """
    lue = lire_situation(situation)
    evaluable = evaluer_l_annee(lue, annee, loi_choisie(loi))
    point = _point(lue, evaluable)
    pmt = _axe(evaluable.engagement.pmt, evaluable.ruptures_pmt, point.pmt) if point.pmt is not None else None
    pfa = _axe(evaluable.engagement.pfa, evaluable.ruptures_pfa, point.pfa)
    regions = tuple(_regions(evaluable, pmt, pfa))
    au_prorata = any(region.part is None for region in regions)
    return Carte(
        annee,
        pmt,
        pfa,
        regions,
        tuple(_isolignes(evaluable)) if au_prorata else (),
        point,
        tuple(_distances(evaluable, point)),
        _marginal(evaluable, point),
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


def _axe(objectif: Objectif, ruptures: tuple[int, ...], compte: int) -> Intervalle:
    """Return the window of one axis: every frontier that matters, the target and the point, with a margin."""
    reperes = [compte, objectif.reference, objectif.cible, *(r for r in ruptures if r)]
    bas, haut = min(reperes), max(reperes)
    marge = max(int((haut - bas) * _MARGE), _MARGE_MINIMALE)
    return (max(bas - marge, 0), min(haut + marge, COMPTE_MAXIMAL))


def _bandes(ruptures: Iterable[int], fenetre: Intervalle) -> list[Intervalle]:
    """Cut a window at the frontiers."""
    bornes = [fenetre[0], *(r for r in ruptures if fenetre[0] < r <= fenetre[1]), fenetre[1] + 1]
    return [(debut, fin - 1) for debut, fin in pairwise(bornes)]


def _regions(evaluable: AnneeEvaluable, pmt: Intervalle | None, pfa: Intervalle) -> Iterator[Region]:
    """Yield the regions, neighbours of the same outcome merged along the PFA, then along the PMT."""
    colonnes: list[tuple[Intervalle | None, list[tuple[Fraction | None, str, Intervalle]]]] = []
    bandes_pmt = [None] if pmt is None else _bandes(evaluable.ruptures_pmt, pmt)
    for bande_pmt in bandes_pmt:
        colonne = _colonne(evaluable, bande_pmt, pfa)
        precedente = colonnes[-1] if colonnes else None
        if precedente and precedente[1] == colonne and precedente[0] and bande_pmt:
            colonnes[-1] = ((precedente[0][0], bande_pmt[1]), colonne)
        else:
            colonnes.append((bande_pmt, colonne))
    for bande_pmt, colonne in colonnes:
        for part, motif, bande_pfa in colonne:
            yield Region(part, motif, bande_pmt, bande_pfa)


def _colonne(
    evaluable: AnneeEvaluable, bande_pmt: Intervalle | None, pfa: Intervalle
) -> list[tuple[Fraction | None, str, Intervalle]]:
    colonne: list[tuple[Fraction | None, str, Intervalle]] = []
    for bande in _bandes(evaluable.ruptures_pfa, pfa):
        bas, haut = (evaluable.bilan(bande_pmt[coin] if bande_pmt else 0, bande[coin]).resultat for coin in (0, 1))
        motif = Motif(bas.motif)
        part_basse, part_haute = (Fraction(*r.part) for r in (bas, haut))
        part = part_basse if part_basse == part_haute else None
        if colonne and colonne[-1][:2] == (part, motif.code):
            colonne[-1] = (part, motif.code, (colonne[-1][2][0], bande[1]))
        else:
            colonne.append((part, motif.code, bande))
    return colonne


def _isolignes(evaluable: AnneeEvaluable) -> Iterator[Isoligne]:
    engage = evaluable.engagement
    for niveau in _NIVEAUX:
        somme = int(evaluable.maximum * niveau)
        pmt = evaluable.seuil_de_somme(engage.pmt, somme) if engage.pmt.nature != Nature.SANS_OBJET else None
        yield Isoligne(niveau, pmt, evaluable.seuil_de_somme(engage.pfa, somme))


def _distances(evaluable: AnneeEvaluable, point: Point) -> Iterator[Distance]:
    """Yield, along each count, the nearest change for the worse and for the better."""
    ici = evaluable.du(point.pmt or 0, point.pfa)
    noms = ("pfa",) if point.pmt is None else ("pmt", "pfa")
    for nom, sens in product(noms, (-1, 1)):
        for vers, atteint in (("0", _est_nul), ("1", _est_entier)):
            ecart = _ecart(evaluable, point, nom, sens, atteint)
            if ecart is not None:
                la = _somme(evaluable, point, nom, ecart)
                a_rendre = max(evaluable.acompte - la, 0)
                yield Distance(vers, {nom: ecart}, en_euros(la - ici), en_euros(a_rendre))


def _marginal(evaluable: AnneeEvaluable, point: Point) -> dict[str, dict[str, Decimal]]:
    """Return what one more and one fewer patient change, in euros, on each count."""
    ici = _somme(evaluable, point, "pfa", 0)
    comptes = {"pfa": point.pfa} if point.pmt is None else {"pmt": point.pmt, "pfa": point.pfa}
    return {
        nom: {
            "un_de_plus": en_euros(_somme(evaluable, point, nom, 1) - ici),
            "un_de_moins": en_euros(_somme(evaluable, point, nom, -1 if compte else 0) - ici),
        }
        for nom, compte in comptes.items()
    }


def _est_nul(evaluable: AnneeEvaluable, somme: int) -> bool:
    return somme == 0 and evaluable.maximum > 0


def _est_entier(evaluable: AnneeEvaluable, somme: int) -> bool:
    return somme == evaluable.maximum


def _somme(evaluable: AnneeEvaluable, point: Point, nom: str, ecart: int) -> int:
    pmt, pfa = point.pmt or 0, point.pfa
    return evaluable.du(pmt + ecart, pfa) if nom == "pmt" else evaluable.du(pmt, pfa + ecart)


def _ecart(evaluable: AnneeEvaluable, point: Point, nom: str, sens: int, atteint: Any) -> int | None:
    """Return the signed fewest patients along one count that reach an outcome, None when none does or it is here."""
    if atteint(evaluable, _somme(evaluable, point, nom, 0)):
        return None
    compte = point.pfa if nom == "pfa" else point.pmt or 0
    limite = compte if sens < 0 else COMPTE_MAXIMAL - compte
    pas = premier(lambda n: n > limite or atteint(evaluable, _somme(evaluable, point, nom, sens * n)), 1)
    if pas is None or pas > limite:
        return None
    return sens * pas
