"""Parts: answers and refusals of a block, written so that what exists is whole; the file of errors made of them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from binome.lots.table import Reponses

_ERREURS: Final = ("ligne", "champ", "raison")


def ecrire_une_partie(fichier: Path, reponses: Reponses) -> None:
    """Write errors, then answers, under other names first: a part whose answers exist is whole."""
    fautes = fichier.with_suffix(".erreurs.jsonl")
    with fautes.open("w", encoding="utf-8") as flux:
        flux.writelines(json.dumps([e.ligne, e.champ, e.raison], ensure_ascii=False) + "\n" for e in reponses.erreurs)
    provisoire = fichier.with_suffix(".cours")
    reponses.lignes.write_parquet(provisoire)
    provisoire.replace(fichier)


def fautes_des_parties(dossier: Path) -> Iterator[list[Any]]:
    """Yield line, field and reason of the rows that the parts of a folder refused."""
    for fichier in sorted(dossier.glob("partie-*.erreurs.jsonl")):
        with fichier.open(encoding="utf-8") as flux:
            yield from map(json.loads, flux)


def ecrire_les_erreurs(fichier: Path, dossier: Path) -> int:
    """Write the refusals of a folder's parts as CSV; return how many."""
    erreurs = 0
    with fichier.open("w", encoding="utf-8-sig", newline="") as flux:
        ecrivain = csv.writer(flux)
        ecrivain.writerow(_ERREURS)
        for une in fautes_des_parties(dossier):
            ecrivain.writerow([_sans_formule(valeur) for valeur in une])
            erreurs += 1
    return erreurs


def _sans_formule(valeur: Any) -> Any:
    """Return a text that no spreadsheet will run."""
    return f"'{valeur}" if isinstance(valeur, str) and valeur[:1] in ("=", "+", "-", "@") else valeur
