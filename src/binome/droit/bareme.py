"""The numbers of the law as rules receive them: one field per parameter, integers and nested tuples of integers."""

from __future__ import annotations

from typing import NamedTuple

from binome.droit.codes import (
    CalendrierDeVersement,
    Famille,
    FormuleDObjectif,
    Motif,
    NatureDePart,
    OuiNon,
    Ouverture,
    OuvertureDuTempsPlein,
    PatienteleComptee,
    SituationDeLaSpecialite,
)

Ligne = tuple[int, ...]
Table = tuple[Ligne, ...]
Cube = tuple[Table, ...]
Fraction = tuple[int, int]


class Bareme(NamedTuple):
    """Every number in force on a date; titles, units and sources stay in the catalogue."""

    distribution: Cube
    p94_estime: Table
    rangs: Ligne
    quantiles_normaux: Ligne
    patientele_comptee: PatienteleComptee
    situation_de_la_specialite: tuple[SituationDeLaSpecialite, ...]
    famille_de_la_specialite: tuple[Famille, ...]
    part_clinique_minimale: Fraction
    mois_de_primo_installation: int
    specialites_du_departement: tuple[tuple[Ouverture, ...], ...]
    options_ouvertes: tuple[Ouverture, ...]
    temps_plein_selon_la_zone: tuple[OuvertureDuTempsPlein, ...]
    exercice_exige: tuple[OuiNon, ...]
    mois_pour_se_coordonner: int
    kilometres_de_coordination: int
    apl_sous_dense: Fraction
    part_de_moins_de_16_ans: Fraction
    objectifs: Cube
    age_du_maintien: int
    formule_d_objectif: FormuleDObjectif
    taux_d_objectif: Table
    coefficient_d_objectif: Ligne
    p99_estime: Ligne
    montants: Cube
    montants_second_assistant: Cube
    annees_d_observation: int
    seuil_d_augmentation: Fraction
    seuil_de_maintien: Fraction
    seuil_de_maintien_65: Fraction
    issue_de_deux_augmentations: tuple[tuple[Motif, ...], ...]
    issue_d_une_augmentation: tuple[Motif, ...]
    issue_de_deux_maintiens: tuple[tuple[Motif, ...], ...]
    issue_d_un_maintien: tuple[Motif, ...]
    issue_mixte: tuple[tuple[Motif, ...], ...]
    issue_de_deux_niveaux: tuple[tuple[Motif, ...], ...]
    issue_d_un_niveau: tuple[Motif, ...]
    part_selon_le_motif: tuple[NatureDePart, ...]
    modulation_publiee: OuiNon
    calendrier: tuple[tuple[CalendrierDeVersement, ...], ...]
    premier_versement: Table
    delai_de_versement: Table
    jours_apres_l_embauche: int
    delai_du_solde: Table
    duree_du_contrat: int
    mois_de_formation: int
    mois_de_remplacement: int
    mois_entre_points: int
    mois_d_absence_avant_suspension: int
    annees_du_niveau_primo: int
    annees_du_second_objectif: int
    mois_de_carence: int
    annee_du_second_assistant: int
