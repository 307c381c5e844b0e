"""What a rule may use beside `if`, comparisons and integer arithmetic.

Every function here is total on integers, allocates nothing and has a compiled form: by its own source, or, for
`rang` and `choix`, by a branch-free twin that the compiling side derives from the length of the tuple.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

INCONNU: Final = -1
"""A patient count, rank, amount or choice that nobody has given. Never zero, never taken for a number."""

SANS_OBJET: Final = -2
"""A cell that the table leaves empty on purpose: the thing does not exist."""

ABSENT: Final = -(2**31)
"""A sum that does not exist (no acompte, no solde yet): no real one is so low."""

_CENT: Final = 100
_MILLE: Final = 1000

Taux = tuple[int, int]
"""An exact rate: numerator, denominator (> 0)."""

NUL: Final[Taux] = (0, 1)
ENTIER: Final[Taux] = (1, 1)
TAUX_INCONNU: Final[Taux] = (INCONNU, 1)

COMPILABLES: dict[str, Callable[..., Any]] = {}
PAR_LONGUEUR: dict[str, Callable[..., Any]] = {}
JUMELEES: dict[str, Callable[..., Any]] = {}

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


def compilable(fonction: F) -> F:
    """Register a primitive that compiles from its own source."""
    COMPILABLES[fonction.__name__] = fonction
    return fonction


def par_longueur(fonction: F) -> F:
    """Register a primitive whose compiled form is written for the length of its tuple."""
    PAR_LONGUEUR[fonction.__name__] = fonction
    return fonction


def jumelee(fonction: F) -> F:
    """Register a primitive whose compiled form is another one, proved equal (see `population.compilation`)."""
    JUMELEES[fonction.__name__] = fonction
    return fonction


@par_longueur
def rang(valeur: int, seuils: Sequence[int]) -> int:
    """Return how many of the increasing `seuils` are reached by `valeur`."""
    return bisect_right(seuils, valeur)


@par_longueur
def choix(ligne: Sequence[T], indice: int) -> T:
    """Return the cell of a table's row; the index is an enumeration's value, from 0."""
    return ligne[indice]


@compilable
def au_moins(taux: Taux, seuil: Taux) -> bool:
    """Return whether taux >= seuil, by cross-multiplication."""
    return taux[0] * seuil[1] >= seuil[0] * taux[1]


@compilable
def depasse(taux: Taux, seuil: Taux) -> bool:
    """Return whether taux > seuil, by cross-multiplication."""
    return taux[0] * seuil[1] > seuil[0] * taux[1]


@compilable
def plus_grand(gauche: Taux, droite: Taux) -> Taux:
    """Return the greater of two rates (the first when equal)."""
    if droite[0] * gauche[1] > gauche[0] * droite[1]:
        return droite
    return gauche


@compilable
def plafonne(taux: Taux) -> Taux:
    """Return the rate, at most one."""
    if taux[0] >= taux[1]:
        return (1, 1)
    return taux


@jumelee
def quotient(numerateur: int, denominateur: int) -> int:
    """Return the quotient of integers rounded down; compiled, 0 <= numerator < 2^53 and denominator > 0."""
    return numerateur // denominateur


@compilable
def au_plus_proche(numerateur: int, denominateur: int) -> int:
    """Return the quotient of non-negative integers rounded to the nearest, halves up."""
    return quotient(numerateur + numerateur + denominateur, denominateur + denominateur)


@compilable
def par_defaut(numerateur: int, denominateur: int) -> int:
    """Return the quotient of non-negative integers rounded down."""
    return quotient(numerateur, denominateur)


@compilable
def par_exces(numerateur: int, denominateur: int) -> int:
    """Return the quotient of non-negative integers rounded up."""
    return quotient(numerateur + denominateur - 1, denominateur)


@compilable
def part_de(somme: int, taux: Taux) -> int:
    """Return `somme` x `taux`, rounded to the unit of `somme`, halves up."""
    return au_plus_proche(somme * taux[0], taux[1])


@compilable
def pour_cent(pourcents: int) -> Taux:
    """Return a rate given in per cents."""
    return (pourcents, _CENT)


@compilable
def pour_mille(milliemes: int) -> Taux:
    """Return a rate given in thousandths."""
    return (milliemes, _MILLE)


@compilable
def en_centiemes(part: int, tout: int) -> int:
    """Return the rank, in hundredths of a per cent, of a part of a whole, rounded to the nearest."""
    return au_plus_proche(part * (_CENT * _CENT), tout)


@compilable
def entier(membre: int) -> int:
    """Return an enumeration's member as a plain integer."""
    return membre + 0


@compilable
def moitie(valeur: int) -> int:
    """Return half of an even integer."""
    return valeur // 2


@compilable
def en_pourcents(taux: Taux) -> Taux:
    """Return the rate rounded to whole per cents, halves up."""
    return (au_plus_proche(taux[0] * _CENT, taux[1]), _CENT)
