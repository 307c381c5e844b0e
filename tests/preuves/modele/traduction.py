"""A rule, read from its own source, as expressions of z3: the third way to the same answer.

The language is the one that `noyau/compilateur` compiles; anything else is refused with the rule and its line. What is
known (tables, thresholds) is computed here and now, so that an expression only holds what is not.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Sequence
from enum import EnumType
from types import FunctionType
from typing import Any, ClassVar, NamedTuple

from binome.moteur.trace import Regle
from binome.noyau.compilateur.langue import NonCompilable
from binome.noyau.compilateur.source import definition_de
from tests.preuves.modele.obligations import Carnet, Genre
from tests.preuves.modele.primitives import PRIMITIVES, comparer, operer
from tests.preuves.modele.valeurs import Valeur, entier, est_libre, et, non, ou, selon, verite

Definitions = Callable[[FunctionType], ast.FunctionDef]
Noms = dict[str, Valeur]


class Suite(NamedTuple):
    """What some statements lead to: whether they returned and what, and the names where they did not."""

    rendu: Valeur
    valeur: Valeur
    noms: Noms


class Traducteur:
    """Rules as expressions. `resumes` stands in for functions whose contract is proved apart."""

    def __init__(
        self,
        definitions: Definitions = definition_de,
        resumes: dict[Callable[..., Any], Callable[..., Valeur]] | None = None,
    ) -> None:
        self.carnet = Carnet()
        self._definitions = definitions
        self._resumes = resumes or {}

    def appeler(self, fonction: Callable[..., Any], arguments: Sequence[Valeur]) -> Valeur:
        """Return what a rule or a plain function gives for some values, known or not.

        Raises:
            NonCompilable: what the language of rules lacks; the message gives the line.
        """
        nue = fonction.fonction if isinstance(fonction, Regle) else fonction
        if nue in self._resumes:
            return self._resumes[nue](self.carnet, *arguments)
        if not isinstance(nue, FunctionType):
            raise NonCompilable(f"{fonction} n'est pas une règle")
        definition = self._definitions(nue)
        parametres = [parametre.arg for parametre in definition.args.args]
        return _Corps(self, nue).rendre(definition, dict(zip(parametres, arguments, strict=True)))


class _Corps:
    """The body of one function."""

    def __init__(self, traducteur: Traducteur, fonction: FunctionType) -> None:
        self.traducteur = traducteur
        self.carnet = traducteur.carnet
        self.fonction = fonction
        self.noms: Noms = {}

    def rendre(self, definition: ast.FunctionDef, arguments: Noms) -> Valeur:
        """Return what the body returns."""
        self.carnet.lieux.append(self.fonction.__qualname__)
        suite = self._suite(definition.body, arguments)
        self.carnet.exiger(Genre.SANS_REPONSE, suite.rendu)
        self.carnet.lieux.pop()
        return suite.valeur

    # Statements ------------------------------------------------------------------------------------------------------

    def _suite(self, instructions: Sequence[ast.stmt], noms: Noms) -> Suite:
        """Follow some statements; what comes after an early return is followed where nothing was returned."""
        for rang, instruction in enumerate(instructions):
            self._situer(instruction)
            une = self._instruction(instruction, noms)
            noms = une.noms
            if une.rendu is False:
                continue
            if une.rendu is True:
                return une
            self.carnet.suivre(non(une.rendu))
            reste = self._suite(instructions[rang + 1 :], noms)
            self.carnet.revenir()
            return Suite(ou(une.rendu, reste.rendu), _rendu(une, reste), reste.noms)
        return Suite(False, None, noms)

    def _situer(self, noeud: ast.stmt) -> None:
        self.carnet.lieux[-1] = f"{self.fonction.__qualname__}, ligne {noeud.lineno}"

    def _instruction(self, instruction: ast.stmt, noms: Noms) -> Suite:
        suivre = self._PAR_INSTRUCTION.get(type(instruction))
        if suivre is None:
            raise NonCompilable(f"« {ast.unparse(instruction)} » n'est pas dans la langue des règles", self.carnet.lieu)
        self.noms = noms
        return suivre(self, instruction, noms)

    def _affectation(self, instruction: ast.Assign, noms: Noms) -> Suite:
        valeur = self.valeur(instruction.value)
        ecrits = dict(noms)
        for cible in instruction.targets:
            self._affecter(cible, valeur, ecrits)
        return Suite(False, None, ecrits)

    def _affectation_typee(self, instruction: ast.AnnAssign, noms: Noms) -> Suite:
        assert instruction.value is not None
        ecrits = dict(noms)
        self._affecter(instruction.target, self.valeur(instruction.value), ecrits)
        return Suite(False, None, ecrits)

    def _cumul(self, instruction: ast.AugAssign, noms: Noms) -> Suite:
        assert isinstance(instruction.target, ast.Name)
        ancien, ajout = noms[instruction.target.id], self.valeur(instruction.value)
        return Suite(
            False, None, noms | {instruction.target.id: operer(self.carnet, type(instruction.op), ancien, ajout)}
        )

    def _affecter(self, cible: ast.expr, valeur: Valeur, ecrits: Noms) -> None:
        if isinstance(cible, ast.Name):
            ecrits[cible.id] = valeur
        elif isinstance(cible, ast.Tuple):
            for une, membre in zip(cible.elts, valeur, strict=True):
                self._affecter(une, membre, ecrits)
        else:
            raise NonCompilable(f"« {ast.unparse(cible)} » ne s'affecte pas", self.carnet.lieu)

    def _si(self, instruction: ast.If, noms: Noms) -> Suite:
        condition = verite(self.valeur(instruction.test))
        if not est_libre(condition):
            return self._suite(instruction.body if condition else instruction.orelse, noms)
        branches = []
        for suivie, corps in ((condition, instruction.body), (non(condition), instruction.orelse)):
            self.carnet.suivre(suivie)
            branches.append(self._suite(corps, noms))
            self.carnet.revenir()
        oui, sinon = branches
        if oui.rendu is True or sinon.rendu is True:
            apres = sinon.noms if oui.rendu is True else oui.noms
        else:
            apres = {nom: selon(condition, oui.noms[nom], sinon.noms[nom]) for nom in oui.noms if nom in sinon.noms}
        rendu = oui.rendu if oui.rendu is sinon.rendu else selon(condition, oui.rendu, sinon.rendu)
        return Suite(rendu, _au_choix(condition, oui, sinon), apres)

    def _pour(self, instruction: ast.For, noms: Noms) -> Suite:
        for membre in self.valeur(instruction.iter):
            ecrits = dict(noms)
            self._affecter(instruction.target, membre, ecrits)
            tour = self._suite(instruction.body, ecrits)
            if tour.rendu is not False:
                raise NonCompilable("une boucle qui rend une réponse", self.carnet.lieu)
            noms = tour.noms
        return Suite(False, None, noms)

    def _rendre(self, instruction: ast.Return, noms: Noms) -> Suite:
        assert instruction.value is not None
        return Suite(True, self.valeur(instruction.value), noms)

    def _expression(self, instruction: ast.Expr, noms: Noms) -> Suite:
        self.valeur(instruction.value)
        return Suite(False, None, noms)

    # Expressions -----------------------------------------------------------------------------------------------------

    def valeur(self, noeud: ast.expr) -> Valeur:
        """Return the value of an expression."""
        lire = self._PAR_NOEUD.get(type(noeud))
        if lire is None:
            raise NonCompilable(f"« {ast.unparse(noeud)} » n'est pas dans la langue des règles", self.carnet.lieu)
        return lire(self, noeud)

    def _constante(self, noeud: ast.Constant) -> Valeur:
        return noeud.value

    def _nom(self, noeud: ast.Name) -> Valeur:
        for espace in (self.noms, self.fonction.__globals__, vars(builtins)):
            if noeud.id in espace:
                return espace[noeud.id]
        raise NonCompilable(f"le nom « {noeud.id} » est inconnu", self.carnet.lieu)

    def _attribut(self, noeud: ast.Attribute) -> Valeur:
        return getattr(self.valeur(noeud.value), noeud.attr)

    def _case(self, noeud: ast.Subscript) -> Valeur:
        rang = self.valeur(noeud.slice)
        if est_libre(rang):
            raise NonCompilable(f"« {ast.unparse(noeud)} » : un rang variable passe par « choix »", self.carnet.lieu)
        return self.valeur(noeud.value)[rang]

    def _couple(self, noeud: ast.Tuple) -> Valeur:
        return tuple(self.valeur(membre) for membre in noeud.elts)

    def _operation(self, noeud: ast.BinOp) -> Valeur:
        return operer(self.carnet, type(noeud.op), self.valeur(noeud.left), self.valeur(noeud.right))

    def _unaire(self, noeud: ast.UnaryOp) -> Valeur:
        valeur = self.valeur(noeud.operand)
        if isinstance(noeud.op, ast.Not):
            return non(verite(valeur))
        return operer(self.carnet, ast.Sub, 0, valeur)

    def _comparaison(self, noeud: ast.Compare) -> Valeur:
        gauche, vraie = self.valeur(noeud.left), True
        for operateur, suivant in zip(noeud.ops, noeud.comparators, strict=True):
            droite = self.valeur(suivant)
            vraie = et(vraie, comparer(type(operateur), gauche, droite))
            gauche = droite
        return vraie

    def _logique(self, noeud: ast.BoolOp) -> Valeur:
        """Read « and » or « or »: a term is looked at where those before it have not settled the answer."""
        decide, combine = (ou, non) if isinstance(noeud.op, ast.Or) else (et, verite)
        premier, *autres = noeud.values
        reponse = verite(self.valeur(premier))
        for suivant in autres:
            if not est_libre(reponse) and not combine(reponse):
                return reponse
            self.carnet.suivre(combine(reponse))
            terme = verite(self.valeur(suivant))
            self.carnet.revenir()
            reponse = decide(reponse, terme)
        return reponse

    def _selon(self, noeud: ast.IfExp) -> Valeur:
        condition = verite(self.valeur(noeud.test))
        if not est_libre(condition):
            return self.valeur(noeud.body if condition else noeud.orelse)
        branches = []
        for suivie, branche in ((condition, noeud.body), (non(condition), noeud.orelse)):
            self.carnet.suivre(suivie)
            branches.append(self.valeur(branche))
            self.carnet.revenir()
        return selon(condition, *branches)

    def _appel(self, noeud: ast.Call) -> Valeur:
        objet: Any = self.valeur(noeud.func)
        arguments = [self.valeur(argument) for argument in noeud.args]
        nommes = {cle.arg or "": self.valeur(cle.value) for cle in noeud.keywords}
        if isinstance(objet, EnumType):
            return entier(arguments[0])
        if isinstance(objet, type) and issubclass(objet, tuple):
            return objet(*arguments, **nommes)
        if nommes:
            raise NonCompilable(f"« {ast.unparse(noeud)} » n'est pas dans la langue des règles", self.carnet.lieu)
        primitive = PRIMITIVES.get(objet) if callable(objet) else None
        return primitive(self.carnet, *arguments) if primitive else self.traducteur.appeler(objet, arguments)

    _PAR_INSTRUCTION: ClassVar[dict[type[ast.stmt], Callable[[_Corps, Any, Noms], Suite]]] = {
        ast.Assign: _affectation,
        ast.AnnAssign: _affectation_typee,
        ast.AugAssign: _cumul,
        ast.If: _si,
        ast.For: _pour,
        ast.Return: _rendre,
        ast.Expr: _expression,
    }
    _PAR_NOEUD: ClassVar[dict[type[ast.expr], Callable[[_Corps, Any], Valeur]]] = {
        ast.Constant: _constante,
        ast.Name: _nom,
        ast.Attribute: _attribut,
        ast.Subscript: _case,
        ast.Tuple: _couple,
        ast.BinOp: _operation,
        ast.UnaryOp: _unaire,
        ast.Compare: _comparaison,
        ast.BoolOp: _logique,
        ast.IfExp: _selon,
        ast.Call: _appel,
    }


def _rendu(premier: Suite, reste: Suite) -> Valeur:
    """Return what was returned first, or later."""
    return premier.valeur if reste.rendu is False else selon(premier.rendu, premier.valeur, reste.valeur)


def _au_choix(condition: Valeur, oui: Suite, sinon: Suite) -> Valeur:
    """Return what either branch returned; the one that returned nothing has no say."""
    if oui.rendu is False or sinon.rendu is False:
        return sinon.valeur if oui.rendu is False else oui.valeur
    return selon(condition, oui.valeur, sinon.valeur)
