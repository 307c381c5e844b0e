"""Workload W on whole arrays: one text for NumPy and JAX, which share the same functions."""

from __future__ import annotations

from types import ModuleType
from typing import Any

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
    Colonnes,
)


def _rang(xp: ModuleType, patients: Any, seuils: tuple[int, ...]) -> Any:
    return sum((patients >= seuil).astype(xp.int8) for seuil in seuils)


def _objectif(xp: ModuleType, patients: Any, rang: Any, quelle: str, option: Any, neuf: Any, age: Any) -> Any:
    seuils, table = SEUILS[quelle], xp.asarray(OBJECTIFS[quelle], dtype=xp.int32)
    etendue = seuils[3] - 1 - seuils[1]
    debut, fin = table[1][option], table[2][option]
    pente = (2 * (debut * etendue + (fin - debut) * (patients - seuils[1])) + etendue) // (2 * etendue)
    ordinaire = xp.where(rang <= 1, table[0][option], xp.where(rang == 4, table[3][option], pente))
    return xp.where(neuf, seuils[1] - patients, xp.where(age > AGE, 0, ordinaire))


def _taux(xp: ModuleType, observe: Any, cible: Any) -> Any:
    rapport = observe.astype(xp.int64) * MILLION // xp.maximum(cible, 1)
    return xp.where(cible <= 0, MILLION, rapport).astype(xp.int32)


def calculer(xp: ModuleType, c: Colonnes) -> Colonnes:
    """Return every output."""
    pmt, pfa, age, annee, option, vu1, vu2 = (
        c[nom] for nom in ("pmt", "pfa", "age", "annee", "option", "pmt_obs", "pfa_obs")
    )
    option = option.astype(xp.int32) - 1
    sp, sf = SEUILS["pmt"], SEUILS["pfa"]
    r1, r2 = _rang(xp, pmt, sp), _rang(xp, pfa, sf)
    rang = xp.maximum(r1, r2)
    neuf = c["primo"] & (pmt < sp[1]) & (pfa < sf[1])
    o1 = _objectif(xp, pmt, r1, "pmt", option, neuf, age)
    o2 = _objectif(xp, pfa, r2, "pfa", option, neuf, age)
    t1, t2 = _taux(xp, vu1, pmt + o1), _taux(xp, vu2, pfa + o2)
    s = c["specialite"]
    ouvert = ~((s >= PREMIERE_EXCLUE) & (s <= DERNIERE_EXCLUE)) & ((c["secteur"] == 1) | (c["secteur"] == 3))
    ouvert &= ((rang > 0) | neuf) & ((option < 2) | (c["zip"] & (s == 1) & (annee >= 3)))
    table = xp.asarray(MONTANTS, dtype=xp.int32)
    montant = table[xp.maximum(rang - 2, 0), xp.minimum(annee, 3) - 1, option]
    montant = xp.where(ouvert, montant, 0).astype(xp.int32)
    meilleur = xp.minimum(MILLION, xp.maximum(t1, t2))
    vieux = age > AGE
    pleins = (vu1 >= sp[0]) & (vu2 >= sf[0]) & ((vu1 >= sp[1]) | (vu2 >= sf[1]))
    seuil = xp.where(vieux, ATTEINT_65, ATTEINT)
    a1, a2 = t1 >= ATTEINT, t2 >= ATTEINT
    baisse = (~a1 & (vu1 < pmt)) | (~a2 & (vu2 < pfa))
    ordinaire = xp.where(baisse, 0, xp.where(a1 | a2, MILLION, meilleur))
    fort = xp.where((t1 >= seuil) | (t2 >= seuil), MILLION, meilleur)
    part = xp.where(neuf, xp.where(pleins, MILLION, meilleur), xp.where((rang == 4) | vieux, fort, ordinaire))
    part = xp.where(ouvert, xp.where(annee <= 2, MILLION, part), 0).astype(xp.int32)
    du = ((montant.astype(xp.int64) * part + 5000) // 10_000).astype(xp.int32)
    return {
        "eligible": ouvert,
        "tranche": rang,
        "montant": montant,
        "objectif_pmt": o1.astype(xp.int32),
        "objectif_pfa": o2.astype(xp.int32),
        "taux_pmt": t1,
        "taux_pfa": t2,
        "part": part,
        "du": du,
    }
