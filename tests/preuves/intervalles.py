"""Between which bounds an expression stays, whatever the path: enough to know that nearly every number is small."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import z3

Bornes = tuple[int, int]
TOUT: Final = (-(2**200), 2**200)
"""No bound is known."""


def tient_en_64_bits(bornes: Bornes) -> bool:
    """Return whether all that lies between two bounds is a signed integer of 64 bits."""
    return bornes[0] >= -(2**63) and bornes[1] < 2**63


def intervalle(expression: z3.ArithRef, connues: Mapping[int, Bornes]) -> Bornes:
    """Return bounds of an expression, given those of some of its parts, by identity."""
    deja = dict(connues)

    def bornes(une: z3.ExprRef) -> Bornes:
        if une.get_id() not in deja:
            deja[une.get_id()] = _calculer(une)
        return deja[une.get_id()]

    def _calculer(une: z3.ExprRef) -> Bornes:
        if z3.is_int_value(une):
            return une.as_long(), une.as_long()
        genre, membres = une.decl().kind(), une.children()
        if genre == z3.Z3_OP_ITE:
            (a, b), (c, d) = bornes(membres[1]), bornes(membres[2])
            return min(a, c), max(b, d)
        combiner = _OPERATIONS.get(genre)
        if combiner is None:
            return TOUT
        premier, *autres = (bornes(membre) for membre in membres)
        for autre in autres:
            premier = combiner(premier, autre)
        return premier

    return bornes(expression)


def _somme(a: Bornes, b: Bornes) -> Bornes:
    return a[0] + b[0], a[1] + b[1]


def _difference(a: Bornes, b: Bornes) -> Bornes:
    return a[0] - b[1], a[1] - b[0]


def _produit(a: Bornes, b: Bornes) -> Bornes:
    extremes = [x * y for x in a for y in b]
    return min(extremes), max(extremes)


def _quotient(a: Bornes, b: Bornes) -> Bornes:
    """Divide by what is positive: asked for elsewhere, and proved there."""
    extremes = [x // y for x in a for y in (max(b[0], 1), max(b[1], 1))]
    return min(extremes), max(extremes)


_OPERATIONS: Final = {z3.Z3_OP_ADD: _somme, z3.Z3_OP_SUB: _difference, z3.Z3_OP_MUL: _produit, z3.Z3_OP_IDIV: _quotient}
