"""How the built-in server holds under load, for a bounded time: requests a second, waits, errors.

    python -m bench.charge_web [SECONDS] [CLIENTS]

The server is `binome web` in a process of its own, the clients keep their connections as browsers do. Half of the mix is
addresses never asked before, the other half pages that others have asked: examples, the law, the home page.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from itertools import count
from time import perf_counter
from urllib.parse import urlencode

from bench.web import SITUATION

COMMUNES = ("/", "/droit/", "/lexique/", "/projet/", "/droit/regles/engagement/", f"/resultat/?{urlencode(SITUATION)}")
DU_MEDECIN = ("/resultat/", "/simuler/", "/resultat/", "/comparer/options/", "/resultat/essai/", "/calendrier/")
_numero = count()


def neuve(page: str) -> str:
    """Return an address of a page that nobody has asked before."""
    rang = next(_numero)
    champs = {"pmt_initiale": 700 + rang % 997, "pfa_initiale": 1100 + rang % 1009}
    champs |= {"pmt_annee_3": 800 + rang % 991, "pfa_annee_3": 1200 + rang % 1013}
    return f"{page}?{urlencode({**SITUATION, **champs})}"


def melange() -> Iterator[str]:
    """Yield the addresses of one client, without end."""
    for rang in count():
        yield neuve(DU_MEDECIN[rang // 2 % len(DU_MEDECIN)]) if rang % 2 else COMMUNES[rang // 2 % len(COMMUNES)]


def resultats_neufs() -> Iterator[str]:
    """Yield results never asked before."""
    while True:
        yield neuve("/resultat/")


def meme_resultat() -> Iterator[str]:
    """Yield the same result."""
    while True:
        yield COMMUNES[-1]


def _client(port: int, adresses: Iterator[str], fin: float, durees: list[float], fautes: list[str]) -> None:
    lien = HTTPConnection("127.0.0.1", port, timeout=60)
    while perf_counter() < fin:
        debut = perf_counter()
        try:
            lien.request("GET", next(adresses), headers={"Accept-Encoding": "gzip"})
            reponse = lien.getresponse()
            reponse.read()
            if reponse.status != 200:
                fautes.append(str(reponse.status))
        except (OSError, HTTPException) as faute:
            fautes.append(repr(faute))
            lien.close()
        durees.append(perf_counter() - debut)
    lien.close()


def charger(
    port: int, scenario: Callable[[], Iterator[str]], clients: int, secondes: int
) -> tuple[list[float], list[str]]:
    """Return how long each request waited, and what went wrong."""
    durees: list[float] = []
    fautes: list[str] = []
    fin = perf_counter() + secondes
    fils = [threading.Thread(target=_client, args=(port, scenario(), fin, durees, fautes)) for _ in range(clients)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return durees, fautes


def ligne(nom: str, clients: int, secondes: int, durees: list[float], fautes: list[str]) -> str:
    """Return the figures of one scenario."""
    rangs = sorted(durees)
    p50, p95, p99 = (1000 * rangs[min(len(rangs) - 1, len(rangs) * p // 100)] for p in (50, 95, 99))
    return (
        f"{nom:<28} {clients:>7} {len(durees) / secondes:>10.0f} {p50:>8.1f} {p95:>8.1f} {p99:>8.1f} {len(fautes):>7}"
    )


def lancer() -> tuple[subprocess.Popen[str], int]:
    """Start the server; return its process and its port."""
    environnement = {**os.environ, "BINOME_DONNEES": tempfile.mkdtemp(prefix="binome-charge-")}
    commande = [sys.executable, "-m", "binome", "web", "--port", "0", "--no-browser"]
    serveur = subprocess.Popen(commande, stderr=subprocess.PIPE, text=True, env=environnement)
    assert serveur.stderr is not None
    annonce = re.search(r"127\.0\.0\.1:(\d+)/", serveur.stderr.readline())
    assert annonce is not None, serveur.stderr.read()
    return serveur, int(annonce[1])


def principal() -> None:
    """Print the table."""
    choisis = sys.argv[1:3]
    secondes, clients = map(int, (*choisis, *("6", "50")[len(choisis) :]))
    serveur, port = lancer()
    try:
        charger(port, melange, 1, 2)
        print(
            f"{'scenario':<28} {'clients':>7} {'requests/s':>10} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8} {'errors':>7}"
        )
        for nom, scenario, nombre in (
            ("new results", resultats_neufs, 1),
            ("the same result", meme_resultat, 1),
            ("new results", resultats_neufs, clients),
            ("mix of pages", melange, clients),
        ):
            print(ligne(nom, nombre, secondes, *charger(port, scenario, nombre, secondes)), flush=True)
    finally:
        serveur.terminate()
        serveur.wait()


if __name__ == "__main__":
    principal()
