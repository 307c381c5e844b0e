"""Rows that ask for judgement: brackets unknown, ranks, thresholds of the caisse, newly installed, agreements, avenants.

    python -m bench.jugement [--lignes 200000] [--graine 1] [--jours 600] [--comparer 2000]

Writes such rows in Parquet, answers them with `binome lot`, says how many a second, and compares some of them with the
interpreter.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from binome.droit.loi import loi_en_vigueur

CAS = ("rang", "inconnue", "seuils", "nouvel_installe", "convenus", "second_assistant", "constats_partiels")


def _parmi(r: np.random.Generator, valeurs: list[str], n: int) -> Any:
    return r.choice(np.array(valeurs), n)


def _jours(r: np.random.Generator, premier: date, combien: int, n: int) -> list[str]:
    return [(premier + timedelta(days=int(pas))).isoformat() for pas in r.integers(0, combien, n)]


def _si(masque: Any, colonne: Any) -> pl.Series:
    return pl.select(pl.when(pl.Series(masque)).then(pl.Series(colonne))).to_series()


def situations(n: int, graine: int, jours: int, premier: date = date(2024, 7, 1)) -> pl.DataFrame:
    """Return rows of every speciality; each is one of `CAS`, dates being drawn among `jours`."""
    r = np.random.default_rng(graine)
    genre = _parmi(r, list(CAS), n)
    specialites = [s.code for s in loi_en_vigueur().catalogue.specialites]
    pmt = np.clip(1045 * np.exp(0.5 * r.standard_normal(n)), 0, 20_000).astype(int)
    pfa = np.clip(pmt * 1.45 * np.exp(0.25 * r.standard_normal(n)), 0, 30_000).astype(int)
    second = genre == "second_assistant"
    colonnes: dict[str, Any] = {
        "specialite": np.where(r.random(n) < 0.5, "01", _parmi(r, specialites, n)),
        "secteur": _parmi(r, ["1", "1", "1", "2-optam"], n),
        "zone": _parmi(r, ["zip", "zac", "hors"], n),
        "option_etp": np.where(second, _parmi(r, ["1.5", "2"], n), _parmi(r, ["0.5", "1"], n)),
        "date_signature": _jours(r, premier, jours, n),
        "date_naissance": _jours(r, date(1945, 1, 1), 18_000, n),
        "pmt_initiale": pmt,
        "pfa_initiale": pfa,
        "percentile_pmt": _si(genre == "rang", [f"{c / 100:.2f}" for c in r.integers(0, 10_001, n)]),
        "percentile_pfa": _si(genre == "rang", [f"{c / 100:.2f}" for c in r.integers(0, 10_001, n)]),
        "date_premiere_installation": _si(genre == "nouvel_installe", _jours(r, premier - timedelta(days=400), 400, n)),
        "avenant_second_assistant.annee": _si(second, _parmi(r, ["3", "4"], n)),
        "avenant_second_assistant.pmt": _si(second, pmt + r.integers(0, 300, n)),
        "avenant_second_assistant.pfa": _si(second, pfa + r.integers(0, 300, n)),
        "objectifs_convenus.pmt": _si(genre == "convenus", r.integers(0, 300, n)),
        "objectifs_convenus.pfa": _si(genre == "convenus", r.integers(0, 300, n)),
    }
    bas = r.integers(900, 1500, n)
    for rang, seuil in enumerate(("p30", "p50", "p90", "p95")):
        colonnes[f"seuils_caisse.pfa.{seuil}"] = _si(genre == "seuils", bas + 400 * rang)
    for annee in (3, 4):
        vus = r.random(n) < 0.8
        colonnes[f"pmt_annee_{annee}"] = _si(vus & (genre != "constats_partiels"), pmt + r.integers(-100, 400, n))
        colonnes[f"pfa_annee_{annee}"] = _si(vus, pfa + r.integers(-100, 500, n))
    return pl.DataFrame(colonnes)


def principal() -> None:
    """Measure, then compare."""
    lecteur = argparse.ArgumentParser(description="Mesurer les lignes à juger.")
    lecteur.add_argument("--lignes", type=int, default=200_000)
    lecteur.add_argument("--graine", type=int, default=1)
    lecteur.add_argument("--jours", type=int, default=600)
    lecteur.add_argument("--comparer", type=int, default=2000)
    choix = lecteur.parse_args()
    from binome.lots.colonnes import en_textes
    from binome.lots.execution import traiter_un_fichier
    from binome.lots.interprete import repondre
    from binome.lots.table import traiter_la_table

    table = situations(choix.lignes, choix.graine, choix.jours)
    with tempfile.TemporaryDirectory() as dossier:
        entree, sortie = Path(dossier) / "e.parquet", Path(dossier) / "s.parquet"
        table.write_parquet(entree)
        for tour in ("noyaux à charger", "noyaux chargés"):
            debut = time.perf_counter()
            bilan = traiter_un_fichier(entree, sortie)
            duree = time.perf_counter() - debut
            print(f"{tour} : {choix.lignes} lignes, {bilan.erreurs} refusées, {choix.lignes / duree:,.0f} lignes/s")
    premieres = table.head(choix.comparer)
    reponses = traiter_la_table(premieres, compile_des=1)
    chrono = time.perf_counter()
    une_a_une = repondre(enumerate(premieres.iter_rows(named=True), 1), loi_en_vigueur())
    duree = time.perf_counter() - chrono
    ecarts = [(a, b) for a, b in zip(en_textes(reponses.lignes).rows(), une_a_une.lignes, strict=True) if a != b]
    print(
        f"interprète : {choix.comparer / duree:,.0f} lignes/s ; par le noyau : {reponses.compilees} ; écarts : {ecarts[:3]}"
    )


if __name__ == "__main__":
    principal()
