"""What an employee costs, one quantity a rule, in cents; a contribution is rounded to the cent, halves up."""

from __future__ import annotations

from binome.economie.baremes import BaremeDuCout
from binome.economie.codes import Position
from binome.economie.lectures import (
    AssietteDeLaTaxe,
    BaseDeLAnciennete,
    LecturesDuCout,
    SeuilsDeLaTaxe,
    SmicDeLaReduction,
)
from binome.moteur.primitives import NUL, Taux, au_plus_proche, choix, par_defaut, part_de, pour_cent, rang
from binome.moteur.racines import puissance_arrondie
from binome.moteur.trace import regle
from binome.moteur.unites import Centimes


@regle("code-securite-sociale §D241-7", "B")
def smic_mensuel(bareme: BaremeDuCout) -> Centimes:
    """Le SMIC d'un temps plein, par mois."""
    return part_de(bareme.smic_horaire, bareme.heures_par_mois)


@regle("kali-1147 §avenant 90", "A")
def salaire_minimal(position: Position, bareme: BaremeDuCout) -> Centimes:
    """Le salaire mensuel minimal d'un temps plein : celui de la grille, ou le SMIC quand il est plus haut."""
    return max(choix(bareme.grille, position), smic_mensuel(bareme))


@regle("kali-1147 §avenant 90", "B")
def salaire_de_base(convenu: Centimes, minimum: Centimes, quotite: Taux) -> Centimes:
    """Le salaire mensuel convenu, jamais sous le minimum, au prorata du temps de travail."""
    return part_de(max(convenu, minimum), quotite)


@regle("kali-1147 §article 14", "A")
def annees_reprises(annees_ailleurs: int, bareme: BaremeDuCout) -> int:
    """Les années d'ancienneté reprises d'un autre cabinet, entières."""
    return par_defaut(annees_ailleurs * bareme.anciennete_reprise[0], bareme.anciennete_reprise[1])


@regle("kali-1147 §article 14", "A")
def taux_de_la_prime(annees: int, bareme: BaremeDuCout) -> int:
    """La prime d'ancienneté, en pour-cent."""
    return choix(bareme.taux_d_anciennete, rang(annees, bareme.annees_d_anciennete) - 1)


@regle("kali-1147 §article 14", "B")
def prime_d_anciennete(
    annees: int, base: Centimes, minimum: Centimes, quotite: Taux, bareme: BaremeDuCout, lectures: LecturesDuCout
) -> Centimes:
    """La prime d'ancienneté d'un mois, sur le minimum de la position ou sur le salaire convenu."""
    assiette = base
    if lectures.base_de_l_anciennete == BaseDeLAnciennete.MINIMUM:
        assiette = part_de(minimum, quotite)
    return part_de(assiette, pour_cent(taux_de_la_prime(annees, bareme)))


@regle("code-securite-sociale §D241-7", "B")
def cotisation(assiette: Centimes, taux: Taux) -> Centimes:
    """Une cotisation d'un mois : l'assiette par le taux, arrondie au centime."""
    return part_de(assiette, taux)


@regle("code-securite-sociale §D241-7", "B")
def smic_de_la_reduction(quotite: Taux, bareme: BaremeDuCout, lectures: LecturesDuCout) -> Taux:
    """Le SMIC d'un mois pour la réduction générale, au prorata du temps de travail, sans arrondi."""
    horaire = bareme.smic_horaire
    if lectures.smic_de_la_reduction == SmicDeLaReduction.GELE and bareme.smic_gele_de_la_reduction > 0:
        horaire = bareme.smic_gele_de_la_reduction
    return (horaire * bareme.heures_par_mois[0] * quotite[0], bareme.heures_par_mois[1] * quotite[1])


