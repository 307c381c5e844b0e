"""Lectures: the doubts of a text as data. A lecture is a question, its choices, the one retained by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from binome.moteur.erreurs import ErreurDeDroit
from binome.moteur.sources import Source, lire_source

_CHOIX_MINIMAUX: Final = 2


@dataclass(frozen=True, slots=True)
class Lecture:
    """A named switch.

    `defauts` gives, for some contexts (a regime, a family of specialities), a default other than `defaut`.
    """

    id: str
    question: str
    choix: dict[str, str]
    defaut: str
    defauts: dict[str, str]
    enjeu: str
    sources: tuple[Source, ...]
    note: str

    def rang_du_choix(self, code: str) -> int:
        """Return the integer that rules compare for `code`."""
        return list(self.choix).index(code)

    def retenue(self, contextes: tuple[str, ...]) -> str:
        """Return the default choice in these contexts, the first that has one of its own winning."""
        return next((self.defauts[c] for c in contextes if c in self.defauts), self.defaut)


def lire_lectures(donnees: Mapping[str, Any]) -> dict[str, Lecture]:
    """Read the lectures from the content of their data file.

    Raises:
        ErreurDeDroit: a default that is not among the choices, fewer than two choices, a field missing.
    """
    lectures = {}
    for identifiant, brute in donnees.items():
        try:
            lecture = Lecture(
                id=identifiant,
                question=brute["question"],
                choix=dict(brute["choix"]),
                defaut=brute["defaut"],
                defauts=dict(brute.get("defauts", {})),
                enjeu=brute["enjeu"],
                sources=tuple(lire_source(s["source"], s["grade"]) for s in brute["sources"]),
                note=brute.get("note", ""),
            )
        except KeyError as manque:
            raise ErreurDeDroit(f"Lecture {identifiant} : le champ {manque} manque.") from manque
        if len(lecture.choix) < _CHOIX_MINIMAUX or not {lecture.defaut, *lecture.defauts.values()} <= set(
            lecture.choix
        ):
            raise ErreurDeDroit(f"Lecture {identifiant} : il faut deux choix au moins, et le défaut parmi eux.")
        lectures[identifiant] = lecture
    return lectures
