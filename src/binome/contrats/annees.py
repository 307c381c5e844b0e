"""The years of a contract in every possible world, then what all of them agree on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from binome.contrats.dossier import Dossier, depart
from binome.contrats.echeancier import Echeance, calendrier, echeances_de_l_annee
from binome.contrats.mondes import constats_possibles, medecins_possibles, options_possibles
from binome.contrats.situation import AvenantDObjectif, AvenantLu, ConstatLu
from binome.droit.annee import bilan_de_l_annee
from binome.droit.atteinte.regles import en_observation
from binome.droit.bareme import Bareme
from binome.droit.codes import Annee, FormuleDObjectif, Motif, Nature, Option, Reponse, Tranche
from binome.droit.engagement import engagement
from binome.droit.faits import Bilan, Constat, Depart, Engagement, Medecin, Objectif
from binome.droit.lectures import Lectures, ReferenceSecondAssistant, TrancheFigee
from binome.droit.montant.regles import montant_maximal
from binome.droit.objectifs.regles import formule
from binome.droit.versement.regles import montant_du
from binome.moteur.argent import en_centimes
from binome.moteur.primitives import INCONNU, SANS_OBJET

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fourchette:
    """Lowest and highest value, in cents or euros; known when both are the same."""

    bas: int
    haut: int

    @property
    def connue(self) -> int | None:
        """The value when it is known, None otherwise."""
        return self.bas if self.bas == self.haut else None

    def en_centimes(self) -> Fourchette:
        """Return a range of euros in cents."""
        return Fourchette(en_centimes(self.bas), en_centimes(self.haut))


@dataclass(frozen=True, slots=True)
class AnneeCalculee:
    """What is known of one contract year. Amounts in cents (`maximal` in euros); None where the option is closed."""

    annee: int
    debut: date | None
    option: Option | None
    engagement: Engagement
    maximal: Fourchette | None
    part: tuple[Fraction, Fraction] | None
    motif: Motif
    bilan: Bilan | None
    du: Fourchette | None
    echeances: tuple[Echeance, ...]


@dataclass(frozen=True, slots=True)
class _Essai:
    """One year in one world."""

    maximal: int
    bilan: Bilan | None
    bas: int
    haut: int


def engagement_initial(dossier: Dossier, medecin: Medecin, option: Option) -> Engagement:
    """Return the engagement at signature: that of 1 ETP when an avenant brings the second assistant later."""
    base = Option.UN if dossier.situation.avenant_second_assistant else option
    return engagement(medecin, base, dossier.bareme, dossier.lectures)


def engagement_a_la_signature(dossier: Dossier) -> Engagement:
    """Return what is known of the engagement at signature, unknown brackets left unknown."""
    return engagement_initial(dossier, dossier.medecin, options_possibles(dossier.option)[-1])


def engagements(
    dossier: Dossier, medecin: Medecin, option: Option, initial: Engagement
) -> dict[int, tuple[Option, Engagement]]:
    """Return the option and engagement of each contract year, avenants included."""
    situation, bareme, lectures = dossier.situation, dossier.bareme, dossier.lectures
    second, primo = situation.avenant_second_assistant, situation.avenant_primo_installe
    base = Option.UN if second else option
    par_annee = {}
    for annee in range(1, dossier.duree + 1):
        courante, revise, engage = base, medecin, initial
        if initial.primo == Reponse.OUI and annee > bareme.annees_du_niveau_primo:
            engage = _sans_niveau(initial)
        if primo and initial.primo == Reponse.OUI and annee >= primo.annee:
            revise = _apres_primo(revise, primo)
        if second and annee >= second.annee:
            courante, revise = option, _apres_second(revise, second, lectures)
        for avenant in situation.avenants:
            if annee >= avenant.annee:
                courante, revise = avenant.option_etp or courante, _apres_avenant(revise, avenant)
        if (courante, revise) != (base, medecin):
            engage = engagement(revise, courante, bareme, lectures)._replace(tranche_montant=initial.tranche_montant)
        par_annee[annee] = (courante, engage)
    return par_annee


def _apres_avenant(medecin: Medecin, avenant: AvenantDObjectif) -> Medecin:
    """Return the doctor as an avenant leaves him; at 65 the maintien takes the place of what had been agreed."""
    a_65_ans = avenant.nature == "65_ans"
    convenus = (INCONNU, INCONNU) if a_65_ans else (medecin.pmt.convenu, medecin.pfa.convenu)
    return medecin._replace(
        pmt=_revise(medecin.pmt._replace(convenu=convenus[0]), avenant.pmt, avenant.objectif_pmt),
        pfa=_revise(medecin.pfa._replace(convenu=convenus[1]), avenant.pfa, avenant.objectif_pfa),
        a_65_ans=Reponse.OUI if a_65_ans else medecin.a_65_ans,
    )


def _revise(ancien: Depart, patients: int | None, convenu: int | None) -> Depart:
    return Depart(
        ancien.patients if patients is None else patients,
        ancien.centiemes if patients is None else INCONNU,
        ancien.convenu if convenu is None else convenu,
    )


def _sans_niveau(initial: Engagement) -> Engagement:
    """Past the third year, a newly installed doctor's next objective is fixed by avenant: unknown without it."""
    return initial._replace(pmt=_a_fixer(initial.pmt), pfa=_a_fixer(initial.pfa))


