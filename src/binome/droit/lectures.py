"""The lectures as rules see them: one integer each. Question, choices, defaults and sources are in `lectures.toml`."""

from __future__ import annotations

from typing import NamedTuple

from binome.moteur.codes import Codes


class SeuilP30(Codes):
    """`seuil_p30`."""

    INCLUS = 0
    STRICT = 1


class TestActivite(Codes):
    """`test_activite`."""

    PMT = 0
    PFA = 1
    UNE_DES_DEUX = 2
    LES_DEUX = 3


class SeuilChirurgien(Codes):
    """`seuil_chirurgien`."""

    STRICT = 0
    INCLUS = 1


class TrancheMontant(Codes):
    """`tranche_montant`."""

    MEILLEURE = 0
    MOINS_BONNE = 1
    PMT = 2
    PFA = 3


class TrancheObjectifs(Codes):
    """`tranche_objectifs`."""

    SEPAREE = 0
    COMMUNE = 1


class FrontiereP95(Codes):
    """`frontiere_p95`."""

    P90_P95_OUVERT = 0
    P94_FERME = 1


class LoiDegressive(Codes):
    """`loi_degressive`."""

    PATIENTS_P94 = 0
    PERCENTILE = 1
    PATIENTS_P90 = 2


class EstimationPercentile(Codes):
    """`estimation_percentile`."""

    LINEAIRE = 0
    LOGNORMALE = 1


class ObjectifSousP30(Codes):
    """`objectif_sous_p30`."""

    PLATEAU = 0
    A_CONVENIR = 1


class ArrondiObjectif(Codes):
    """`arrondi_objectif`."""

    AU_PLUS_PROCHE = 0
    INFERIEUR = 1
    SUPERIEUR = 2


class ObjectifPmtP951etp(Codes):
    """`objectif_pmt_p95_1etp`."""

    IMPRIME = 0
    MAINTIEN = 1


class ObjectifPfaP5015etp(Codes):
    """`objectif_pfa_p50_1_5etp`."""

    IMPRIME = 0
    PLATEAU = 1


class TauxAtteinte(Codes):
    """`taux_atteinte`."""

    SUPPLEMENTAIRES = 0
    TOTAL = 1


class ToleranceAugmentation(Codes):
    """`tolerance_augmentation`."""

    OUI = 0
    NON = 1


class BaisseToleree(Codes):
    """`baisse_toleree`."""

    TOUTE_BAISSE = 0
    AU_DELA_DE_5_POINTS = 1


class SeuilAtteinte(Codes):
    """`seuil_atteinte`."""

    EXACT = 0
    POURCENT_ENTIER = 1


class Tolerance65(Codes):
    """`tolerance_65`."""

    INCLUS = 0
    STRICT = 1


class ToleranceMixte65(Codes):
    """`tolerance_mixte_65`."""

    DIX = 0
    CINQ = 1


class AugmentationMixte(Codes):
    """`augmentation_mixte`."""

    AUCUNE = 0
    CINQ = 1


class PrimoMeilleurTaux(Codes):
    """`primo_meilleur_taux`."""

    MEILLEUR_PLAFONNE = 0
    MOINS_BON = 1


class Options152P95(Codes):
    """`options_1_5_2_p95`."""

    ANNEE_3 = 0
    ANNEE_1 = 1


class ReferenceSecondAssistant(Codes):
    """`reference_second_assistant`."""

    AVENANT = 0
    INITIALE = 1


class TrancheFigee(Codes):
    """`tranche_figee`."""

    FIGEE = 0
    ANNUELLE = 1


class TropPercu(Codes):
    """`trop_percu`."""

    RECUPERE = 0
    PLANCHER_ZERO = 1


class PointDepart(Codes):
    """`point_depart_cqp` and `depart_remplacement_secretaire`."""

    SIGNATURE = 0
    EMBAUCHE = 1


class PrimoCondition(Codes):
    """`primo_condition`."""

    LES_DEUX = 0
    UNE_DES_DEUX = 1


class PrimoMinimum(Codes):
    """`primo_minimum`."""

    AUCUN = 0
    P30 = 1


class Age65(Codes):
    """`age_65`."""

    DES_65_ANS = 0
    APRES_65_ANS = 1


class P95DeuxAugmentations(Codes):
    """`p95_deux_augmentations`."""

    ORDINAIRE = 0
    MAINTIEN = 1


class Anniversaire29Fevrier(Codes):
    """`anniversaire_29_fevrier`."""

    LE_28_FEVRIER = 0
    LE_1ER_MARS = 1


class Suspension(Codes):
    """`suspension`."""

    DECALE = 0
    PRORATA = 1


