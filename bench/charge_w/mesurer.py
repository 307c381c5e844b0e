"""Time workload W: every engine that installs, side by side in one run, its outputs checked equal first.

    python -m bench.charge_w.mesurer [--long] [--tours 7]

Each engine lives in a process of its own and is asked for one calculation in turn, so that a slow moment of the machine
falls on all. Results go to `bench/resultats/charge_w.json`; `python -m bench.charge_w.page` writes the page.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

PAIRS: Final = {
    "binome_": 10_000_000,
    "c": 10_000_000,
    "polars_": 10_000_000,
    "jax_": 10_000_000,
    "numpy_": 10_000_000,
    "duckdb_": 10_000_000,
    "openfisca_": 10_000_000,
    "ttsim_": 10_000_000,
    "python_": 200_000,
}
"""Rows given to each: fewer to the slow ones, which are faster on fewer."""
VERIFIEES: Final = 65_536
RESULTATS: Final = Path(__file__).parents[1] / "resultats" / "charge_w.json"
_SERVICE = "--service"


def servir(pair: str) -> None:
    """Be an engine: check, then time one calculation each time a line comes in."""
    from bench.charge_w import reference
    from bench.charge_w.donnees import differences, generer

    module = importlib.import_module(f"bench.charge_w.pairs.{pair}")
    petite = generer(VERIFIEES)
    fautes = differences(module.charger(petite)(), reference.calculer(petite))
    calculer = module.charger(generer(PAIRS[pair]))
    rendues = calculer()
    somme = [int(rendues["du"].sum()) if pair != "python_" else sum(rendues["du"]), len(rendues["du"])]
    print(json.dumps({"nom": module.NOM, "version": module.version(), "fautes": fautes, "somme": somme}), flush=True)
    del rendues
    for _ in sys.stdin:
        # While others worked, the machine took back this process's free memory: the first call pays for that alone.
        calculer()
        print(statistics.median(_chrono(calculer) for _ in range(3)), flush=True)


def _ouvrir(pair: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bench.charge_w.mesurer", _SERVICE, pair],
        stdin=subprocess.PIPE,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def debits(tours: int) -> list[dict[str, Any]]:
    """Return each engine's rate in million rows a second: medians of `tours` rounds (one call unseen, three timed)."""
    ouverts: dict[str, tuple[subprocess.Popen[str], dict[str, Any]]] = {}
    sommes: dict[int, int] = {}
    for pair in PAIRS:
        service = _ouvrir(pair)
        assert service.stdout is not None
        ligne = service.stdout.readline()
        if not ligne:
            print(f"{pair} : absent ou en panne, laissé de côté")
            continue
        fiche = json.loads(ligne)
        somme, lignes = fiche.pop("somme")
        if fiche["fautes"] or sommes.setdefault(lignes, somme) != somme:
            raise SystemExit(f"{pair} : résultats différents de la référence, {fiche['fautes']}")
        ouverts[pair] = (service, fiche)
        print(f"{fiche['nom']} ({fiche['version']}) : égal à la référence")
    temps: dict[str, list[float]] = {pair: [] for pair in ouverts}
    for _ in range(tours):
        for pair, (service, _) in ouverts.items():
            assert service.stdin is not None
            assert service.stdout is not None
            service.stdin.write("1\n")
            service.stdin.flush()
            temps[pair].append(float(service.stdout.readline()))
    for service, _ in ouverts.values():
        service.terminate()
        service.wait()
    return [
        {
            "pair": pair,
            **{cle: fiche[cle] for cle in ("nom", "version")},
            "lignes": PAIRS[pair],
            "debit": PAIRS[pair] / statistics.median(temps[pair]) / 1e6,
            "debit_bas": PAIRS[pair] / max(temps[pair]) / 1e6,
            "debit_haut": PAIRS[pair] / min(temps[pair]) / 1e6,
        }
        for pair, (_, fiche) in ouverts.items()
    ]


