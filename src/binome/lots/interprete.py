"""Rows one by one: each read, refused in words or answered, exactly as one doctor's simulation would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from binome.contrats.dossier import ouvrir
from binome.contrats.situation import lire_situation
from binome.droit.loi import Loi
from binome.lots.lignes import colonne_du_champ, lignes_de_la_simulation, situation_de_la_ligne
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.simuler import rendre


@dataclass(frozen=True, slots=True)
class ErreurDeLigne:
    """A row that cannot be answered: its line, the field at fault, the reason."""

    ligne: int
    champ: str
    raison: str


@dataclass(slots=True)
class Repondues:
    """Answers in the order of the rows, and the rows that could not be answered: no row is dropped."""

    lignes: list[tuple[Any, ...]] = field(default_factory=list)
    erreurs: list[ErreurDeLigne] = field(default_factory=list)


def repondre(lignes: Iterable[tuple[int, Mapping[str, Any]]], loi: Loi) -> Repondues:
    """Answer flat rows under a law, each given with its line: one answer per contract year, or why there is none."""
    repondues = Repondues()
    for numero, ligne in lignes:
        donnees = situation_de_la_ligne(ligne)
        try:
            dossier = ouvrir(lire_situation(donnees, loi), loi)
        except ErreurDeSaisie as faute:
            colonne = colonne_du_champ(faute.champ, donnees)
            repondues.erreurs.append(ErreurDeLigne(numero, colonne, str(faute).replace(faute.champ, colonne)))
        else:
            repondues.lignes += lignes_de_la_simulation(numero, rendre(dossier))
    return repondues
