"""The file of errors: the line of each row that was refused, the field at fault, the reason."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final

from binome.lots.interprete import ErreurDeLigne
from binome.lots.lecture.bloc import Bloc

_TITRES: Final = ("ligne", "champ", "raison")
_FORMULE: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class FichierDErreurs:
    """How the file of errors is written: its separator, and the columns of the input that name a person."""

    separateur: str = ","
    identifiants: tuple[str, ...] = ()

    def tete(self) -> bytes:
        """Return what the file begins with; spreadsheets recognise UTF-8 by its mark."""
        return BOM_UTF8 + self._en_csv([(*_TITRES, *map(sans_formule, self.identifiants))])

    def en_csv(self, erreurs: Sequence[ErreurDeLigne], un: Bloc | None = None) -> bytes:
        """Return the refusals of a block, with what names the person of each row."""
        noms = self._noms({e.ligne for e in erreurs}, un) if self.identifiants and un is not None else {}
        vides = ("",) * len(self.identifiants)
        return self._en_csv(
            (str(e.ligne), sans_formule(e.champ), sans_formule(e.raison), *noms.get(e.ligne, vides)) for e in erreurs
        )

    def _noms(self, lignes: set[int], un: Bloc) -> dict[int, tuple[str, ...]]:
        fautives = un.lignes.is_in(list(lignes))
        presents = [nom in un.identifiants.columns for nom in self.identifiants]
        rangees = un.identifiants.filter(fautives).rows(named=True)
        return {
            ligne: tuple(
                sans_formule(rangee[nom] or "") if present else ""
                for nom, present in zip(self.identifiants, presents, strict=True)
            )
            for ligne, rangee in zip(un.lignes.filter(fautives), rangees, strict=True)
        }

    def _en_csv(self, lignes: Iterable[tuple[str, ...]]) -> bytes:
        flux = StringIO(newline="")
        csv.writer(flux, delimiter=self.separateur).writerows(lignes)
        return flux.getvalue().encode()


def sans_formule(texte: str) -> str:
    """Return a text that no spreadsheet will run."""
    return f"'{texte}" if texte.startswith(_FORMULE) else texte
