"""Asked in a copy of the package whose law was changed: one doctor or two, by every face. Writes one line of JSON."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import binome
from binome.archives.index import DOSSIER, lire
from binome.archives.verifier import verifier
from binome.cli.population import population
from binome.droit.loi import loi_en_vigueur
from binome.lots.colonnes import en_textes
from binome.lots.lecture.bloc import numerotes
from binome.lots.lignes import COLONNES
from binome.lots.modeles import Memoire
from binome.lots.table import traiter_un_bloc
from binome.simulation.comparaison import Comparaison, comparer_lecture, comparer_regimes
from tests.lots.outils import en_table


def _annee_2(comparaison: Comparaison, cle: str) -> dict[str, str]:
    rendue = comparaison.en_json()
    return {
        colonne["cle"][cle]: colonne["simulation"]["annees"][1]["montant_maximal"] for colonne in rendue["colonnes"]
    }


def _noyau(situations: list[dict[str, Any]]) -> dict[str, Any]:
    """Answer two rows through the compiled rules."""
    table = en_table(situations)
    rendues = traiter_un_bloc(numerotes(table, 1), Memoire(loi_en_vigueur()), 1)
    montants = [(ligne[0], ligne[COLONNES.index("montant_maximal")]) for ligne in en_textes(rendues.lignes).rows()]
    return {"compilees": rendues.compilees, "montants": [[m for n, m in montants if n == rang][:3] for rang in (1, 2)]}


def _nation(signature: str) -> int:
    """Return what a small nation costs, in euros."""
    options = ["--medecins", "200", "--tirages", "1", "--date-signature", signature, "--json"]
    rendue = CliRunner().invoke(population, options, catch_exceptions=False)
    cout: int = json.loads(rendue.stdout)["tableaux"]["comparaison"][0]["cout"]
    return cout


def _api(situation: dict[str, Any], recu: dict[str, Any]) -> dict[str, Any]:
    os.environ |= {
        "BINOME_DONNEES": tempfile.mkdtemp(prefix="binome-essais-"),
        "DJANGO_SETTINGS_MODULE": "binome.web.reglages",
        "BINOME_API_DEBIT": "0",
    }
    import django

    django.setup()
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    rendue = client.post("/api/v1/simulations", situation, content_type="application/json").json()
    verifiee = client.post("/api/v1/verifications", recu, content_type="application/json").json()
    return {
        "regime": rendue["regime"],
        "annee_2": rendue["annees"][1]["montant_maximal"],
        "lecture": client.get("/api/v1/droit/lectures/ligne_p90_deuxieme_annee").status_code,
        "verifier": verifiee["identique"],
    }


def principal() -> None:
    """Read what is asked, and answer."""
    lue = json.load(sys.stdin)
    nouveau = lue["nouveau"]
    archives = lire(Path(DOSSIER))
    print(
        json.dumps(
            {
                "en_cours": binome.simuler(lue["en_cours"]).en_json(),
                "nouveau": binome.simuler(nouveau).en_json(),
                "regimes": _annee_2(comparer_regimes(nouveau, ("convention-2024", "avenant-invente")), "regime"),
                "lectures": _annee_2(comparer_lecture(nouveau, "ligne_p90_deuxieme_annee"), "choix"),
                "noyau": _noyau([nouveau, lue["en_cours"]]),
                "nation": [_nation("2025-04-01"), _nation("2027-04-01")],
                "api": _api(nouveau, lue["recu"]),
                "verification": verifier(lue["recu"], ou=archives).en_json(),
                "alteree": verifier(lue["recu_altere"], ou=archives).en_json(),
            },
            default=str,
        )
    )


if __name__ == "__main__":
    principal()
