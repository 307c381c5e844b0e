"""The text of a whole kernel: each rule once for each kind of arguments, and the tables of the law."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from types import FunctionType
from typing import Any

from binome.noyau.compilateur.corps import Corps
from binome.noyau.compilateur.instructions import Instructions
from binome.noyau.compilateur.intrinseques import intrinseque
from binome.noyau.compilateur.langue import NonCompilable
from binome.noyau.compilateur.source import definition_de
from binome.noyau.compilateur.valeurs import (
    ADRESSE,
    ENTIER,
    Connue,
    EnMemoire,
    Groupe,
    Nombre,
    Tableau,
    Valeur,
    cellules,
    forme_d_une_valeur,
)


class Module:
    """Functions and tables of one kernel; `texte` is what the machine side compiles."""

    def __init__(self) -> None:
        self._fonctions: dict[Hashable, tuple[str, Instructions]] = {}
        self._textes: list[str] = []
        self._tables: dict[int, tuple[object, EnMemoire]] = {}
        self._globales: list[str] = []
        self._en_cours: list[FunctionType] = []

    def texte(self) -> str:
        """Return the module as the machine side reads it."""
        return "\n".join([*self._globales, *self._textes, "!0 = !{}"])

    def table(self, objet: object) -> EnMemoire:
        """Return a known table of integers as a place in memory, written once in the module."""
        if id(objet) not in self._tables:
            forme, nom = forme_d_une_valeur(objet), f"@table.{len(self._tables)}"
            valeurs = ", ".join(f"i64 {case}" for case in cellules(objet))
            self._globales.append(
                f"{nom} = internal unnamed_addr constant [{forme.taille} x i64] [{valeurs}], align 64"
            )
            self._tables[id(objet)] = (objet, EnMemoire(nom, forme, stable=True))
        return self._tables[id(objet)][1]

    def appeler(self, corps: Corps, fonction: Callable[..., Any], arguments: Sequence[Valeur]) -> Valeur | None:
        """Write a call, and the function itself the first time that it meets such arguments."""
        assert isinstance(fonction, FunctionType)
        parametres: list[Nombre] = []
        cle = (fonction, *(_genre(corps, argument, parametres) for argument in arguments))
        if cle not in self._fonctions:
            self._fonctions[cle] = self._definir(fonction, arguments)
        nom, ecrite = self._fonctions[cle]
        appel = f"call {ecrite.type_rendu} @{nom}({', '.join(f'{p.genre} {p.texte}' for p in parametres)})"
        if ecrite.rendue is None:
            corps.ecrire(appel)
            return None
        rendu = corps.calcul(ecrite.type_rendu, appel)
        if not isinstance(ecrite.rendue, Groupe):
            return rendu
        extraits = (
            corps.calcul(genre, f"extractvalue {rendu.genre} {rendu.texte}, {rang}")
            for rang, genre in enumerate(ecrite.genres_rendus)
        )
        return corps.comme(ecrite.rendue, extraits)

    def _definir(self, fonction: FunctionType, arguments: Sequence[Valeur]) -> tuple[str, Instructions]:
        if fonction in self._en_cours:
            raise NonCompilable(f"{fonction.__qualname__} s'appelle elle-même")
        ecrite, noms = Instructions(self, fonction, intrinseque), (f"%a{rang}" for rang in count())
        parametres: list[str] = []
        recus = [_recu(argument, noms, parametres) for argument in arguments]
        self._en_cours.append(fonction)
        ecrite.traduire(definition_de(fonction), recus)
        self._en_cours.pop()
        nom = f"{fonction.__name__}.{len(self._fonctions)}"
        tete = f"define internal {ecrite.type_rendu} @{nom}({', '.join(parametres)}) alwaysinline nounwind {{"
        self._textes.append("\n".join([tete, "entree:", *ecrite.places, *ecrite.lignes, "}"]))
        return nom, ecrite


@dataclass(frozen=True, slots=True, eq=False)
class _Identite:
    """A known object as part of a key: the very same object, which the key keeps alive."""

    objet: object

    def __eq__(self, autre: object) -> bool:
        return isinstance(autre, _Identite) and self.objet is autre.objet

    def __hash__(self) -> int:
        return id(self.objet)


def _genre(corps: Corps, argument: Valeur, parametres: list[Nombre]) -> Hashable:
    """Return what of an argument its function is compiled for; the rest goes to the parameters."""
    if isinstance(argument, Connue) and not isinstance(argument.objet, int):
        return _Identite(argument.objet)
    if isinstance(argument, EnMemoire):
        parametres.append(Nombre(argument.adresse, ADRESSE))
        return (argument.forme, argument.stable)
    if isinstance(argument, Tableau):
        parametres += [Nombre(argument.adresse, ADRESSE), *argument.axes]
        return (argument.element, len(argument.axes))
    if isinstance(argument, Groupe):
        return (argument.classe, *(_genre(corps, membre, parametres) for membre in argument.membres))
    nombre = corps.nombre(argument)
    parametres.append(nombre)
    return nombre.genre


def _recu(argument: Valeur, noms: Iterator[str], parametres: list[str]) -> Valeur:
    """Return an argument as its function sees it, in the order in which `_genre` passes it."""

    def parametre(genre: str) -> Nombre:
        nom = next(noms)
        parametres.append(f"{genre} {nom}")
        return Nombre(nom, genre)

    if isinstance(argument, Connue) and not isinstance(argument.objet, int):
        return argument
    if isinstance(argument, EnMemoire):
        return EnMemoire(parametre(ADRESSE).texte, argument.forme, argument.stable)
    if isinstance(argument, Tableau):
        adresse = parametre(ADRESSE).texte
        return Tableau(adresse, argument.element, tuple(parametre(ENTIER) for _ in argument.axes))
    if isinstance(argument, Groupe):
        return Groupe(argument.classe, tuple(_recu(membre, noms, parametres) for membre in argument.membres))
    return parametre(Corps().nombre(argument).genre)
