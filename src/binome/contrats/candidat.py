"""What the criteria look at beside the patientèles, as the rules see it."""

from __future__ import annotations

from binome.contrats.champs.valeurs import reponse
from binome.contrats.dossier import Dossier, sous_dense
from binome.contrats.situation import Situation
from binome.droit.codes import DEPARTEMENTS_CONNUS, Reponse, Secteur, Zone
from binome.droit.faits import Candidat
from binome.moteur.primitives import ENTIER, INCONNU, SANS_OBJET, TAUX_INCONNU


def candidat(dossier: Dossier) -> Candidat:
    """Return what the criteria look at beside the patientèles."""
    situation = dossier.situation
    second = situation.avenant_second_assistant
    return Candidat(
        specialite=dossier.specialite,
        departement=_departement(situation.departement),
        secteur=Secteur.INCONNU if situation.secteur is None else situation.secteur,
        zone=Zone.INCONNUE if situation.zone is None else situation.zone,
        option=dossier.option,
        part_clinique=situation.part_honoraires_cliniques or TAUX_INCONNU,
        part_de_moins_de_16_ans=situation.part_patients_moins_16_ans or TAUX_INCONNU,
        regroupe=reponse(situation.exercice_regroupe),
        renforcee=reponse(situation.coordination_renforcee),
        coordonne=reponse(situation.exercice_coordonne),
        # The avenant is by definition the passage of a contract of 1 ETP.
        contrat_1_etp=Reponse.OUI if second else reponse(situation.contrat_1_etp_en_cours),
        precedents_atteints=reponse(situation.objectifs_precedents_atteints),
        annee_du_second_assistant=annee_du_second_assistant(situation),
        activite_mixte=situation.part_activite_liberale not in (None, ENTIER),
        cabinet_distinct=bool(situation.cabinet_distinct),
        sous_dense=sous_dense(situation),
    )


def annee_du_second_assistant(situation: Situation) -> int:
    """Return the year of the passage to a second assistant, -1 when there is none."""
    second = situation.avenant_second_assistant
    return second.annee if second else INCONNU


def _departement(code: str | None) -> int:
    """Return the rank of a department whose list of specialities was read; -2 for another one, -1 when not given."""
    if code is None:
        return INCONNU
    return DEPARTEMENTS_CONNUS.index(code) if code in DEPARTEMENTS_CONNUS else SANS_OBJET
