"""Explain a figure that the caisse printed: which readings, counts, options or days give it, all of them.

Hypotheses are tried from the simplest: nothing otherwise, one thing, then two. One that only adds to another that is
enough already is left out. What was tried is said, so that « nothing gives it » has a meaning.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any, Final

from binome.contrats.dossier import ouvrir
from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.codes import Patientele
from binome.droit.loi import Loi
from binome.droit.vie_du_contrat.regles import montant_apres_suspension
from binome.langue.courante import dire
from binome.langue.ecriture import nombre
from binome.moteur.codes import Mots
from binome.moteur.erreurs import AnneeIndeterminee, ErreurDeSaisie
from binome.moteur.rendu import EnJson, en_centimes
from binome.moteur.saisie import COMPTE_MAXIMAL, lire_centimes
from binome.simulation.annee_evaluable import AnneeEvaluable, evaluer_l_annee
from binome.simulation.variantes import (
    ANNEES_DE_DATE,
    ECART_INITIAL,
    Ecart,
    Nature,
    Variante,
    des_autres_choix,
    des_choix,
    des_departs,
    des_lectures,
    ecart_de_compte,
)

ECART_AVEC: Final = 10
"""How far a count of the year is tried when something else changes, in patients: further, coincidences drown it.

When nothing else changes, all counts are.
"""


_LECTURE_DES_SUSPENSIONS: Final = "suspension"


class Chiffre(Mots):
    """Which figure of a year it is."""

    MONTANT = "montant", "le montant dû de l'année"
    ACOMPTE = "acompte", "l'acompte"
    SOLDE = "solde", "le solde"
    TROP_PERCU = "trop_percu", "le trop-perçu"
    MAXIMUM = "maximum", "le maximum de l'année"


@dataclass(frozen=True, slots=True)
class Hypothese(EnJson):
    """Something that gives the figure: which figure it then is, and what is otherwise; nothing when it is as given."""

    chiffre: Chiffre
    annee: int
    ecarts: tuple[Ecart, ...]

    @property
    def cle(self) -> tuple[int, tuple[int, ...], int, int]:
        """Order: fewest things otherwise, simplest natures, closest counts."""
        natures = tuple(sorted(list(Nature).index(ecart.nature) for ecart in self.ecarts))
        return len(self.ecarts), natures, sum(ecart.rang for ecart in self.ecarts), list(Chiffre).index(self.chiffre)

    def en_phrase(self, annee: int) -> str:
        """Say it, to who asked for a year."""
        chiffre = dire(self.chiffre.libelle)
        if not self.ecarts:
            return dire("C'est {chiffre} que Binôme calcule.", chiffre=chiffre)
        quoi = chiffre if self.annee == annee else f"{chiffre} {self.annee}"
        ecarts = " ; ".join(ecart.phrase.rstrip(".") for ecart in self.ecarts)
        return dire("{quoi}, avec : {ecarts}.", quoi=quoi[:1].upper() + quoi[1:], ecarts=ecarts)


@dataclass(frozen=True, slots=True)
class Retrouve(EnJson):
    """Every hypothesis that gives the figure, the simplest first; what Binôme computes; what was tried."""

    annee: int
    centimes: int = field(metadata=en_centimes("montant"))
    calcule: dict[Chiffre, int | None]
    hypotheses: tuple[Hypothese, ...]
    essayees: int
    bornes: tuple[str, ...]


@dataclass(slots=True)
class _Recherche:
    """A search: the law, the figure, what has been tried."""

    loi: Loi
    annee: int
    centimes: int
    chiffres: tuple[Chiffre, ...]
    essayees: int = 0
    trouvees: list[Hypothese] = field(default_factory=list)

    def essayer(self, variante: Variante, annee: int, ecart_maximal: int) -> None:
        """Keep what gives the figure in a variant: as it is, or with one count of the year otherwise."""
        self.essayees += 1
        try:
            evaluable = evaluer_l_annee(variante.situation, annee, self.loi)
        except (AnneeIndeterminee, ErreurDeSaisie):
            return
        comptes = _comptes(variante.situation, evaluable)
        for chiffre in self.chiffres:
            if _valeur(chiffre, evaluable, comptes) == self.centimes:
                self.garder(chiffre, annee, variante.ecarts)
        for chiffre in self.chiffres:
            if chiffre not in (Chiffre.ACOMPTE, Chiffre.MAXIMUM):
                for ecart in _autres_comptes(evaluable, comptes, _du(chiffre, evaluable, self.centimes), ecart_maximal):
                    self.garder(chiffre, annee, (*variante.ecarts, ecart))

    def garder(self, chiffre: Chiffre, annee: int, ecarts: tuple[Ecart, ...]) -> None:
        """Keep a hypothesis, unless fewer of its own differences are enough already."""
        siens = {(ecart.nature, ecart.quoi) for ecart in ecarts}
        for autre in self.trouvees:
            if autre.annee == annee and {(ecart.nature, ecart.quoi) for ecart in autre.ecarts} <= siens:
                return
        self.trouvees.append(Hypothese(chiffre, annee, ecarts))


def retrouver(
    situation: Mapping[str, Any] | Situation,
    montant: object,
    annee: int = 3,
    chiffre: Chiffre | str | None = None,
    loi: Loi | str | None = None,
) -> Retrouve:
    """Return everything that gives a figure printed by the caisse for a contract year.

    Args:
        situation: the doctor, as for `simuler`.
        montant: the figure, in euros.
        annee: the contract year that it is printed for.
        chiffre: which figure it is; any of them by default.
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.

    Raises:
        ErreurDeSaisie: the situation, the sum, the year or the kind of figure cannot be read.
    """
    loi = loi_choisie(loi)
    lue = lire_situation(situation, loi)
    duree = ouvrir(lue, loi).duree
    if not 1 <= annee <= duree:
        raise ErreurDeSaisie("annee", annee, f"une année de contrat, de 1 à {duree}")
    recherche = _Recherche(loi, annee, lire_centimes("montant", montant), _lire_le_chiffre(chiffre))
    _chercher(recherche, Variante(lue), duree)
    return Retrouve(
        annee,
        recherche.centimes,
        _calcule(lue, annee, loi),
        tuple(sorted(recherche.trouvees, key=lambda une: une.cle)),
        recherche.essayees,
        tuple(_bornes()),
    )


def _lire_le_chiffre(chiffre: Chiffre | str | None) -> tuple[Chiffre, ...]:
    if chiffre is None:
        return tuple(Chiffre)
    if chiffre not in tuple(Chiffre):
        raise ErreurDeSaisie("chiffre", chiffre, ", ".join(Chiffre))
    return (Chiffre(chiffre),)


def _chercher(recherche: _Recherche, depart: Variante, duree: int) -> None:
    """Try nothing otherwise, then one thing, then two: each level is whole before the next."""
    annee, loi = recherche.annee, recherche.loi
    recherche.essayer(depart, annee, COMPTE_MAXIMAL)
    dossier = ouvrir(depart.situation, loi)
    seules = [*des_lectures(dossier, depart), *des_choix(dossier, depart)]
    for variante in chain(seules, des_departs(depart)):
        recherche.essayer(variante, annee, ECART_AVEC)
    _suspensions(recherche, depart)
    for autre in range(1, duree + 1):
        if autre != annee:
            phrase = dire("Année {autre} au lieu de l'année {annee}.", autre=autre, annee=annee)
            decalee = Variante(depart.situation, (Ecart(Nature.ANNEE, str(autre), phrase, rang=abs(autre - annee)),))
            recherche.essayer(decalee, autre, 0)
    for premiere in seules:
        for variante in _secondes(premiere, loi):
            recherche.essayer(variante, annee, 0)


def _secondes(premiere: Variante, loi: Loi) -> Iterator[Variante]:
    """Yield a variant with another reading over a first difference; each pair of readings once."""
    try:
        dossier = ouvrir(premiere.situation, loi)
    except ErreurDeSaisie:
        return
    rangs = list(loi.catalogue.lectures)
    for variante in des_lectures(dossier, premiere):
        un, autre = variante.ecarts
        if un.nature is not Nature.LECTURE or rangs.index(un.quoi) < rangs.index(autre.quoi):
            yield variante


def _suspensions(recherche: _Recherche, depart: Variante) -> None:
    """Keep the days of suspension after which the year, as a reading reduces it, gives the figure."""
    if Chiffre.MONTANT not in recherche.chiffres:
        return
    dossier = ouvrir(depart.situation, recherche.loi)
    for variante in chain((depart,), des_autres_choix(_LECTURE_DES_SUSPENSIONS, dossier, depart)):
        try:
            evaluable = evaluer_l_annee(variante.situation, recherche.annee, recherche.loi)
        except (AnneeIndeterminee, ErreurDeSaisie):
            continue
        for suspendus in _jours_suspendus(evaluable, recherche):
            phrase = dire("Suspension de {jours} jours dans l'année, l'aide réduite au prorata.", jours=suspendus)
            ecart = Ecart(Nature.SUSPENSION, str(suspendus), phrase)
            recherche.garder(Chiffre.MONTANT, recherche.annee, (*variante.ecarts, ecart))


def _jours_suspendus(evaluable: AnneeEvaluable, recherche: _Recherche) -> Iterator[int]:
    """Yield the numbers of suspended days that leave the figure of the whole year's sum."""
    entier = _valeur(Chiffre.MONTANT, evaluable, _comptes(evaluable.dossier.situation, evaluable))
    debut, fin = (evaluable.dossier.anniversaire(annee) for annee in (evaluable.annee, evaluable.annee + 1))
    if not entier or debut is None or fin is None or entier == recherche.centimes:
        return
    jours = (fin - debut).days
    recherche.essayees += jours
    for suspendus in range(1, jours):
        if montant_apres_suspension(entier, jours - suspendus, jours, evaluable.lectures) == recherche.centimes:
            yield suspendus


