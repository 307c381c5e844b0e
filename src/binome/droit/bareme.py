"""The numbers of the law as rules receive them: one field per parameter, integers and nested tuples of integers."""

from __future__ import annotations

from typing import NamedTuple

from binome.droit.vocabulaire import Famille, Motif, NatureDePart, SituationDeLaSpecialite

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
    situation_de_la_specialite: tuple[SituationDeLaSpecialite, ...]
    famille_de_la_specialite: tuple[Famille, ...]
    part_clinique_minimale: Fraction
    mois_de_primo_installation: int
    objectifs: Cube
    age_du_maintien: int
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
    delai_de_versement: int
    part_d_acompte: Fraction
    duree_du_contrat: int
    mois_de_formation: int
    mois_de_remplacement: int
    mois_entre_points: int
    mois_d_absence_avant_suspension: int
    annees_du_niveau_primo: int
    annee_du_second_assistant: int
