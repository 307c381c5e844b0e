"""What the doctor promises: additional patients, a maintien, or a level to reach."""

from __future__ import annotations

from binome.droit.bareme import Bareme
from binome.droit.codes import (
    ColonneDObjectif,
    Famille,
    FormuleDObjectif,
    Nature,
    Option,
    PointDObjectif,
    Rang,
    Reponse,
    Tranche,
    TrancheDeTaux,
)
from binome.droit.faits import Depart, Objectif, Pente, Seuils, Situee
from binome.droit.lectures import (
    ArrondiObjectif,
    Lectures,
    LoiDegressive,
    ObjectifP95Avenant7,
    ObjectifPfaAutres,
    ObjectifPfaP5015etp,
    ObjectifPmtP951etp,
    ObjectifReglementArbitral,
    ObjectifSousP30,
    TrancheObjectifs,
)
from binome.moteur.primitives import INCONNU, Taux, au_plus_proche, choix, par_defaut, par_exces, pour_cent, pour_mille
from binome.moteur.trace import regle


@regle("guide-occitanie §III.4", "B")
def suit_la_patientele_medecin_traitant(famille: Famille) -> bool:
    """Généralistes (MEP inclus) et pédiatres s'engagent aussi sur leur patientèle médecin traitant."""
    return famille != Famille.AUTRE


@regle("diaporama-occitanie §objectifs", "B")
def colonne_pmt(famille: Famille) -> ColonneDObjectif:
    """La colonne du tableau qui donne l'objectif de patientèle médecin traitant."""
    if famille == Famille.PEDIATRIE:
        return ColonneDObjectif.PMT_PEDIATRES
    return ColonneDObjectif.PMT_GENERALISTES


@regle("guide-occitanie §IV.2 ill. 6.2", "B")
def tranche_de_l_objectif(propre: Tranche, plus_haute: Tranche, lectures: Lectures) -> Tranche:
    """La tranche qui fixe un objectif : celle de la patientèle même, ou la plus haute des deux."""
    if lectures.tranche_objectifs == TrancheObjectifs.COMMUNE:
        return plus_haute
    return propre


@regle("avenant-7 §9-5-2-2", "C")
def taux_de_l_objectif(propre: TrancheDeTaux, plus_haute: TrancheDeTaux, lectures: Lectures) -> TrancheDeTaux:
    """La ligne de taux qui fixe un objectif : celle de la patientèle même, ou la plus haute des deux."""
    if lectures.tranche_objectifs == TrancheObjectifs.COMMUNE:
        return plus_haute
    return propre


@regle("djibe §calculette de 2023", "C")
def formule(bareme: Bareme, lectures: Lectures) -> FormuleDObjectif:
    """D'où vient l'objectif ; sous le règlement arbitral, du contrat, des taux de l'avenant 7 ou d'une droite."""
    if bareme.formule_d_objectif != FormuleDObjectif.CONVENUE:
        return bareme.formule_d_objectif
    if lectures.objectif_reglement_arbitral == ObjectifReglementArbitral.AVENANT_7:
        return FormuleDObjectif.TAUX
    if lectures.objectif_reglement_arbitral == ObjectifReglementArbitral.FORMULE_FMF:
        return FormuleDObjectif.DROITE
    return FormuleDObjectif.CONVENUE


@regle("avenant-7 §9-5-2-2", "C")
def augmentation_au_taux(
    ligne: TrancheDeTaux, option: Option, patients: int, bareme: Bareme, lectures: Lectures
) -> int:
    """L'objectif de l'avenant 7 : un taux de la patientèle initiale."""
    if ligne == TrancheDeTaux.INCONNUE or patients == INCONNU:
        return INCONNU
    if ligne == TrancheDeTaux.P95_PLUS and option == Option.UN:
        if lectures.objectif_p95_avenant_7 == ObjectifP95Avenant7.MAINTIEN:
            return 0
    milliemes = choix(choix(bareme.taux_d_objectif, ligne), option)
    if milliemes < 0:
        return INCONNU
    taux = pour_mille(milliemes)
    return arrondi_de_l_objectif(patients * taux[0], taux[1], lectures)