def _comptes(situation: Situation, evaluable: AnneeEvaluable) -> tuple[int | None, int | None]:
    """Return the counts of the year; None where they are not known."""
    for constat in situation.constats:
        if constat.annee == evaluable.annee:
            return constat.pmt, constat.pfa
    return None, None


def _valeur(chiffre: Chiffre, evaluable: AnneeEvaluable, comptes: tuple[int | None, int | None]) -> int | None:
    """Return a figure of the year, in cents; None where it depends on a count that is not known, or does not exist."""
    if chiffre is Chiffre.ACOMPTE:
        return evaluable.acompte or None
    if chiffre is Chiffre.MAXIMUM:
        return evaluable.maximum
    pmt, pfa = comptes
    if pfa is None or (pmt is None and evaluable.engagement.suit_la_pmt):
        return None
    du = evaluable.du(pmt or 0, pfa)
    if chiffre is Chiffre.MONTANT:
        return du
    reste = du - evaluable.acompte if evaluable.acompte else 0
    signe = reste if chiffre is Chiffre.SOLDE else -reste
    return signe if signe > 0 else None


def _du(chiffre: Chiffre, evaluable: AnneeEvaluable, centimes: int) -> int | None:
    """Return what the year must pay for a figure to be this one; None when it cannot be."""
    if chiffre is Chiffre.MONTANT:
        return centimes
    if not evaluable.acompte or not centimes:
        return None
    return evaluable.acompte + centimes if chiffre is Chiffre.SOLDE else evaluable.acompte - centimes


