"""`python -m tests.fuzz [PORTE…] --secondes 600 [--graine N]`: try for a while; finds are kept in the corpus.

The seed is said first: the same seed gives the same samples in the same order. A find ends with code 1; its sample stays
in `tests/fuzz/corpus`, where the suite reads it again for ever.
"""

from __future__ import annotations

import argparse
import resource
import secrets
import sys
import tempfile
import time
import warnings
from itertools import count
from pathlib import Path

from tests.fuzz.essayer import Trouvaille, essayer, gater
from tests.fuzz.guide import chercher
from tests.fuzz.portes import CORPUS, PORTES

_MEGA = 1024
_MEGA_AU_PLUS = 1_500


def main() -> int:
    """Run the verb."""
    demande = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    demande.add_argument("portes", nargs="*", metavar="PORTE", help=f"parmi {', '.join(PORTES)} ; toutes par défaut")
    demande.add_argument("--secondes", type=int, default=60)
    demande.add_argument("--graine", type=int, default=None)
    demande.add_argument("--guide", action="store_true", help="guidée par la couverture (atheris), une seule PORTE")
    lu = demande.parse_args()
    inconnues = [nom for nom in lu.portes if nom not in PORTES]
    if inconnues:
        demande.error(f"porte inconnue : {', '.join(inconnues)}")
    graine = secrets.randbelow(10**9) if lu.graine is None else lu.graine
    print(f"graine {graine}", flush=True)
    warnings.simplefilter("error")
    if lu.guide:
        return _guider((lu.portes or ["recu"])[0], graine, lu.secondes)
    trouvees = _chercher(lu.portes or list(PORTES), graine, lu.secondes)
    for une in trouvees:
        _garder(une)
    return 1 if trouvees else 0


def _chercher(noms: list[str], graine: int, secondes: int) -> list[Trouvaille]:
    """Go round the doors until the time is over; a kind of fault is kept once a door."""
    exemples = {nom: PORTES[nom].exemples() for nom in noms}
    fin, vues, essais = time.monotonic() + secondes, dict[tuple[str, str], Trouvaille](), 0
    with tempfile.TemporaryDirectory(prefix="binome-fuzz-") as dossier:
        for rang in count():
            for nom in noms:
                if time.monotonic() > fin:
                    print(f"{essais} essais, {len(vues)} trouvailles, {_memoire()} Mo au plus haut")
                    return list(vues.values())
                avant = _memoire()
                brut = gater(PORTES[nom], exemples[nom], f"{graine}/{nom}/{rang}")
                trouvee = essayer(PORTES[nom], brut, Path(dossier))
                if trouvee is None and _memoire() - avant > _MEGA_AU_PLUS:
                    trouvee = Trouvaille(nom, f"{_memoire() - avant} Mo de plus", brut)
                essais += 1
                if trouvee is not None and (nom, trouvee.ou) not in vues:
                    vues[nom, trouvee.ou] = trouvee
                    print(f"{nom} (essai {rang}) : {trouvee.quoi}", flush=True)
    raise AssertionError


def _guider(nom: str, graine: int, secondes: int) -> int:
    """Search one door led by coverage; its first find is kept and ends the search."""

    def trouver(brut: bytes, dossier: Path) -> bool:
        trouvee = essayer(PORTES[nom], brut, dossier)
        if trouvee is not None:
            print(f"{nom} : {trouvee.quoi}", flush=True)
            _garder(trouvee)
        return trouvee is not None

    return chercher(PORTES[nom], graine, secondes, trouver)


def _memoire() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MEGA


def _garder(trouvee: Trouvaille) -> None:
    fichier = CORPUS / trouvee.porte / f"{trouvee.nom}{PORTES[trouvee.porte].suffixe}"
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_bytes(trouvee.brut)
    print(f"gardé : {fichier}")


if __name__ == "__main__":
    sys.exit(main())
