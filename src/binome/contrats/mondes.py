"""What is unknown, as worlds: the finite set of complete cases that cover every answer the caisse could give.

A result is known when every world gives it. Amounts grow with the bracket and objectives fall within one, so a few
ranks (the ends of each bracket) cover all of them exactly; a bracket is never invented, only bounded. Sets of ranks,
options and constats are sets of bits: the interpreter goes through them, and so does the kernel, which compiles this.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from binome.contrats.candidat import candidat
from binome.contrats.champs.valeurs import ConstatLu
from binome.contrats.dossier import Dossier
from binome.droit.bareme import Bareme
from binome.droit.candidature import option_possible
from binome.droit.codes import FormuleDObjectif, Option, Rang, Reponse
from binome.droit.faits import SANS_CONSTAT, Candidat, Constat, Depart, Medecin
from binome.droit.lectures import Lectures
from binome.droit.objectifs.regles import formule, suit_la_patientele_medecin_traitant
from binome.droit.patientele.regles import place_connue
from binome.moteur.primitives import INCONNU, TAUX_INCONNU, choix, moitie
from binome.moteur.saisie import COMPTE_MAXIMAL

RANGS: Final = 10
"""Ranks that may be tried."""
TEL_QUEL: Final = 1 << RANGS
"""The set of ranks of a patientèle that is tried as it is: its place is known."""
EXTREMES: Final = (0, COMPTE_MAXIMAL)
CONSTATS: Final = 4
"""Constats that may be tried: each count as it is or lowest, as it is or highest."""


def rang_a_essayer(numero: int, origine: FormuleDObjectif, bareme: Bareme) -> int:
    """Return a rank to try, in hundredths, lowest first; -1 for those around P70 where no rate changes there."""
    p30, p50 = choix(bareme.rangs, Rang.P30), choix(bareme.rangs, Rang.P50)
    p70, p90 = choix(bareme.rangs, Rang.P70), choix(bareme.rangs, Rang.P90)
    p94, p95 = choix(bareme.rangs, Rang.P94), choix(bareme.rangs, Rang.P95)
    sous_p70 = p70 - 1
    if origine != FormuleDObjectif.TAUX:
        sous_p70 = INCONNU
        p70 = INCONNU
    return choix((0, moitie(p30 + p50), p50, sous_p70, p70, p90 - 1, p90, p94, p95 - 1, p95), numero)


def au_rang(depart: Depart, rang: int) -> Depart:
    """Return a patientèle as if the caisse had given this rank."""
    return Depart(depart.patients, rang, depart.convenu, depart.seuils)


def rangs_possibles(depart: Depart, bareme: Bareme, lectures: Lectures) -> int:
    """Return the set of ranks that cover every bracket this patientèle may be in; `TEL_QUEL` when it is known.

    Both ends of each bracket when the count is known (the objective depends on where one stands in it), the two extreme
    brackets otherwise.
    """
    origine = formule(bareme, lectures)
    if place_connue(depart, origine, bareme, lectures):
        return TEL_QUEL
    possibles = 0
    for numero in range(RANGS):
        rang = rang_a_essayer(numero, origine, bareme)
        if rang != INCONNU and place_connue(au_rang(depart, rang), origine, bareme, lectures):
            possibles = possibles | 1 << numero
    return possibles if depart.patients != INCONNU else extremes(possibles)


def extremes(ensemble: int) -> int:
    """Return the lowest and the highest bit of a set."""
    plus_haut = 0
    for numero in range(RANGS):
        if ensemble >> numero & 1:
            plus_haut = 1 << numero
    return ensemble & -ensemble | plus_haut


def depart_du_monde(depart: Depart, numero: int, bareme: Bareme, lectures: Lectures) -> Depart:
    """Return a patientèle at a rank of its set."""
    if numero == RANGS:
        return depart
    return au_rang(depart, rang_a_essayer(numero, formule(bareme, lectures), bareme))


def rangs_de_la_pmt(medecin: Medecin, bareme: Bareme, lectures: Lectures) -> int:
    """Return the set of ranks of the PMT, as it is where the speciality has none."""
    if not suit_la_patientele_medecin_traitant(medecin.famille):
        return TEL_QUEL
    return rangs_possibles(medecin.pmt, bareme, lectures)


def medecin_du_monde(medecin: Medecin, pmt: int, pfa: int, bareme: Bareme, lectures: Lectures) -> Medecin:
    """Return a complete case of a doctor: each patientèle at a rank of its set."""
    return Medecin(
        medecin.famille,
        depart_du_monde(medecin.pmt, pmt, bareme, lectures),
        depart_du_monde(medecin.pfa, pfa, bareme, lectures),
        medecin.rqth_ou_ald,
        medecin.a_65_ans,
        medecin.installation_recente,
        medecin.part_liberale,
        medecin.conditions_propres,
    )


def medecins_possibles(medecin: Medecin, bareme: Bareme, lectures: Lectures) -> list[Medecin]:
    """Return the complete cases of a doctor whose brackets are not all known."""
    ensembles = (rangs_de_la_pmt(medecin, bareme, lectures), rangs_possibles(medecin.pfa, bareme, lectures))
    if ensembles == (TEL_QUEL, TEL_QUEL):
        return [medecin]
    return [medecin_du_monde(medecin, pmt, pfa, bareme, lectures) for pmt, pfa in product(*map(membres, ensembles))]


def membres(ensemble: int) -> list[int]:
    """Return the bits of a set, lowest first."""
    return [numero for numero in range(ensemble.bit_length()) if ensemble >> numero & 1]


def options_du_candidat(candidat: Candidat, medecin: Medecin, bareme: Bareme) -> int:
    """Return the set of options: the one chosen, or those that the law of the day opens to this contract."""
    if candidat.option != Option.INCONNUE:
        return 1 << candidat.option
    possibles = 0
    for option in Option:
        if option >= 0 and option_possible(option, candidat, medecin, bareme):
            possibles = possibles | 1 << option
    return possibles


def options_possibles(dossier: Dossier) -> tuple[Option, ...]:
    """Return the option chosen, or those that this contract may have: by the law of its day, its zone, its avenants."""
    if dossier.option != Option.INCONNUE:
        return (dossier.option,)
    return tuple(map(Option, membres(options_du_candidat(candidat(dossier), dossier.medecin, dossier.bareme))))


def constat_lu(lu: ConstatLu | None) -> Constat:
    """Return a constat as the rules see it, -1 where a count is missing; the absent one when there is none."""
    if lu is None:
        return SANS_CONSTAT
    pmt, pfa = (INCONNU if compte is None else compte for compte in (lu.pmt, lu.pfa))
    exceptionnelles = Reponse.OUI if lu.circonstances_exceptionnelles else Reponse.NON
    return Constat(pmt, pfa, exceptionnelles, lu.part_decidee or TAUX_INCONNU, True)


def constat_possible(numero: int, constat: Constat, suit_la_pmt: bool) -> bool:
    """Return whether a constat is to be tried under this number: 0 as it is or lowest, then each count at its highest.

    A count is tried at both ends when it is missing from a constat where it should be.
    """
    if numero & 2 and not (constat.present and suit_la_pmt and constat.pmt == INCONNU):
        return False
    return not numero & 1 or (constat.present and constat.pfa == INCONNU)


def constat_du_monde(numero: int, constat: Constat, suit_la_pmt: bool) -> Constat:
    """Return a constat whose missing counts are at one of their ends."""
    if not constat.present:
        return constat
    pmt, pfa = constat.pmt, constat.pfa
    if pmt == INCONNU and suit_la_pmt:
        pmt = EXTREMES[1] if numero & 2 else EXTREMES[0]
    if pfa == INCONNU:
        pfa = EXTREMES[1] if numero & 1 else EXTREMES[0]
    return Constat(pmt, pfa, constat.exceptionnelles, constat.part_decidee, True)


def constats_possibles(constat: Constat, suit_la_pmt: bool) -> Iterator[Constat]:
    """Yield the constat as it is, or its extremes when a count is missing."""
    for numero in range(CONSTATS):
        if constat_possible(numero, constat, suit_la_pmt):
            yield constat_du_monde(numero, constat, suit_la_pmt)
