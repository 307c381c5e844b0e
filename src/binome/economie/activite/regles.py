"""What more activity brings and what it leaves, in cents; consultations are counted in hundredths."""

from __future__ import annotations

from binome.droit.codes import Secteur
from binome.economie.baremes import BaremeDActivite
from binome.moteur.primitives import INCONNU, TAUX_INCONNU, Taux, choix, par_exces, part_de, pour_cent, pour_mille
from binome.moteur.trace import regle
from binome.moteur.unites import Centimes


@regle("ameli-tarifs §22 décembre 2024", "A")
def tarif_publie(specialite: int, bareme: BaremeDActivite) -> Centimes:
    """Le prix publié de la consultation de référence ; inconnu pour les spécialités où il n'a pas été trouvé."""
    if specialite < 0:
        return INCONNU
    return choix(bareme.tarif_de_la_consultation, specialite)


@regle("etude-des-donnees §A.5", "D")
def recette_d_un_mois(centiemes_par_an: int, tarif: Centimes, mois_de_l_annee: Taux) -> Centimes:
    """La recette d'un mois : un douzième des consultations de l'année, au prix du mois."""
    return part_de(part_de(tarif, pour_cent(centiemes_par_an)), mois_de_l_annee)


@regle("activa-medical §forfait 2026", "C")
def forfait_d_un_mois(patients: int, forfait: Centimes, mois_de_l_annee: Taux) -> Centimes:
    """Le forfait médecin traitant d'un mois, pour des patients de plus."""
    return part_de(patients * forfait, mois_de_l_annee)


@regle("modele-ti §cotisations 2026", "D")
def taux_de_cotisations(secteur: Secteur, bareme: BaremeDActivite) -> Taux:
    """Le taux indicatif de cotisations du médecin sur un euro de plus ; inconnu hors des secteurs 1 et 2."""
    if secteur < 0 or choix(bareme.cotisations_marginales, secteur) < 0:
        return TAUX_INCONNU
    return pour_mille(choix(bareme.cotisations_marginales, secteur))


@regle("etude-des-donnees §A.5", "D")
def prelevement(benefice: Centimes, taux: Taux) -> Centimes:
    """Ce qu'un taux prend sur un bénéfice de plus, ou rend sur une perte."""
    if benefice < 0:
        return -part_de(-benefice, taux)
    return part_de(benefice, taux)


@regle("etude-des-donnees §A.5", "D")
def actes_pour_couvrir(manque: Centimes, valeur: Centimes) -> int:
    """Le nombre d'actes, ou de patients, dont la valeur couvre ce qui manque."""
    if manque <= 0:
        return 0
    return par_exces(manque, valeur)