@regle("diaporama-occitanie §objectifs", "B")
def case_du_tableau(
    colonne: ColonneDObjectif, point: PointDObjectif, option: Option, bareme: Bareme, lectures: Lectures
) -> int:
    """Une case du tableau des patients supplémentaires, avec les deux valeurs douteuses selon leur lecture."""
    if colonne == ColonneDObjectif.PFA and option == Option.UN_ET_DEMI and point == PointDObjectif.P50:
        if lectures.objectif_pfa_p50_1_5etp == ObjectifPfaP5015etp.PLATEAU:
            return choix(choix(choix(bareme.objectifs, colonne), PointDObjectif.PLATEAU), option)
    if colonne == ColonneDObjectif.PMT_GENERALISTES and option == Option.UN and point == PointDObjectif.P95_PLUS:
        if lectures.objectif_pmt_p95_1etp == ObjectifPmtP951etp.MAINTIEN:
            return 0
    return choix(choix(choix(bareme.objectifs, colonne), point), option)


@regle("etude-binome §5.3", "D")
def arrondi_de_l_objectif(numerateur: int, denominateur: int, lectures: Lectures) -> int:
    """L'arrondi d'un objectif interpolé."""
    if lectures.arrondi_objectif == ArrondiObjectif.INFERIEUR:
        return par_defaut(numerateur, denominateur)
    if lectures.arrondi_objectif == ArrondiObjectif.SUPERIEUR:
        return par_exces(numerateur, denominateur)
    return au_plus_proche(numerateur, denominateur)


@regle("etude-binome §5.3", "D")
def interpolation(depart: int, arrivee: int, avance: int, longueur: int, lectures: Lectures) -> int:
    """Un point de la droite qui descend du départ à l'arrivée, plate avant et après."""
    if avance <= 0:
        return depart
    if avance >= longueur:
        return arrivee
    return arrondi_de_l_objectif(depart * longueur - (depart - arrivee) * avance, longueur, lectures)


@regle("etude-binome §5.3", "D")
def sur_la_droite(premier: int, dernier: int, place: int, debut: int, fin: int, lectures: Lectures) -> int:
    """L'objectif à une place entre deux repères, en patients ou en rang ; inconnu quand l'un d'eux manque."""
    if min(place, debut, fin) < 0:
        return INCONNU
    return interpolation(premier, dernier, place - debut, fin - debut, lectures)


@regle("etude-binome §5.3", "D")
def le_rang_s_estime(lectures: Lectures) -> bool:
    """La loi dégressive retenue demande-t-elle un rang là où la caisse n'en donne pas ?"""
    return lectures.loi_degressive == LoiDegressive.PERCENTILE or lectures.loi_degressive == LoiDegressive.PATIENTS_P94


@regle("etude-binome §5.3", "D")
def objectif_par_les_points(pente: Pente, depart: Depart, rang: int, bareme: Bareme, lectures: Lectures) -> int:
    """Des droites en patients par les valeurs imprimées, à P50, P90 et P95 ; en rang là où seul le rang est connu."""
    patients, seuils = depart.patients, depart.seuils
    en_patients = sur_la_droite(pente.p50, pente.p94, patients, seuils.p50, seuils.p90, lectures)
    if seuils.p90 != INCONNU and patients >= seuils.p90:
        en_patients = sur_la_droite(pente.p94, pente.p95, patients, seuils.p90, seuils.p95, lectures)
    if en_patients != INCONNU:
        return en_patients
    p90 = choix(bareme.rangs, Rang.P90)
    if rang >= p90:
        return sur_la_droite(pente.p94, pente.p95, rang, p90, choix(bareme.rangs, Rang.P95), lectures)
    return sur_la_droite(pente.p50, pente.p94, rang, choix(bareme.rangs, Rang.P50), p90, lectures)


