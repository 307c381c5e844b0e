"""The lines of the cost: code, label, and for a contribution the number that gives its rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from binome.moteur.codes import Mots


class LigneDeCout(Mots):
    """What employing costs, in the order in which it is read; the reduction is the only one below zero."""

    SALAIRE = "salaire", "salaire de base"
    ANCIENNETE = "anciennete", "prime d'ancienneté"
    MALADIE = "maladie", "assurance maladie"
    FAMILLE = "famille", "allocations familiales"
    VIEILLESSE_PLAFONNEE = "vieillesse_plafonnee", "assurance vieillesse plafonnée"
    VIEILLESSE_DEPLAFONNEE = "vieillesse_deplafonnee", "assurance vieillesse déplafonnée"
    SOLIDARITE_AUTONOMIE = "solidarite_autonomie", "solidarité pour l'autonomie"
    FNAL = "fnal", "aide au logement (FNAL)"
    DIALOGUE_SOCIAL = "dialogue_social", "dialogue social"
    CHOMAGE = "chomage", "assurance chômage"
    AGS = "ags", "garantie des salaires (AGS)"
    RETRAITE_COMPLEMENTAIRE = "retraite_complementaire", "retraite complémentaire"
    EQUILIBRE_GENERAL = "equilibre_general", "équilibre général (retraite complémentaire)"
    FORMATION_PROFESSIONNELLE = "formation_professionnelle", "formation professionnelle"
    APPRENTISSAGE = "apprentissage", "taxe d'apprentissage"
    FORMATION_CONVENTIONNELLE = "formation_conventionnelle", "formation, part conventionnelle"
    PREVOYANCE = "prevoyance", "prévoyance"
    AT_MP = "at_mp", "accidents du travail"
    MUTUELLE = "mutuelle", "mutuelle, part patronale"
    REDUCTION = "reduction", "réduction générale des cotisations"
    TAXE_SUR_LES_SALAIRES = "taxe_sur_les_salaires", "taxe sur les salaires"
    SANTE_AU_TRAVAIL = "sante_au_travail", "santé au travail"
    GROUPEMENT = "groupement", "frais du groupement d'employeurs"
    FORMATION = "formation", "formation de l'assistant"
    REMPLACEMENT = "remplacement", "remplacement du secrétariat"
    EQUIPEMENT = "equipement", "équipement et recrutement"


COTISATIONS: Final[Mapping[LigneDeCout, str]] = {
    LigneDeCout.MALADIE: "taux_maladie",
    LigneDeCout.FAMILLE: "taux_famille",
    LigneDeCout.VIEILLESSE_PLAFONNEE: "taux_vieillesse_plafonnee",
    LigneDeCout.VIEILLESSE_DEPLAFONNEE: "taux_vieillesse_deplafonnee",
    LigneDeCout.SOLIDARITE_AUTONOMIE: "taux_solidarite_autonomie",
    LigneDeCout.FNAL: "taux_fnal",
    LigneDeCout.DIALOGUE_SOCIAL: "taux_dialogue_social",
    LigneDeCout.CHOMAGE: "taux_chomage",
    LigneDeCout.AGS: "taux_ags",
    LigneDeCout.RETRAITE_COMPLEMENTAIRE: "taux_retraite_complementaire",
    LigneDeCout.EQUILIBRE_GENERAL: "taux_equilibre_general",
    LigneDeCout.FORMATION_PROFESSIONNELLE: "taux_formation",
    LigneDeCout.APPRENTISSAGE: "taux_apprentissage",
    LigneDeCout.FORMATION_CONVENTIONNELLE: "taux_formation_conventionnelle",
    LigneDeCout.PREVOYANCE: "taux_prevoyance",
}
"""The contributions and the number of each rate; all are counted on the gross salary, below the ceiling."""

SAISIES: Final[Mapping[LigneDeCout, str]] = {
    LigneDeCout.AT_MP: "taux_at_mp",
    LigneDeCout.MUTUELLE: "mutuelle",
    LigneDeCout.SANTE_AU_TRAVAIL: "sante_au_travail",
    LigneDeCout.GROUPEMENT: "frais_de_groupement",
    LigneDeCout.FORMATION: "formation",
    LigneDeCout.REMPLACEMENT: "remplacement",
    LigneDeCout.EQUIPEMENT: "equipement",
}
"""The lines that nobody publishes, and the field that gives each."""
