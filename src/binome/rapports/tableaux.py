"""The schedule as a spreadsheet and as CSV: the contract years by key, then payments, situation, doubts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from binome.contrats.champs.description import champs
from binome.contrats.decrire import decrire
from binome.langue.courante import dire
from binome.langue.tableau import Colonne, Ligne, Tableau, Unite
from binome.rapports import feuilles
from binome.rapports.feuilles import en_classeur
from binome.simulation import tableaux
from binome.simulation.phrases import a_lire_d_abord, a_savoir, en_mots
from binome.simulation.simuler import Simulation

EMPORTEES: Final = ("annee", "debut", "option_etp", "montant_maximal", "part", "montant", "acompte", "solde", "motif")
"""The columns of a year that a program or a spreadsheet takes away."""
_DE_LA_SITUATION: Final = (Colonne("champ", "champ", Unite.MOT), Colonne("valeur", "valeur", Unite.PHRASE))
_DES_DOUTES: Final = (Colonne("question", "question", Unite.PHRASE), Colonne("retenue", "choix retenu", Unite.MOT))


def en_csv(simulation: Simulation) -> bytes:
    """Return the years as CSV (UTF-8 with its mark, separator « ; », as French spreadsheets read it)."""
    pied: list[Sequence[object]] = [[], ["version_du_droit", simulation.version_du_droit]]
    if simulation.reforme is not None:
        pied.append(["reforme", simulation.reforme.phrase, *simulation.reforme.changements])
    return feuilles.en_csv(tableaux.annees(simulation.reponse).choisir(*EMPORTEES), pied)


def en_xlsx(simulation: Simulation) -> bytes:
    """Return the simulation as a workbook: years, payments, situation, doubts. No formula, whatever was typed."""
    doutes = [{"question": le.question, "retenue": le.sens} for le in simulation.lectures if not le.sans_effet]
    return en_classeur(
        [
            tableaux.annees(simulation.reponse).choisir(*EMPORTEES),
            tableaux.versements(simulation.reponse),
            Tableau("Situation", _DE_LA_SITUATION, list(_situation(simulation))),
            Tableau("Doutes", _DES_DOUTES, doutes),
        ]
    )


def _situation(simulation: Simulation) -> list[Ligne]:
    reforme = simulation.reforme
    rendues = [(dire(champs()[nom].libelle), str(valeur)) for nom, valeur in decrire(simulation.situation).items()]
    lignes = [
        (dire("Résultat"), simulation.verdict),
        *((dire("Avertissement"), phrase) for phrase in a_lire_d_abord(simulation.avertissements)),
        *((dire("Réforme"), phrase) for phrase in (() if reforme is None else (reforme.phrase, *reforme.changements))),
        (dire("Éligibilité"), en_mots(simulation.eligibilite.statut)),
        *rendues,
        (dire("Version du droit"), simulation.version_du_droit),
        *((dire("Avertissement"), phrase) for phrase in a_savoir(simulation.avertissements)),
    ]
    return [{"champ": champ, "valeur": valeur} for champ, valeur in lignes]
