"""What is unknown, as worlds: the finite set of complete cases that cover every answer the caisse could give.

A result is known when every world gives it. Amounts grow with the bracket and objectives fall within one, so a few
ranks (the ends of each bracket) cover all of them exactly; a bracket is never invented, only bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from binome.contrats.candidat import candidat
from binome.contrats.champs.valeurs import ConstatLu
from binome.contrats.dossier import Dossier
from binome.droit.bareme import Bareme
from binome.droit.candidature import option_possible
from binome.droit.codes import FormuleDObjectif, Option, Rang, Reponse
from binome.droit.faits import SANS_CONSTAT, Constat, Depart, Medecin
from binome.droit.lectures import Lectures
from binome.droit.objectifs.regles import formule, suit_la_patientele_medecin_traitant
from binome.droit.patientele.regles import place_connue
from binome.moteur.primitives import INCONNU, TAUX_INCONNU
from binome.moteur.saisie import COMPTE_MAXIMAL


def rangs_possibles(depart: Depart, bareme: Bareme, lectures: Lectures) -> tuple[int, ...]:
    """Return ranks (hundredths) that cover every bracket this patientèle may be in, lowest first.

    Empty when the bracket is known. Both ends of each bracket when the count is known (the objective depends on where
    one stands in it), the two extreme brackets otherwise.
    """
    origine = formule(bareme, lectures)
    if place_connue(depart, origine, bareme, lectures):
        return ()
    r = bareme.rangs
    milieu_bas = (r[Rang.P30] + r[Rang.P50]) // 2
    autour_de_p70 = (r[Rang.P70] - 1, r[Rang.P70]) if origine == FormuleDObjectif.TAUX else ()
    candidats = (0, milieu_bas, r[Rang.P50], *autour_de_p70, r[Rang.P90] - 1, r[Rang.P90], r[Rang.P94], r[Rang.P95])
    possibles = [rang for rang in candidats if place_connue(depart._replace(centiemes=rang), origine, bareme, lectures)]
    return tuple(possibles) if depart.patients != INCONNU else (possibles[0], possibles[-1])


def departs_possibles(depart: Depart, bareme: Bareme, lectures: Lectures) -> tuple[Depart, ...]:
    """Return the patientèle as it is when its bracket is known, otherwise one per possible rank."""
    rangs = rangs_possibles(depart, bareme, lectures)
    return tuple(depart._replace(centiemes=rang) for rang in rangs) or (depart,)


def medecins_possibles(medecin: Medecin, bareme: Bareme, lectures: Lectures) -> list[Medecin]:
    """Return the complete cases of a doctor whose brackets are not all known."""
    pfa = departs_possibles(medecin.pfa, bareme, lectures)
    pmt: tuple[Depart, ...] = (medecin.pmt,)
    if suit_la_patientele_medecin_traitant(medecin.famille):
        pmt = departs_possibles(medecin.pmt, bareme, lectures)
    return [medecin._replace(pmt=un_pmt, pfa=un_pfa) for un_pmt, un_pfa in product(pmt, pfa)]


def options_possibles(dossier: Dossier) -> tuple[Option, ...]:
    """Return the option chosen, or those that this contract may have: by the law of its day, its zone, its avenants."""
    if dossier.option != Option.INCONNUE:
        return (dossier.option,)
    du_candidat = candidat(dossier)
    return tuple(
        option
        for option in Option
        if option >= 0 and option_possible(option, du_candidat, dossier.medecin, dossier.bareme)
    )


def constats_possibles(constat: ConstatLu | None, suit_la_pmt: bool) -> Iterator[Constat]:
    """Yield the constat as it is, or its extremes when a count is missing; the absent one when there is none."""
    if constat is None:
        yield SANS_CONSTAT
        return
    extremes = (0, COMPTE_MAXIMAL)
    exceptionnelles = Reponse.OUI if constat.circonstances_exceptionnelles else Reponse.NON
    decidee = constat.part_decidee or TAUX_INCONNU
    comptes_pmt = (constat.pmt,) if constat.pmt is not None else extremes if suit_la_pmt else (INCONNU,)
    for pmt, pfa in product(comptes_pmt, (constat.pfa,) if constat.pfa is not None else extremes):
        yield Constat(pmt, pfa, exceptionnelles, decidee)
