"""The option and the engagement of each contract year, avenants included."""

from __future__ import annotations

from binome.contrats.avenants import Avenant, Cours, apres_l_avenant, avenants, cours_initial, engagement_de_l_annee
from binome.contrats.candidat import annee_du_second_assistant
from binome.contrats.dossier import Dossier
from binome.contrats.mondes import options_possibles
from binome.droit.codes import Nature, Option
from binome.droit.engagement import engagement
from binome.droit.faits import Depart, Engagement, Medecin, Objectif
from binome.moteur.primitives import INCONNU


def objectif_fixe(objectif: Objectif, depart: Depart, option: Option, specialite: int) -> bool:
    """Return whether an objective is fixed: an increase that nobody agreed on comes from option and speciality."""
    connue = option != Option.INCONNUE and specialite != INCONNU
    return connue or objectif.nature != Nature.AUGMENTATION or depart.convenu != INCONNU


def engagement_initial(dossier: Dossier, medecin: Medecin, option: Option) -> Engagement:
    """Return the engagement at signature: that of 1 ETP when an avenant brings the second assistant later."""
    return engagement(medecin, _au_depart(dossier, medecin, option).option, dossier.bareme, dossier.lectures)


def engagement_a_la_signature(dossier: Dossier) -> Engagement:
    """Return what is known of the engagement at signature, unknown brackets left unknown."""
    return engagement_initial(dossier, dossier.medecin, options_possibles(dossier)[-1])


def engagements(
    dossier: Dossier, medecin: Medecin, option: Option, initial: Engagement
) -> dict[int, tuple[Option, Engagement]]:
    """Return the option and engagement of each contract year."""
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
