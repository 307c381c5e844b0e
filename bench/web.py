"""How long a page takes on the server, beside the simulation it shows. Medians of one run, on this machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

SITUATION = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2024-09-01",
    "pmt_initiale": "900",
    "pfa_initiale": "1400",
    "pmt_annee_3": "1100",
    "pfa_annee_3": "1600",
}
PAGES = {
    "full result with its map": ("/resultat/", 30),
    "one question": ("/simuler/", None),
    "tried constat (fragment)": ("/resultat/essai/", None),
    "whole derivation": ("/resultat/calcul/", None),
    "options compared": ("/comparer/options/", None),
    "regimes compared": ("/comparer/regimes/", None),
    "report (PDF)": ("/resultat/emporter.pdf", None),
}
TOURS = 25


def _mediane(action: Callable[[], object]) -> float:
    action()
    durees = []
    for _ in range(TOURS):
        debut = perf_counter()
        action()
        durees.append(perf_counter() - debut)
    return 1000 * median(durees)


def principal() -> None:
    """Print the table."""
    os.environ.setdefault("BINOME_DONNEES", tempfile.mkdtemp(prefix="binome-bench-"))
    # Pages are measured made afresh, unless someone asks otherwise; the last row is one that was kept.
    os.environ.setdefault("BINOME_PAGES_GARDEES", "0")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binome.web.reglages")
    import django

    django.setup()
    from django.test import Client, override_settings

    import binome

    client = Client(headers={"host": "127.0.0.1"})
    champs = {
        "specialite": "01",
        "secteur": "1",
        "option_etp": "1",
        "date_signature": "2024-09-01",
        "pmt_initiale": 900,
        "pfa_initiale": 1400,
        "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}],
    }
    seule = _mediane(lambda: binome.simuler(champs))
    print(f"{'page':<32} {'median ms':>10} {'target ms':>10} {'ratio to simuler':>18}")
    print(f"{'simuler alone':<32} {seule:>10.2f} {'':>10} {1:>18.1f}")
    for nom, (chemin, cible) in PAGES.items():
        duree = _mediane(lambda chemin=chemin: client.get(f"{chemin}?{urlencode(SITUATION)}"))  # type: ignore[misc]
        print(f"{nom:<32} {duree:>10.2f} {cible or '':>10} {duree / seule:>18.1f}")
    with override_settings(PAGES_GARDEES=16):
        gardee = Client(headers={"host": "127.0.0.1"})
        duree = _mediane(lambda: gardee.get(f"/resultat/?{urlencode(SITUATION)}"))
    print(f"{'full result, asked again':<32} {duree:>10.2f} {'':>10} {duree / seule:>18.1f}")


if __name__ == "__main__":
    principal()
