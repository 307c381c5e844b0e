"""The table in which a reader writes a reform: the numbers of today, and beside each what it would become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Final

from binome.droit.bornes import reste_fixe
from binome.droit.catalogue import Catalogue
from binome.droit.loi import loi_en_vigueur
from binome.droit.reformes_en_ligne import avec
from binome.droit.reformes_en_mots import libelles, valeur_en_mots
from binome.lots.reformes import valeur_ecrite
from binome.moteur.parametres import Parametre
from binome.moteur.primitives import INCONNU, SANS_OBJET

PREFIXE: Final = "n:"
"""What the name of a field of the table begins with: the name of the number and the codes of its cell follow."""
_UNITES: Final = frozenset({"EUR par an", "patients", "fraction", "années", "année", "ans", "mois", "pour-cent"})
_DES_MEDECINS: Final = "patientele"
"""The theme of what doctors are, which no reform decides."""
_ESTIMATION: Final = "_estime"
_CASES_AU_PLUS: Final = 60


@dataclass(frozen=True, slots=True)
class Case:
    """One number of today: the name of its field, its place in words, what it is."""

    nom: str
    place: str
    valeur: str
    saisie: str = ""
    """What the reader typed, when it could not be taken."""


@dataclass(frozen=True, slots=True)
class Grille:
    """One number of the law: a row a cell, or a table with the last axis in columns."""

    nom: str
    titre: str
    colonnes: tuple[str, ...]
    lignes: tuple[tuple[str, tuple[Case, ...]], ...]

    @property
    def ouverte(self) -> bool:
        """Whether something was typed in it."""
        return any(case.saisie for _, cases in self.lignes for case in cases)


@cache
def grilles(droit: Catalogue) -> tuple[Grille, ...]:
    """Return the tables of every number of today that a reform may write, those with most cells first."""
    toutes = (_grille(parametre, droit) for parametre in droit.parametres.values() if _se_reforme(parametre, droit))
    gardees = [une for une in toutes if 0 < _cases(une) <= _CASES_AU_PLUS]
    return tuple(sorted(gardees, key=lambda une: -_cases(une)))


def _cases(grille: Grille) -> int:
    return sum(len(cases) for _, cases in grille.lignes)


def _se_reforme(parametre: Parametre, droit: Catalogue) -> bool:
    if parametre.unite not in _UNITES or parametre.theme == _DES_MEDECINS or parametre.nom.endswith(_ESTIMATION):
        return False
    return not reste_fixe(parametre) and any(version.couvre(droit.verifie_le) for version in parametre.versions)


def _grille(parametre: Parametre, droit: Catalogue) -> Grille:
    """Return the table of a number: rows and columns in which nothing is known today are left out."""
    valeur = parametre.au(droit.verifie_le).valeur
    if not parametre.axes:
        return Grille(parametre.nom, parametre.titre, (), (("", (_case(parametre, (), valeur, droit),)),))
    *lignes, colonnes = (range(len(droit.axes[axe].codes)) for axe in parametre.axes)
    connues = {case for case in product(*lignes, colonnes) if _est_connue(_dans(valeur, case))}
    gardees = [rang for rang in colonnes if any(case[-1] == rang for case in connues)]
    rangees = tuple(
        (
            ", ".join(_noms(parametre, (*debut, 0), droit)[:-1]),
            tuple(_case(parametre, (*debut, rang), valeur, droit) for rang in gardees),
        )
        for debut in product(*lignes)
        if any(case[:-1] == debut for case in connues)
    )
    tete = tuple(_noms(parametre, (*(0 for _ in lignes), rang), droit)[-1] for rang in gardees)
    return Grille(parametre.nom, parametre.titre, tete, rangees)


def _dans(valeur: object, case: Sequence[int]) -> object:
    for indice in case:
        assert isinstance(valeur, tuple)
        valeur = valeur[indice]
    return valeur


def _est_connue(valeur: object) -> bool:
    entier = valeur[0] if isinstance(valeur, tuple) else valeur
    return entier not in (INCONNU, SANS_OBJET)


def _noms(parametre: Parametre, case: tuple[int, ...], droit: Catalogue) -> list[str]:
    return list(libelles(parametre, case, droit))


def _case(parametre: Parametre, case: tuple[int, ...], valeur: object, droit: Catalogue) -> Case:
    codes = [droit.axes[axe].codes[indice] for axe, indice in zip(parametre.axes, case, strict=True)]
    place = ", ".join((parametre.titre, *libelles(parametre, case, droit)))
    return Case(":".join((parametre.nom, *codes)), place, valeur_en_mots(parametre, _dans(valeur, case)))


def remplir(vides: Iterable[Grille], brutes: Mapping[str, str]) -> list[Grille]:
    """Return the tables with what was typed in them."""
    return [
        replace(
            grille,
            lignes=tuple(
                (tete, tuple(replace(case, saisie=brutes.get(PREFIXE + case.nom, "")) for case in cases))
                for tete, cases in grille.lignes
            ),
        )
        for grille in vides
    ]


def ligne_composee(deja: str, brutes: Mapping[str, str]) -> str:
    """Return a reform in one line: the one there was, with what was typed in the table in place of its own cells.

    Raises:
        ErreurDeSaisie: a value is not what the number accepts.
    """
    ecrites = {
        nom.removeprefix(PREFIXE): str(valeur_ecrite(brute.strip()))
        for nom, brute in brutes.items()
        if nom.startswith(PREFIXE) and brute.strip()
    }
    return avec(deja, ecrites, loi_en_vigueur().catalogue)
