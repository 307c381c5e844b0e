"""Tables as files that a spreadsheet opens: CSV as French ones read it, workbooks without any formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final

import xlsxwriter

from binome.langue.courante import dire
from binome.langue.tableau import Cellule, Tableau, Unite
from binome.lots.ecriture.erreurs import sans_formule

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LARGEUR: Final = 420


def en_csv(tableau: Tableau, pied: Iterable[Sequence[object]] = ()) -> bytes:
    """Return a table as CSV (UTF-8 with its mark, separator « ; »), under the keys of its columns, then a foot."""
    flux = StringIO()
    ecrivain = csv.writer(flux, delimiter=";", lineterminator="\r\n")
    ecrivain.writerow([colonne.cle for colonne in tableau.colonnes])
    for cellules in tableau.cellules():
        ecrivain.writerow([_inerte(_exacte(cellule)) for cellule in cellules])
    ecrivain.writerows(pied)
    return flux.getvalue().encode("utf-8-sig")


def en_classeur(tables: Iterable[Tableau]) -> bytes:
    """Return tables as a workbook, one sheet each. No formula, whatever was typed."""
    sortie = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "dd/mm/yyyy",
    }
    with xlsxwriter.Workbook(sortie, options) as classeur:
        formats = {
            Unite.MOT: classeur.add_format({"text_wrap": True, "valign": "top"}),
            Unite.EUROS: classeur.add_format({"num_format": '#,##0.00 "€"'}),
            Unite.JOUR: classeur.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        }
        gras = classeur.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for tableau in tables:
            _feuille(classeur.add_worksheet(dire(tableau.titre)), tableau, formats, gras)
    return sortie.getvalue()


def _inerte(valeur: object) -> object:
    return sans_formule(valeur) if isinstance(valeur, str) else valeur


def _exacte(cellule: Cellule) -> object:
    """Return an exact value; nothing where it is unknown or only bounded."""
    return "" if cellule is None or isinstance(cellule, tuple) else cellule


def _feuille(feuille: Worksheet, tableau: Tableau, formats: dict[Unite, Format], gras: Format) -> None:
    feuille.write_row(0, 0, [colonne.en_tete for colonne in tableau.colonnes], gras)
    for rang, cellules in enumerate(tableau.cellules(), 1):
        for colonne, cellule in enumerate(cellules):
            _case(feuille, rang, colonne, cellule, formats)
    feuille.freeze_panes(1, 0)
    feuille.autofit(_LARGEUR)


def _case(feuille: Worksheet, ligne: int, colonne: int, cellule: Cellule, formats: dict[Unite, Format]) -> None:
    valeur = _exacte(cellule)
    if isinstance(valeur, Decimal):
        feuille.write_number(ligne, colonne, valeur, formats[Unite.EUROS])
    elif isinstance(valeur, date):
        feuille.write_datetime(ligne, colonne, valeur, formats[Unite.JOUR])
    elif isinstance(valeur, Fraction):
        feuille.write_string(ligne, colonne, str(valeur), formats[Unite.MOT])
    elif valeur != "":
        feuille.write(ligne, colonne, valeur, formats[Unite.MOT])
