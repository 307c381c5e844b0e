"""The option and the engagement of each contract year, avenants included."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

from binome.contrats.accord import engagement_commun, engagement_su
from binome.contrats.avenants import Avenant, Cours, apres_l_avenant, avenants, cours_initial, engagement_de_l_annee
from binome.contrats.candidat import annee_du_second_assistant
from binome.contrats.dossier import Dossier
from binome.contrats.mondes import medecins_possibles, options_possibles
from binome.droit.codes import FormuleDObjectif, Nature, Option, Tranche
from binome.droit.engagement import engagement
from binome.droit.faits import Depart, Engagement, Medecin, Objectif
from binome.droit.objectifs.regles import formule
from binome.moteur.primitives import INCONNU


class Monde(NamedTuple):
    """A complete case of a contract: the doctor in his brackets, the option, what they fix at signature."""

    medecin: Medecin
    option: Option
    initial: Engagement


class Possibles(NamedTuple):
    """The contract as it is given, brackets left unknown, under the highest option it may have; then its worlds."""

    reel: Monde
    mondes: tuple[Monde, ...]

    @property
    def initial(self) -> Engagement:
        """What is known of the engagement at signature."""
        return su(self.reel.initial, [monde.initial for monde in self.mondes])

    @property
    def sous_l_option(self) -> Engagement:
        """What is known of it under the highest option: what is unknown then is not for want of an option."""
        return su(self.reel.initial, [monde.initial for monde in self.mondes if monde.option == self.reel.option])


def su(reel: Engagement, mondes: Iterable[Engagement]) -> Engagement:
    """Return what is known of an engagement whose worlds are given."""
    return engagement_su(reel, reduce(engagement_commun, mondes))


def objectif_fixe(objectif: Objectif, depart: Depart, specialite: int) -> bool:
    """Return whether an objective is fixed: an increase that nobody agreed on comes from the speciality."""
    return specialite != INCONNU or objectif.nature != Nature.AUGMENTATION or depart.convenu != INCONNU


def engagement_initial(dossier: Dossier, medecin: Medecin, option: Option) -> Engagement:
    """Return the engagement at signature: that of 1 ETP when an avenant brings the second assistant later."""
    return engagement(medecin, _au_depart(dossier, medecin, option).option, dossier.bareme, dossier.lectures)


def possibles(dossier: Dossier) -> Possibles:
    """Return every complete case of a contract: the contract itself when nothing that decides is unknown."""
    medecin, options = dossier.medecin, options_possibles(dossier)
    reel = Monde(medecin, options[-1], engagement_initial(dossier, medecin, options[-1]))
    medecins = _medecins(dossier, reel.initial)
    if medecins == [medecin] and len(options) == 1:
        return Possibles(reel, (reel,))
    return Possibles(
        reel,
        tuple(
            Monde(medecin, option, engagement_initial(dossier, medecin, option))
            for medecin in medecins
            for option in options
        ),
    )


def _medecins(dossier: Dossier, initial: Engagement) -> list[Medecin]:
    # Outside the rates of avenant 7, which have a line of their own, a known bracket is a known place.
    par_taux = formule(dossier.bareme, dossier.lectures) == FormuleDObjectif.TAUX
    if not par_taux and Tranche.INCONNUE not in (initial.tranche_pmt, initial.tranche_pfa):
        return [dossier.medecin]
    return medecins_possibles(dossier.medecin, dossier.bareme, dossier.lectures)


def engagement_a_la_signature(dossier: Dossier) -> Engagement:
    """Return what is known of the engagement at signature."""
    return possibles(dossier).initial


def engagements(dossier: Dossier, monde: Monde) -> dict[int, tuple[Option, Engagement]]:
    """Return the option and engagement of each contract year in one world."""
    medecin, option, initial = monde
    au_depart, suite = _au_depart(dossier, medecin, option), avenants(dossier.situation)
    par_annee = {}
    for annee in range(1, dossier.duree + 1):
        cours = _cours(au_depart, suite, annee, option, initial, dossier)
        engage = engagement_de_l_annee(initial, au_depart, cours, annee, dossier.bareme, dossier.lectures)
        par_annee[annee] = (cours.option, engage)
    return par_annee


def _au_depart(dossier: Dossier, medecin: Medecin, option: Option) -> Cours:
    return cours_initial(medecin, option, annee_du_second_assistant(dossier.situation))


def _cours(
    au_depart: Cours, suite: tuple[Avenant, ...], annee: int, option: Option, initial: Engagement, dossier: Dossier
) -> Cours:
    cours = au_depart
    for avenant in suite:
        cours = apres_l_avenant(cours, avenant, annee, option, initial.primo, dossier.lectures)
    return cours