@regle("code-securite-sociale §D241-7", "B")
def coefficient_avant_2026(smic: Taux, brut: Centimes, bareme: BaremeDuCout) -> Taux:
    """Le coefficient de 2025 : décroît du taux maximal, au SMIC, à zéro, à 1,6 SMIC."""
    maximal, plafond, pente = bareme.taux_maximal_avant_2026, bareme.plafond_avant_2026, bareme.pente_avant_2026
    paye = plafond[1] * smic[1] * brut
    reste = plafond[0] * smic[0] - paye
    if reste <= 0:
        return NUL
    precision = bareme.precision_du_coefficient
    haut, bas = maximal[0] * pente[1] * reste, maximal[1] * pente[0] * paye
    if haut * maximal[1] >= maximal[0] * bas:
        return maximal
    return (au_plus_proche(haut * precision[1], bas * precision[0]) * precision[0], precision[1])


@regle("code-securite-sociale §D241-7", "B")
def coefficient_depuis_2026(smic: Taux, brut: Centimes, bareme: BaremeDuCout) -> Taux:
    """Le coefficient de la réduction unique : un minimum, plus une part qui s'éteint à trois SMIC."""
    plafond, precision = bareme.plafond_de_la_reduction, bareme.precision_du_coefficient
    paye = smic[1] * brut
    reste = plafond * smic[0] - paye
    if reste <= 0:
        return NUL
    base = (min(reste, (plafond - 1) * paye), (plafond - 1) * paye)
    minimum, variable = bareme.reduction_minimale, bareme.reduction_variable
    fixe = au_plus_proche(minimum[0] * precision[1], minimum[1] * precision[0])
    facteur = (variable[0] * precision[1], variable[1] * precision[0])
    return ((fixe + puissance_arrondie(base, bareme.puissance_de_la_reduction, facteur)) * precision[0], precision[1])


@regle("code-securite-sociale §D241-7", "B")
def coefficient_de_reduction(smic: Taux, brut: Centimes, bareme: BaremeDuCout) -> Taux:
    """Le coefficient de la réduction générale, par la formule de la période."""
    if bareme.reduction_minimale[0] < 0:
        return coefficient_avant_2026(smic, brut, bareme)
    return coefficient_depuis_2026(smic, brut, bareme)


@regle("code-securite-sociale §D241-7", "B")
def reduction_generale(brut: Centimes, coefficient: Taux) -> Centimes:
    """La réduction générale sur ce qui a été payé depuis le début de la période."""
    return part_de(brut, coefficient)


@regle("openfisca-france §taxsal", "B")
def assiette_de_la_taxe(brut: Centimes, complementaires: Centimes, lectures: LecturesDuCout) -> Centimes:
    """Ce que la taxe sur les salaires frappe : le salaire brut, avec ou sans les parts patronales complémentaires."""
    if lectures.assiette_de_la_taxe == AssietteDeLaTaxe.SALAIRE:
        return brut
    return brut + complementaires


@regle("bofip-taxe-salaires §liquidation", "B")
def seuil_de_l_annee(seuil: Centimes, presence: Taux, lectures: LecturesDuCout) -> Centimes:
    """Un seuil annuel de la taxe, pour un salarié présent toute l'année ou une partie."""
    if lectures.seuils_de_la_taxe == SeuilsDeLaTaxe.ANNUELS:
        return seuil
    return part_de(seuil, presence)


@regle("openfisca-france §taxsal", "B")
def taxe_d_un_salarie(annuel: Centimes, presence: Taux, bareme: BaremeDuCout, lectures: LecturesDuCout) -> Centimes:
    """La taxe d'un salarié pour une année civile, avant la franchise et la décote du cabinet."""
    premier = seuil_de_l_annee(bareme.premier_seuil, presence, lectures)
    second = seuil_de_l_annee(bareme.second_seuil, presence, lectures)
    return (
        part_de(annuel, bareme.taux_de_la_taxe)
        + part_de(max(min(annuel, second) - premier, 0), bareme.premiere_majoration)
        + part_de(max(annuel - second, 0), bareme.seconde_majoration)
    )


@regle("openfisca-france §taxsal", "B")
def taxe_du_cabinet(totale: Centimes, bareme: BaremeDuCout) -> Centimes:
    """La taxe due par le cabinet, tous salariés réunis : rien sous la franchise, puis une décote."""
    if totale <= bareme.franchise:
        return 0
    if totale >= bareme.plafond_de_la_decote:
        return totale
    return totale - part_de(bareme.plafond_de_la_decote - totale, bareme.part_de_la_decote)