def _a_fixer(objectif: Objectif) -> Objectif:
    if objectif.nature != Nature.NIVEAU:
        return objectif
    return objectif._replace(nature=Nature.A_CONVENIR, patients=INCONNU, cible=INCONNU)


def _apres_primo(medecin: Medecin, avenant: AvenantLu) -> Medecin:
    return medecin._replace(
        pmt=depart(avenant.pmt, None, avenant.objectif_pmt),
        pfa=depart(avenant.pfa, None, avenant.objectif_pfa),
        installation_recente=False,
        conditions_propres=False,
        # Without the figures of the avenant the objective is to be agreed: never computed in their place.
        rqth_ou_ald=Reponse.OUI,
    )


def _apres_second(medecin: Medecin, avenant: AvenantLu, lectures: Lectures) -> Medecin:
    if lectures.reference_second_assistant == ReferenceSecondAssistant.INITIALE:
        return medecin
    return medecin._replace(
        pmt=depart(avenant.pmt, None, None)._replace(convenu=medecin.pmt.convenu),
        pfa=depart(avenant.pfa, None, None)._replace(convenu=medecin.pfa.convenu),
    )


def calculer(dossier: Dossier, initial: Engagement) -> tuple[AnneeCalculee, ...]:
    """Return the contract years, each known as far as every possible world agrees; `initial` is what is known."""
    options = options_possibles(dossier.option)
    reel = engagements(dossier, dossier.medecin, options[-1], initial)
    mondes = [reel]
    par_taux = formule(dossier.bareme, dossier.lectures) == FormuleDObjectif.TAUX
    if par_taux or len(options) > 1 or Tranche.INCONNUE in (initial.tranche_pmt, initial.tranche_pfa):
        mondes = [
            engagements(dossier, medecin, option, engagement_initial(dossier, medecin, option))
            for medecin in medecins_possibles(dossier.medecin, dossier.bareme, dossier.lectures)
            for option in options
        ]
    constats = {constat.annee: constat for constat in dossier.situation.constats}
    return tuple(
        _annee(dossier, annee, [monde[annee] for monde in mondes], reel[annee][1], constats)
        for annee in range(1, dossier.duree + 1)
    )


