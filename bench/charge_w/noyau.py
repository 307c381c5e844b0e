"""Workload W compiled by Binôme: one loop over columns, the numbers frozen, rows shared between the cores."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

from bench.charge_w.donnees import ENTREES, SORTIES, Colonnes, vides
from bench.charge_w.regles import BAREME, Bareme, w_ligne


def boucle(bareme: Bareme, entrees: tuple[Any, ...], sorties: tuple[Any, ...], debut: int, fin: int) -> None:
    """Fill the output columns for a range of rows."""
    specialite, secteur, pmt, pfa, option, zip_, age, primo, annee, vu_pmt, vu_pfa = entrees
    eligible, tranche, montant, o1, o2, t1, t2, part, du = sorties
    for i in range(debut, fin):
        (eligible[i], tranche[i], montant[i], o1[i], o2[i], t1[i], t2[i], part[i], du[i]) = w_ligne(
            specialite[i],
            secteur[i],
            pmt[i],
            pfa[i],
            option[i],
            zip_[i],
            age[i],
            primo[i],
            annee[i],
            vu_pmt[i],
            vu_pfa[i],
            bareme,
        )


@cache
def noyau() -> Callable[..., None]:
    """Return the compiled loop."""
    from binome.noyau.compilation import compiler_noyau

    return compiler_noyau(boucle, BAREME)


def lancer(entrees: tuple[Any, ...], sorties: tuple[Any, ...], fils: int = 0) -> None:
    """Fill the output columns."""
    from concurrent.futures import ThreadPoolExecutor

    n, fils = len(entrees[0]), fils or os.cpu_count() or 1
    bornes = [n * rang // fils for rang in range(fils + 1)]
    with ThreadPoolExecutor(fils) as ouvriers:
        for tache in [ouvriers.submit(noyau(), entrees, sorties, *paire) for paire in pairwise(bornes)]:
            tache.result()


def calculer(colonnes: Colonnes) -> Colonnes:
    """Return every output in new columns."""
    sorties = tuple(vides(len(colonnes["pmt"])))
    lancer(tuple(colonnes[nom] for nom in ENTREES), sorties)
    return dict(zip(SORTIES, sorties, strict=True))
