"""What a rule is given: an unknown for each integer of its arguments, and what is known of each by its type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple, get_args, get_origin, get_type_hints

import z3

from binome.droit.aide_collective.regles import BaremeCollectif
from binome.droit.bareme import Bareme
from binome.moteur.codes import Codes
from binome.moteur.primitives import INCONNU
from binome.moteur.trace import Regle
from binome.moteur.unites import Unite
from tests.preuves.modele.valeurs import Valeur

MILLION: Final = 10**6
CENT: Final = 100
DERNIER_JOUR: Final = 3_652_059
PLAGES: Final[dict[Unite | None, tuple[int, int]]] = {
    None: (INCONNU, MILLION),
    Unite.JOUR: (INCONNU, DERNIER_JOUR),
    Unite.EUROS: (0, MILLION),
    Unite.CENTIMES: (0, MILLION * CENT),
    Unite.CENTIEMES_DE_RANG: (INCONNU, CENT * CENT),
}
"""The range of an integer, by its unit: up to a million patients and a million euros."""


class Inconnue(NamedTuple):
    """One unknown: its name, its expression, its lowest and highest values, its kind."""

    nom: str
    symbole: z3.ExprRef
    bas: int
    haut: int
    genre: type

    @property
    def dans_sa_plage(self) -> z3.BoolRef:
        """What its type says of it."""
        return z3.BoolVal(True) if self.genre is bool else z3.And(self.symbole >= self.bas, self.symbole <= self.haut)


class Entrees(NamedTuple):
    """Arguments of a rule, and their unknowns."""

    arguments: dict[str, Valeur]
    inconnues: tuple[Inconnue, ...]

    @property
    def plages(self) -> list[z3.BoolRef]:
        """What the types say of the unknowns."""
        return [inconnue.dans_sa_plage for inconnue in self.inconnues]


def entrees(regle: Callable[..., Any], connus: dict[type, Any]) -> Entrees:
    """Return an unknown for each integer that a rule is given, but where a class of arguments is known."""
    fonction = regle.fonction if isinstance(regle, Regle) else regle
    types = get_type_hints(fonction, include_extras=True)
    inconnues: list[Inconnue] = []
    arguments = {
        nom: _de_type(nom, types[nom], connus, inconnues)
        for nom in fonction.__code__.co_varnames[: fonction.__code__.co_argcount]
    }
    return Entrees(arguments, tuple(inconnues))


def _de_type(nom: str, declare: Any, connus: dict[type, Any], inconnues: list[Inconnue]) -> Valeur:
    if declare in (Bareme, BaremeCollectif):
        return connus[declare]
    if get_origin(declare) is tuple:
        return _taux(nom, inconnues)
    unite = next((un for un in get_args(declare)[1:] if isinstance(un, Unite)), None)
    genre = get_args(declare)[0] if unite else declare
    if issubclass(genre, tuple):
        champs = get_type_hints(genre, include_extras=True)
        return genre(*(_de_type(f"{nom}.{champ}", un, connus, inconnues) for champ, un in champs.items()))
    inconnues.append(_une(nom, genre, unite))
    return inconnues[-1].symbole


def _taux(nom: str, inconnues: list[Inconnue]) -> Valeur:
    """Return a rate: its denominator is positive."""
    for quoi, bas in (("numerateur", INCONNU), ("denominateur", 1)):
        complet = f"{nom}.{quoi}"
        inconnues.append(Inconnue(complet, z3.Int(complet), bas, MILLION, int))
    return (inconnues[-2].symbole, inconnues[-1].symbole)


def _une(nom: str, genre: type, unite: Unite | None) -> Inconnue:
    if genre is bool:
        return Inconnue(nom, z3.Bool(nom), 0, 1, bool)
    if issubclass(genre, Codes):
        valeurs = [int(membre) for membre in genre]
        assert sorted(valeurs) == list(range(min(valeurs), max(valeurs) + 1)), genre
        return Inconnue(nom, z3.Int(nom), min(valeurs), max(valeurs), genre)
    return Inconnue(nom, z3.Int(nom), *PLAGES[unite], int)


def remplir(modele: Valeur, nombres: Iterator[Any]) -> Valeur:
    """Return arguments with a number in the place of each unknown, in order."""
    if isinstance(modele, z3.ExprRef):
        return next(nombres)
    if isinstance(modele, tuple) and not isinstance(modele, Bareme | BaremeCollectif):
        membres = [remplir(membre, nombres) for membre in modele]
        return tuple(membres) if type(modele) is tuple else type(modele)(*membres)
    return modele
