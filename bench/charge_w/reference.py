"""Workload W in plain Python, one small function a rule: what every engine must equal, and a peer of its own."""

from __future__ import annotations

from bench.charge_w.donnees import (
    AGE,
    ATTEINT,
    ATTEINT_65,
    DERNIERE_EXCLUE,
    ENTREES,
    MILLION,
    MONTANTS,
    OBJECTIFS,
    PREMIERE_EXCLUE,
    SEUILS,
    SORTIES,
    Colonnes,
)

Seuils = tuple[int, int, int, int]
Ligne = tuple[int, ...]


def rang(patients: int, seuils: Seuils) -> int:
    """Return how many thresholds are reached."""
    return sum(patients >= seuil for seuil in seuils)


def objectif(patients: int, quelle: str, option: int, primo: bool, age: int) -> int:
    """Return the additional patients asked for."""
    seuils, table = SEUILS[quelle], OBJECTIFS[quelle]
    if primo:
        return seuils[1] - patients
    if age > AGE:
        return 0
    place = rang(patients, seuils)
    if place <= 1:
        return table[0][option - 1]
    if place == len(seuils):
        return table[3][option - 1]
    debut, fin = table[1][option - 1], table[2][option - 1]
    etendue = seuils[3] - 1 - seuils[1]
    numerateur = debut * etendue + (fin - debut) * (patients - seuils[1])
    return (2 * numerateur + etendue) // (2 * etendue)


def taux(observe: int, cible: int) -> int:
    """Return the rate in millionths."""
    return MILLION if cible <= 0 else observe * MILLION // cible


def part(annee: int, place: int, age: int, primo: bool, vus: Ligne, initiaux: Ligne, t1: int, t2: int) -> int:
    """Return the share paid, in millionths."""
    if annee <= 2:
        return MILLION
    meilleur = min(MILLION, max(t1, t2))
    if primo:
        pleins = vus[0] >= SEUILS["pmt"][0] and vus[1] >= SEUILS["pfa"][0]
        un = vus[0] >= SEUILS["pmt"][1] or vus[1] >= SEUILS["pfa"][1]
        return MILLION if pleins and un else meilleur
    if place == 4 or age > AGE:
        seuil = ATTEINT_65 if age > AGE else ATTEINT
        return MILLION if t1 >= seuil or t2 >= seuil else meilleur
    a1, a2 = t1 >= ATTEINT, t2 >= ATTEINT
    if (not a1 and vus[0] < initiaux[0]) or (not a2 and vus[1] < initiaux[1]):
        return 0
    return MILLION if a1 or a2 else meilleur


def ligne(
    specialite: int,
    secteur: int,
    pmt: int,
    pfa: int,
    option: int,
    zip_: bool,
    age: int,
    primo: bool,
    annee: int,
    pmt_obs: int,
    pfa_obs: int,
) -> tuple[bool | int, ...]:
    """Return the outputs of one row."""
    place = max(rang(pmt, SEUILS["pmt"]), rang(pfa, SEUILS["pfa"]))
    neuf = primo and pmt < SEUILS["pmt"][1] and pfa < SEUILS["pfa"][1]
    o1, o2 = objectif(pmt, "pmt", option, neuf, age), objectif(pfa, "pfa", option, neuf, age)
    t1, t2 = taux(pmt_obs, pmt + o1), taux(pfa_obs, pfa + o2)
    ouvert = (
        not PREMIERE_EXCLUE <= specialite <= DERNIERE_EXCLUE
        and secteur in (1, 3)
        and (place > 0 or neuf)
        and (option <= 2 or (zip_ and specialite == 1 and annee >= 3))
    )
    if not ouvert:
        return False, place, 0, o1, o2, t1, t2, 0, 0
    montant = MONTANTS[max(place - 2, 0)][min(annee, 3) - 1][option - 1]
    versee = part(annee, place, age, neuf, (pmt_obs, pfa_obs), (pmt, pfa), t1, t2)
    return True, place, montant, o1, o2, t1, t2, versee, (montant * versee + 5000) // 10_000


def calculer(colonnes: Colonnes) -> Colonnes:
    """Return every output, row by row."""
    rendues = [ligne(*valeurs) for valeurs in zip(*(colonnes[nom].tolist() for nom in ENTREES), strict=True)]
    return dict(zip(SORTIES, map(list, zip(*rendues, strict=True)), strict=True))