def _autres_comptes(
    evaluable: AnneeEvaluable, comptes: tuple[int | None, int | None], du: int | None, ecart_maximal: int
) -> Iterator[Ecart]:
    """Yield, on each count alone, the closest one that makes the year pay a sum."""
    pmt, pfa = comptes
    if du is None or du < 0 or pfa is None or ecart_maximal == 0:
        return
    if pmt is not None and evaluable.engagement.suit_la_pmt:
        proche = _le_plus_proche(evaluable, Patientele.PMT, pmt, pfa, du, ecart_maximal)
        if proche is not None:
            yield ecart_de_compte(Patientele.PMT, pmt, proche)
    proche = _le_plus_proche(evaluable, Patientele.PFA, pfa, pmt or 0, du, ecart_maximal)
    if proche is not None:
        yield ecart_de_compte(Patientele.PFA, pfa, proche)


def _le_plus_proche(
    evaluable: AnneeEvaluable, patientele: Patientele, compte: int, autre: int, du: int, ecart_maximal: int
) -> int | None:
    """Return the count nearest to the one given, within bounds, for which the year pays a sum; exact."""

    def paie(n: int) -> int:
        return evaluable.du(n, autre) if patientele is Patientele.PMT else evaluable.du(autre, n)

    debuts = [*evaluable.ruptures(patientele), COMPTE_MAXIMAL + 1]
    premiers, derniers = max(compte - ecart_maximal, 0), min(compte + ecart_maximal, COMPTE_MAXIMAL)
    candidats: list[int] = []
    for debut, suivant in pairwise(debuts):
        portion = range(max(debut, premiers), min(suivant, derniers + 1))
        bas = bisect_left(portion, du, key=paie)
        haut = bisect_right(portion, du, lo=bas, key=paie)
        if bas < haut:
            candidats.append(min(max(compte, portion[bas]), portion[haut - 1]))
    return min((un for un in candidats if un != compte), key=lambda n: abs(n - compte), default=None)


def _calcule(situation: Situation, annee: int, loi: Loi) -> dict[Chiffre, int | None]:
    try:
        evaluable = evaluer_l_annee(situation, annee, loi)
    except (AnneeIndeterminee, ErreurDeSaisie):
        return dict.fromkeys(Chiffre)
    return {chiffre: _valeur(chiffre, evaluable, _comptes(situation, evaluable)) for chiffre in Chiffre}


def _bornes() -> Iterable[str]:
    yield dire("chaque autre lecture des textes que ce calcul consulte, seule et deux à deux")
    yield dire("tout autre compte constaté, à {ecart} patients près quand autre chose change", ecart=ECART_AVEC)
    yield dire("une patientèle de départ à {ecart} patients près", ecart=nombre(ECART_INITIAL))
    yield dire(
        "les autres temps de travail, zones et années, et les régimes voisins à {annees} ans près",
        annees=ANNEES_DE_DATE,
    )
    yield dire("une suspension d'un nombre entier de jours")
