"""A reading otherwise: the choice that a dossier retains, the other ones, the situation under one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from binome.contrats.dossier import Dossier
from binome.contrats.situation import Situation
from binome.droit.cadre import lecture_retenue


def choix_retenu(nom: str, dossier: Dossier) -> str:
    """Return the choice of a reading that a dossier is computed under."""
    situation = dossier.situation
    return lecture_retenue(nom, situation.lectures, dossier.loi, dossier.regime, situation.specialite)


def autres_choix(nom: str, dossier: Dossier) -> Iterator[str]:
    """Yield the other choices of a reading, in the order of the law's file."""
    retenu = choix_retenu(nom, dossier)
    yield from (choix for choix in dossier.droit.lectures[nom].choix if choix != retenu)


def sous_un_choix(situation: Situation, lecture: str, choix: str) -> Situation:
    """Return a situation under another choice of a reading."""
    return replace(situation, lectures={**situation.lectures, lecture: choix})
