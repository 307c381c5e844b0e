"""Where a patientèle stands in the national distribution of its speciality."""

from __future__ import annotations

from binome.droit.bareme import Bareme
from binome.droit.codes import FormuleDObjectif, Percentile, Rang, Reponse, Tranche, TrancheDeTaux
from binome.droit.faits import Depart, Seuils
from binome.droit.lectures import EstimationPercentile, FrontiereP95, Lectures, SeuilP30
from binome.moteur.lognormale import UN, logarithme, repartition_normale
from binome.moteur.primitives import INCONNU, au_plus_proche, choix, en_centiemes
from binome.moteur.trace import regle
from binome.moteur.unites import CentiemesDeRang


@regle("guide-occitanie §II.3 ill. 1", "B")
def seuil_retenu(publie: int, communique: int) -> int:
    """Le seuil publié, ou à défaut celui que la caisse a communiqué."""
    if publie >= 0:
        return publie
    return communique


@regle("guide-occitanie §II.3", "B")
def rang_retenu(depart: Depart, bareme: Bareme) -> int:
    """Le rang donné par la caisse, écarté quand il contredit un seuil connu (le compte de patients décide)."""
    if depart.centiemes == INCONNU or depart.patients == INCONNU:
        return depart.centiemes
    if contredit(depart, depart.seuils.p30, choix(bareme.rangs, Rang.P30)):
        return INCONNU
    if contredit(depart, depart.seuils.p50, choix(bareme.rangs, Rang.P50)):
        return INCONNU
    if contredit(depart, depart.seuils.p70, choix(bareme.rangs, Rang.P70)):
        return INCONNU
    if contredit(depart, depart.seuils.p90, choix(bareme.rangs, Rang.P90)):
        return INCONNU
    if contredit(depart, depart.seuils.p95, choix(bareme.rangs, Rang.P95)):
        return INCONNU
    return depart.centiemes


@regle("guide-occitanie §II.3", "B")
def contredit(depart: Depart, seuil: int, rang_du_seuil: CentiemesDeRang) -> bool:
    """Le rang et le compte sont de part et d'autre d'un seuil connu."""
    if seuil == INCONNU:
        return False
    return (depart.patients >= seuil) != (depart.centiemes >= rang_du_seuil)


@regle("guide-occitanie §II.3", "B")
def franchit(
    patients: int, centiemes: CentiemesDeRang, seuil: int, rang_du_seuil: CentiemesDeRang, strictement: bool
) -> Reponse:
    """La patientèle atteint-elle ce seuil ? Le compte décide ; sinon le rang ; sinon on ne sait pas."""
    valeur = patients
    repere = seuil
    if patients == INCONNU or seuil == INCONNU:
        if centiemes == INCONNU:
            return Reponse.INCONNUE
        valeur = centiemes
        repere = rang_du_seuil
    if valeur > repere or (valeur == repere and not strictement):
        return Reponse.OUI
    return Reponse.NON


@regle("guide-occitanie §II.3", "B")
def franchit_p30(depart: Depart, bareme: Bareme, lectures: Lectures) -> Reponse:
    """La patientèle atteint-elle le seuil d'activité minimale P30 ?"""
    strictement = lectures.seuil_p30 == SeuilP30.STRICT
    centiemes = rang_retenu(depart, bareme)
    return franchit(depart.patients, centiemes, depart.seuils.p30, choix(bareme.rangs, Rang.P30), strictement)


@regle("guide-occitanie §III.1 ill. 2", "B")
def franchit_p50(depart: Depart, bareme: Bareme) -> Reponse:
    """La patientèle atteint-elle P50 ?"""
    centiemes = rang_retenu(depart, bareme)
    return franchit(depart.patients, centiemes, depart.seuils.p50, choix(bareme.rangs, Rang.P50), False)


@regle("guide-occitanie §IV.2", "B")
def reste_sous_p50(tranche: Tranche, p50: Reponse) -> Reponse:
    """La patientèle est-elle sous P50 ? Une patientèle sous P30 l'est aussi, même quand P50 n'est pas publié."""
    if p50 == Reponse.NON or tranche == Tranche.SOUS_P30 or tranche == Tranche.P30_P50:
        return Reponse.OUI
    if p50 == Reponse.OUI:
        return Reponse.NON
    return Reponse.INCONNUE


