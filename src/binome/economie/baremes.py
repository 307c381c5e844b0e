"""The numbers of the cost and of the activity as rules receive them: cents, exact rates (numerator, denominator)."""

from __future__ import annotations

from typing import NamedTuple

from binome.moteur.primitives import Taux

Ligne = tuple[int, ...]


class BaremeDuCout(NamedTuple):
    """Every number of the cost in force on a date; titles, units and sources stay in the catalogue."""

    grille: Ligne
    smic_horaire: int
    smic_gele_de_la_reduction: int
    heures_par_mois: Taux
    plafond_mensuel: int
    annees_d_anciennete: Ligne
    taux_d_anciennete: Ligne
    anciennete_reprise: Taux
    taux_maladie: Taux
    taux_famille: Taux
    taux_vieillesse_plafonnee: Taux
    taux_vieillesse_deplafonnee: Taux
    taux_solidarite_autonomie: Taux
    taux_fnal: Taux
    taux_dialogue_social: Taux
    taux_chomage: Taux
    taux_ags: Taux
    taux_retraite_complementaire: Taux
    taux_equilibre_general: Taux
    taux_formation: Taux
    taux_apprentissage: Taux
    taux_formation_conventionnelle: Taux
    taux_prevoyance: Taux
    taux_maximal_avant_2026: Taux
    plafond_avant_2026: Taux
    pente_avant_2026: Taux
    reduction_minimale: Taux
    reduction_variable: Taux
    plafond_de_la_reduction: int
    puissance_de_la_reduction: Taux
    precision_du_coefficient: Taux
    taux_de_la_taxe: Taux
    premiere_majoration: Taux
    seconde_majoration: Taux
    premier_seuil: int
    second_seuil: int
    franchise: int
    plafond_de_la_decote: int
    part_de_la_decote: Taux
    heures_de_formation: int


class BaremeDActivite(NamedTuple):
    """Every number of the activity in force on a date."""

    tarif_de_la_consultation: Ligne
    forfait_medecin_traitant: Ligne
    cotisations_marginales: Ligne
