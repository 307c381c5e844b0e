"""Flat rows: the columns of a table as fields of a situation, and a simulation as one row per contract year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from binome.contrats.situation import SEUILS, champs
from binome.droit.catalogue import catalogue
from binome.moteur.erreurs import ChampInconnu
from binome.simulation.simuler import Simulation

COLONNES: Final = (
    "ligne",
    "annee",
    "statut",
    "tranche_pmt",
    "tranche_pfa",
    "tranche_montant",
    "objectif_pmt",
    "objectif_pfa",
    "montant_maximal",
    "part",
    "montant",
    "acompte",
    "solde",
    "motif",
)
_CONSTAT: Final = re.compile(r"(pmt|pfa|circonstances_exceptionnelles|part_decidee)_annee_(\d{1,2})")
_CHAMP_DE_CONSTAT: Final = re.compile(r"constats\[(\d+)\]\.(\w+)")
_COMPOSES: Final = {
    "seuils_caisse": [f"{p}.{s}" for p in ("pmt", "pfa") for s in SEUILS],
    "objectifs_convenus": ["pmt", "pfa"],
    "avenant_second_assistant": ["annee", "pmt", "pfa"],
    "avenant_primo_installe": ["annee", "pmt", "pfa", "objectif_pmt", "objectif_pfa"],
}
EN_TROP: Final = ""
"""Column that no field bears: a row longer than its head, a line that is not JSON."""
_ILLISIBLES: Final = ("constats", "avenants", "lectures", *_COMPOSES)


_COMPTES: Final = ("pmt_initiale", "pfa_initiale", "pmt_adultes_initiale")


def est_un_compte(colonne: str) -> bool:
    """Return whether a column holds numbers of patients."""
    constat = _CONSTAT.fullmatch(colonne)
    return colonne in _COMPTES or (constat is not None and constat[1] in ("pmt", "pfa"))


def colonnes_connues() -> list[str]:
    """Return the names of columns that a table may have, beside those of the constats and lectures."""
    simples = [nom for nom in champs() if nom not in _ILLISIBLES]
    composees = [f"{nom}.{sous}" for nom, sous_noms in _COMPOSES.items() for sous in sous_noms]
    return [*simples, *composees, *(f"lectures.{nom}" for nom in catalogue().lectures)]


def verifier_les_colonnes(colonnes: Iterable[str]) -> None:
    """Refuse a table whose columns are not all known.

    Raises:
        ChampInconnu: a column is unknown; the nearest name is proposed.
    """
    connues = colonnes_connues()
    for colonne in colonnes:
        if colonne not in connues and not _CONSTAT.fullmatch(colonne):
            raise ChampInconnu(colonne, [*connues, "pmt_annee_3", "pfa_annee_3"], "les colonnes")


def situation_de_la_ligne(ligne: Mapping[str, Any]) -> dict[str, Any]:
    """Return the situation that a flat row describes; empty cells are unknown."""
    donnees: dict[str, Any] = {}
    constats: dict[int, dict[str, Any]] = {}
    for colonne, brut in ligne.items():
        valeur = brut.strip() if isinstance(brut, str) else brut
        if valeur is None or valeur == "":
            continue
        trouve = _CONSTAT.fullmatch(colonne)
        if trouve:
            constats.setdefault(int(trouve[2]), {})[trouve[1]] = valeur
            continue
        *chemin, feuille = colonne.split(".")
        cible = donnees
        for cle in chemin:
            cible = cible.setdefault(cle, {})
        cible[feuille] = valeur
    if constats:
        donnees["constats"] = [{"annee": annee, **lu} for annee, lu in sorted(constats.items())]
    return donnees


def colonne_du_champ(champ: str, donnees: Mapping[str, Any]) -> str:
    """Return the column that gave a field of a situation: `constats[0].pmt` came from `pmt_annee_3`, say."""
    trouve = _CHAMP_DE_CONSTAT.fullmatch(champ)
    if trouve is None or int(trouve[1]) >= len(donnees.get("constats", ())):
        return champ
    return f"{trouve[2]}_annee_{donnees['constats'][int(trouve[1])]['annee']}"


def lignes_de_la_simulation(numero: int, simulation: Simulation) -> list[tuple[Any, ...]]:
    """Return one row per contract year, in the order of `COLONNES`; a doctor who is not eligible keeps one row."""
    pmt, pfa = simulation.objectifs.pmt, simulation.objectifs.pfa
    commun = (
        simulation.eligibilite.statut,
        simulation.tranches.pmt,
        simulation.tranches.pfa,
        simulation.tranches.montant,
        None if pmt is None else pmt.patients,
        pfa.patients,
    )
    if not simulation.annees:
        return [(numero, None, *commun, None, None, None, None, None, None)]
    return [
        (
            numero,
            annee.annee,
            *commun,
            _argent(annee.montant_maximal),
            None if annee.part is None else str(annee.part),
            _argent(annee.montant),
            _argent(annee.acompte),
            _argent(annee.solde),
            annee.motif,
        )
        for annee in simulation.annees
    ]


def _argent(montant: Any) -> str | None:
    return None if montant is None else f"{montant:.2f}"
