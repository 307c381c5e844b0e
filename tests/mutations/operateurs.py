"""The small faults that a source can bear, one at a time: another comparison, a sign, a number, a member, a line less."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

_COMPARAISONS: Final[Mapping[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_CALCULS: Final[Mapping[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
_APPELS: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}
_SANS_FAUTE: Final = {
    "annotation",
    "returns",
    "decorator_list",
    "type_comment",
    "type_params",
    "bases",
    "keywords_types",
}

Membres = Mapping[str, tuple[str, ...]]
"""The members of each enumeration, by its name."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: where it is, the statement before and after, and how to put it in the tree and take it out."""

    qualifie: str
    avant: str
    apres: str
    rang: int
    lignes: tuple[int, int]
    poser: Callable[[], None] = field(compare=False, repr=False)
    retirer: Callable[[], None] = field(compare=False, repr=False)

    @property
    def cle(self) -> str:
        """The name of the fault, which stays when lines move."""
        return f"{self.qualifie} : {self.avant} ⇒ {self.apres}" + (f" ({self.rang})" if self.rang > 1 else "")


def mutants(arbre: ast.Module, membres: Membres) -> list[Mutant]:
    """Return the faults of a module, in the order of its text."""
    return list(_Recherche(membres).module(arbre))


class _Recherche:
    """Walk a module, and remember the statement and the function that one is in."""

    def __init__(self, membres: Membres) -> None:
        self.membres = membres
        self.vus: dict[tuple[str, str, str], int] = {}

    def module(self, arbre: ast.Module) -> Iterator[Mutant]:
        yield from self._corps(arbre, "")

    def _corps(self, porteur: ast.AST, qualifie: str) -> Iterator[Mutant]:
        for nom in ("body", "orelse", "finalbody", "handlers", "cases"):
            trouvees = getattr(porteur, nom, None)
            instructions: list[ast.AST] = trouvees if isinstance(trouvees, list) else []
            for rang, instruction in enumerate(instructions):
                yield from self._instruction(instructions, rang, instruction, qualifie)

    def _instruction(self, liste: list[ast.AST], rang: int, une: ast.AST, qualifie: str) -> Iterator[Mutant]:
        if isinstance(une, ast.FunctionDef | ast.ClassDef):
            yield from self._corps(une, f"{qualifie}.{une.name}".lstrip("."))
            return
        if isinstance(une, ast.match_case):
            yield from self._corps(une, qualifie)
            return
        if isinstance(une, ast.Assert | ast.Import | ast.ImportFrom) or _de_types(une):
            return
        if qualifie and _se_retire(une):
            yield self._mutant(une, qualifie, liste, rang, ast.copy_location(ast.Pass(), une))
        if not isinstance(une, ast.Raise):
            yield from self._expressions(une, une, qualifie)
        yield from self._corps(une, qualifie)

    def _expressions(self, noeud: ast.AST, instruction: ast.AST, qualifie: str) -> Iterator[Mutant]:
        for nom, valeur in ast.iter_fields(noeud):
            if nom in _SANS_FAUTE or (
                nom in {"body", "orelse", "finalbody", "handlers", "cases"} and noeud is instruction
            ):
                continue
            for porteur, cle, enfant in _enfants(noeud, nom, valeur):
                condition = nom == "test"
                for autre in self._autres(enfant, condition):
                    yield self._mutant(instruction, qualifie, porteur, cle, ast.copy_location(autre, enfant))
                yield from self._expressions(enfant, instruction, qualifie)

    def _autres(self, noeud: ast.AST, condition: bool) -> Iterator[ast.AST]:
        if isinstance(noeud, ast.Compare):
            for rang, signe in enumerate(noeud.ops):
                autres = [*noeud.ops[:rang], _COMPARAISONS[type(signe)](), *noeud.ops[rang + 1 :]]
                yield ast.Compare(noeud.left, autres, noeud.comparators)
        elif isinstance(noeud, ast.BoolOp):
            yield ast.BoolOp(ast.Or() if isinstance(noeud.op, ast.And) else ast.And(), noeud.values)
        elif isinstance(noeud, ast.UnaryOp) and isinstance(noeud.op, ast.Not):
            yield noeud.operand
        elif isinstance(noeud, ast.BinOp) and type(noeud.op) in _CALCULS:
            yield ast.BinOp(noeud.left, _CALCULS[type(noeud.op)](), noeud.right)
        elif isinstance(noeud, ast.Constant) and isinstance(noeud.value, bool):
            yield ast.Constant(not noeud.value)
        elif isinstance(noeud, ast.Constant) and isinstance(noeud.value, int):
            yield ast.Constant(noeud.value + 1)
        elif isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Name) and noeud.func.id in _APPELS:
            yield ast.Call(
                ast.copy_location(ast.Name(_APPELS[noeud.func.id], ast.Load()), noeud.func), noeud.args, noeud.keywords
            )
        elif (autre := self._autre_membre(noeud)) is not None:
            yield autre
        elif condition and isinstance(noeud, ast.Name | ast.Call | ast.Attribute):
            yield ast.UnaryOp(ast.Not(), noeud)

    def _autre_membre(self, noeud: ast.AST) -> ast.AST | None:
        if not (isinstance(noeud, ast.Attribute) and isinstance(noeud.value, ast.Name)):
            return None
        noms = self.membres.get(noeud.value.id, ())
        if noeud.attr not in noms or len(noms) < 2:
            return None
        return ast.Attribute(noeud.value, noms[(noms.index(noeud.attr) + 1) % len(noms)], noeud.ctx)

    def _mutant(self, instruction: ast.AST, qualifie: str, porteur: object, cle: int | str, nouveau: ast.AST) -> Mutant:
        ancien = porteur[int(cle)] if isinstance(porteur, list) else getattr(porteur, str(cle))

        def mettre(noeud: ast.AST) -> None:
            if isinstance(porteur, list):
                porteur[int(cle)] = noeud
            else:
                setattr(porteur, str(cle), noeud)

        ast.fix_missing_locations(nouveau)
        avant = _tete(instruction)
        mettre(nouveau)
        apres = "pass" if isinstance(nouveau, ast.Pass) else _tete(instruction)
        mettre(ancien)
        nom = (qualifie, avant, apres)
        self.vus[nom] = self.vus.get(nom, 0) + 1
        lignes = (_debut(instruction), _fin(instruction))
        return Mutant(qualifie, avant, apres, self.vus[nom], lignes, lambda: mettre(nouveau), lambda: mettre(ancien))


