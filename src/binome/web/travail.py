"""One national calculation in a process of its own: its request, progress and results are files of one folder.

    python -m binome.web.travail DOSSIER

The folder holds `demande.json`; the work leaves `avancement.json` at each step, then the documents, then
`sections.json` last: a folder that has it is whole. Whoever starts it holds a lock and passes it on: it lasts as long
as the work, whatever ends it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

SECONDES_AU_PLUS: Final = 900
VERROU: Final = "verrou"


def prendre_le_verrou(dossier: Path) -> Any:
    """Return the lock of the calculations of this machine, an open file, or None when it is taken.

    It is held as long as someone keeps that file open, a process that inherited it included. Where files have no such
    lock (Windows), calculations are not kept apart: one person's machine needs no queue.
    """
    fichier = (dossier / VERROU).open("a+", encoding="ascii")
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(fichier, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            fichier.close()
            return None
    return fichier


def ecrire_d_un_coup(fichier: Path, contenu: object) -> None:
    """Write JSON so that a reader sees all of it or nothing."""
    provisoire = fichier.with_suffix(f".{os.getpid()}")
    provisoire.write_text(json.dumps(contenu, ensure_ascii=False), "utf-8")
    provisoire.replace(fichier)


def travailler(dossier: Path) -> None:
    """Do the work of a folder."""
    from binome.droit.choix import lectures_retournees, reforme_prete
    from binome.droit.loi import loi_en_vigueur
    from binome.lots.reformes import lire_yaml
    from binome.nation.population import generer
    from binome.nation.projection import projeter
    from binome.rapports.nation.documents import FICHIERS, ecrire
    from binome.rapports.nation.rapport import composer

    demande = json.loads((dossier / "demande.json").read_text("utf-8"))

    def avancer(fait: int, total: int, quoi: str) -> None:
        ecrire_d_un_coup(dossier / "avancement.json", {"fait": fait, "total": total, "quoi": quoi})

    avancer(0, 1, "")
    droit = loi_en_vigueur().catalogue
    lois = [reforme_prete(nom, droit) for nom in demande["reformes"]]
    if demande["texte"]:
        lois.append(lire_yaml("essai", demande["texte"], droit))
    nation = generer(droit.verifie_le, medecins=demande["medecins"] or None, graine=demande["graine"])
    projection = projeter(
        nation,
        lois,
        tirages=demande["tirages"],
        graine=demande["graine"],
        avancement=avancer,
        lectures=lectures_retournees(droit) if demande["lectures"] else (),
    )
    rapport = composer(projection)
    for forme in FICHIERS:
        ecrire(rapport, dossier / f"rapport{forme}")
    rendues = {
        "resume": rapport.resume,
        "mentions": rapport.mentions,
        "en_tete": [asdict(section) for section in rapport.en_tete],
        "sections": [{**asdict(section), "svg": rapport.dessins.get(section.cle)} for section in rapport.sections],
    }
    ecrire_d_un_coup(dossier / "sections.json", rendues)


if __name__ == "__main__":
    with suppress(AttributeError, OSError):
        signal.alarm(SECONDES_AU_PLUS)
        os.nice(10)
    travailler(Path(sys.argv[1]))
