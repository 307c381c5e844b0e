"""How long the API takes: one simulation on the server, requests a second of one worker, a streamed batch.

Medians of one run on this machine, through the whole chain of middleware. The batch is compared with the command line on
the same situations, and its memory is that of a process of its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

SITUATION: Final = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "zone": "hors",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
    "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}],
}
TOURS: Final = 200
SITUATIONS: Final = 100_000
MEGA: Final = 1 << 20


def client() -> Any:
    """Return a program that asks the application of this process."""
    os.environ.setdefault("BINOME_DONNEES", tempfile.mkdtemp(prefix="binome-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binome.web.reglages")
    os.environ["BINOME_API_DEBIT"] = "0"
    import logging

    import django

    django.setup()
    logging.disable(logging.INFO)
    from django.test import Client

    return Client(headers={"host": "127.0.0.1"})


def _durees(action: Callable[[int], object], tours: int = TOURS) -> list[float]:
    action(0)
    durees = []
    for tour in range(tours):
        debut = perf_counter()
        action(tour)
        durees.append(perf_counter() - debut)
    return durees


def _situations() -> Iterator[str]:
    for rang in range(SITUATIONS):
        yield json.dumps({**SITUATION, "pmt_initiale": 600 + rang % 900, "pfa_initiale": 1000 + rang % 1300}) + "\n"


def une_simulation() -> None:
    """Print what one simulation takes, each tour another doctor: nothing is answered from memory."""
    demandeur = client()
    for quoi, adresse in (("answer alone", "simulations?effets=non"), ("with every effect", "simulations")):
        durees = _durees(
            lambda tour, adresse=adresse: demandeur.post(  # type: ignore[misc]
                f"/api/v1/{adresse}",
                json.dumps({**SITUATION, "pmt_initiale": 900 + tour}),
                content_type="application/json",
            ),
            TOURS if "non" in adresse else TOURS // 4,
        )
        print(f"one simulation, {quoi}: {1000 * median(durees):.1f} ms, {len(durees) / sum(durees):.0f} requests/s")


def lot_par_l_api(entree: Path) -> None:
    """Print what a batch takes through the API, and the memory of this process."""
    demandeur = client()
    octets = entree.read_bytes()
    avant = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    debut = perf_counter()
    reponse = demandeur.post("/api/v1/lots", octets, content_type="application/x-ndjson")
    rendus = sum(len(morceau) for morceau in reponse.streaming_content)
    duree = perf_counter() - debut
    memoire = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - avant) / 1024
    print(f"API: {SITUATIONS / duree:.0f} situations/s, {rendus // MEGA} MiB answered, {memoire:.0f} MiB more memory")


def lot() -> None:
    """Print the batch through the command line, then through the API, each in a process of its own."""
    with tempfile.TemporaryDirectory() as dossier:
        entree, sortie = Path(dossier) / "lot.jsonl", Path(dossier) / "sortie.jsonl"
        entree.write_text("".join(_situations()), "utf-8")
        for _ in range(2):
            debut = perf_counter()
            commande = [sys.executable, "-m", "binome", "lot", str(entree), str(sortie), "--remplacer"]
            subprocess.run(commande, check=True, capture_output=True)
            print(f"command line: {SITUATIONS / (perf_counter() - debut):.0f} situations/s")
            subprocess.run([sys.executable, "-m", "bench.api", str(entree)], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        lot_par_l_api(Path(sys.argv[1]))
    else:
        une_simulation()
        lot()
