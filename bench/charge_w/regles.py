"""Workload W for Binôme's engine: decorated rules on its primitives, as the law is written."""

from __future__ import annotations

from typing import NamedTuple

from bench.charge_w.donnees import (
    AGE,
    ATTEINT,
    ATTEINT_65,
    DERNIERE_EXCLUE,
    MILLION,
    MONTANTS,
    OBJECTIFS,
    PREMIERE_EXCLUE,
    SEUILS,
)
from binome.moteur.primitives import au_plus_proche, choix, par_defaut, rang
from binome.moteur.trace import regle

Seuils = tuple[int, int, int, int]
Table = tuple[tuple[int, int, int, int], ...]
SOURCE = "etude-binome §charge W"


class Bareme(NamedTuple):
    """The numbers of W."""

    seuils_pmt: Seuils
    seuils_pfa: Seuils
    montants: tuple[Table, ...]
    objectifs_pmt: Table
    objectifs_pfa: Table
    million: int
    atteint: int
    atteint_65: int
    age: int
    premiere_exclue: int
    derniere_exclue: int


BAREME = Bareme(
    SEUILS["pmt"],
    SEUILS["pfa"],
    MONTANTS,
    OBJECTIFS["pmt"],
    OBJECTIFS["pfa"],
    MILLION,
    ATTEINT,
    ATTEINT_65,
    AGE,
    PREMIERE_EXCLUE,
    DERNIERE_EXCLUE,
)


@regle(SOURCE, "D")
def w_primo(primo: bool, pmt: int, pfa: int, b: Bareme) -> bool:
    """Nouvel installé sous P50."""
    return primo and pmt < b.seuils_pmt[1] and pfa < b.seuils_pfa[1]


@regle(SOURCE, "D")
def w_eligible(
    specialite: int, secteur: int, place: int, option: int, zip_: bool, neuf: bool, annee: int, b: Bareme
) -> bool:
    """Le contrat est-il ouvert ?"""
    if specialite >= b.premiere_exclue and specialite <= b.derniere_exclue:
        return False
    if secteur != 1 and secteur != 3:
        return False
    if place == 0 and not neuf:
        return False
    if option >= 3:
        return zip_ and specialite == 1 and annee >= 3
    return True


@regle(SOURCE, "D")
def w_montant(place: int, annee: int, option: int, b: Bareme) -> int:
    """Le montant maximal, en euros."""
    return choix(choix(choix(b.montants, max(place - 2, 0)), min(annee, 3) - 1), option - 1)


@regle(SOURCE, "D")
def w_objectif(patients: int, seuils: Seuils, table: Table, option: int, neuf: bool, age: int, b: Bareme) -> int:
    """Les patients supplémentaires demandés."""
    place = rang(patients, seuils)
    debut, fin = choix(table[1], option - 1), choix(table[2], option - 1)
    etendue = seuils[3] - 1 - seuils[1]
    au_dela = min(max(patients - seuils[1], 0), etendue)
    sur_la_pente = au_plus_proche(debut * etendue + (fin - debut) * au_dela, etendue)
    if neuf:
        return seuils[1] - patients
    if age > b.age:
        return 0
    if place <= 1:
        return choix(table[0], option - 1)
    if place == 4:
        return choix(table[3], option - 1)
    return sur_la_pente


@regle(SOURCE, "D")
def w_taux(observe: int, cible: int, b: Bareme) -> int:
    """Le taux d'atteinte, en millionièmes."""
    calcule = par_defaut(observe * b.million, max(cible, 1))
    if cible <= 0:
        return b.million
    return calcule


@regle(SOURCE, "D")
def w_part(
    annee: int,
    place: int,
    age: int,
    neuf: bool,
    pmt: int,
    pfa: int,
    vu_pmt: int,
    vu_pfa: int,
    t1: int,
    t2: int,
    b: Bareme,
) -> int:
    """La part versée, en millionièmes."""
    if annee <= 2:
        return b.million
    meilleur = min(b.million, max(t1, t2))
    if neuf:
        pleins = vu_pmt >= b.seuils_pmt[0] and vu_pfa >= b.seuils_pfa[0]
        if pleins and (vu_pmt >= b.seuils_pmt[1] or vu_pfa >= b.seuils_pfa[1]):
            return b.million
        return meilleur
    if place == 4 or age > b.age:
        seuil = b.atteint_65 if age > b.age else b.atteint
        if t1 >= seuil or t2 >= seuil:
            return b.million
        return meilleur
    a1, a2 = t1 >= b.atteint, t2 >= b.atteint
    if (not a1 and vu_pmt < pmt) or (not a2 and vu_pfa < pfa):
        return 0
    if a1 or a2:
        return b.million
    return meilleur


@regle(SOURCE, "D")
def w_ligne(
    specialite: int,
    secteur: int,
    pmt: int,
    pfa: int,
    option: int,
    zip_: bool,
    age: int,
    primo: bool,
    annee: int,
    vu_pmt: int,
    vu_pfa: int,
    b: Bareme,
) -> tuple[bool, int, int, int, int, int, int, int, int]:
    """Une année de contrat, d'un bout à l'autre."""
    place = max(rang(pmt, b.seuils_pmt), rang(pfa, b.seuils_pfa))
    neuf = w_primo(primo, pmt, pfa, b)
    o1 = w_objectif(pmt, b.seuils_pmt, b.objectifs_pmt, option, neuf, age, b)
    o2 = w_objectif(pfa, b.seuils_pfa, b.objectifs_pfa, option, neuf, age, b)
    t1, t2 = w_taux(vu_pmt, pmt + o1, b), w_taux(vu_pfa, pfa + o2, b)
    ouvert = w_eligible(specialite, secteur, place, option, zip_, neuf, annee, b)
    montant, part = 0, 0
    if ouvert:
        montant = w_montant(place, annee, option, b)
        part = w_part(annee, place, age, neuf, pmt, pfa, vu_pmt, vu_pfa, t1, t2, b)
    return ouvert, place, montant, o1, o2, t1, t2, part, par_defaut(montant * part + 5000, 10_000)
