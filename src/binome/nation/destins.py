"""The loop of fates: each doctor, many draws, each contract year by the same rules as one doctor's simulation.

These functions compile: plain integers, arrays, records of integers. They run through the interpreter as well, and give
the same sums.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from binome.droit.annee import annee_de_contrat
from binome.droit.bareme import Bareme
from binome.droit.codes import FamilleDeRegime, Motif, Nature, Reponse
from binome.droit.faits import Constat, Objectif
from binome.droit.lectures import Lectures
from binome.moteur.hasard import BITS_DE_SCORE, MILLION, compte_apres, en_millioniemes, hausse_de, philox
from binome.moteur.primitives import ABSENT, INCONNU, TAUX_INCONNU
from binome.nation.dynamique import Evolution
from binome.nation.matrices import Entiers, Table
from binome.nation.mesures import CENTRE, LARGEUR_DES_ECARTS, PROCHE, Mesure
from binome.noyau.calcul import noyau
from binome.noyau.lignes import TENUE, Tenue

PMT, PFA = 0, 1
"""Ranks of the two patientèles in the tables of the evolution and of the distances."""


class Contrats(NamedTuple):
    """What the draws look at of each doctor under a law, one row a doctor."""

    pmt: Entiers
    pfa: Entiers
    tranche: Entiers
    """Bracket at entry, which growth depends on."""
    recours: Entiers
    """He signs when his draw is below; 0 when he is refused."""
    maintien: Entiers
    """The contract year from which the age of the maintien holds, and with it the second of the two tables below."""
    a_part: Entiers
    """(2, doctors): 1 where the amount cannot be known."""
    tenues: Table
    """(2, doctors): what the contract is held to, columns of `Tenue`."""

    def lignes(self, debut: int, fin: int) -> Contrats:
        """Return the rows `debut` to `fin`."""
        ici = slice(debut, fin)
        return Contrats(
            self.pmt[ici],
            self.pfa[ici],
            self.tranche[ici],
            self.recours[ici],
            self.maintien[ici],
            self.a_part[:, ici],
            self.tenues[:, ici],
        )


class Cumuls(NamedTuple):
    """Where the loop adds up; see `Sommes`."""

    par_medecin: Entiers
    par_tirage: Entiers
    ecarts: Entiers
    """One cell more than the distances, for the years that have none."""
    recus: Entiers
    """(doctors, draws): what the contract of a fate has received, in cents."""


class Destin(NamedTuple):
    """A fate: growth scores of the two patientèles in millionths, and the draw that ends the contract."""

    pmt: int
    pfa: int
    depart: int


class Comptes(NamedTuple):
    """Both patientèles: initial counts, growth in millionths, or counts of a year."""

    pmt: int
    pfa: int


class AnneeVecue(NamedTuple):
    """A contract year of a fate: what it adds to each `Mesure`, and where its counts fall among the distances."""

    centimes: int
    integrale: int
    prorata: int
    nulle: int
    inconnue: int
    gain: Comptes
    tendance: Comptes
    manquee_de_peu: int
    ecarts: Comptes


SANS_ECART: Final = LARGEUR_DES_ECARTS
RIEN: Final = Comptes(0, 0)
SANS_CHIFFRE: Final = AnneeVecue(0, 0, 0, 0, 1, RIEN, RIEN, 0, Comptes(SANS_ECART, SANS_ECART))
"""A year that nothing can be said of."""


def boucle_des_destins(
    bareme: Bareme,
    regime: FamilleDeRegime,
    lectures: Lectures,
    contrats: Contrats,
    evolution: Evolution,
    cle: Entiers,
    annees: tuple[int, int],
    cumuls: Cumuls,
    lignes: tuple[int, int],
) -> None:
    """Add the fates of some rows over a run of years; `cle`: seed, number of the first doctor."""
    pmts, pfas, tranches, recours, maintien, a_part, tenues = contrats
    croissance, dispersion, commune, tendance, departs, liaison, scores = evolution
    par_medecin, par_tirage, ecarts, recus = cumuls
    for medecin in range(lignes[0], lignes[1]):
        avant, tranche = Comptes(pmts[medecin], pfas[medecin]), tranches[medecin]
        for tirage in range(len(par_tirage)):
            tires = philox(int(cle[1]) + medecin, 0, tirage, 1, int(cle[0]), 0)
            if tires[0] >= recours[medecin]:
                continue
            destin = destin_tire(tires, liaison, scores)
            for rang in range(annees[0], annees[1]):
                if destin.depart < departs[rang]:
                    break
                age_atteint = 1 if rang + 1 >= maintien[medecin] else 0
                annee = SANS_CHIFFRE
                if a_part[age_atteint, medecin] == 0:
                    tenue = TENUE.lire(tenues, age_atteint, medecin)
                    hausse = Comptes(
                        hausse_de(
                            croissance[PMT, tranche, rang],
                            dispersion[PMT, rang],
                            destin.pmt,
                            commune[tirage, PMT, rang],
                        ),
                        hausse_de(
                            croissance[PFA, tranche, rang],
                            dispersion[PFA, rang],
                            destin.pfa,
                            commune[tirage, PFA, rang],
                        ),
                    )
                    sans_contrat = Comptes(tendance[PMT, rang], tendance[PFA, rang])
                    annee = annee_vecue(rang + 1, regime, tenue, avant, hausse, sans_contrat, bareme, lectures)
                ajouter(par_medecin[medecin, rang], annee)
                ajouter(par_tirage[tirage, rang], annee)
                ecarts[PMT, annee.ecarts.pmt] += 1
                ecarts[PFA, annee.ecarts.pfa] += 1
                recus[medecin, tirage] = recu_avec(recus[medecin, tirage], annee)


def destin_tire(tires: tuple[int, int, int, int], liaison: Entiers, scores: Entiers) -> Destin:
    """Return a fate from four draws; the growth of the active file is tied to that of the PMT."""
    pmt = scores[tires[1] >> (32 - BITS_DE_SCORE)]
    propre = scores[tires[2] >> (32 - BITS_DE_SCORE)]
    return Destin(pmt, (liaison[0] * pmt + liaison[1] * propre) // MILLION, tires[3])


def recu_avec(deja: int, annee: AnneeVecue) -> int:
    """Return what a contract has received once a year is added; what cannot be known stays so."""
    if deja == INCONNU or annee.inconnue == 1:
        return INCONNU
    return max(deja, 0) + annee.centimes


def annee_vecue(
    annee: int,
    regime: FamilleDeRegime,
    tenue: Tenue,
    avant: Comptes,
    hausse: Comptes,
    sans_contrat: Comptes,
    bareme: Bareme,
    lectures: Lectures,
) -> AnneeVecue:
    """Return a contract year of a fate, given the growth of both counts since the signature, with and without it."""
    engage = tenue.engagement
    vus = Comptes(compte_apres(avant.pmt, hausse.pmt), compte_apres(avant.pfa, hausse.pfa))
    constat = Constat(vus.pmt if engage.suit_la_pmt else INCONNU, vus.pfa, Reponse.NON, TAUX_INCONNU, True)
    une = annee_de_contrat(annee, regime, tenue.option, engage, constat, bareme, lectures)
    motif, part = une.bilan.resultat
    observee = motif == Motif.PERIODE_D_OBSERVATION
    suit = 1 if engage.suit_la_pmt else 0
    connue = 1 if une.du != ABSENT else 0
    entiere = connue if part[0] == part[1] else 0
    nulle = connue - entiere if part[0] == 0 else 0
    proche = max(suit * manque_de_peu(engage.pmt, vus.pmt), manque_de_peu(engage.pfa, vus.pfa))
    return AnneeVecue(
        une.du if connue == 1 else 0,
        entiere,
        connue - entiere - nulle,
        nulle,
        1 - connue,
        Comptes(suit * (vus.pmt - avant.pmt), vus.pfa - avant.pfa),
        Comptes(suit * en_millioniemes(avant.pmt, sans_contrat.pmt), en_millioniemes(avant.pfa, sans_contrat.pfa)),
        (connue - entiere) * proche,
        Comptes(place(engage.pmt, vus.pmt, observee or not engage.suit_la_pmt), place(engage.pfa, vus.pfa, observee)),
    )


def a_compter(objectif: Objectif) -> bool:
    """Return whether an objective asks for a count."""
    return objectif.nature != Nature.SANS_OBJET and objectif.cible >= 0


def manque_de_peu(objectif: Objectif, compte: int) -> int:
    """Return 1 when a count misses its objective by little, else 0."""
    return 1 if a_compter(objectif) and -PROCHE <= compte - objectif.cible < 0 else 0


def place(objectif: Objectif, compte: int, sans_effet: bool) -> int:
    """Return where a count falls among the distances to its objective, none when it has no effect."""
    if sans_effet or not a_compter(objectif):
        return SANS_ECART
    return min(max(compte - objectif.cible + CENTRE, 0), 2 * CENTRE)


def ajouter(sommes: Entiers, annee: AnneeVecue) -> None:
    """Add a contract year to the sums of a doctor or of a draw."""
    sommes[Mesure.CONTRATS] += 1
    sommes[Mesure.CENTIMES] += annee.centimes
    sommes[Mesure.GAIN_PMT] += annee.gain.pmt
    sommes[Mesure.GAIN_PFA] += annee.gain.pfa
    sommes[Mesure.TENDANCE_PMT] += annee.tendance.pmt
    sommes[Mesure.TENDANCE_PFA] += annee.tendance.pfa
    if annee.integrale == 1:
        sommes[Mesure.INTEGRALES] += 1
        return
    sommes[Mesure.PRORATAS] += annee.prorata
    sommes[Mesure.NULLES] += annee.nulle
    sommes[Mesure.INCONNUES] += annee.inconnue
    sommes[Mesure.MANQUES_DE_PEU] += annee.manquee_de_peu


@cache
def noyau_des_destins(bareme: Bareme, regime: FamilleDeRegime) -> Callable[..., None]:
    """Return the loop of fates under these numbers, for contracts of this family of regimes."""
    return noyau(boucle_des_destins, bareme, regime)
