"""Where a rule or a number comes from: a text, a section, a grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from binome.moteur.erreurs import ErreurDeDroit
from binome.moteur.rendu import sous

GRADES: Final = {
    "A": "lu dans un texte publié par l'Assurance Maladie",
    "B": "lu dans un document professionnel du régime",
    "C": "lu dans une source secondaire",
    "D": "déduit par Binôme, à ne pas présenter comme le droit",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A citation: identifier of the text, section or illustration, grade of confidence."""

    texte: str
    section: str = field(metadata=sous("article"))
    grade: str

    def __str__(self) -> str:
        return f"{self.texte} §{self.section} [{self.grade}]"


@dataclass(frozen=True, slots=True)
class Texte:
    """A document that is cited, the best grade that a citation may bear; `lu` when its own text was read.

    `court` is what a citation calls it.
    """

    id: str
    titre: str
    court: str
    auteur: str
    nature: str
    date: date | None
    url: str | None
    lu: bool
    note: str
    grade: str


def lire_textes(donnees: Mapping[str, Any]) -> dict[str, Texte]:
    """Read the documents that are cited from the content of their data file, by identifier."""
    return {
        nom: Texte(
            nom,
            t["titre"],
            t["court"],
            t["auteur"],
            t["nature"],
            t.get("date"),
            t.get("url"),
            t["lu"],
            t["note"],
            t["grade"],
        )
        for nom, t in donnees.items()
    }


def lire_source(citation: str, grade: str) -> Source:
    """Read « texte §section ».

    Raises:
        ErreurDeDroit: no section, or a grade that is not one of A to D.
    """
    texte, separateur, section = citation.partition(" §")
    if not separateur or not texte or not section:
        raise ErreurDeDroit(f"La source « {citation} » doit s'écrire « texte §section ».")
    if grade not in GRADES:
        raise ErreurDeDroit(f"Le grade « {grade} » de « {citation} » n'existe pas ; attendu : {', '.join(GRADES)}.")
    return Source(texte, section, grade)
