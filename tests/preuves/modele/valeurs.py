"""Values of the model: Python's own where they are known, integers and truths of z3 where they are not.

A record keeps its class and holds values: the rules' own named tuples carry expressions as they carry integers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import z3

Valeur = Any
"""An integer, a truth, an expression of z3, a tuple or a record of these, an object of the law."""


def est_libre(valeur: Valeur) -> bool:
    """Return whether a value is an expression of z3."""
    return isinstance(valeur, z3.ExprRef)


def entier(valeur: Valeur) -> Valeur:
    """Return a value as an integer."""
    if isinstance(valeur, z3.BoolRef):
        return z3.If(valeur, z3.IntVal(1), z3.IntVal(0))
    return valeur if est_libre(valeur) else int(valeur)


def verite(valeur: Valeur) -> Valeur:
    """Return a value as a truth."""
    if not est_libre(valeur):
        return bool(valeur)
    return valeur if isinstance(valeur, z3.BoolRef) else valeur != 0


def terme(valeur: Valeur) -> z3.ExprRef:
    """Return a number as an expression, known ones included."""
    if est_libre(valeur):
        return valeur
    return z3.BoolVal(valeur) if isinstance(valeur, bool) else z3.IntVal(int(valeur))


def non(valeur: Valeur) -> Valeur:
    """Return the contrary of a truth."""
    return z3.Not(valeur) if est_libre(valeur) else not valeur


def et(gauche: Valeur, droite: Valeur) -> Valeur:
    """Return whether both hold; what is known is settled here."""
    if not est_libre(gauche):
        return droite if gauche else False
    if not est_libre(droite):
        return gauche if droite else False
    return z3.And(gauche, droite)


def ou(gauche: Valeur, droite: Valeur) -> Valeur:
    """Return whether either holds."""
    return non(et(non(gauche), non(droite))) if not (est_libre(gauche) and est_libre(droite)) else z3.Or(gauche, droite)


def selon(condition: Valeur, oui: Valeur, sinon: Valeur) -> Valeur:
    """Return one value or another; records and tuples are chosen member by member.

    Raises:
        TypeError: two different objects that are neither numbers nor alike.
    """
    if not est_libre(condition):
        return oui if condition else sinon
    if oui is sinon or (not est_libre(oui) and not est_libre(sinon) and type(oui) is type(sinon) and oui == sinon):
        return oui
    if isinstance(oui, tuple) and isinstance(sinon, tuple) and len(oui) == len(sinon):
        return comme(oui, [selon(condition, a, b) for a, b in zip(oui, sinon, strict=True)])
    if not (est_un_nombre(oui) and est_un_nombre(sinon)):
        raise TypeError(f"{oui!r} ou {sinon!r} : deux objets différents")
    if est_une_verite(oui) and est_une_verite(sinon):
        return z3.If(condition, terme(oui), terme(sinon))
    return z3.If(condition, terme(entier(oui)), terme(entier(sinon)))


def est_un_nombre(valeur: Valeur) -> bool:
    """Return whether a value is one integer or one truth."""
    return est_libre(valeur) or isinstance(valeur, int)


def est_une_verite(valeur: Valeur) -> bool:
    """Return whether a value is a truth."""
    return isinstance(valeur, bool | z3.BoolRef)


def comme(modele: tuple[Valeur, ...], membres: list[Valeur]) -> tuple[Valeur, ...]:
    """Return members put together as a tuple of the same class."""
    classe = type(modele)
    return tuple(membres) if classe is tuple else classe(*membres)


def feuilles(valeur: Valeur) -> Iterator[Valeur]:
    """Yield the numbers of a value, in order."""
    if isinstance(valeur, tuple):
        for membre in valeur:
            yield from feuilles(membre)
    else:
        yield valeur


def produit(gauche: Valeur, droite: Valeur) -> Valeur:
    """Return a product; a choice among known numbers is multiplied branch by branch, which keeps it linear."""
    if not est_libre(gauche) or not est_libre(droite):
        return gauche * droite
    for choisi, autre in ((gauche, droite), (droite, gauche)):
        if _de_nombres(choisi, _BRANCHES):
            return _multiplie(choisi, autre)
    return gauche * droite


_BRANCHES = 12


def _de_nombres(valeur: z3.ExprRef, reste: int) -> bool:
    if z3.is_int_value(valeur):
        return True
    return (
        reste > 0
        and z3.is_app_of(valeur, z3.Z3_OP_ITE)
        and all(_de_nombres(valeur.arg(rang), reste - 1) for rang in (1, 2))
    )


def _multiplie(choisi: z3.ExprRef, autre: z3.ExprRef) -> z3.ExprRef:
    if z3.is_int_value(choisi):
        return choisi * autre
    return z3.If(choisi.arg(0), _multiplie(choisi.arg(1), autre), _multiplie(choisi.arg(2), autre))
