"""Statements of the law, written as machine instructions: assignments, choices, loops over a range, early returns."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

from binome.noyau.compilateur.expressions import Expressions
from binome.noyau.compilateur.langue import NonCompilable
from binome.noyau.compilateur.valeurs import ENTIER, Connue, EnMemoire, Groupe, Nombre, Tableau, Valeur, en_groupe


class Instructions(Expressions):
    """Statements of one function. `rendue` is what its returns give, known from the first one."""

    def traduire(self, definition: ast.FunctionDef, arguments: Sequence[Valeur]) -> None:
        """Write the body of a function given its arguments.

        Raises:
            NonCompilable: what the language of rules lacks; the message gives the line.
        """
        self.rendue: Valeur | None = None
        self._genres: list[str] = []
        self._boucles: list[tuple[str, str]] = []
        self._multiples = _noms_reecrits(definition)
        for parametre, argument in zip(definition.args.args, arguments, strict=True):
            self._nommer(parametre.arg, argument)
        self._suite(definition.body)
        if not self.clos:
            if self.rendue is not None:
                raise NonCompilable("une branche ne rend rien", self.fonction.__qualname__)
            self.ecrire("ret void")

    def _suite(self, instructions: Sequence[ast.stmt]) -> None:
        for instruction in instructions:
            if self.clos:
                return
            try:
                self._instruction(instruction)
            except NonCompilable as faute:
                raise faute.situee(f"{self.fonction.__qualname__}, ligne {instruction.lineno}") from faute

    def _instruction(self, instruction: ast.stmt) -> None:
        ecrire = self._PAR_INSTRUCTION.get(type(instruction))
        if ecrire is None:
            raise NonCompilable(f"« {ast.unparse(instruction)} » n'est pas dans la langue des règles")
        ecrire(self, instruction)

    # Assignments -----------------------------------------------------------------------------------------------------

    def _affectation(self, instruction: ast.Assign) -> None:
        valeur = self.valeur(instruction.value)
        for cible in instruction.targets:
            self._affecter(cible, valeur)

    def _affectation_typee(self, instruction: ast.AnnAssign) -> None:
        assert instruction.value is not None
        self._affecter(instruction.target, self.valeur(instruction.value))

    def _cumul(self, instruction: ast.AugAssign) -> None:
        ancien = ast.copy_location(_en_lecture(instruction.target), instruction)
        nouveau = self.operer(type(instruction.op), self.valeur(ancien), self.valeur(instruction.value))
        self._affecter(instruction.target, nouveau)

    def _affecter(self, cible: ast.expr, valeur: Valeur) -> None:
        if isinstance(cible, ast.Name):
            self._nommer(cible.id, valeur)
        elif isinstance(cible, ast.Tuple):
            for une, membre in zip(cible.elts, list(self.deplier(valeur)), strict=True):
                self._affecter(une, membre)
        elif isinstance(cible, ast.Subscript):
            tableau = self.valeur(cible.value)
            if not isinstance(tableau, Tableau):
                raise NonCompilable("seule une case d'un tableau s'écrit")
            self.poser(tableau, self.indices(cible.slice), valeur)
        else:
            raise NonCompilable(f"« {ast.unparse(cible)} » ne s'affecte pas")

    def _nommer(self, nom: str, valeur: Valeur) -> None:
        """Bind a name; one that is written again gets a place, the same for every value that it will hold."""
        if nom not in self._multiples or isinstance(valeur, Tableau):
            self.locales[nom] = valeur
            return
        feuilles = list(self.feuilles(valeur))
        if nom not in self.variables:
            modele = self.charge(valeur) if isinstance(valeur, EnMemoire) else valeur
            self.variables[nom] = (modele, [(feuille.genre, self.place(feuille.genre)) for feuille in feuilles])
        _, places = self.variables[nom]
        accordees = self.accorder([genre for genre, _ in places], feuilles)
        for (genre, place), feuille in zip(places, accordees, strict=True):
            self.ecrire(f"store {genre} {feuille.texte}, ptr {place}")

    # Choices and loops -----------------------------------------------------------------------------------------------

    def _si(self, instruction: ast.If) -> None:
        condition = self.valeur(instruction.test)
        if isinstance(condition, Connue):
            self._suite(instruction.body if condition.objet else instruction.orelse)
            return
        oui, non, fin = (self.nom("b") for _ in range(3))
        self.brancher(self.verite(condition), oui, non)
        self.ouvrir(oui)
        self._suite(instruction.body)
        ferme = self.clos
        self.aller(fin)
        self.ouvrir(non)
        self._suite(instruction.orelse)
        if ferme and self.clos:
            return
        self.aller(fin)
        self.ouvrir(fin)

    def _pour(self, instruction: ast.For) -> None:
        appel = instruction.iter
        if isinstance(appel, ast.Call) and isinstance(appel.func, ast.Name) and appel.func.id == "range":
            self._pour_un_intervalle(instruction, [self.entier(self.valeur(borne)) for borne in appel.args])
            return
        for membre in list(self.deplier(self.valeur(appel))):
            # Unrolled: a loop over the members of a record has no « break ».
            self._affecter(instruction.target, membre)
            self._suite(instruction.body)

    def _pour_un_intervalle(self, instruction: ast.For, bornes: list[Nombre]) -> None:
        debut, fin = (Nombre("0", ENTIER), bornes[0]) if len(bornes) == 1 else bornes
        compteur = self.place(ENTIER)
        self.ecrire(f"store i64 {debut.texte}, ptr {compteur}")
        test, tour, suivant, sortie = (self.nom("b") for _ in range(4))
        self.aller(test)
        self.ouvrir(test)
        rang = self.calcul(ENTIER, f"load i64, ptr {compteur}")
        encore = self.calcul("i1", f"icmp slt i64 {rang.texte}, {fin.texte}")
        self.brancher(encore, tour, sortie)
        self.ouvrir(tour)
        self._affecter(instruction.target, rang)
        self._boucles.append((suivant, sortie))
        self._suite(instruction.body)
        self._boucles.pop()
        self.aller(suivant)
        self.ouvrir(suivant)
        apres = self.calcul(ENTIER, f"add nsw i64 {rang.texte}, 1")
        self.ecrire(f"store i64 {apres.texte}, ptr {compteur}")
        self.aller(test)
        self.ouvrir(sortie)

    def _continuer(self, _: ast.Continue) -> None:
        self.aller(self._boucles[-1][0])

    def _interrompre(self, _: ast.Break) -> None:
        self.aller(self._boucles[-1][1])

    # Returns and the rest --------------------------------------------------------------------------------------------

    def _rendre(self, instruction: ast.Return) -> None:
        if instruction.value is None:
            self.ecrire("ret void")
            self.clos = True
            return
        valeur = self.valeur(instruction.value)
        feuilles = list(self.feuilles(valeur))
        if self.rendue is None:
            self.rendue = self.charge(valeur) if isinstance(valeur, EnMemoire) else en_groupe(valeur) or feuilles[0]
            self._genres = [feuille.genre for feuille in feuilles]
        feuilles = self.accorder(self._genres, feuilles)
        self.ecrire(f"ret {self.type_rendu} {self._agregat(feuilles)}")
        self.clos = True

    @property
    def type_rendu(self) -> str:
        """What the function gives back, as the machine sees it."""
        if self.rendue is None:
            return "void"
        return "{" + ", ".join(self._genres) + "}" if isinstance(self.rendue, Groupe) else self._genres[0]

    @property
    def genres_rendus(self) -> Sequence[str]:
        """Kinds of the registers given back."""
        return self._genres

    def _agregat(self, feuilles: Sequence[Nombre]) -> str:
        if not isinstance(self.rendue, Groupe):
            return feuilles[0].texte
        agregat = "undef"
        for rang, feuille in enumerate(feuilles):
            ajout = f"insertvalue {self.type_rendu} {agregat}, {feuille.genre} {feuille.texte}, {rang}"
            agregat = self.calcul(self.type_rendu, ajout).texte
        return agregat

    def _expression(self, instruction: ast.Expr) -> None:
        if isinstance(instruction.value, ast.Call):
            self.appel(instruction.value)
        elif not isinstance(instruction.value, ast.Constant):
            self.valeur(instruction.value)

    def _rien(self, _: ast.Pass) -> None:
        pass

    _PAR_INSTRUCTION: ClassVar[dict[type[ast.stmt], Callable[[Instructions, Any], None]]] = {
        ast.Assign: _affectation,
        ast.AnnAssign: _affectation_typee,
        ast.AugAssign: _cumul,
        ast.If: _si,
        ast.For: _pour,
        ast.Continue: _continuer,
        ast.Break: _interrompre,
        ast.Return: _rendre,
        ast.Expr: _expression,
        ast.Pass: _rien,
    }


def _noms_reecrits(definition: ast.FunctionDef) -> frozenset[str]:
    """Return the names that a function writes more than once, its arguments counting as written."""
    ecrits = Counter([*(parametre.arg for parametre in definition.args.args), *_noms_ecrits(definition.body)])
    return frozenset(nom for nom, fois in ecrits.items() if fois > 1)


def _noms_ecrits(instructions: Sequence[ast.stmt]) -> Iterator[str]:
    """Yield each name as often as some statements write it; « += » counts twice, since it reads what was there."""
    for instruction in instructions:
        if isinstance(instruction, ast.Assign):
            for cible in instruction.targets:
                yield from _cibles(cible)
        elif isinstance(instruction, ast.AugAssign):
            yield from (*_cibles(instruction.target), *_cibles(instruction.target))
        elif isinstance(instruction, ast.AnnAssign | ast.For):
            yield from _cibles(instruction.target)
        if isinstance(instruction, ast.If | ast.For):
            yield from (*_noms_ecrits(instruction.body), *_noms_ecrits(instruction.orelse))


def _cibles(cible: ast.expr) -> Iterator[str]:
    if isinstance(cible, ast.Name):
        yield cible.id
    elif isinstance(cible, ast.Tuple):
        for une in cible.elts:
            yield from _cibles(une)


def _en_lecture(cible: ast.expr) -> ast.expr:
    """Return the target of « += » as an expression to read."""
    return ast.parse(ast.unparse(cible), mode="eval").body
