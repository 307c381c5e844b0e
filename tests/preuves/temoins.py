"""Where the printed wording leaves a choice: for each reading, the smallest input whose answer depends on it.

The rule asked is the one that looks at the reading, read from its source; z3 finds the input.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from types import FunctionType
from typing import Any, Final, NamedTuple

import z3

from binome.droit.catalogue import catalogue
from binome.droit.codes import Reponse
from binome.droit.lectures import Lectures
from binome.droit.registre import toutes_les_regles
from binome.moteur.codes import Codes
from binome.moteur.primitives import INCONNU
from binome.noyau.compilateur.source import definition_de
from tests.preuves.modele.entrees import Entrees, entrees, remplir
from tests.preuves.modele.traduction import Traducteur
from tests.preuves.modele.valeurs import Valeur, entier, feuilles, terme
from tests.preuves.surete import RESUMES, baremes, connus, hypotheses

PATIENCE: Final = 4_000


class Temoin(NamedTuple):
    """Two choices of a reading, the rule that looks at it, an input, and what it answers under each."""

    lecture: str
    regle: str
    periode: str
    choix: tuple[str, str]
    entrees: dict[str, int]
    reponses: tuple[list[int], list[int]]


@cache
def regles_par_lecture() -> dict[str, tuple[str, ...]]:
    """Return the rules that look at each reading, the shortest first."""
    trouvees: dict[str, dict[str, int]] = {nom: {} for nom in catalogue().lectures}
    for nom, regle in toutes_les_regles().items():
        assert isinstance(regle.fonction, FunctionType)
        definition = definition_de(regle.fonction)
        for noeud in ast.walk(definition):
            if isinstance(noeud, ast.Attribute) and isinstance(noeud.value, ast.Name) and noeud.value.id == "lectures":
                trouvees[noeud.attr][nom] = len(ast.dump(definition))
    return {lecture: tuple(sorted(tailles, key=lambda nom: tailles[nom])) for lecture, tailles in trouvees.items()}


def temoins(lecture: str) -> Iterator[Temoin]:
    """Yield a witness for the default and each other choice that some rule tells apart."""
    une = catalogue().lectures[lecture]
    for autre in une.choix:
        trouve = next(_des_regles(lecture, (une.defaut, autre)), None) if autre != une.defaut else None
        if trouve is not None:
            yield trouve


def _des_regles(lecture: str, choix: tuple[str, str]) -> Iterator[Temoin]:
    for regle in regles_par_lecture()[lecture]:
        for periode in reversed(baremes()):
            trouve = _chercher(lecture, regle, periode, choix)
            if trouve is not None and trouve.reponses[0] != trouve.reponses[1]:
                yield trouve


def _chercher(lecture: str, regle: str, periode: str, choix: tuple[str, str]) -> Temoin | None:
    """Return the smallest input that a rule answers otherwise under each choice, the other readings by default."""
    fonction, bareme = toutes_les_regles()[regle], baremes()[periode]
    donnees, traducteur = entrees(fonction, connus(bareme)), Traducteur(resumes=RESUMES)
    retenues = [catalogue().lectures_retenues({lecture: un}, ()) for un in choix]
    reponses = [_repondre(traducteur, fonction, donnees, une) for une in retenues]
    optimum = z3.Optimize()
    optimum.set(timeout=PATIENCE)
    optimum.add(*donnees.plages, *traducteur.carnet.suppositions, *hypotheses(regle, donnees), *_lisible(donnees))
    optimum.add(*(z3.Implies(une.chemin, une.condition) for une in traducteur.carnet.obligations))
    optimum.add(z3.Or(*(a != b for a, b in zip(*reponses, strict=True))))
    optimum.minimize(z3.Sum(*(_poids(une.symbole) for une in donnees.inconnues)))
    modele = _le_plus_petit(optimum)
    if modele is None:
        return None
    lues = {une.nom: _lu(modele, une.symbole) for une in donnees.inconnues if not une.nom.startswith("lectures.")}
    trouve = Temoin(lecture, regle, periode, choix, lues, ([], []))
    return trouve._replace(reponses=rejouer(trouve))


def _le_plus_petit(optimum: z3.Optimize) -> z3.ModelRef | None:
    """Return the smallest model, any model where the smallest is long to find, None when there is none."""
    if optimum.check() == z3.sat:
        return optimum.model()
    simple = z3.Solver()
    simple.set(timeout=PATIENCE)
    simple.add(*optimum.assertions())
    return simple.model() if simple.check() == z3.sat else None


def _lu(modele: z3.ModelRef, symbole: z3.ExprRef) -> int:
    valeur = modele.eval(symbole, model_completion=True)
    return int(z3.is_true(valeur)) if z3.is_bool(valeur) else int(valeur.as_long())


def _repondre(traducteur: Traducteur, regle: Any, donnees: Entrees, lectures: Lectures) -> list[Valeur]:
    arguments = donnees.arguments | {"lectures": lectures}
    return [terme(entier(feuille)) for feuille in feuilles(traducteur.appeler(regle, list(arguments.values())))]


def _poids(symbole: z3.ExprRef) -> z3.ArithRef:
    return z3.If(symbole, 1, 0) if z3.is_bool(symbole) else z3.If(symbole >= 0, symbole, 50 - symbole)


def _lisible(donnees: Entrees) -> Iterator[z3.BoolRef]:
    """Yield what makes a witness one of a contract: counts observed, thresholds that grow."""
    par_nom = {une.nom: une.symbole for une in donnees.inconnues}
    for nom, symbole in par_nom.items():
        if nom.endswith("seuils.p30"):
            racine = nom.removesuffix("p30")
            seuils = [par_nom[f"{racine}{p}"] for p in ("p30", "p50", "p90", "p94", "p95")]
            yield from (z3.Implies(z3.And(a >= 0, b >= 0), a < b) for a, b in combinations(seuils, 2))
        if nom.endswith((".constate", ".cible")):
            yield symbole >= 0
        if nom.endswith("exceptionnelles"):
            yield symbole == int(Reponse.NON)
        if nom.endswith("convenu"):
            yield symbole == INCONNU


def rejouer(temoin: Temoin) -> tuple[list[int], list[int]]:
    """Return what the interpreter answers to a witness under each choice."""
    regle, droit = toutes_les_regles()[temoin.regle], catalogue()
    donnees = entrees(regle, connus(baremes()[temoin.periode]))
    valeurs = iter([_en_son_genre(une.genre, temoin.entrees.get(une.nom, 0)) for une in donnees.inconnues])
    arguments = dict(zip(donnees.arguments, remplir(tuple(donnees.arguments.values()), valeurs), strict=True))
    a, b = (
        regle(**(arguments | {"lectures": droit.lectures_retenues({temoin.lecture: choix}, ())}))
        for choix in temoin.choix
    )
    return [int(f) for f in feuilles(a)], [int(f) for f in feuilles(b)]


def _en_son_genre(genre: type, valeur: int) -> Any:
    return genre(valeur) if issubclass(genre, Codes) or genre is bool else valeur