def _annee(
    dossier: Dossier,
    annee: int,
    mondes: list[tuple[Option, Engagement]],
    reel: Engagement,
    constats: dict[int, ConstatLu],
) -> AnneeCalculee:
    debut = dossier.anniversaire(annee)
    bareme = dossier.bareme_au(debut)
    essais = [essai for option, engage in mondes for essai in _essais(dossier, annee, option, engage, constats, bareme)]
    options = {option for option, _ in mondes}
    option_de_l_annee = mondes[0][0] if len(options) == 1 else None
    if any(essai.maximal == SANS_OBJET for essai in essais):
        return AnneeCalculee(annee, debut, option_de_l_annee, reel, None, None, Motif.OPTION_FERMEE, None, None, ())
    maximal = Fourchette(min(e.maximal for e in essais), max(e.maximal for e in essais))
    bilan = _commun(e.bilan for e in essais)
    motif = _motif([e.bilan for e in essais])
    observation = en_observation(annee, bareme)
    evaluee = observation or annee in constats
    du = Fourchette(min(e.bas for e in essais), max(e.haut for e in essais)) if evaluee else None
    echeances: tuple[Echeance, ...] = ()
    if maximal.connue is not None:
        dates = calendrier(dossier, annee, mondes[0][0])
        echeances = echeances_de_l_annee(dates, maximal.connue, du.connue if du else None, dossier.lectures)
    part = _part([e.bilan for e in essais]) if evaluee else None
    return AnneeCalculee(annee, debut, option_de_l_annee, reel, maximal, part, motif, bilan, du, echeances)


def _essais(
    dossier: Dossier, annee: int, option: Option, engage: Engagement, constats: dict[int, ConstatLu], bareme: Bareme
) -> list[_Essai]:
    tranches = _tranches_du_montant(dossier, annee, engage, constats)
    maximaux = [montant_maximal(option, annee, tranche, bareme, dossier.lectures) for tranche in tranches]
    if SANS_OBJET in maximaux:
        return [_Essai(SANS_OBJET, None, 0, 0)]
    bilans: list[Bilan | None] = [None]
    if annee in constats:
        bilans = [
            bilan_de_l_annee(annee, engage, constat, bareme, dossier.lectures)
            for constat in constats_possibles(constats[annee], engage.suit_la_pmt)
        ]
    elif en_observation(annee, bareme):
        sans_constat = Constat(INCONNU, INCONNU, Reponse.NON, (INCONNU, 1))
        bilans = [bilan_de_l_annee(annee, engage, sans_constat, bareme, dossier.lectures)]
    return [_Essai(maximal, bilan, *_bornes_dues(maximal, bilan)) for maximal in maximaux for bilan in bilans]


def _bornes_dues(maximal: int, bilan: Bilan | None) -> tuple[int, int]:
    """Return the sum due, in cents, or zero to the maximum when the share is unknown."""
    if bilan is None or bilan.resultat.numerateur == INCONNU:
        return (0, montant_du(maximal, (1, 1)))
    du = montant_du(maximal, (bilan.resultat.numerateur, bilan.resultat.denominateur))
    return (du, du)


def _tranches_du_montant(
    dossier: Dossier, annee: int, engage: Engagement, constats: dict[int, ConstatLu]
) -> set[Tranche]:
    """Return the brackets that may decide the amount: that of the signature, or of the last constat by lecture."""
    if annee < Annee.TROISIEME or dossier.lectures.tranche_figee == TrancheFigee.FIGEE:
        return {engage.tranche_montant}
    anterieurs = [constat for rang, constat in constats.items() if rang < annee]
    if not anterieurs:
        return {engage.tranche_montant}
    dernier = anterieurs[-1]
    medecin = dossier.medecin._replace(pmt=depart(dernier.pmt, None, None), pfa=depart(dernier.pfa, None, None))
    return {
        engagement(possible, Option.UN, dossier.bareme, dossier.lectures).tranche_montant
        for possible in medecins_possibles(medecin, dossier.bareme, dossier.lectures)
    }


def _commun(valeurs: Iterable[T]) -> T | None:
    premiere, *autres = valeurs
    return premiere if all(autre == premiere for autre in autres) else None


def _motif(bilans: list[Bilan | None]) -> Motif:
    if None in bilans:
        return Motif.CONSTAT_ATTENDU
    motifs = {bilan.resultat.motif for bilan in bilans if bilan}
    return Motif(motifs.pop()) if len(motifs) == 1 else Motif.DONNEE_INCONNUE


def _part(bilans: list[Bilan | None]) -> tuple[Fraction, Fraction]:
    parts = []
    for bilan in bilans:
        if bilan is None or bilan.resultat.numerateur == INCONNU:
            parts += [Fraction(0), Fraction(1)]
        else:
            parts.append(Fraction(bilan.resultat.numerateur, bilan.resultat.denominateur))
    return (min(parts), max(parts))
