"""Flat rows: the columns of a table as fields of a situation, and a simulation as one row per contract year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from binome.contrats.champs.description import champs
from binome.contrats.champs.formes import CENTIEMES, COMPTE, Forme, Genre, Lien
from binome.contrats.champs.noms import chemins
from binome.moteur.erreurs import ChampInconnu
from binome.simulation.reponse import ReponseCalculee

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
EN_TROP: Final = ""
"""Column that no field bears: a row longer than its head, a line that is not JSON."""
_PARMI_D_AUTRES: Final = ("pmt_annee_3", "pfa_annee_3")


def forme_de(colonne: str) -> Forme[Any] | None:
    """Return how the cells of a column are read; None when no field bears this name in a table."""
    place = champs().colonnes.place(colonne)
    if place is None:
        return None
    forme: Forme[Any] = place.champ.forme if place.sous is None else place.sous.forme
    return None if forme.genre in (Genre.OBJET, Genre.LISTE) else forme


def est_un_nombre(colonne: str) -> bool:
    """Return whether a column holds counts of patients, or ranks: numbers that the rules take as they are.

    Those that may be refused because of their neighbours are left out, but for numbers that must only grow.
    """
    if forme_de(colonne) not in (COMPTE, CENTIEMES):
        return False
    return all(forme.lien is not Lien.AUTRE for forme in formes_autour(colonne))


def formes_autour(colonne: str) -> list[Forme[Any]]:
    """Return the forms of the field that a column is in, from the outermost; none for a field of its own."""
    place = champs().colonnes.place(colonne)
    if place is None or not place.chemin:
        return []
    formes = [place.champ.forme]
    for pas in place.chemin[1 if place.champ.forme.cle else 0 : -1]:
        formes.append(formes[-1].sous[pas].forme)
    return formes


def annee_du_constat(colonne: str) -> int | None:
    """Return the contract year of the constat that a column is about, None for the other columns."""
    place = champs().colonnes.place(colonne)
    return int(place.chemin[0]) if place is not None and place.champ.forme.cle and place.chemin else None


def colonnes_connues() -> list[str]:
    """Return the names of columns that a table may have, beside those of the constats."""
    return [nom for champ in champs().values() if champ.forme.genre is not Genre.LISTE for nom in _colonnes(champ.nom)]


def _colonnes(nom: str) -> list[str]:
    noms = champs().colonnes
    return [noms.nom(nom, chemin) if chemin else nom for chemin in chemins(champs()[nom].forme)]


def verifier_les_colonnes(colonnes: Iterable[str]) -> None:
    """Refuse a table whose columns are not all known.

    Raises:
        ChampInconnu: a column is unknown; the nearest name is proposed.
    """
    connues = colonnes_connues()
    for colonne in colonnes:
        place = champs().colonnes.place(colonne)
        if colonne not in connues and (place is None or not place.champ.forme.cle):
            raise ChampInconnu(colonne, [*connues, *_PARMI_D_AUTRES], "les colonnes")


def situation_de_la_ligne(ligne: Mapping[str, object]) -> dict[str, object]:
    """Return the situation that a flat row describes; empty cells are unknown."""
    nettes = {nom: brut.strip() if isinstance(brut, str) else brut for nom, brut in ligne.items()}
    return champs().colonnes.composer({nom: v for nom, v in nettes.items() if v is not None and v != ""})


def colonne_du_champ(champ: str, donnees: Mapping[str, object]) -> str:
    """Return the column that gave a field of a situation: `constats[0].pmt` came from `pmt_annee_3`, say."""
    return champs().colonnes.nom_du_champ(champ, donnees) or champ


def lignes_de_la_simulation(numero: int, simulation: ReponseCalculee) -> list[tuple[object, ...]]:
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


def _argent(montant: object) -> str | None:
    return None if montant is None else f"{montant:.2f}"