@regle("diaporama-occitanie §objectifs", "B")
def objectif_degressif(pente: Pente, depart: Depart, rang: int, bareme: Bareme, lectures: Lectures) -> int:
    """L'objectif à partir de P50, dégressif : par les points imprimés, ou par une seule droite selon la lecture."""
    if min(pente.p50, pente.p94, pente.p95) < 0:
        return INCONNU
    if lectures.loi_degressive == LoiDegressive.POINTS_PUBLIES:
        return objectif_par_les_points(pente, depart, rang, bareme, lectures)
    fin = depart.seuils.p94
    dernier_rang = choix(bareme.rangs, Rang.P94)
    if lectures.loi_degressive == LoiDegressive.PATIENTS_P90:
        fin = depart.seuils.p90
        dernier_rang = choix(bareme.rangs, Rang.P90)
    en_patients = INCONNU
    if lectures.loi_degressive != LoiDegressive.PERCENTILE:
        en_patients = sur_la_droite(pente.p50, pente.p94, depart.patients, depart.seuils.p50, fin, lectures)
    if en_patients != INCONNU:
        return en_patients
    return sur_la_droite(pente.p50, pente.p94, rang, choix(bareme.rangs, Rang.P50), dernier_rang, lectures)


@regle("diaporama-occitanie §objectifs", "B")
def patients_supplementaires(
    colonne: ColonneDObjectif,
    option: Option,
    tranche: Tranche,
    depart: Depart,
    rang: int,
    bareme: Bareme,
    lectures: Lectures,
) -> int:
    """L'objectif du tableau : fixe sous P50, dégressif jusqu'à P95, fixe ensuite."""
    if tranche == Tranche.INCONNUE:
        return INCONNU
    if tranche == Tranche.SOUS_P30 and lectures.objectif_sous_p30 == ObjectifSousP30.A_CONVENIR:
        return INCONNU
    if tranche <= Tranche.P30_P50:
        return case_du_tableau(colonne, PointDObjectif.PLATEAU, option, bareme, lectures)
    if tranche == Tranche.P95_PLUS:
        return case_du_tableau(colonne, PointDObjectif.P95_PLUS, option, bareme, lectures)
    pente = Pente(
        case_du_tableau(colonne, PointDObjectif.P50, option, bareme, lectures),
        case_du_tableau(colonne, PointDObjectif.P94, option, bareme, lectures),
        case_du_tableau(colonne, PointDObjectif.P95_PLUS, option, bareme, lectures),
    )
    return objectif_degressif(pente, depart, rang, bareme, lectures)


@regle("etude-binome §5.4", "D")
def est_d_une_autre_specialite(colonne: ColonneDObjectif, famille: Famille) -> bool:
    """La file active d'une autre spécialité que la médecine générale, dont les chiffres imprimés font doute."""
    return colonne == ColonneDObjectif.PFA and famille != Famille.MEDECINE_GENERALE


@regle("fmf-reglement-arbitral §formule des objectifs", "C")
def objectif_selon_p30(option: Option, depart: Depart, sommet: int, bareme: Bareme, lectures: Lectures) -> int:
    """Une droite qui vaut une part de P30 à P30 et zéro à un percentile haut, plate sous P50."""
    coefficient, seuils = choix(bareme.coefficient_d_objectif, option), depart.seuils
    if min(coefficient, depart.patients, seuils.p30, seuils.p50) < 0 or sommet <= seuils.p30:
        return INCONNU
    reste = sommet - max(depart.patients, seuils.p50)
    if reste <= 0:
        return 0
    part = pour_cent(coefficient)
    return arrondi_de_l_objectif(part[0] * seuils.p30 * reste, part[1] * (sommet - seuils.p30), lectures)


@regle("fmf-reglement-arbitral §formule des objectifs", "C")
def objectif_par_la_droite(
    colonne: ColonneDObjectif, option: Option, depart: Depart, bareme: Bareme, lectures: Lectures
) -> int:
    """L'objectif du règlement arbitral selon un syndicat : la droite s'annule à P99, quand il est connu."""
    return objectif_selon_p30(option, depart, choix(bareme.p99_estime, colonne), bareme, lectures)


@regle("fmf-reglement-arbitral §formule des objectifs", "C")
def borne_selon_p30(option: Option, p30: int, bareme: Bareme, lectures: Lectures) -> int:
    """Le plus grand objectif que la formule puisse donner : une part de P30."""
    coefficient = choix(bareme.coefficient_d_objectif, option)
    if min(coefficient, p30) < 0:
        return INCONNU
    part = pour_cent(coefficient)
    return arrondi_de_l_objectif(part[0] * p30, part[1], lectures)


