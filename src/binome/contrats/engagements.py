"""The option and the engagement of each contract year, avenants included."""

from __future__ import annotations

from binome.contrats.avenants import Avenant, Cours, apres_l_avenant, avenants, engagement_de_l_annee, option_de_depart
from binome.contrats.candidat import annee_du_second_assistant
from binome.contrats.dossier import Dossier
from binome.contrats.mondes import options_possibles
from binome.droit.codes import Option
from binome.droit.engagement import engagement
from binome.droit.faits import Engagement, Medecin
from binome.moteur.primitives import INCONNU


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
    return Cours(option_de_depart(option, annee_du_second_assistant(dossier.situation)), medecin, INCONNU)


def _cours(
    au_depart: Cours, suite: tuple[Avenant, ...], annee: int, option: Option, initial: Engagement, dossier: Dossier
) -> Cours:
    cours = au_depart
    for avenant in suite:
        cours = apres_l_avenant(cours, avenant, annee, option, initial.primo, dossier.lectures)
    return cours
