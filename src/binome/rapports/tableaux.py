"""The schedule as a spreadsheet and as CSV: the contract years by key, then payments, situation, doubts."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final

import xlsxwriter

from binome.contrats.champs.description import champs
from binome.contrats.decrire import decrire
from binome.langue.courante import dire
from binome.langue.tableau import Cellule, Colonne, Ligne, Tableau, Unite
from binome.simulation import tableaux
from binome.simulation.phrases import a_lire_d_abord, a_savoir, en_mots, verdict
from binome.simulation.simuler import Simulation

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

EMPORTEES: Final = ("annee", "debut", "option_etp", "montant_maximal", "part", "montant", "acompte", "solde", "motif")
"""The columns of a year that a program or a spreadsheet takes away."""
_DE_LA_SITUATION: Final = (Colonne("champ", "champ", Unite.MOT), Colonne("valeur", "valeur", Unite.PHRASE))
_DES_DOUTES: Final = (Colonne("question", "question", Unite.PHRASE), Colonne("retenue", "choix retenu", Unite.MOT))
_LARGEUR: Final = 420


def en_csv(simulation: Simulation) -> bytes:
    """Return the years as CSV (UTF-8 with its mark, separator « ; », as French spreadsheets read it)."""
    flux = StringIO()
    ecrivain = csv.writer(flux, delimiter=";", lineterminator="\r\n")
    annees = tableaux.annees(simulation.reponse).choisir(*EMPORTEES)
    ecrivain.writerow([colonne.cle for colonne in annees.colonnes])
    for cellules in annees.cellules():
        ecrivain.writerow([_exacte(cellule) for cellule in cellules])
    ecrivain.writerow([])
    ecrivain.writerow(["version_du_droit", simulation.version_du_droit])
    if simulation.reforme is not None:
        ecrivain.writerow(["reforme", simulation.reforme.phrase, *simulation.reforme.changements])
    return flux.getvalue().encode("utf-8-sig")


def _exacte(cellule: Cellule) -> object:
    """Return an exact value; nothing where it is unknown or only bounded."""
    return "" if cellule is None or isinstance(cellule, tuple) else cellule


def en_xlsx(simulation: Simulation) -> bytes:
    """Return the simulation as a workbook: years, payments, situation, doubts. No formula, whatever was typed."""
    sortie = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "dd/mm/yyyy",
    }
    doutes = [{"question": le.question, "retenue": le.sens} for le in simulation.lectures if not le.sans_effet]
    with xlsxwriter.Workbook(sortie, options) as classeur:
        formats = {
            Unite.MOT: classeur.add_format({"text_wrap": True, "valign": "top"}),
            Unite.EUROS: classeur.add_format({"num_format": '#,##0.00 "€"'}),
            Unite.JOUR: classeur.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        }
        gras = classeur.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for tableau in (
            tableaux.annees(simulation.reponse).choisir(*EMPORTEES),
            tableaux.versements(simulation.reponse),
            Tableau("Situation", _DE_LA_SITUATION, list(_situation(simulation))),
            Tableau("Doutes", _DES_DOUTES, doutes),
        ):
            _feuille(classeur.add_worksheet(dire(tableau.titre)), tableau, formats, gras)
    return sortie.getvalue()


def _situation(simulation: Simulation) -> list[Ligne]:
    reforme = simulation.reforme
    rendues = [(dire(champs()[nom].libelle), str(valeur)) for nom, valeur in decrire(simulation.situation).items()]
    lignes = [
        (dire("Résultat"), verdict(simulation.reponse)),
        *((dire("Avertissement"), phrase) for phrase in a_lire_d_abord(simulation.avertissements)),
        *((dire("Réforme"), phrase) for phrase in (() if reforme is None else (reforme.phrase, *reforme.changements))),
        (dire("Éligibilité"), en_mots(simulation.eligibilite.statut)),
        *rendues,
        (dire("Version du droit"), simulation.version_du_droit),
        *((dire("Avertissement"), phrase) for phrase in a_savoir(simulation.avertissements)),
    ]
    return [{"champ": champ, "valeur": valeur} for champ, valeur in lignes]


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
