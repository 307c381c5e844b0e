"""Contracts read once for all the rows that share their words, through the very reader of one doctor's simulation.

Each is read twice, with numbers that cannot be confused: where they reappear in the kernel's records is where the real
ones go. A number that is missing is -1 there, as the reader would have it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from binome.contrats.champs.formes import CENTIEMES
from binome.contrats.champs.noms_du_droit import duree_du_contrat
from binome.contrats.dossier import ouvrir
from binome.contrats.situation import lire_situation
from binome.droit.loi import Loi, LoiDuContrat
from binome.lots.jours import Signatures
from binome.lots.lignes import annee_du_constat, forme_de, formes_autour, situation_de_la_ligne
from binome.lots.nombres import rang_du_champ
from binome.moteur import saisie
from binome.moteur.erreurs import ErreurDeSaisie
from binome.noyau.codec import ContratCode, coder
from binome.noyau.compilateur.valeurs import cellules

if TYPE_CHECKING:
    import polars as pl

Cases: TypeAlias = tuple[list[int], list[int], list[int]]
"""The integers of the row of a contract, of its constats, of its avenants."""
_CONTRATS_RETENUS: Final = 100_000
_TEMOINS: Final = ((90_001, 9_001), (70_003, 7_003))
"""Where two sets of numbers begin: counts, then ranks."""
_PAS: Final = 97


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the kernel's records: which of them (row, constats, avenants), which cell."""

    table: int
    case: int


@dataclass(frozen=True, slots=True)
class Modele:
    """A contract read once: its law, the integers of its records, and which column of numbers goes where in them."""

    loi: LoiDuContrat
    cases: Cases
    places: Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class Colonnes:
    """The columns of a table: words with their types, numbers, and those whose mere presence changes the contract."""

    mots: tuple[tuple[str, pl.DataType], ...]
    nombres: tuple[str, ...]
    decisives: tuple[str, ...]

    def contrat(self, valeurs: Sequence[Any]) -> Contrat:
        """Return the contract that words, then the mask of the decisive numbers that are given, describe."""
        *mots, masque = valeurs
        noms = (nom for nom, _ in self.mots)
        absents = {nom for rang, nom in enumerate(self.decisives) if not masque >> rang & 1}
        donnes = tuple(nom for nom in self.nombres if nom not in absents)
        return Contrat(dict(zip(noms, mots, strict=True)), donnes)


@dataclass(frozen=True, slots=True)
class Contrat:
    """What rows share: every word, and which numbers may be given."""

    mots: dict[str, Any]
    nombres: tuple[str, ...]


@dataclass(slots=True)
class Memoire:
    """Contracts already read under a law, from one table to the next; None for those that the kernel may not."""

    loi: Loi
    signatures: Signatures = field(init=False)
    _lus: dict[Colonnes, dict[tuple[Any, ...], Modele | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.signatures = Signatures(self.loi)

    def lire(self, colonnes: Colonnes, valeurs: tuple[Any, ...]) -> Modele | None:
        """Return a contract, read once however often it comes back."""
        lus = self._lus.setdefault(colonnes, {})
        try:
            return lus[valeurs]
        except KeyError:
            if len(lus) >= _CONTRATS_RETENUS:
                lus.clear()
            lus[valeurs] = modele = _lire_une_fois(colonnes.contrat(valeurs), self.loi)
            return modele
        except TypeError:  # a cell that holds a list: refused by its reader, like any other
            return _lire_une_fois(colonnes.contrat(valeurs), self.loi)


def colonnes_de(table: pl.DataFrame, nombres: Sequence[str], loi: Loi) -> Colonnes:
    """Return the columns of a table whose numbers are known.

    Giving a number, whatever it is, makes an avenant, or a constat in a year that only some contracts have.
    """
    mots = tuple((nom, genre) for nom, genre in table.schema.items() if nom not in nombres)
    ranges = tuple(sorted(nombres, key=rang_du_champ))
    return Colonnes(mots, ranges, tuple(nom for nom in ranges if _est_decisive(nom, loi)))


def _est_decisive(colonne: str, loi: Loi) -> bool:
    annee = annee_du_constat(colonne)
    if annee is not None:
        return annee > duree_du_contrat(loi)
    return any(sous.obligatoire for forme in formes_autour(colonne) for sous in forme.sous.values())


def _lire_une_fois(contrat: Contrat, loi: Loi) -> Modele | None:
    """Read a contract with two sets of numbers; None when it cannot be read or is not for the kernel."""
    temoins = [_temoins(contrat.nombres, *departs) for departs in _TEMOINS]
    une, autre = (_lire(contrat.mots, temoin, loi) for temoin in temoins)
    if une is None or autre is None or une.loi != autre.loi:
        return None
    venus = {(temoins[0][nom], temoins[1][nom]): nom for nom in contrat.nombres}
    places, retenues = {}, _cases(une)
    for table, (a, b) in enumerate(zip(retenues, _cases(autre), strict=True)):
        for case, paire in enumerate(zip(a, b, strict=True)):
            if paire in venus:
                places[Place(table, case)] = venus[paire]
            elif paire[0] != paire[1]:
                return None
    return Modele(une.loi, retenues, places)


def _lire(mots: Mapping[str, object], temoin: Mapping[str, int], loi: Loi) -> ContratCode | None:
    ecrits = {nom: _ecrit(nom, nombre) for nom, nombre in temoin.items()}
    try:
        return coder(ouvrir(lire_situation(situation_de_la_ligne({**mots, **ecrits}), loi), loi))
    except ErreurDeSaisie:
        return None


def _temoins(colonnes: Sequence[str], premier_compte: int, premier_rang: int) -> dict[str, int]:
    """Return numbers that cannot be confused, increasing, within what is accepted of each."""
    return {
        nom: (premier_rang if forme_de(nom) is CENTIEMES else premier_compte) + _PAS * rang
        for rang, nom in enumerate(colonnes)
    }


def _ecrit(colonne: str, nombre: int) -> int | str:
    if forme_de(colonne) is not CENTIEMES:
        return nombre
    return "{}.{:02d}".format(*divmod(nombre, saisie.CENTIEMES))


def _cases(code: ContratCode) -> Cases:
    return (list(cellules(code.ligne)), list(cellules(code.constats)), list(cellules(code.avenants)))
