"""One doctor: start-up of a process, then a warm simulation with and without trace and effects.

Run with `make bench`. Prints medians, the target of each, and the ratio to an empty Python process.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

SITUATION: dict[str, Any] = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2024-09-01",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
    "constats": [{"annee": annee, "pmt": 1100, "pfa": 1600} for annee in (3, 4, 5)],
}
ARGUMENTS = ["--specialite", "01", "--option-etp", "1", "--pmt-initiale", "900", "--pfa-initiale", "1400"]


def histoire() -> list[dict[str, Any]]:
    """Return a five-year contract of sixty acts: payments, constats, meetings, suspensions, corrections."""
    situation = {cle: valeur for cle, valeur in SITUATION.items() if cle not in ("constats", "date_signature")}
    actes: list[dict[str, Any]] = [{"nature": "signature", "effectif_le": "2024-09-01", "situation": situation}]
    actes += [{"nature": "versement", "annee": 1, "pour": "integral", "montant": 38000, "effectif_le": "2024-10-01"}]
    actes += [{"nature": "versement", "annee": 2, "pour": "integral", "montant": 28000, "effectif_le": "2025-10-01"}]
    for annee in (3, 4, 5):
        actes += [
            {
                "nature": "versement",
                "annee": annee,
                "pour": "acompte",
                "montant": 11000,
                "effectif_le": f"{2023 + annee}-10-01",
            },
            {"nature": "constat", "annee": annee, "pmt": 1100, "pfa": 1600, "effectif_le": f"{2024 + annee}-08-15"},
        ]
    mois = [f"{annee}-{mois:02}-20" for annee in range(2024, 2030) for mois in range(1, 13)]
    meetings = [{"nature": "point_semestriel", "effectif_le": jour} for jour in mois if "2024-09" < jour < "2029-08"]
    return actes + meetings[: 60 - len(actes)]


def mediane(action: Callable[[], object], fois: int) -> float:
    """Return the median time of an action, in milliseconds, after one unmeasured run."""
    action()
    durees = []
    for _ in range(fois):
        debut = time.perf_counter()
        action()
        durees.append(time.perf_counter() - debut)
    return statistics.median(durees) * 1000


def processus(*arguments: str) -> Callable[[], object]:
    """Return an action that runs a fresh Python process."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def principal() -> None:
    """Measure and print."""
    import binome
    from binome.contrats.actes.acte import lire_actes
    from binome.contrats.actes.releve import releve
    from binome.droit.catalogue import Catalogue
    from binome.simulation.carte import carte
    from binome.simulation.question_inverse import objectif
    from binome.simulation.recu import recu, verifier

    un_recu = recu(SITUATION)
    actes = lire_actes(histoire())

    vide = mediane(processus("-c", "pass"), 15)
    lignes = [
        ("empty Python process", vide, None),
        ("import binome, in a process", mediane(processus("-c", "import binome"), 15), 100 + vide),
        ("binome --help, cold", mediane(processus("-m", "binome", "--help"), 15), 150),
        ("binome simuler --json, cold", mediane(processus("-m", "binome", "simuler", *ARGUMENTS, "--json"), 15), 300),
        ("binome simuler, cold", mediane(processus("-m", "binome", "simuler", *ARGUMENTS), 15), 300),
        ("read the whole law", mediane(Catalogue, 15), None),
        ("simuler, warm", mediane(lambda: binome.simuler(SITUATION), 1000), 0.5),
        ("simuler with its trace", mediane(lambda: binome.simuler(SITUATION).derivation, 100), 5),
        ("simuler with every lecture's effect", mediane(lambda: binome.simuler(SITUATION).lectures, 30), 50),
        ("simuler with everything", mediane(lambda: binome.simuler(SITUATION).en_json(), 30), None),
        ("inverse question", mediane(lambda: objectif(SITUATION), 50), 50),
        ("cliff map", mediane(lambda: carte(SITUATION), 50), 50),
        ("receipt", mediane(lambda: recu(SITUATION), 30), 20),
        ("verification of a receipt", mediane(lambda: verifier(un_recu), 30), 20),
        ("statement of a contract of 60 acts", mediane(lambda: releve(actes, date(2029, 10, 1)), 100), 2),
        ("the empty situation, with everything", mediane(lambda: binome.simuler({}).en_json(), 5), None),
    ]
    print(f"{'what':42}{'median ms':>12}{'target ms':>12}{'ratio to empty process':>26}")
    for nom, duree, cible in lignes:
        print(f"{nom:42}{duree:12.3f}{'' if cible is None else f'{cible:.1f}':>12}{duree / vide:26.3f}")


if __name__ == "__main__":
    principal()
