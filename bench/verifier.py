"""Millions of random and boundary rows, kernel beside interpreter: every difference is printed, and fails.

    python -m bench.verifier [--lignes 1000000] [--graine 1]

Every other block is of rows that ask for judgement (`bench.jugement`), signed under all the regimes. Too long for
`make test`, which does the same on some thousands of rows.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from importlib import import_module
from multiprocessing import get_context
from typing import Any

import numpy as np
import polars as pl

from bench.jugement import situations
from binome.droit.catalogue import catalogue
from binome.droit.codes import Patientele
from binome.moteur.trace import Regle

PAR_BLOC = 20_000
BORDS = (-1, 0, 1)


def table(n: int, graine: int) -> tuple[Any, dict[str, str]]:
    """Return random rows of one law and readings: half the counts are beside a published threshold."""
    r = np.random.default_rng(graine)
    droit = catalogue()
    jour = ("2024-09-01", "2025-07-14", "2024-06-22", "2023-06-01", "2020-03-01")[graine % 5]
    seuils = sorted({s for p in Patientele for s in droit.bareme(droit.verifie_le).distribution[p][0] if s > 0})

    bords = [seuil + ecart for seuil in seuils for ecart in BORDS]

    def comptes() -> Any:
        au_bord = r.permutation(np.resize(bords, n))
        return np.where(r.random(n) < 0.5, au_bord, r.integers(0, 4500, n))

    lectures = _lectures(r)
    colonnes = {
        "specialite": np.where(r.random(n) < 0.8, "01", "14"),
        "secteur": r.choice(["1", "2-optam", "2"], n),
        "option_etp": r.choice(["0.5", "1"], n),
        "date_signature": np.full(n, jour),
        "zone": r.choice(["zip", "zac"], n),
        "date_naissance": r.choice(["1950-01-01", "1959-09-01", "1980-05-05"], n),
        "pmt_initiale": comptes(),
        "pmt_adultes_initiale": comptes(),
        "pfa_initiale": comptes(),
        "percentile_pmt": r.integers(1, 99, n),
        "percentile_pfa": r.integers(1, 99, n),
        "date_premiere_installation": np.full(n, "2001-03-01"),
        "exercice_regroupe": np.full(n, True),
        "exercice_coordonne": np.full(n, True),
    }
    for annee in range(1, 6):
        for quelle in ("pmt", "pfa"):
            depart = colonnes[f"{quelle}_initiale"]
            vus = np.maximum(depart * r.integers(80, 130, n) // 100 + r.choice(BORDS, n), 0)
            colonnes[f"{quelle}_annee_{annee}"] = vus
    return _sous(pl.DataFrame(colonnes), lectures), lectures


def table_a_juger(n: int, graine: int) -> tuple[Any, dict[str, str]]:
    """Return random rows that ask for judgement, under some readings."""
    lectures = _lectures(np.random.default_rng(graine))
    jours, premier = ((900, date(2024, 7, 1)), (1800, date(2019, 9, 1)))[graine % 4 // 2]
    return _sous(situations(n, graine, jours, premier), lectures), lectures


def _lectures(r: np.random.Generator) -> dict[str, str]:
    return {
        nom: str(r.choice(list(lecture.choix))) for nom, lecture in catalogue().lectures.items() if r.random() < 0.15
    }


def _sous(lignes: pl.DataFrame, lectures: dict[str, str]) -> pl.DataFrame:
    return lignes.with_columns(pl.lit(choix).alias(f"lectures.{nom}") for nom, choix in lectures.items())


def sans_trace() -> None:
    """Put every rule's bare function in its place: a trace that nobody reads costs the interpreter a third of its time.

    The kernel compiles the very same functions.
    """
    for voie in ("binome.lots.interprete", "binome.lots.table"):
        import_module(voie)
    for nom, module in list(sys.modules.items()):
        if nom.startswith("binome."):
            regles = {cle: objet for cle, objet in vars(module).items() if isinstance(objet, Regle)}
            vars(module).update({cle: objet.fonction for cle, objet in regles.items()})


def bloc(graine: int) -> tuple[int, int, list[str]]:
    """Return rows, rows that the kernel answered, and what differs."""
    from binome.lots.table import traiter_la_table

    lignes, lectures = (table_a_juger if graine % 2 else table)(PAR_BLOC, graine)
    vite = traiter_la_table(lignes, 1)
    lent = traiter_la_table(lignes, 10**9)
    ecarts = [
        f"graine {graine}, {lectures} : {a} au lieu de {b}"
        for a, b in zip(vite.lignes.rows(), lent.lignes.rows(), strict=True)
        if a != b
    ]
    if vite.erreurs != lent.erreurs:
        ecarts.append(f"graine {graine} : erreurs différentes")
    return lignes.height, vite.compilees, ecarts[:3]


def principal() -> None:
    """Compare blocks on every core until the number of rows is reached."""
    lecteur = argparse.ArgumentParser(description="Comparer le noyau et l'interprète.")
    lecteur.add_argument("--lignes", type=int, default=1_000_000)
    lecteur.add_argument("--graine", type=int, default=1)
    choix = lecteur.parse_args()
    debut, lues, compilees = time.perf_counter(), 0, 0
    blocs = range(choix.graine, choix.graine + -(-choix.lignes // PAR_BLOC))
    # A forked child would inherit the locks of threads that it does not have.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"), initializer=sans_trace) as ouvriers:
        for n, faites, ecarts in ouvriers.map(bloc, blocs):
            lues, compilees = lues + n, compilees + faites
            print(f"{lues} lignes", end="\r", flush=True)
            if ecarts:
                print(*ecarts, sep="\n")
                sys.exit(1)
    duree = time.perf_counter() - debut
    print(f"{lues} lignes, dont {compilees} par le noyau : aucune différence ({duree:.0f} s).")


if __name__ == "__main__":
    principal()
