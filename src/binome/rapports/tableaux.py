"""The schedule as a spreadsheet and as CSV: one row per contract year, then payments, criteria, doubts."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, Final

import xlsxwriter

from binome.contrats.champs.description import champs
from binome.contrats.decrire import decrire
from binome.langue.courante import dire
from binome.simulation.phrases import a_lire_d_abord, a_savoir, en_mots, verdict
from binome.simulation.simuler import Simulation

EN_TETES: Final = ("annee", "debut", "option_etp", "montant_maximal", "part", "montant", "acompte", "solde", "motif")


def lignes(simulation: Simulation) -> list[list[Any]]:
    """Return one row per contract year, in the order of `EN_TETES`; None where unknown."""
    return [
        [
            annee.annee,
            annee.debut,
            annee.option_etp,
            annee.montant_maximal,
            None if annee.part is None else str(annee.part),
            annee.montant,
            annee.acompte,
            annee.solde,
            annee.motif,
        ]
        for annee in simulation.annees
    ]


def en_csv(simulation: Simulation) -> bytes:
    """Return the years as CSV (UTF-8 with its mark, separator « ; », as French spreadsheets read it)."""
    flux = StringIO()
    ecrivain = csv.writer(flux, delimiter=";", lineterminator="\r\n")
    ecrivain.writerow(EN_TETES)
    for ligne in lignes(simulation):
        ecrivain.writerow(["" if valeur is None else valeur for valeur in ligne])
    ecrivain.writerow([])
    ecrivain.writerow(["version_du_droit", simulation.version_du_droit])
    if simulation.reforme is not None:
        ecrivain.writerow(["reforme", simulation.reforme.phrase, *simulation.reforme.changements])
    return flux.getvalue().encode("utf-8-sig")


def en_xlsx(simulation: Simulation) -> bytes:
    """Return the simulation as a workbook: years, payments, situation, doubts. No formula, whatever was typed."""
    sortie = BytesIO()
    classeur = xlsxwriter.Workbook(
        sortie,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_date_format": "dd/mm/yyyy",
        },
    )
    gras = classeur.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    euros = classeur.add_format({"num_format": '#,##0.00 "€"'})
    jour = classeur.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    texte = classeur.add_format({"text_wrap": True, "valign": "top"})
    formats = {"gras": gras, "euros": euros, "jour": jour, "texte": texte}
    _feuille(classeur, dire("Années"), [dire(t.replace("_", " ")) for t in EN_TETES], lignes(simulation), formats)
    versements = [
        [annee.annee, str(v.nature), v.au_plus_tard, v.montant] for annee in simulation.annees for v in annee.versements
    ]
    _feuille(
        classeur,
        dire("Versements"),
        [dire(t) for t in ("année", "nature", "au plus tard", "montant")],
        versements,
        formats,
    )
    _feuille(classeur, dire("Situation"), [dire("champ"), dire("valeur")], _situation(simulation), formats)
    doutes = [[lecture.question, lecture.retenue] for lecture in simulation.lectures if not lecture.sans_effet]
    _feuille(classeur, dire("Doutes"), [dire("question"), dire("choix retenu")], doutes, formats)
    classeur.close()
    return sortie.getvalue()


def _situation(simulation: Simulation) -> list[list[Any]]:
    rendues = [[dire(champs()[nom].libelle), str(valeur)] for nom, valeur in decrire(simulation.situation).items()]
    return [
        [dire("Résultat"), verdict(simulation.reponse)],
        *([dire("Avertissement"), phrase] for phrase in a_lire_d_abord(simulation.avertissements)),
        *_reforme(simulation),
        [dire("Éligibilité"), en_mots(simulation.eligibilite.statut)],
        *rendues,
        [dire("Version du droit"), simulation.version_du_droit],
        *([dire("Avertissement"), phrase] for phrase in a_savoir(simulation.avertissements)),
    ]


def _reforme(simulation: Simulation) -> list[list[Any]]:
    if simulation.reforme is None:
        return []
    return [[dire("Réforme"), phrase] for phrase in (simulation.reforme.phrase, *simulation.reforme.changements)]


def _feuille(classeur: Any, nom: str, tete: list[str], lues: list[list[Any]], formats: dict[str, Any]) -> None:
    feuille = classeur.add_worksheet(nom)
    feuille.write_row(0, 0, tete, formats["gras"])
    for rang, ligne in enumerate(lues, 1):
        for colonne, valeur in enumerate(ligne):
            if isinstance(valeur, Decimal):
                feuille.write_number(rang, colonne, valeur, formats["euros"])
            elif hasattr(valeur, "isoformat"):
                feuille.write_datetime(rang, colonne, valeur, formats["jour"])
            elif valeur is not None:
                feuille.write(rang, colonne, valeur, formats["texte"])
    feuille.freeze_panes(1, 0)
    feuille.autofit(420)
