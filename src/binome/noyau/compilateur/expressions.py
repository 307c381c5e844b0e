"""Expressions of the law, written as machine instructions: the subset of Python that rules are made of."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator, Sequence
from enum import EnumType
from types import FunctionType
from typing import Any, ClassVar, Protocol, TypeAlias

from binome.moteur.trace import Regle
from binome.noyau.compilateur.corps import Corps
from binome.noyau.compilateur.langue import NonCompilable
from binome.noyau.compilateur.valeurs import (
    BOOLEEN,
    ENTIER,
    REEL,
    Connue,
    EnMemoire,
    Groupe,
    Nombre,
    Tableau,
    Valeur,
    champs,
    en_groupe,
    genres_declares,
)

_COMPARAISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "eq",
    ast.NotEq: "ne",
    ast.Lt: "slt",
    ast.LtE: "sle",
    ast.Gt: "sgt",
    ast.GtE: "sge",
}
_OPERATIONS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
    ast.LShift: "shl",
    ast.RShift: "ashr",
}


Primitives: TypeAlias = Callable[[object], Callable[["Expressions", Sequence[Valeur]], Valeur | None] | None]
"""How a primitive is written, None for what compiles from its own source."""


class Appelant(Protocol):
    """What a function asks of the module that it stands in."""

    def appeler(self, corps: Corps, fonction: Callable[..., Any], arguments: Sequence[Valeur]) -> Valeur | None:
        """Write the call of a rule or of a plain function."""

    def table(self, objet: object) -> EnMemoire:
        """Return a known table of integers as a place in memory."""


class Expressions(Corps):
    """Expressions of one function; `locales` holds what each name stands for."""

    def __init__(self, module: Appelant, fonction: FunctionType, primitive: Primitives) -> None:
        super().__init__()
        self.module = module
        self.primitive = primitive
        self.fonction = fonction
        self.locales: dict[str, Valeur] = {}
        self.variables: dict[str, tuple[Valeur, list[tuple[str, str]]]] = {}

    def valeur(self, noeud: ast.expr) -> Valeur:
        """Return the value of an expression, its instructions written.

        Raises:
            NonCompilable: the law has no such expression.
        """
        ecrire = self._PAR_NOEUD.get(type(noeud))
        if ecrire is None:
            raise NonCompilable(f"« {ast.unparse(noeud)} » n'est pas dans la langue des règles")
        return ecrire(self, noeud)

    # Names and places ------------------------------------------------------------------------------------------------

    def _constante(self, noeud: ast.Constant) -> Valeur:
        return Connue(noeud.value)

    def _nom(self, noeud: ast.Name) -> Valeur:
        if noeud.id in self.variables:
            modele, places = self.variables[noeud.id]
            lus = (self.calcul(genre, f"load {genre}, ptr {place}") for genre, place in places)
            return self.comme(modele, lus)
        if noeud.id in self.locales:
            return self.locales[noeud.id]
        for espace in (self._fermeture(), self.fonction.__globals__, vars(builtins)):
            if noeud.id in espace:
                return Connue(espace[noeud.id])
        raise NonCompilable(f"le nom « {noeud.id} » est inconnu")

    def _fermeture(self) -> dict[str, object]:
        cellules = self.fonction.__closure__ or ()
        return dict(zip(self.fonction.__code__.co_freevars, (c.cell_contents for c in cellules), strict=True))

    def _attribut(self, noeud: ast.Attribute) -> Valeur:
        lieu = self.valeur(noeud.value)
        if isinstance(lieu, Connue):
            return Connue(getattr(lieu.objet, noeud.attr))
        classe = lieu.forme.classe if isinstance(lieu, EnMemoire) else lieu.classe if isinstance(lieu, Groupe) else None
        if classe is None or noeud.attr not in champs(classe):
            raise NonCompilable(f"« {ast.unparse(noeud)} » n'est pas un champ")
        return self.rang_fixe(lieu, champs(classe).index(noeud.attr))

    def rang_fixe(self, lieu: Valeur, rang: int) -> Valeur:
        """Return a member whose rank is known."""
        if isinstance(lieu, EnMemoire):
            return self.membre(lieu, rang)
        groupe = en_groupe(lieu)
        if groupe is None:
            raise NonCompilable("seuls un enregistrement, un couple ou une table ont des rangs")
        return groupe.membres[rang]

    def _case(self, noeud: ast.Subscript) -> Valeur:
        lieu = self.valeur(noeud.value)
        indices = self.indices(noeud.slice)
        if isinstance(lieu, Tableau):
            return self.lire(lieu, indices)
        (indice,) = indices
        if not isinstance(indice, Connue) or not isinstance(indice.objet, int):
            raise NonCompilable(f"« {ast.unparse(noeud)} » : un rang variable passe par « choix »")
        return self.rang_fixe(lieu, indice.objet)

    def indices(self, noeud: ast.expr) -> list[Valeur]:
        """Return the indices between brackets."""
        return [self.valeur(un) for un in (noeud.elts if isinstance(noeud, ast.Tuple) else [noeud])]

    def _couple(self, noeud: ast.Tuple) -> Valeur:
        return Groupe(tuple, tuple(self.valeur(membre) for membre in noeud.elts))

    # Arithmetic ------------------------------------------------------------------------------------------------------

    def _operation(self, noeud: ast.BinOp) -> Valeur:
        return self.operer(type(noeud.op), self.valeur(noeud.left), self.valeur(noeud.right))

    def operer(self, operateur: type[ast.operator], gauche: Valeur, droite: Valeur) -> Valeur:
        """Return the result of an operation between two numbers."""
        if operateur is ast.Div:
            quotient = f"fdiv double {self.reel(gauche).texte}, {self.reel(droite).texte}"
            return self.calcul(REEL, quotient)
        a, b = self.entier(gauche), self.entier(droite)
        if operateur is ast.FloorDiv:
            return self._par_defaut(a, b)
        if operateur is ast.Mod:
            produit = self.calcul(ENTIER, f"mul i64 {self._par_defaut(a, b).texte}, {b.texte}")
            return self.calcul(ENTIER, f"sub i64 {a.texte}, {produit.texte}")
        if operateur not in _OPERATIONS:
            raise NonCompilable(f"l'opération {operateur.__name__} n'est pas dans la langue des règles")
        return self.calcul(ENTIER, f"{_OPERATIONS[operateur]} i64 {a.texte}, {b.texte}")

    def _par_defaut(self, a: Nombre, b: Nombre) -> Nombre:
        """Return the quotient rounded down; by zero it is zero, where Python stops: no rule divides by what may be."""
        nul = self.calcul(BOOLEEN, f"icmp eq i64 {b.texte}, 0")
        diviseur = self.calcul(ENTIER, f"select i1 {nul.texte}, i64 1, i64 {b.texte}")
        tronque = self.calcul(ENTIER, f"sdiv i64 {a.texte}, {diviseur.texte}")
        produit = self.calcul(ENTIER, f"mul i64 {tronque.texte}, {diviseur.texte}")
        exact = self.calcul(BOOLEEN, f"icmp eq i64 {produit.texte}, {a.texte}")
        signes = self.calcul(ENTIER, f"xor i64 {a.texte}, {diviseur.texte}")
        opposes = self.calcul(BOOLEEN, f"icmp slt i64 {signes.texte}, 0")
        moins = self.calcul(ENTIER, f"sext i1 {opposes.texte} to i64")
        corrige = self.calcul(ENTIER, f"add i64 {tronque.texte}, {moins.texte}")
        rendu = self.calcul(ENTIER, f"select i1 {exact.texte}, i64 {tronque.texte}, i64 {corrige.texte}")
        return self.calcul(ENTIER, f"select i1 {nul.texte}, i64 0, i64 {rendu.texte}")

    def _unaire(self, noeud: ast.UnaryOp) -> Valeur:
        lieu = self.valeur(noeud.operand)
        if isinstance(noeud.op, ast.Not):
            if isinstance(lieu, Connue):
                return Connue(not lieu.objet)
            return self.calcul(BOOLEEN, f"xor i1 {self.verite(lieu).texte}, true")
        if isinstance(noeud.op, ast.USub):
            if isinstance(lieu, Connue) and isinstance(lieu.objet, int):
                return Connue(-lieu.objet)
            return self.calcul(ENTIER, f"sub i64 0, {self.entier(lieu).texte}")
        raise NonCompilable(f"« {ast.unparse(noeud)} » n'est pas dans la langue des règles")

    # Comparisons and choices -----------------------------------------------------------------------------------------

    def _comparaison(self, noeud: ast.Compare) -> Valeur:
        gauche, resultat = self.valeur(noeud.left), None
        for operateur, suivant in zip(noeud.ops, noeud.comparators, strict=True):
            droite = self.valeur(suivant)
            une = self.comparer(type(operateur), gauche, droite)
            resultat = une if resultat is None else self._et(resultat, une)
            gauche = droite
        assert resultat is not None
        return resultat

    def comparer(self, operateur: type[ast.cmpop], gauche: Valeur, droite: Valeur) -> Valeur:
        """Return whether two numbers compare so; two groups are compared member by member."""
        if operateur not in _COMPARAISONS:
            raise NonCompilable(f"la comparaison {operateur.__name__} n'est pas dans la langue des règles")
        paires = list(zip(self.feuilles(gauche), self.feuilles(droite), strict=True))
        if len(paires) == 1:
            return self._comparer(_COMPARAISONS[operateur], *paires[0])
        resultat: Valeur = Connue(True)
        for a, b in paires:
            resultat = self._et(resultat, self._comparer("eq", a, b))
        if operateur is ast.Eq:
            return resultat
        if operateur is not ast.NotEq:
            raise NonCompilable("deux couples ne se comparent que par égalité")
        return self.calcul(BOOLEEN, f"xor i1 {self.verite(resultat).texte}, true")

    def _comparer(self, signe: str, a: Nombre, b: Nombre) -> Nombre:
        if REEL in (a.genre, b.genre):
            raise NonCompilable("une comparaison de nombres à virgule")
        return self.calcul(BOOLEEN, f"icmp {signe} i64 {self.entier(a).texte}, {self.entier(b).texte}")

    def _et(self, a: Valeur, b: Valeur) -> Valeur:
        return self.calcul(BOOLEEN, f"and i1 {self.verite(a).texte}, {self.verite(b).texte}")

    def _logique(self, noeud: ast.BoolOp) -> Valeur:
        """Write « and » or « or »: what comes after the term that settles it is not looked at."""
        decide = isinstance(noeud.op, ast.Or)
        connus, reste = self._termes_connus(noeud.values, decide)
        if reste is None:
            return Connue(connus)
        fin, arrivees = self.nom("b"), []
        for rang, terme in enumerate(reste):
            verite = self.verite(self.valeur(terme))
            arrivees.append((verite.texte if rang == len(reste) - 1 else str(decide).lower(), self.bloc))
            if rang == len(reste) - 1:
                self.aller(fin)
            else:
                suite = self.nom("b")
                self.brancher(verite, *((fin, suite) if decide else (suite, fin)))
                self.ouvrir(suite)
        self.ouvrir(fin)
        return self.calcul(BOOLEEN, "phi i1 " + ", ".join(f"[{texte}, %{bloc}]" for texte, bloc in arrivees))

    def _termes_connus(self, termes: Sequence[ast.expr], decide: bool) -> tuple[bool, list[ast.expr] | None]:
        """Return the answer when terms known from the start settle it, and the terms that are left otherwise."""
        reste: list[ast.expr] = []
        for terme in termes:
            if isinstance(terme, ast.Constant):
                if bool(terme.value) == decide:
                    return decide, None if not reste else [*reste, terme]
                continue
            reste.append(terme)
        return not decide, reste or None

    def _selon(self, noeud: ast.IfExp) -> Valeur:
        condition = self.valeur(noeud.test)
        if isinstance(condition, Connue):
            return self.valeur(noeud.body if condition.objet else noeud.orelse)
        oui, non, fin = (self.nom("b") for _ in range(3))
        self.brancher(self.verite(condition), oui, non)
        branches = []
        for bloc, branche in ((oui, noeud.body), (non, noeud.orelse)):
            self.ouvrir(bloc)
            rendue = self.valeur(branche)
            branches.append((rendue, list(self.feuilles(rendue)), self.bloc))
            self.aller(fin)
        self.ouvrir(fin)
        (modele, a, bloc_a), (_, b, bloc_b) = branches
        if len(a) != len(b) or any(x.genre != y.genre for x, y in zip(a, b, strict=True)):
            raise NonCompilable(f"« {ast.unparse(noeud)} » : les deux branches diffèrent")
        reunis = (
            self.calcul(x.genre, f"phi {x.genre} [{x.texte}, %{bloc_a}], [{y.texte}, %{bloc_b}]")
            for x, y in zip(a, b, strict=True)
        )
        return self.comme(modele, reunis)

    # Calls -----------------------------------------------------------------------------------------------------------

    def _appel(self, noeud: ast.Call) -> Valeur:
        rendue = self.appel(noeud)
        if rendue is None:
            raise NonCompilable(f"« {ast.unparse(noeud)} » ne rend rien")
        return rendue

    def appel(self, noeud: ast.Call) -> Valeur | None:
        """Write a call: a record, a primitive, a rule, a plain function."""
        appelee = self.valeur(noeud.func)
        arguments = [self.valeur(argument) for argument in noeud.args]
        nommes = {cle.arg or "": self.valeur(cle.value) for cle in noeud.keywords}
        if not isinstance(appelee, Connue):
            raise NonCompilable(f"« {ast.unparse(noeud.func)} » n'est pas une fonction")
        objet: Any = appelee.objet
        ecrire = self.primitive(objet)
        if ecrire is not None and not nommes:
            return ecrire(self, arguments)
        if isinstance(objet, EnumType) and len(arguments) == 1:
            return self.entier(arguments[0])
        if isinstance(objet, type) and issubclass(objet, tuple) and champs(objet):
            return self._enregistrement(objet, arguments, nommes)
        fonction = objet.fonction if isinstance(objet, Regle) else objet
        if nommes or not isinstance(fonction, FunctionType):
            raise NonCompilable(f"« {ast.unparse(noeud)} » n'est pas dans la langue des règles")
        return self.module.appeler(self, fonction, arguments)

    def _enregistrement(self, classe: Any, arguments: list[Valeur], nommes: dict[str, Valeur]) -> Valeur:
        defauts: dict[str, Any] = classe._field_defaults
        membres = dict(zip(classe._fields, arguments, strict=False)) | nommes
        complets = [membres[nom] if nom in membres else Connue(defauts[nom]) for nom in classe._fields]
        genres = genres_declares(classe)
        return Groupe(classe, tuple(self.en(genre, un) for genre, un in zip(genres, complets, strict=True)))

    def deplier(self, valeur: Valeur) -> Iterator[Valeur]:
        """Yield the members of a group, a known tuple, an enumeration or a record in memory."""
        if isinstance(valeur, Connue) and isinstance(valeur.objet, EnumType):
            yield from map(Connue, valeur.objet)
            return
        groupe = self.charge(valeur) if isinstance(valeur, EnMemoire) else en_groupe(valeur)
        if groupe is None:
            raise NonCompilable("seul un couple, un enregistrement ou une table connue se déplie")
        yield from groupe.membres

    _PAR_NOEUD: ClassVar[dict[type[ast.expr], Callable[[Expressions, Any], Valeur]]] = {
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