@regle("etude-binome §5.4", "D")
def patients_selon_la_specialite(
    situee: Situee, option: Option, tranche: Tranche, rang: int, bareme: Bareme, lectures: Lectures
) -> int:
    """L'objectif de file active d'une autre spécialité : imprimé, par la formule sur son propre P30, ou à demander."""
    if lectures.objectif_pfa_autres == ObjectifPfaAutres.IMPRIME:
        return patients_supplementaires(situee.colonne, option, tranche, situee.depart, rang, bareme, lectures)
    if lectures.objectif_pfa_autres == ObjectifPfaAutres.A_DEMANDER:
        return INCONNU
    if tranche == Tranche.P95_PLUS:
        return 0
    if tranche == Tranche.SOUS_P30 and lectures.objectif_sous_p30 == ObjectifSousP30.A_CONVENIR:
        return INCONNU
    return objectif_selon_p30(option, situee.depart, situee.depart.seuils.p95, bareme, lectures)


@regle("guide-occitanie §III.4", "B")
def borne_de_l_objectif(colonne: ColonneDObjectif, option: Option, bareme: Bareme, lectures: Lectures) -> int:
    """Le plus grand objectif possible : plus la patientèle est forte, moins il y a de patients à accueillir."""
    plateau = case_du_tableau(colonne, PointDObjectif.PLATEAU, option, bareme, lectures)
    depart = case_du_tableau(colonne, PointDObjectif.P50, option, bareme, lectures)
    return max(plateau, depart)


@regle("guide-occitanie §IV.2", "B")
def niveau_du_primo_installe(seuils: Seuils, part_liberale: Taux, lectures: Lectures) -> int:
    """Le niveau à atteindre par un nouvel installé : P50, modulé par le temps libéral, jamais sous P30."""
    if seuils.p50 == INCONNU:
        return INCONNU
    if part_liberale[0] >= part_liberale[1]:
        return seuils.p50
    module = arrondi_de_l_objectif(seuils.p50 * part_liberale[0], part_liberale[1], lectures)
    return max(module, seuils.p30)


@regle("guide-occitanie §IV", "B")
def objectif(
    depart: Depart,
    rqth_ou_ald: Reponse,
    a_65_ans: Reponse,
    primo: Reponse,
    niveau: int,
    supplementaires: int,
    estime: bool,
) -> Objectif:
    """L'objectif d'une patientèle : convenu, puis 65 ans et plus, puis nouvel installé, puis le tableau."""
    patients = depart.patients
    if depart.convenu != INCONNU:
        return objectif_de(patients, depart.convenu, False)
    if rqth_ou_ald == Reponse.OUI:
        return objectif_de(patients, INCONNU, False)
    if a_65_ans == Reponse.OUI:
        return objectif_de(patients, 0, False)
    if primo == Reponse.INCONNUE:
        return objectif_de(patients, INCONNU, False)
    if primo == Reponse.OUI:
        manque = INCONNU
        if min(niveau, patients) >= 0:
            manque = max(niveau - patients, 0)
        return Objectif(Nature.NIVEAU, manque, patients, niveau, False)
    return objectif_de(patients, supplementaires, estime)


@regle("guide-occitanie §III.4", "B")
def objectif_de(patients: int, supplementaires: int, estime: bool) -> Objectif:
    """Une augmentation ; un maintien quand rien de plus n'est demandé ; à convenir sans chiffre pour cette option."""
    if supplementaires < 0:
        return Objectif(Nature.A_CONVENIR, INCONNU, patients, INCONNU, False)
    cible = INCONNU
    if patients >= 0:
        cible = patients + supplementaires
    if supplementaires == 0:
        return Objectif(Nature.MAINTIEN, 0, patients, cible, estime)
    return Objectif(Nature.AUGMENTATION, supplementaires, patients, cible, estime)


@regle("diaporama-occitanie §objectifs", "B")
def est_une_estimation(tranche: Tranche, patients: int, p50: int) -> bool:
    """Seules les cases imprimées sont sûres : l'objectif dégressif et celui d'une patientèle sous P30 sont estimés."""
    if tranche == Tranche.SOUS_P30:
        return True
    return (tranche == Tranche.P50_P90 or tranche == Tranche.P90_P95) and patients != p50