def taille_et_temps(tailles: list[int], tours: int) -> list[dict[str, Any]]:
    """Return Binôme's time by number of rows: linear or not."""
    from bench.charge_w import noyau
    from bench.charge_w.donnees import ENTREES, generer, vides

    noyau.calculer(generer(1000))
    lignes = []
    for n in tailles:
        # Above ten million rows, the same ten million over and over: the machine's memory is not what is timed.
        entrees = tuple(generer(min(n, 10_000_000))[nom] for nom in ENTREES)
        sorties, fois = tuple(vides(len(entrees[0]))), max(n // 10_000_000, 1)
        noyau.lancer(entrees, sorties)
        temps = [_chrono(partial(_tant_de_fois, fois, noyau.lancer, entrees, sorties)) for _ in range(tours)]
        lignes.append({"lignes": n, "secondes": statistics.median(temps), "debit": n / statistics.median(temps) / 1e6})
    return lignes


def _tant_de_fois(fois: int, appel: Callable[..., Any], *arguments: Any) -> None:
    for _ in range(fois):
        appel(*arguments)


def _chrono(appel: Callable[[], Any]) -> float:
    debut = time.perf_counter()
    appel()
    return time.perf_counter() - debut


def de_parquet_a_parquet(dossier: Path, lignes: int, tours: int) -> dict[str, Any]:
    """Return rates, sizes and peak memory of the whole path, Binôme and Polars in turn, in fresh processes."""
    from bench.charge_w.donnees import ecrire_parquet

    source = dossier / f"{lignes}.parquet"
    ecrire_parquet(source, lignes)
    temps: dict[str, list[float]] = {"binome": [], "polars": []}
    fiche: dict[str, Any] = {"lignes": lignes}
    for _ in range(tours):
        for nom, liste in temps.items():
            sortie = dossier / nom
            shutil.rmtree(sortie, ignore_errors=True)
            rendu = json.loads(_seul("_flux", nom, str(source), str(sortie)))
            liste.append(rendu["secondes"])
            fiche[f"{nom}_pic_mo"] = rendu["pic_mo"]
            fiche[f"{nom}_sortie_mo"] = sum(f.stat().st_size for f in sortie.iterdir()) / 1e6
    if lignes <= PAIRS["polars_"]:
        fiche["egaux"] = json.loads(_seul("_egaux", str(dossier / "binome"), str(dossier / "polars")))
    for nom, liste in temps.items():
        fiche[f"{nom}_debit"] = lignes / statistics.median(liste) / 1e6
    source.unlink()
    return fiche


def _seul(fonction: str, *arguments: str) -> str:
    commande = [sys.executable, "-m", "bench.charge_w.mesurer", "--seul", fonction, *arguments]
    return subprocess.run(commande, check=True, capture_output=True, text=True).stdout


def _flux(nom: str, source: str, sortie: str) -> None:
    import polars as pl  # noqa: F401  (both libraries loaded before the clock starts)
    import pyarrow.parquet  # noqa: F401

    from bench.charge_w import flux
    from bench.charge_w.pairs import polars_  # noqa: F401

    if nom == "binome":
        from bench.charge_w import noyau
        from bench.charge_w.donnees import generer

        noyau.calculer(generer(1000))
    secondes = _chrono(lambda: getattr(flux, nom)(Path(source), Path(sortie)))
    pic = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"secondes": secondes, "pic_mo": pic}))


def _egaux(un: str, autre: str) -> None:
    import polars as pl

    print(json.dumps(pl.read_parquet(f"{un}/*.parquet").equals(pl.read_parquet(f"{autre}/*.parquet"))))


def premiere_reponse(tours: int) -> float:
    """Return the seconds from nothing to the answer of 1 000 rows in a fresh process, kernels already on disk."""
    code = "from bench.charge_w import noyau, donnees; noyau.calculer(donnees.generer(1000))"
    commande = [sys.executable, "-c", code]
    subprocess.run(commande, check=True)
    return statistics.median(_chrono(lambda: subprocess.run(commande, check=True)) for _ in range(tours))


def destins(medecins: int, tirages: int) -> dict[str, Any]:
    """Return the time of the national draws: everyone signs, five years by the real law."""
    from datetime import date
    from decimal import Decimal

    from binome.nation.effectifs import Effectif, Marges
    from binome.nation.population import generer
    from binome.nation.projection import projeter

    nation = generer(date(2024, 9, 1), marges=Marges({"01": Effectif(medecins, 2022, "")}))
    tous = {"recours_generalistes": Decimal("0.999999"), "patientele_des_signataires": Decimal(1)}
    projeter(nation, tirages=1, choisies=tous)
    secondes = _chrono(lambda: projeter(nation, tirages=tirages, choisies=tous))
    return {"medecins": medecins, "tirages": tirages, "secondes": secondes}


def machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    modele = next(
        (
            ligne.split(":")[1].strip()
            for ligne in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in ligne
        ),
        platform.processor(),
    )
    return {
        "processeur": modele,
        "coeurs": os.cpu_count(),
        "python": platform.python_version(),
        "systeme": platform.system(),
    }


def principal() -> None:
    """Run every measure and write the results."""
    if len(sys.argv) > 2 and sys.argv[1] == _SERVICE:
        servir(sys.argv[2])
        return
    if len(sys.argv) > 2 and sys.argv[1] == "--seul":
        globals()[sys.argv[2]](*sys.argv[3:])
        return
    lecteur = argparse.ArgumentParser(description="Mesurer la charge W.")
    lecteur.add_argument("--tours", type=int, default=7)
    lecteur.add_argument("--long", action="store_true", help="jusqu'à cent millions de lignes")
    choix = lecteur.parse_args()
    os.environ.setdefault("BINOME_CACHE", tempfile.mkdtemp(prefix="binome-cache-"))
    lus = debits(choix.tours)
    for ligne in sorted(lus, key=lambda une: -une["debit"]):
        print(f"{ligne['debit']:9.2f} millions de lignes/s  {ligne['nom']}")
    tailles = [10**4, 10**5, 10**6, 10**7, *([10**8] if choix.long else [])]
    with tempfile.TemporaryDirectory(prefix="binome-w-") as dossier:
        flux = [
            de_parquet_a_parquet(Path(dossier), n, t) for n, t in [(10**7, 5), *([(10**8, 1)] if choix.long else [])]
        ]
    resultats = {
        "machine": machine(),
        "debits": lus,
        "tailles": taille_et_temps(tailles, choix.tours),
        "parquet": flux,
        "premiere_reponse": premiere_reponse(choix.tours),
        "destins": destins(100_000, 1_000),
    }
    print(json.dumps({cle: resultats[cle] for cle in ("tailles", "parquet", "premiere_reponse", "destins")}, indent=1))
    RESULTATS.parent.mkdir(exist_ok=True)
    RESULTATS.write_text(json.dumps(resultats, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    principal()