class BaseRecuperation(Codes):
    """`base_recuperation`."""

    ANNEE_EN_COURS = 0
    CONTRAT_ENTIER = 1


class EffetAvenantObjectif(Codes):
    """`effet_avenant_objectif`."""

    ANNEE_EN_COURS = 0
    ANNIVERSAIRE_SUIVANT = 1


class EffetAvenantOption(Codes):
    """`effet_avenant_option`."""

    ANNIVERSAIRE_SUIVANT = 0
    ANNEE_EN_COURS = 1


class RevalorisationJourJ(Codes):
    """`revalorisation_jour_j`."""

    NOUVEAU_MONTANT = 0
    ANCIEN_MONTANT = 1


class ObjectifReglementArbitral(Codes):
    """`objectif_reglement_arbitral`."""

    CONVENU = 0
    AVENANT_7 = 1


class FinContratAncien(Codes):
    """`fin_contrat_ancien`."""

    CLOTURE_SAUF_PROROGATION = 0
    RECONDUCTION = 1


class ModulationAvant2024(Codes):
    """`modulation_avant_2024`."""

    TABLEAUX_2024 = 0
    CUMULATIVE = 1
    INCONNUE = 2


class Lectures(NamedTuple):
    """The choice retained for each lecture, by rank in its list of choices."""

    seuil_p30: int
    test_activite: int
    seuil_chirurgien: int
    tranche_montant: int
    tranche_objectifs: int
    frontiere_p95: int
    loi_degressive: int
    estimation_percentile: int
    objectif_sous_p30: int
    arrondi_objectif: int
    objectif_pmt_p95_1etp: int
    objectif_pfa_p50_1_5etp: int
    taux_atteinte: int
    tolerance_augmentation: int
    baisse_toleree: int
    seuil_atteinte: int
    tolerance_65: int
    tolerance_mixte_65: int
    augmentation_mixte: int
    primo_meilleur_taux: int
    entree_en_vigueur: int
    options_1_5_2_p95: int
    reference_second_assistant: int
    tranche_figee: int
    trop_percu: int
    point_depart_cqp: int
    revalorisation_jour_j: int
    primo_condition: int
    primo_minimum: int
    age_65: int
    p95_deux_augmentations: int
    suspension: int
    base_recuperation: int
    objectif_reglement_arbitral: int
    fin_contrat_ancien: int
    anniversaire_29_fevrier: int
    depart_remplacement_secretaire: int
    effet_avenant_objectif: int
    effet_avenant_option: int
    modulation_avant_2024: int
    depart_exercice_coordonne: int


ENUMERATIONS: dict[str, type[Codes]] = {
    "seuil_p30": SeuilP30,
    "test_activite": TestActivite,
    "seuil_chirurgien": SeuilChirurgien,
    "tranche_montant": TrancheMontant,
    "tranche_objectifs": TrancheObjectifs,
    "frontiere_p95": FrontiereP95,
    "loi_degressive": LoiDegressive,
    "estimation_percentile": EstimationPercentile,
    "objectif_sous_p30": ObjectifSousP30,
    "arrondi_objectif": ArrondiObjectif,
    "objectif_pmt_p95_1etp": ObjectifPmtP951etp,
    "objectif_pfa_p50_1_5etp": ObjectifPfaP5015etp,
    "taux_atteinte": TauxAtteinte,
    "tolerance_augmentation": ToleranceAugmentation,
    "baisse_toleree": BaisseToleree,
    "seuil_atteinte": SeuilAtteinte,
    "tolerance_65": Tolerance65,
    "tolerance_mixte_65": ToleranceMixte65,
    "augmentation_mixte": AugmentationMixte,
    "primo_meilleur_taux": PrimoMeilleurTaux,
    "options_1_5_2_p95": Options152P95,
    "reference_second_assistant": ReferenceSecondAssistant,
    "tranche_figee": TrancheFigee,
    "trop_percu": TropPercu,
    "point_depart_cqp": PointDepart,
    "depart_remplacement_secretaire": PointDepart,
    "primo_condition": PrimoCondition,
    "primo_minimum": PrimoMinimum,
    "age_65": Age65,
    "p95_deux_augmentations": P95DeuxAugmentations,
    "anniversaire_29_fevrier": Anniversaire29Fevrier,
    "suspension": Suspension,
    "base_recuperation": BaseRecuperation,
    "effet_avenant_objectif": EffetAvenantObjectif,
    "effet_avenant_option": EffetAvenantOption,
    "revalorisation_jour_j": RevalorisationJourJ,
    "objectif_reglement_arbitral": ObjectifReglementArbitral,
    "fin_contrat_ancien": FinContratAncien,
    "modulation_avant_2024": ModulationAvant2024,
    "depart_exercice_coordonne": PointDepart,
}
