"""The operations of the language of rules, and its primitives, on values known or not."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

import z3

from binome.moteur import primitives
from binome.noyau.compilateur.langue import NonCompilable
from tests.preuves.modele.obligations import Carnet, Genre
from tests.preuves.modele.valeurs import (
    Valeur,
    comme,
    entier,
    est_libre,
    et,
    feuilles,
    non,
    produit,
    selon,
    terme,
    verite,
)

EXACT: Final = 2**53


def operer(carnet: Carnet, operateur: type[ast.operator], gauche: Valeur, droite: Valeur) -> Valeur:
    """Return the result of an operation between two numbers, its obligations noted."""
    a, b = entier(gauche), entier(droite)
    if operateur in (ast.FloorDiv, ast.Mod):
        return _diviser(carnet, operateur, a, b)
    if operateur is ast.Add:
        return carnet.mesurer(a + b)
    if operateur is ast.Sub:
        return carnet.mesurer(a - b)
    if operateur is ast.Mult:
        return carnet.mesurer(produit(a, b))
    raise NonCompilable(f"l'opération {operateur.__name__} n'est pas dans la langue des règles", carnet.lieu)


def _diviser(carnet: Carnet, operateur: type[ast.operator], a: Valeur, b: Valeur) -> Valeur:
    carnet.exiger(Genre.DIVISEUR, b > 0)
    if not est_libre(a) and not est_libre(b):
        return 0 if b == 0 else a // b if operateur is ast.FloorDiv else a % b
    return terme(a) / terme(b) if operateur is ast.FloorDiv else terme(a) % terme(b)


_COMPARAISONS: Final[dict[type[ast.cmpop], Callable[[Any, Any], Any]]] = {
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
}


def comparer(operateur: type[ast.cmpop], gauche: Valeur, droite: Valeur) -> Valeur:
    """Return whether two numbers compare so; two groups are compared member by member, by equality only."""
    if operateur not in _COMPARAISONS:
        raise NonCompilable(f"la comparaison {operateur.__name__} n'est pas dans la langue des règles")
    paires = [(entier(a), entier(b)) for a, b in zip(feuilles(gauche), feuilles(droite), strict=True)]
    if len(paires) == 1:
        return _COMPARAISONS[operateur](*paires[0])
    if operateur not in (ast.Eq, ast.NotEq):
        raise NonCompilable("deux couples ne se comparent que par égalité")
    egaux: Valeur = True
    for a, b in paires:
        egaux = et(egaux, a == b)
    return egaux if operateur is ast.Eq else non(egaux)


def _choix(carnet: Carnet, ligne: Sequence[Valeur], indice: Valeur) -> Valeur:
    """Return a cell. Python takes the last one for -1: a rule never counts on it, and this says so."""
    rang = entier(indice)
    carnet.exiger(Genre.RANG, et(rang >= 0, rang < len(ligne)))
    if not est_libre(rang):
        return ligne[rang]
    return _cellule(ligne, rang)


def _cellule(lignes: Sequence[Valeur], rang: z3.ArithRef) -> Valeur:
    """Return a cell of an unknown rank: rows of a table column by column, equal cells together."""
    if isinstance(lignes[0], tuple):
        colonnes = [_cellule([ligne[place] for ligne in lignes], rang) for place in range(len(lignes[0]))]
        return comme(lignes[0], colonnes)
    if any(est_libre(cellule) for cellule in lignes):
        retenue = lignes[-1]
        for place in reversed(range(len(lignes) - 1)):
            retenue = selon(rang == place, lignes[place], retenue)
        return retenue
    ordinaire = Counter(lignes).most_common(1)[0][0]
    retenue = ordinaire
    for autre in dict.fromkeys(lignes):
        if autre != ordinaire:
            places = [rang == place for place, cellule in enumerate(lignes) if cellule == autre]
            retenue = selon(z3.Or(*places), autre, retenue)
    return retenue


def _rang(_: Carnet, valeur: Valeur, seuils: Sequence[Valeur]) -> Valeur:
    return sum((entier(entier(valeur) >= entier(seuil)) for seuil in seuils), 0)


def _quotient(carnet: Carnet, numerateur: Valeur, denominateur: Valeur) -> Valeur:
    n, d = entier(numerateur), entier(denominateur)
    carnet.exiger(Genre.QUOTIENT, et(n >= 0, n < EXACT))
    return operer(carnet, ast.FloorDiv, n, d)


def _extreme(prefere: Callable[[Valeur, Valeur], Valeur]) -> Callable[..., Valeur]:
    def retenir(_: Carnet, *valeurs: Valeur) -> Valeur:
        premiere, *autres = map(entier, valeurs)
        for autre in autres:
            premiere = selon(prefere(premiere, autre), premiere, autre)
        return premiere

    return retenir


PRIMITIVES: Final[dict[Any, Callable[..., Valeur]]] = {
    primitives.choix: _choix,
    primitives.rang: _rang,
    primitives.quotient: _quotient,
    min: _extreme(lambda a, b: a <= b),
    max: _extreme(lambda a, b: a >= b),
    abs: lambda carnet, a: selon(entier(a) >= 0, entier(a), operer(carnet, ast.Sub, 0, a)),
    len: lambda _, groupe: len(groupe),
    int: lambda _, a: entier(a),
    bool: lambda _, a: verite(a),
    range: lambda _, *bornes: range(*bornes),
}
