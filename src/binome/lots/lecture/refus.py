"""What makes a file refused as a whole, said as the person sees the file: its name, the line, the column, the cell."""

from __future__ import annotations

from binome.langue.courante import dire
from binome.moteur.erreurs import ErreurDeSaisie


class FichierRefuse(ErreurDeSaisie):
    """A file of which nothing is read; `phrase` says why and what to do."""

    def __init__(self, ou: str, phrase: str) -> None:
        super().__init__("fichier", ou, phrase)
        self.phrase = phrase
        self.args = (f"« {ou} » : {phrase}",)

    @property
    def en_phrase(self) -> str:
        """The same words, for a reader who sees the file."""
        return self.phrase


def attendu(ou: str, quoi: str) -> FichierRefuse:
    """Return the refusal of a file that is not what it should be."""
    return FichierRefuse(ou, dire("ce fichier n'est pas accepté. Attendu : {quoi}.", quoi=quoi))


def a_la_ligne(ou: str, ligne: int, phrase: str) -> FichierRefuse:
    """Return the refusal of a file because of one of its lines."""
    return FichierRefuse(ou, dire("ligne {ligne} : {phrase}", ligne=ligne, phrase=phrase))


def lettre(rang: int) -> str:
    """Return the letter of a column as spreadsheets show it: A for the first, AA for the twenty-seventh."""
    lettres = ""
    rang += 1
    while rang:
        rang, reste = divmod(rang - 1, 26)
        lettres = chr(ord("A") + reste) + lettres
    return lettres