def _enfants(noeud: ast.AST, nom: str, valeur: object) -> list[tuple[object, int | str, ast.AST]]:
    if isinstance(valeur, ast.expr | ast.comprehension | ast.keyword):
        return [(noeud, nom, valeur)]
    if isinstance(valeur, list):
        return [
            (valeur, rang, un)
            for rang, un in enumerate(valeur)
            if isinstance(un, ast.expr | ast.comprehension | ast.keyword | ast.withitem)
        ]
    return []


def _de_types(une: ast.AST) -> bool:
    """Whether a statement only serves type checkers or readers."""
    if isinstance(une, ast.If):
        return isinstance(une.test, ast.Name) and une.test.id == "TYPE_CHECKING"
    return isinstance(une, ast.Expr) and isinstance(une.value, ast.Constant)


def _se_retire(une: ast.AST) -> bool:
    return isinstance(une, ast.Raise | ast.AugAssign | ast.Delete) or (
        isinstance(une, ast.Expr) and isinstance(une.value, ast.Call)
    )


def _debut(instruction: ast.AST) -> int:
    return int(getattr(instruction, "lineno", 0))


def _fin(instruction: ast.AST) -> int:
    """Return the last line of a statement, without the body that it carries."""
    corps = getattr(instruction, "body", None)
    if isinstance(corps, list) and corps:
        return max(_debut(instruction), _debut(corps[0]) - 1)
    return int(getattr(instruction, "end_lineno", None) or _debut(instruction))


def _tete(instruction: ast.AST) -> str:
    """Return a statement on one line, without the body that it carries."""
    texte = ast.unparse(instruction)
    return texte.splitlines()[0] if isinstance(getattr(instruction, "body", None), list) else " ".join(texte.split())
