"""CSV and JSON lines, row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final

from binome.lots.formats import polars
from binome.lots.lecture import bloc
from binome.lots.lignes import EN_TROP, verifier_les_colonnes

SEPARATEURS: Final = (";", ",", "\t")

Ligne = dict[str, Any]


def lire_csv(fichier: Path) -> Iterator[Any]:
    """Yield the tables of a CSV file."""
    return _tables(_lignes_de_csv(fichier))


def lire_jsonl(fichier: Path) -> Iterator[Any]:
    """Yield the tables of a file of JSON lines."""
    return _tables(_lignes_de_json(fichier))


def _tables(lignes: Iterable[Ligne]) -> Iterator[Any]:
    """Yield rows of texts as tables."""
    pl, suite = polars(), iter(lignes)
    while partie := list(islice(suite, bloc.LIGNES_PAR_BLOC)):
        noms = dict.fromkeys(nom for ligne in partie for nom in ligne)
        yield pl.DataFrame({nom: [ligne.get(nom) for ligne in partie] for nom in noms}, strict=False)


def _lignes_de_csv(fichier: Path) -> Iterator[Ligne]:
    with fichier.open(encoding="utf-8-sig", newline="") as flux:
        tete = flux.readline()
        separateur = max(SEPARATEURS, key=tete.count)
        colonnes = next(csv.reader([tete], delimiter=separateur), [])
        verifier_les_colonnes(colonnes)
        for valeurs in csv.reader(flux, delimiter=separateur):
            if valeurs:
                trop = {EN_TROP: "x"} if len(valeurs) > len(colonnes) else {}
                yield {**dict(zip(colonnes, valeurs, strict=False)), **trop}


def _lignes_de_json(fichier: Path) -> Iterator[Ligne]:
    vues: set[str] = set()
    with fichier.open(encoding="utf-8-sig") as flux:
        for texte in flux:
            if not texte.strip():
                continue
            plate = _aplatir(_objet(texte))
            if EN_TROP not in plate and not vues.issuperset(plate):
                verifier_les_colonnes(plate)
                vues |= set(plate)
            yield {nom: _en_texte(valeur) for nom, valeur in plate.items()}


def _objet(texte: str) -> Ligne:
    """Return a JSON line, or what makes it refused with its beginning."""
    try:
        lue = json.loads(texte, parse_float=Decimal)
    except ValueError:
        lue = None
    return lue if isinstance(lue, dict) else {EN_TROP: texte[:60]}


def _en_texte(valeur: Any) -> Any:
    """Return a JSON value as one cell: its own text, `true` and `false` as JSON writes them."""
    if valeur is None or isinstance(valeur, str):
        return valeur
    return json.dumps(valeur, default=str, ensure_ascii=False) if isinstance(valeur, bool | list) else str(valeur)


def _aplatir(lue: Ligne) -> Ligne:
    """Return a situation given as nested JSON under the names of flat columns."""
    plate: Ligne = {}
    for nom, valeur in lue.items():
        if isinstance(valeur, dict):
            plate |= {f"{nom}.{sous}": v for sous, v in valeur.items()}
        elif nom == "constats" and isinstance(valeur, list) and all(isinstance(un, dict) for un in valeur):
            for constat in valeur:
                plate |= {f"{cle}_annee_{constat.get('annee')}": v for cle, v in constat.items() if cle != "annee"}
        else:
            plate[nom] = valeur
    return plate