@regle("guide-occitanie §III.1 ill. 2", "B")
def franchit_p90(depart: Depart, bareme: Bareme) -> Reponse:
    """La patientèle atteint-elle P90 ?"""
    centiemes = rang_retenu(depart, bareme)
    return franchit(depart.patients, centiemes, depart.seuils.p90, choix(bareme.rangs, Rang.P90), False)


@regle("guide-occitanie §III.1 ill. 2", "B")
def franchit_p95(depart: Depart, bareme: Bareme, lectures: Lectures) -> Reponse:
    """La patientèle atteint-elle P95 (ou dépasse-t-elle P94, selon la lecture) ?"""
    centiemes = rang_retenu(depart, bareme)
    atteint = franchit(depart.patients, centiemes, depart.seuils.p95, choix(bareme.rangs, Rang.P95), False)
    if atteint == Reponse.OUI or lectures.frontiere_p95 == FrontiereP95.P90_P95_OUVERT:
        return atteint
    return franchit(depart.patients, centiemes, depart.seuils.p94, choix(bareme.rangs, Rang.P94), True)


@regle("guide-occitanie §III.1 ill. 2", "B")
def tranche_plancher(p30: Reponse, p50: Reponse, p90: Reponse, p95: Reponse) -> Tranche:
    """La tranche la plus basse que les réponses connues permettent."""
    if p30 == Reponse.NON:
        return Tranche.SOUS_P30
    if p95 == Reponse.OUI:
        return Tranche.P95_PLUS
    if p90 == Reponse.OUI:
        return Tranche.P90_P95
    if p50 == Reponse.OUI:
        return Tranche.P50_P90
    if p30 == Reponse.OUI:
        return Tranche.P30_P50
    return Tranche.SOUS_P30


@regle("guide-occitanie §III.1 ill. 2", "B")
def tranche_plafond(p30: Reponse, p50: Reponse, p90: Reponse, p95: Reponse) -> Tranche:
    """La tranche la plus haute que les réponses connues permettent."""
    if p30 == Reponse.NON:
        return Tranche.SOUS_P30
    if p50 == Reponse.NON:
        return Tranche.P30_P50
    if p90 == Reponse.NON:
        return Tranche.P50_P90
    if p95 == Reponse.NON:
        return Tranche.P90_P95
    return Tranche.P95_PLUS


@regle("guide-occitanie §III.1 ill. 2", "B")
def tranche(depart: Depart, bareme: Bareme, lectures: Lectures) -> Tranche:
    """La tranche d'une patientèle à la signature, inconnue quand le plancher et le plafond diffèrent."""
    p30 = franchit_p30(depart, bareme, lectures)
    p50 = franchit_p50(depart, bareme)
    p90 = franchit_p90(depart, bareme)
    p95 = franchit_p95(depart, bareme, lectures)
    plancher = tranche_plancher(p30, p50, p90, p95)
    if plancher != tranche_plafond(p30, p50, p90, p95):
        return Tranche.INCONNUE
    return plancher


@regle("avenant-7 §9-5-2-2", "C")
def tranche_la_plus_haute(pmt: Tranche, pfa: Tranche) -> Tranche:
    """La plus haute de deux tranches, connue quand les deux le sont ou quand l'une est la dernière."""
    if pmt == Tranche.P95_PLUS or pfa == Tranche.P95_PLUS:
        return Tranche.P95_PLUS
    if pmt == Tranche.INCONNUE or pfa == Tranche.INCONNUE:
        return Tranche.INCONNUE
    if pmt > pfa:
        return pmt
    return pfa


@regle("avenant-7 §9-5-2-2", "A")
def tranche_de_taux(depart: Depart, bareme: Bareme, lectures: Lectures) -> TrancheDeTaux:
    """La ligne du tableau des taux de l'avenant 7, qui coupe à P70 ; une patientèle sous P30 suit la première."""
    principale = tranche(depart, bareme, lectures)
    if principale == Tranche.INCONNUE:
        return TrancheDeTaux.INCONNUE
    if principale <= Tranche.P30_P50:
        return TrancheDeTaux.P30_P50
    if principale == Tranche.P95_PLUS:
        return TrancheDeTaux.P95_PLUS
    if principale == Tranche.P90_P95:
        return TrancheDeTaux.P90_P95
    centiemes = rang_retenu(depart, bareme)
    p70 = franchit(depart.patients, centiemes, depart.seuils.p70, choix(bareme.rangs, Rang.P70), False)
    if p70 == Reponse.INCONNUE:
        return TrancheDeTaux.INCONNUE
    if p70 == Reponse.OUI:
        return TrancheDeTaux.P70_P90
    return TrancheDeTaux.P50_P70


