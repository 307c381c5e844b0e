"""Writes the files of this folder, as French Excel, LibreOffice and a data portal write them.

`python -m tests.lots.fichiers.ecrire` makes them again. Those of `tableur/` were made by a real spreadsheet program: see
`tableur/LISEZMOI.md`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

DOSSIER = Path(__file__).parent
FINE, INSECABLE = "\u202f", "\u00a0"
TETE = ("rpps", "specialite", "secteur", "option_etp", "date_signature", "pmt_initiale", "pfa_initiale")
TITRES = ("N° RPPS", "Spécialité", "Secteur conventionnel", "Option ETP", "Date de signature", "PMT", "File active")
RANGEES = (
    ("10000000001", "01", "1", "1", "01/09/2024", "1219", "1514"),
    ("10000000002", "10-1", "2-optam", "0,5", "15/01/2025", "", "1700"),
)
"""The two doctors that nearly every file holds."""


def texte(tete: Sequence[str], rangees: Sequence[Sequence[str]], separateur: str = ";", fin: str = "\r\n") -> str:
    """Return a table as separated text."""
    return "".join(separateur.join(rangee) + fin for rangee in (tete, *rangees))


def autres(**colonnes: tuple[str, str]) -> list[list[str]]:
    """Return the two doctors with other cells in some columns."""
    rangees = [list(rangee) for rangee in RANGEES]
    for nom, cellules in colonnes.items():
        for rangee, cellule in zip(rangees, cellules, strict=True):
            rangee[TETE.index(nom)] = cellule
    return rangees


MOTS = autres(
    specialite=("Médecine générale", "Gynécologie médicale"),
    secteur=("Secteur 1", "secteur 2 Optam"),
    option_etp=("1 ETP", "un mi-temps"),
    date_signature=("1er septembre 2024", "15 janv. 2025"),
    pmt_initiale=("1 219", "NC"),
    pfa_initiale=("1 514 patients", "1 700"),
)
GUILLEMETS = [[f'"{cellule}"' for cellule in rangee] for rangee in (TETE, *RANGEES)]
SUR_DEUX_LIGNES = [
    '"N°\nRPPS"',
    '"Spécialité"',
    "SECTEUR",
    '"Option\nETP"',
    '"Date de\nsignature"',
    "PMT initiale",
    "PFA",
]
PORTAIL = """annee;code_region;specialite;libelle_region;secteur;option_etp;date_signature;pmt_initiale;pfa_initiale
2023;11;Médecine générale;Île-de-France;1;1;2024-09-01;1219;1514
2023;11;Gynécologie médicale;Île-de-France;2-optam;0.5;2025-01-15;NS;1700
"""
JSON = [
    {
        **dict(zip(TETE, rangee, strict=True)),
        "option_etp": option,
        "date_signature": jour,
        "pfa_initiale": int(rangee[6]),
    }
    for rangee, option, jour in zip(RANGEES, ("1", "0.5"), ("2024-09-01", "2025-01-15"), strict=True)
]

TEXTES: dict[str, bytes] = {
    "excel_csv_utf8.csv": texte(TETE, RANGEES).encode("utf-8-sig"),
    "excel_csv_windows.csv": texte(TITRES, MOTS).encode("cp1252"),
    "excel_texte_unicode.csv": texte(TETE, RANGEES, "\t").encode("utf-16"),
    "excel_mac_retours_chariot.csv": texte(TETE, RANGEES, fin="\r").encode(),
    "excel_sep_declare.csv": ("sep=;\r\n" + texte(TETE, RANGEES)).encode("cp1252"),
    "tabulations.csv": texte(TETE, RANGEES, "\t", "\n").encode(),
    "virgules_et_guillemets.csv": texte(GUILLEMETS[0], GUILLEMETS[1:], ",", "\n").encode(),
    "milliers_insecables.csv": texte(
        TETE, autres(pmt_initiale=(f"1{FINE}219", ""), pfa_initiale=(f"1{INSECABLE}514", "1 700"))
    ).encode(),
    "milliers_windows.csv": texte(
        TETE, autres(pmt_initiale=(f"1{INSECABLE}219", ""), pfa_initiale=("1 514", f"1{INSECABLE}700"))
    ).encode("cp1252"),
    "colonnes_et_lignes_vides.csv": texte(
        [*TETE, "", "", ""], [[""] * 10, *([*rangee, "", "", ""] for rangee in RANGEES), [], [" "] * 10]
    ).encode("utf-8-sig"),
    "titre_au_dessus.csv": (
        "Médecins du bassin;;;;;;\r\nExtrait le 12/02/2025;;;;;;\r\n;;;;;;\r\n" + texte(TETE, RANGEES)
    ).encode("utf-8-sig"),
    "titres_sur_deux_lignes.csv": texte(SUR_DEUX_LIGNES, RANGEES).encode("utf-8-sig"),
    "dates_a_points.csv": texte(TETE, autres(date_signature=("01.09.24", "15-01-2025"))).encode(),
    "dates_serrees.csv": texte(TETE, autres(date_signature=("20240901", "20250115"))).encode(),
    "dates_numeros_de_serie.csv": texte(TETE, autres(date_signature=("45536", "45672"))).encode(),
    "dates_mois_d_abord.csv": texte(TETE, autres(date_signature=("09/01/2024", "01/15/2025"))).encode(),
    "codes_devenus_dates.csv": texte(
        TETE, autres(specialite=("1", "10-janv"), option_etp=("1", "01/02/2024"))
    ).encode(),
    "codes_devenus_numeros.csv": texte(TETE, autres(specialite=("1,0", "45301"), option_etp=("1,0", "0.50"))).encode(),
    "inconnus.csv": texte(TETE, autres(pmt_initiale=("1219", "NS"), secteur=("1", "n/c"))).encode(),
    "colonne_en_double.csv": texte([*TETE, "PFA"], [[*rangee, "3"] for rangee in RANGEES]).encode(),
    "colonne_mal_ecrite.csv": texte([*TETE[:-1], "pfa_inital"], RANGEES).encode(),
    "colonnes_en_plus.csv": texte([*TETE, "Commentaire", "Nom"], [[*r, "vu", "Dr A"] for r in RANGEES]).encode(),
    "cellule_en_trop.csv": (
        b"specialite,option_etp,date_signature,pfa_initiale\n01,0,5,2024-09-01,1514\n10-1,1,2025-01-15,1700\n"
    ),
    "guillemet_ouvert.csv": (texte(TETE, RANGEES[:1]) + '"10000000002;10-1;1;1;15/01/2025;;1700\r\n').encode(),
    "codes_nationaux.csv": texte(
        TETE, [*autres(specialite=("02", "33")), ["10000000003", "07", "1", "1", "01/09/2024", "", "900"]]
    ).encode(),
    "milliers_ambigus.csv": texte(TETE, autres(pfa_initiale=("1.514", "2.000"))).encode(),
    "plusieurs_fautes.csv": texte(
        TETE, autres(specialite=("01", "zz"), date_signature=("01/09/2024", "31/02/2025"), pfa_initiale=("1514", "1,5"))
    ).encode(),
    "portail.csv": PORTAIL.encode(),
    "lignes.jsonl": "".join(json.dumps(un) + "\n" for un in JSON).encode(),
    "tableau_json.jsonl": b'[\n{"specialite": "01"},\n{"specialite": "02"}\n]\n',
    "virgules_finales.jsonl": b'{"specialite": "01", "option_etp": "1"},\n{"specialite": "01", "option_etp": "1"}\n',
}


def _vrais_types(classeur: Any) -> None:
    """True dates, numbers shown with spaces and per cents, codes turned into dates, a formula and an error."""
    feuille = classeur.add_worksheet("Feuil1")
    jour = classeur.add_format({"num_format": "dd/mm/yyyy"})
    milliers = classeur.add_format({"num_format": "# ##0"})
    feuille.write_row(0, 0, [*TETE, "part_activite_liberale"])
    feuille.write_row(1, 0, [10000000001, 1, 1, 1])
    feuille.write_datetime(1, 4, date(2024, 9, 1), jour)
    feuille.write_number(1, 5, 1219, milliers)
    feuille.write_formula(1, 6, "=1500+14", milliers, 1514)
    feuille.write_number(1, 7, 4 / 5, classeur.add_format({"num_format": "0 %"}))
    feuille.write_number(2, 0, 10000000002)
    feuille.write_datetime(2, 1, date(2024, 1, 10), classeur.add_format({"num_format": "d-mmm"}))
    feuille.write_string(2, 2, "2-optam")
    feuille.write_number(2, 3, 1 / 2)
    feuille.write_datetime(2, 4, date(2025, 1, 15), jour)
    feuille.write_formula(2, 5, "=1/0", value="#DIV/0!")
    feuille.write_string(2, 6, f"1{FINE}700")


def _lisez_moi_d_abord(classeur: Any) -> None:
    """A first sheet to read, then the table, lower and to the right, under a title."""
    notice = classeur.add_worksheet("Lisez-moi")
    notice.write_column(0, 0, ["Fichier des médecins du bassin", "Secteur : voir l'espace professionnel", "Zone : ARS"])
    feuille = classeur.add_worksheet("Médecins")
    feuille.write(1, 2, "Médecins du bassin, février 2025")
    feuille.write_row(3, 2, TITRES)
    for numero, rangee in enumerate(MOTS):
        feuille.write_row(4 + numero, 2, rangee)
    feuille.write(4, 12, "à rappeler")


def _cellule_egaree(classeur: Any) -> None:
    """One cell in the last corner of the sheet."""
    feuille = classeur.add_worksheet()
    feuille.write_row(0, 0, TETE)
    feuille.write_row(1, 0, RANGEES[0])
    feuille.write(1_048_575, 16_383, "x")


CLASSEURS = {
    "vrais_types.xlsx": _vrais_types,
    "lisez_moi_d_abord.xlsx": _lisez_moi_d_abord,
    "cellule_egaree.xlsx": _cellule_egaree,
}


def principal() -> int:
    """Write every file."""
    import xlsxwriter

    for nom, octets in TEXTES.items():
        (DOSSIER / nom).write_bytes(octets)
    for nom, ecrire in CLASSEURS.items():
        with xlsxwriter.Workbook(DOSSIER / nom) as classeur:
            classeur.set_properties({"created": date(2025, 2, 12)})
            ecrire(classeur)
    return 0


if __name__ == "__main__":
    sys.exit(principal())
