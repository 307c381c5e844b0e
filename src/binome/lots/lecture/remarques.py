"""What a person must know of how a file was read, gathered row after row and said once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from binome.langue.courante import dire
from binome.langue.ecriture import nombre


@dataclass(slots=True)
class Remarques:
    """Sentences known when the file is opened, and what its rows add to them."""

    a_l_ouverture: list[str] = field(default_factory=list)
    inconnus: Counter[str] = field(default_factory=Counter)
    retrouves: Counter[str] = field(default_factory=Counter)
    en_serie: Counter[str] = field(default_factory=Counter)

    def oublier(self) -> None:
        """Forget what rows added: they are about to be read again."""
        for comptes in (self.inconnus, self.retrouves, self.en_serie):
            comptes.clear()

    def phrases(self) -> list[str]:
        """Return everything that is to be said, in order."""
        suite = list(self.a_l_ouverture)
        if self.inconnus:
            phrase = "Cellules lues comme inconnues : {liste}."
            suite.append(dire(phrase, liste=_liste(self.inconnus)))
        if self.retrouves:
            phrase = "Codes qu'un tableur avait changés en dates, retrouvés : {liste}."
            suite.append(dire(phrase, liste=_liste(self.retrouves)))
        for colonne, combien in self.en_serie.items():
            phrase = "Dates écrites comme des numéros de tableur, lues dans la colonne {colonne} : {nombre}."
            suite.append(dire(phrase, colonne=colonne, nombre=nombre(combien)))
        return suite


def _liste(comptes: Counter[str]) -> str:
    return ", ".join(f"« {mot} » ({nombre(combien)})" for mot, combien in sorted(comptes.items(), key=_rang))


def _rang(compte: tuple[str, int]) -> tuple[int, str]:
    """Sort by count, largest first, then by word."""
    return (-compte[1], compte[0])