@regle("avenant-7 §9-5-2-2", "C")
def taux_le_plus_haut(pmt: TrancheDeTaux, pfa: TrancheDeTaux) -> TrancheDeTaux:
    """La plus haute de deux lignes de taux (« et/ou ») ; connue comme l'est la plus haute tranche."""
    if pmt == TrancheDeTaux.P95_PLUS or pfa == TrancheDeTaux.P95_PLUS:
        return TrancheDeTaux.P95_PLUS
    if pmt == TrancheDeTaux.INCONNUE or pfa == TrancheDeTaux.INCONNUE:
        return TrancheDeTaux.INCONNUE
    if pmt > pfa:
        return pmt
    return pfa


@regle("avenant-7 §9-5-2-2", "A")
def place_connue(depart: Depart, formule: FormuleDObjectif, bareme: Bareme, lectures: Lectures) -> bool:
    """La place de la patientèle dans les tableaux qui fixent l'objectif est-elle connue ?"""
    if formule == FormuleDObjectif.TAUX:
        return tranche_de_taux(depart, bareme, lectures) != TrancheDeTaux.INCONNUE
    return tranche(depart, bareme, lectures) != Tranche.INCONNUE


@regle("etude-binome §2.2", "D")
def rang_lineaire(patients: int, seuils: Seuils, bareme: Bareme) -> int:
    """Estimation du rang par des droites entre les points publiés, en centièmes."""
    bas, haut = choix(bareme.rangs, Rang.P50), choix(bareme.rangs, Rang.P90)
    debut, fin = seuils.p50, seuils.p90
    if patients >= seuils.p90:
        bas, haut = choix(bareme.rangs, Rang.P90), choix(bareme.rangs, Rang.P95)
        debut, fin = seuils.p90, seuils.p95
    return bas + au_plus_proche((haut - bas) * (patients - debut), fin - debut)


@regle("etude-binome §2.2", "D")
def rang_lognormal(patients: int, seuils: Seuils, bareme: Bareme) -> int:
    """Estimation du rang par une loi log-normale entre les points publiés, en centièmes."""
    bas, haut = choix(bareme.quantiles_normaux, Percentile.P50), choix(bareme.quantiles_normaux, Percentile.P90)
    debut, fin = seuils.p50, seuils.p90
    if patients >= seuils.p90:
        bas, haut = choix(bareme.quantiles_normaux, Percentile.P90), choix(bareme.quantiles_normaux, Percentile.P95)
        debut, fin = seuils.p90, seuils.p95
    quantile = bas + (haut - bas) * logarithme(patients, debut) // logarithme(fin, debut)
    return en_centiemes(repartition_normale(quantile), UN)


@regle("etude-binome §2.2", "D")
def rang_pour_l_objectif(depart: Depart, bareme: Bareme, lectures: Lectures) -> int:
    """Le rang qui fixe un objectif : celui de la caisse, sinon une estimation là où les seuils sont connus."""
    if depart.centiemes != INCONNU:
        return depart.centiemes
    if min(depart.patients, depart.seuils.p50, depart.seuils.p90) == INCONNU:
        return INCONNU
    if depart.patients <= depart.seuils.p50:
        return choix(bareme.rangs, Rang.P50)
    if depart.patients >= depart.seuils.p90:
        if depart.seuils.p95 == INCONNU:
            return INCONNU
        if depart.patients >= depart.seuils.p95:
            return choix(bareme.rangs, Rang.P95)
    if lectures.estimation_percentile == EstimationPercentile.LOGNORMALE:
        return rang_lognormal(depart.patients, depart.seuils, bareme)
    return rang_lineaire(depart.patients, depart.seuils, bareme)
