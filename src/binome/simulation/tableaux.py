"""The tables of an answer: the contract years and their payments, for every face that shows them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from binome.langue.tableau import Cellule, Colonne, Ligne, Tableau, Unite
from binome.simulation.phrases import en_mots, versement_en_mots
from binome.simulation.reponse import AnneeDeContrat, ReponseCalculee

ANNEES: Final = (
    Colonne("annee", "Année", Unite.MOT),
    Colonne("debut", "Début", Unite.JOUR),
    Colonne("option_etp", "Temps de travail", Unite.MOT, essentielle=False),
    Colonne("montant_maximal", "Maximum", Unite.EUROS),
    Colonne("part", "Part", Unite.PART),
    Colonne("montant", "Dû", Unite.EUROS),
    Colonne("versements", "Versements", Unite.PHRASE),
    Colonne("acompte", "Acompte", Unite.EUROS, essentielle=False),
    Colonne("solde", "Solde", Unite.EUROS, essentielle=False),
    Colonne("motif", "Motif", Unite.MOT, essentielle=False),
)
A_LIRE: Final = ("annee", "debut", "montant_maximal", "part", "montant", "versements")
"""What a person reads of a year."""
VERSEMENTS: Final = (
    Colonne("annee", "Année", Unite.MOT),
    Colonne("nature", "Nature", Unite.MOT),
    Colonne("au_plus_tard", "Au plus tard", Unite.JOUR),
    Colonne("montant", "Montant", Unite.EUROS),
)


def annees(reponse: ReponseCalculee) -> Tableau:
    """Return the contract years; a sum or a share that is only bounded is a pair."""
    return Tableau("Années", ANNEES, [_annee(annee) for annee in reponse.annees])


def versements(reponse: ReponseCalculee) -> Tableau:
    """Return the payments, year after year."""
    lignes: list[Ligne] = [
        {
            "annee": annee.annee,
            "nature": en_mots(versement.nature),
            "au_plus_tard": versement.au_plus_tard,
            "montant": versement.montant,
        }
        for annee in reponse.annees
        for versement in annee.versements
    ]
    return Tableau("Versements", VERSEMENTS, lignes)


def _annee(annee: AnneeDeContrat) -> Ligne:
    return {
        "annee": annee.annee,
        "debut": annee.debut,
        "option_etp": annee.option_etp,
        "montant_maximal": _bornee(annee.montant_maximal, annee.montant_maximal_bornes),
        "part": _bornee(annee.part, annee.part_bornes),
        "montant": _bornee(annee.montant, annee.montant_bornes),
        "versements": tuple(versement_en_mots(versement) for versement in annee.versements),
        "acompte": annee.acompte,
        "solde": annee.solde,
        "motif": annee.motif,
    }


def _bornee(exacte: Decimal | Fraction | None, bornes: tuple[Decimal | Fraction, ...] | None) -> Cellule:
    return bornes if exacte is None and bornes is not None else exacte
