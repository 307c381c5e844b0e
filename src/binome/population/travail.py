"""One national calculation in a process of its own: its request, progress and results are files of one folder.

    python -m binome.population.travail DOSSIER

The folder holds `demande.json`; the work leaves `avancement.json` at each step, then the documents, then
`sections.json` last: a folder that has it is whole. The work holds a lock as long as it lives, whatever ends it.
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
OCCUPE: Final = 3
"""Exit code: another calculation is under way."""


def prendre_le_verrou(dossier: Path) -> Any:
    """Return the lock of the calculations of this machine, held until this process ends, or None when it is taken."""
    try:
        import fcntl
    except ImportError:
        return object()
    fichier = (dossier / VERROU).open("a+", encoding="ascii")
    try:
        fcntl.flock(fichier, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        fichier.close()
        return None
    return fichier


def ecrire_d_un_coup(fichier: Path, contenu: Any) -> None:
    """Write JSON so that a reader sees all of it or nothing."""
    provisoire = fichier.with_suffix(f".{os.getpid()}")
    provisoire.write_text(json.dumps(contenu, ensure_ascii=False), "utf-8")
    provisoire.replace(fichier)


def travailler(dossier: Path) -> None:
    """Do the work of a folder."""
    from binome.droit.catalogue import catalogue
    from binome.population.projection import projeter
    from binome.population.rapport import FORMATS, ecrire, en_tete, mentions, resume, sections
    from binome.population.reformes import lectures_retournees, lire_texte, reforme
    from binome.population.synthese import generer

    demande = json.loads((dossier / "demande.json").read_text("utf-8"))

    def avancer(fait: int, total: int, quoi: str) -> None:
        ecrire_d_un_coup(dossier / "avancement.json", {"fait": fait, "total": total, "quoi": quoi})

    avancer(0, 1, "")
    lois = [reforme(nom) for nom in demande["reformes"]]
    if demande["texte"]:
        lois.append(lire_texte("essai", demande["texte"]))
    nation = generer(catalogue().verifie_le, medecins=demande["medecins"] or None, graine=demande["graine"])
    projection = projeter(
        nation, lois, tirages=demande["tirages"], graine=demande["graine"], avancement=avancer,
        lectures=lectures_retournees() if demande["lectures"] else (),
    )  # fmt: skip
    for forme in filter(None, FORMATS):
        ecrire(projection, dossier / f"rapport{forme}")
    rendues = {
        "resume": resume(projection), "mentions": mentions(projection),
        "en_tete": [asdict(section) for section in en_tete(projection)],
        "sections": [asdict(section) for section in sections(projection)],
    }  # fmt: skip
    ecrire_d_un_coup(dossier / "sections.json", rendues)


def principal(dossier: Path) -> int:
    """Run the work of a folder unless another one runs; return the exit code."""
    verrou = prendre_le_verrou(dossier.parent)
    if verrou is None:
        return OCCUPE
    with suppress(AttributeError, OSError):
        signal.alarm(SECONDES_AU_PLUS)
        os.nice(10)
    (dossier.parent / "courant").write_text(dossier.name, "ascii")
    travailler(dossier)
    return 0


if __name__ == "__main__":
    sys.exit(principal(Path(sys.argv[1])))
