"""Rules and loops compiled from their own source, for the kinds of arguments that they meet."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from binome.moteur.trace import Regle
from binome.noyau.compilateur.arguments import Argument, Cellules, Reception, en_python, sortie_vide
from binome.noyau.compilateur.machine import machine
from binome.noyau.compilateur.module import Module
from binome.noyau.compilateur.valeurs import Connue, Valeur


class Noyau:
    """A function compiled once for each kind of arguments; its first arguments may be constants of its code."""

    def __init__(self, fonction: Callable[..., Any], figes: tuple[object, ...]) -> None:
        self._fonction = fonction.fonction if isinstance(fonction, Regle) else fonction
        self._figes = figes
        self._verrou = Lock()
        self._versions: dict[Hashable, tuple[Callable[[int, int], None], Valeur | None]] = {}

    def __call__(self, *arguments: Argument) -> Any:
        """Run the machine code, without the interpreter's lock."""
        cellules = Cellules()
        genres = tuple(map(cellules.poser, arguments))
        with self._verrou:
            if genres not in self._versions:
                texte, rendue = self.texte(*arguments)
                self._versions[genres] = (machine().fonction(texte), rendue)
        appeler, rendue = self._versions[genres]
        sortie = sortie_vide(rendue)
        appeler(cellules.valeurs.buffer_info()[0], sortie.buffer_info()[0])
        return None if rendue is None else en_python(rendue, iter(sortie))

    def texte(self, *arguments: Argument) -> tuple[str, Valeur | None]:
        """Return the program for such arguments, and the kind of what it gives back."""
        module, reception = Module(), Reception()
        recus = [reception.recevoir(argument) for argument in arguments]
        rendue = module.appeler(reception.corps, self._fonction, [*map(Connue, self._figes), *recus])
        if rendue is not None:
            reception.corps.ranger("%sortie", rendue)
        parametres = ", ".join(["ptr noalias %sortie", *reception.parametres])
        lignes = [
            module.texte(),
            f"define internal void @corps({parametres}) noinline nounwind {{",
            "entree:",
            *reception.corps.lignes,
            "  ret void",
            "}",
            "define void @entree(ptr %arguments, ptr %sortie) nounwind {",
            "entree:",
            *reception.entree.lignes,
            f"  call void @corps({', '.join(['ptr %sortie', *reception.passes])})",
            "  ret void",
            "}",
        ]
        return "\n".join(lignes), rendue


def compiler(regle: Callable[..., Any]) -> Noyau:
    """Return the compiled form of a rule, all that it calls included."""
    return Noyau(regle, ())


def compiler_noyau(boucle: Callable[..., Any], *figes: object) -> Noyau:
    """Return the compiled form of a loop, its first arguments made constants of the machine code."""
    return Noyau(boucle, figes)
