"""The collective contract of 2026, in halves of a full-time assistant; every figure is of grade C."""

from __future__ import annotations

from typing import NamedTuple

from binome.droit.codes import FormeDeSociete, OuiNon, Palier, Patientele
from binome.moteur.argent import en_centimes
from binome.moteur.primitives import Taux, choix, moitie
from binome.moteur.trace import regle


class BaremeCollectif(NamedTuple):
    """The numbers of the collective contract in force on a date."""

    moyenne_minimale: int
    montants_par_etp: tuple[int, ...]
    patients_par_etp: tuple[int, ...]
    annees_pour_l_objectif: int
    annees_d_un_nouvel_installe: int
    demi_etp_par_junior: int
    formes_admises: tuple[OuiNon, ...]
    annees_de_contrat: int
    annees_de_carence: int


@regle("mesdocs §aide collective", "C")
def forme_admise(forme: FormeDeSociete, bareme: BaremeCollectif) -> bool:
    """La société peut-elle porter le contrat ?"""
    return choix(bareme.formes_admises, forme) == OuiNon.OUI


@regle("mesdocs §aide collective", "C")
def moyenne_suffisante(total_pmt: int, medecins: int, bareme: BaremeCollectif) -> bool:
    """La patientèle médecin traitant moyenne du groupe atteint-elle le minimum ?"""
    return total_pmt >= bareme.moyenne_minimale * medecins


@regle("mesdocs §aide collective", "C")
def demi_etp_au_plus(medecins: int, juniors: int, bareme: BaremeCollectif) -> int:
    """Un temps plein par médecin adhérent, plus un demi par docteur junior accueilli."""
    return medecins + medecins + bareme.demi_etp_par_junior * juniors


@regle("mesdocs §aide collective", "C")
def objectif_du_groupe(patientele: Patientele, demi_etp: int, bareme: BaremeCollectif) -> int:
    """Patients supplémentaires du groupe : tant par temps plein."""
    return moitie(choix(bareme.patients_par_etp, patientele) * demi_etp)


@regle("mesdocs §aide collective", "C")
def montant_du_groupe(rang: Palier, demi_etp: int, bareme: BaremeCollectif) -> int:
    """Montant maximal d'une année, en centimes : tant par temps plein."""
    return moitie(en_centimes(choix(bareme.montants_par_etp, rang)) * demi_etp)


@regle("etude-binome §aide collective", "D")
def taux_du_groupe(constate: int, initiale: int, objectif: int) -> Taux:
    """Le taux d'atteinte d'un objectif du groupe, sur les patients supplémentaires ; jamais négatif."""
    return (max(constate - initiale, 0), max(objectif, 1))
