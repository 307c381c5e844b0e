"""The lectures as rules see them: a class of choices and a field of `Lectures`; the rest is in `lectures.toml`.

That file holds the question, the choices in words, the default by regime, the stake and the sources. Nothing else
declares a lecture, and a comparison with another lecture's choice is refused by the type checker.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, get_type_hints

from binome.moteur.codes import Codes


class SeuilP30(Codes):
    INCLUS = 0
    STRICT = 1


class ActiviteTestee(Codes):
    PMT = 0
    PFA = 1
    UNE_DES_DEUX = 2
    LES_DEUX = 3


class SeuilChirurgien(Codes):
    STRICT = 0
    INCLUS = 1


class TrancheMontant(Codes):
    MEILLEURE = 0
    MOINS_BONNE = 1
    PMT = 2
    PFA = 3


class TrancheObjectifs(Codes):
    SEPAREE = 0
    COMMUNE = 1


class FrontiereP95(Codes):
    P90_P95_OUVERT = 0
    P94_FERME = 1


class LoiDegressive(Codes):
    POINTS_PUBLIES = 0
    PATIENTS_P94 = 1
    PERCENTILE = 2
    PATIENTS_P90 = 3


class EstimationPercentile(Codes):
    LINEAIRE = 0
    LOGNORMALE = 1


class ObjectifSousP30(Codes):
    PLATEAU = 0
    A_CONVENIR = 1


class ArrondiObjectif(Codes):
    AU_PLUS_PROCHE = 0
    INFERIEUR = 1
    SUPERIEUR = 2


class ObjectifPmtP951etp(Codes):
    IMPRIME = 0
    MAINTIEN = 1


class ObjectifPfaP5015etp(Codes):
    PLATEAU = 0
    IMPRIME = 1


class ObjectifPfaAutres(Codes):
    IMPRIME = 0
    FORMULE_P30 = 1
    A_DEMANDER = 2


class TauxAtteinte(Codes):
    SUPPLEMENTAIRES = 0
    TOTAL = 1


class ToleranceAugmentation(Codes):
    OUI = 0
    NON = 1


class BaisseToleree(Codes):
    TOUTE_BAISSE = 0
    AU_DELA_DE_5_POINTS = 1


class SeuilAtteinte(Codes):
    EXACT = 0
    POURCENT_ENTIER = 1


class Tolerance65(Codes):
    INCLUS = 0
    STRICT = 1


class ToleranceMixte65(Codes):
    DIX = 0
    CINQ = 1


class AugmentationMixte(Codes):
    AUCUNE = 0
    CINQ = 1


class PrimoMeilleurTaux(Codes):
    MEILLEUR_PLAFONNE = 0
    MOINS_BON = 1


class EntreeEnVigueur(Codes):
    LE_22_JUIN = 0, "", "2024-06-22"
    LE_21_JUIN = 1, "", "2024-06-21"


class Options152P95(Codes):
    ANNEE_3 = 0
    ANNEE_1 = 1


class ReferenceSecondAssistant(Codes):
    AVENANT = 0
    INITIALE = 1


class TrancheFigee(Codes):
    FIGEE = 0
    ANNUELLE = 1


class TropPercu(Codes):
    RECUPERE = 0
    PLANCHER_ZERO = 1


class PointDepart(Codes):
    SIGNATURE = 0
    EMBAUCHE = 1


class PrimoCondition(Codes):
    LES_DEUX = 0
    UNE_DES_DEUX = 1


class PrimoMinimum(Codes):
    AUCUN = 0
    P30 = 1


class SecondObjectifPrimo(Codes):
    AU_TERME = 0
    CHAQUE_ANNEE = 1


class Age65(Codes):
    DES_65_ANS = 0
    APRES_65_ANS = 1


class P95DeuxAugmentations(Codes):
    ORDINAIRE = 0
    MAINTIEN = 1


class Anniversaire29Fevrier(Codes):
    LE_28_FEVRIER = 0, "", "28_fevrier"
    LE_1ER_MARS = 1, "", "1er_mars"


class Suspension(Codes):
    DECALE = 0
    PRORATA = 1


class BaseRecuperation(Codes):
    ANNEE_EN_COURS = 0
    CONTRAT_ENTIER = 1


class EffetAvenantObjectif(Codes):
    ANNEE_EN_COURS = 0
    ANNIVERSAIRE_SUIVANT = 1


class EffetAvenantOption(Codes):
    ANNIVERSAIRE_SUIVANT = 0
    ANNEE_EN_COURS = 1


class RevalorisationJourJ(Codes):
    NOUVEAU_MONTANT = 0
    ANCIEN_MONTANT = 1


class ObjectifReglementArbitral(Codes):
    CONVENU = 0
    AVENANT_7 = 1
    FORMULE_FMF = 2


class ObjectifP95Avenant7(Codes):
    CINQ_POUR_CENT = 0
    MAINTIEN = 1


class FinContratAncien(Codes):
    CLOTURE_SAUF_PROROGATION = 0
    RECONDUCTION = 1


class ModulationAvant2024(Codes):
    TABLEAUX_2024 = 0
    CUMULATIVE = 1
    INCONNUE = 2


class Lectures(NamedTuple):
    """The choice retained for each lecture, by rank in its list of choices."""

    seuil_p30: SeuilP30
    test_activite: ActiviteTestee
    seuil_chirurgien: SeuilChirurgien
    tranche_montant: TrancheMontant
    tranche_objectifs: TrancheObjectifs
    frontiere_p95: FrontiereP95
    loi_degressive: LoiDegressive
    estimation_percentile: EstimationPercentile
    objectif_sous_p30: ObjectifSousP30
    arrondi_objectif: ArrondiObjectif
    objectif_pmt_p95_1etp: ObjectifPmtP951etp
    objectif_pfa_p50_1_5etp: ObjectifPfaP5015etp
    objectif_pfa_autres: ObjectifPfaAutres
    taux_atteinte: TauxAtteinte
    tolerance_augmentation: ToleranceAugmentation
    baisse_toleree: BaisseToleree
    seuil_atteinte: SeuilAtteinte
    tolerance_65: Tolerance65
    tolerance_mixte_65: ToleranceMixte65
    augmentation_mixte: AugmentationMixte
    primo_meilleur_taux: PrimoMeilleurTaux
    entree_en_vigueur: EntreeEnVigueur
    options_1_5_2_p95: Options152P95
    reference_second_assistant: ReferenceSecondAssistant
    tranche_figee: TrancheFigee
    trop_percu: TropPercu
    point_depart_cqp: PointDepart
    revalorisation_jour_j: RevalorisationJourJ
    primo_condition: PrimoCondition
    primo_minimum: PrimoMinimum
    second_objectif_primo: SecondObjectifPrimo
    age_65: Age65
    p95_deux_augmentations: P95DeuxAugmentations
    suspension: Suspension
    base_recuperation: BaseRecuperation
    objectif_reglement_arbitral: ObjectifReglementArbitral
    objectif_p95_avenant_7: ObjectifP95Avenant7
    fin_contrat_ancien: FinContratAncien
    anniversaire_29_fevrier: Anniversaire29Fevrier
    depart_remplacement_secretaire: PointDepart
    effet_avenant_objectif: EffetAvenantObjectif
    effet_avenant_option: EffetAvenantOption
    modulation_avant_2024: ModulationAvant2024
    depart_exercice_coordonne: PointDepart


def des_rangs(rangs: Mapping[str, int]) -> Lectures:
    """Return these choices, as plain integers: that is what a compiler and a digest see of them."""
    return Lectures._make(rangs[nom] for nom in Lectures._fields)


ENUMERATIONS: Final[dict[str, type[Codes]]] = get_type_hints(Lectures)
"""By lecture, read from the fields."""
