"""`@regle`: a plain typed function that can tell how it concluded.

Called as it is, a rule runs at the speed of the function. Inside `with trace() as racine`, each call leaves a step:
inputs, result, citation, and the numbers and lectures it really looked at, seen through a `Temoin`.
The original function stays at hand in `.fonction`, for a compiler to use the very same source.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from typing import Any, Generic, ParamSpec, TypeVar, cast

from binome.moteur.sources import Source, lire_source

P = ParamSpec("P")
R = TypeVar("R")

_etape_courante: ContextVar[Etape | None] = ContextVar("etape_courante", default=None)


@dataclass(slots=True)
class Etape:
    """One call of a rule: what went in, what came out, on what it rested."""

    regle: Regle[Any, Any] | None
    entrees: dict[str, Any]
    resultat: Any = None
    parametres: dict[str, Any] = field(default_factory=dict)
    lectures: dict[str, int] = field(default_factory=dict)
    etapes: list[Etape] = field(default_factory=list)

    def parcours(self) -> list[Etape]:
        """Return this step and all those below it, in the order they began."""
        return [self, *(sous for etape in self.etapes for sous in etape.parcours())]


class Temoin:
    """A named tuple seen through a window: each field read is noted on the current step."""

    __slots__ = ("_genre", "_valeurs")

    def __init__(self, valeurs: object, genre: str) -> None:
        self._valeurs = valeurs
        self._genre = genre

    def __getattr__(self, nom: str) -> object:
        valeur = getattr(self._valeurs, nom)
        etape = _etape_courante.get()
        if etape is not None:
            getattr(etape, self._genre)[nom] = valeur
        return valeur


def temoin(valeurs: R, genre: str) -> R:
    """Return `valeurs` behind a `Temoin`, typed as what it shows; `genre` is `parametres` or `lectures`."""
    return cast("R", Temoin(valeurs, genre))


class trace:  # noqa: N801  (used as a verb: `with trace() as racine`)
    """Record every rule called in the block under one root step."""

    def __init__(self) -> None:
        self.racine = Etape(None, {})
        self._jetons: list[Token[Etape | None]] = []

    def __enter__(self) -> Etape:
        self._jetons.append(_etape_courante.set(self.racine))
        return self.racine

    def __exit__(self, *_: object) -> None:
        _etape_courante.reset(self._jetons.pop())


class Regle(Generic[P, R]):
    """A rule: the function, its citation, its place in the register."""

    do_not_call_in_templates = True
    """Pages show a rule; a template engine that calls whatever it can must leave it alone."""

    def __init__(self, fonction: Callable[P, R], source: Source) -> None:
        functools.update_wrapper(self, fonction)
        self.nom = fonction.__name__
        self.fonction = fonction
        self.source = source
        self.theme = fonction.__module__
        self.titre = (inspect.getdoc(fonction) or "").split("\n")[0]
        self.entrees = tuple(inspect.signature(fonction).parameters)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call the function, leaving a step when someone is recording."""
        parent = _etape_courante.get()
        if parent is None:
            return self.fonction(*args, **kwargs)
        nommees = dict(zip(self.entrees, args, strict=False)) | kwargs
        etape = Etape(self, {nom: v for nom, v in nommees.items() if not isinstance(v, Temoin)})
        parent.etapes.append(etape)
        jeton = _etape_courante.set(etape)
        try:
            etape.resultat = resultat = self.fonction(*args, **kwargs)
        finally:
            _etape_courante.reset(jeton)
        return resultat


REGLES: dict[str, Regle[Any, Any]] = {}


def regle(source: str, grade: str) -> Callable[[Callable[P, R]], Regle[P, R]]:
    """Make a rule of a function; `source` reads « texte §section », `grade` is A (official) to D (inferred)."""

    def decorer(fonction: Callable[P, R]) -> Regle[P, R]:
        nouvelle = Regle(fonction, lire_source(source, grade))
        ancienne = REGLES.get(nouvelle.nom)
        if ancienne is not None and ancienne.theme != nouvelle.theme:
            raise ValueError(f"Deux règles portent le nom « {nouvelle.nom} » : {ancienne.theme} et {nouvelle.theme}.")
        REGLES[nouvelle.nom] = nouvelle
        return nouvelle

    return decorer
