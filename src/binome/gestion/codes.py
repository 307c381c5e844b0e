"""The words of contract management: roles, and the states of what is followed, with what a person reads."""

from __future__ import annotations

from binome.moteur.codes import Mots


class Role(Mots):
    """What a person does for a caisse, or for themselves."""

    MEDECIN = "medecin", "Médecin"
    CONSEILLER = "conseiller", "Conseiller"
    GESTIONNAIRE = "gestionnaire", "Gestionnaire"
    VALIDATEUR = "validateur", "Validateur"
    AUDITEUR = "auditeur", "Auditeur"
    ADMINISTRATEUR = "administrateur", "Administrateur"


class FormeDEmploi(Mots):
    """Who employs the assistant."""

    DIRECT = "direct", "Employé par le médecin"
    SCM = "scm", "Société civile de moyens (SCM)"
    SEL = "sel", "Société d'exercice libéral (SEL)"
    SCP = "scp", "Société civile professionnelle (SCP)"
    SISA = "sisa", "Société interprofessionnelle de soins ambulatoires (SISA)"
    GROUPEMENT = "groupement", "Groupement d'employeurs"
    ASSOCIATION = "association", "Association"


class OrigineDuConstat(Mots):
    """Where the counts of a year come from."""

    CAISSE = "caisse", "Relevé par la caisse"
    MEDECIN = "medecin", "Déclaré par le médecin"
    IMPORT = "import", "Importé d'un fichier de campagne"


class EtatDuConstat(Mots):
    """Where a constat stands between the caisse and the doctor."""

    ANNONCE = "annonce", "Annoncé"
    CONTESTE = "conteste", "Contesté"
    CONFIRME = "confirme", "Confirmé"
    REMPLACE = "remplace", "Remplacé"


class EtatDuVersement(Mots):
    """Where a payment stands, from the schedule to the bank statement."""

    PROPOSE = "propose", "Proposé"
    SAISI = "saisi", "Saisi"
    VALIDE = "valide", "Validé"
    EXPORTE = "exporte", "Exporté"
    PAYE = "paye", "Payé"
    RAPPROCHE = "rapproche", "Rapproché"
    ECARTE = "ecarte", "Écarté"
    REJETE = "rejete", "Rejeté"


class EtatDuRecouvrement(Mots):
    """Where a recovery stands."""

    OUVERT = "ouvert", "Ouvert"
    SOLDE = "solde", "Soldé"
    ABANDONNE = "abandonne", "Abandonné"


class EtatDuMessage(Mots):
    """Where a message stands."""

    APERCU = "apercu", "Aperçu"
    ENVOYE = "envoye", "Envoyé"
    ECHEC = "echec", "Non remis"


def choix(mots: type[Mots]) -> list[tuple[str, str]]:
    """Return the words of a column, each with what a person reads."""
    return [(str(mot.value), mot.libelle) for mot in mots]
