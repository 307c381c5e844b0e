"""Every table as data: JSON, workbook, Parquet."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Final, TypeAlias

from binome.langue.tableau import Unite, ecrire
from binome.nation.resultats.enregistrement import Cellule, Plate, en_lignes
from binome.rapports.nation.rapport import Rapport

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_NOM_DE_FEUILLE: Final = 31
"""Characters that a workbook allows in the name of a sheet."""
_INTERDITS: Final = re.compile(r"[\[\]:*?/\\]")
Tables: TypeAlias = dict[str, list[Plate]]


def tables(rapport: Rapport) -> Tables:
    """Return the rows of every table, by its name in files."""
    return {nom: en_lignes(lignes) for nom, lignes in rapport.tableaux.par_nom().items()}


def en_json(rapport: Rapport) -> dict[str, object]:
    """Return every table as JSON data; exact decimals are texts."""
    projection = rapport.projection
    return {
        "version_du_droit": projection.loi.version,
        "medecins": len(projection.population.medecins),
        "tirages": projection.tirages,
        "graine": projection.graine,
        "resume": rapport.resume,
        "tableaux": {
            nom: [{cle: _en_json(cellule) for cle, cellule in ligne.items()} for ligne in lignes]
            for nom, lignes in tables(rapport).items()
        },
    }


def _en_json(cellule: Cellule) -> Cellule:
    return str(cellule) if isinstance(cellule, Decimal) else cellule


def texte_json(rapport: Rapport) -> str:
    """Return every table as the text of a JSON file."""
    return json.dumps(en_json(rapport), ensure_ascii=False, indent=1)


def en_classeur(rapport: Rapport) -> bytes:
    """Return every table in a workbook, one sheet each; texts stay texts, whatever they begin with."""
    import xlsxwriter

    tampon = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(tampon, options) as classeur:
        gras = classeur.add_format({"bold": True})
        noms: set[str] = set()
        for nom, lignes in tables(rapport).items():
            feuille = classeur.add_worksheet(_nom_de_feuille(nom, noms))
            for rang, cle in enumerate(lignes[0] if lignes else ()):
                feuille.write_string(0, rang, cle, gras)
            for numero, ligne in enumerate(lignes, 1):
                for rang, cellule in enumerate(ligne.values()):
                    _ecrire_la_case(feuille, numero, rang, cellule)
            feuille.autofit()
    return tampon.getvalue()


def _nom_de_feuille(nom: str, pris: set[str]) -> str:
    """Return a name that a workbook accepts and that no other sheet bears, whatever the case of its letters."""
    permis = _INTERDITS.sub(" ", nom).strip("'")
    essais = (permis[: _NOM_DE_FEUILLE - len(suite)] + suite for suite in _suites(pris))
    libre = next(essai for essai in essais if essai.lower() not in pris)
    pris.add(libre.lower())
    return libre


def _suites(pris: Collection[str]) -> list[str]:
    return ["", *(f" ({rang})" for rang in range(2, len(pris) + 3))]


def _ecrire_la_case(feuille: Worksheet, ligne: int, colonne: int, cellule: Cellule) -> None:
    if isinstance(cellule, int | Decimal) and not isinstance(cellule, bool):
        feuille.write_number(ligne, colonne, cellule)
    elif cellule is not None:
        feuille.write_string(ligne, colonne, ecrire(cellule, Unite.MOT))


def en_parquet(rapport: Rapport) -> dict[str, bytes]:
    """Return every table that has rows as a Parquet file, by its name."""
    import polars as pl

    fichiers: dict[str, bytes] = {}
    for nom, lignes in tables(rapport).items():
        if lignes:
            tampon = BytesIO()
            pl.DataFrame(lignes, infer_schema_length=None).write_parquet(tampon)
            fichiers[f"{nom.replace(' ', '_')}.parquet"] = tampon.getvalue()
    return fichiers
