"""No rule divides by zero, looks beside a table, stays without an answer or leaves 64 bits: asked of z3, rule by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import z3

from binome.droit.aide_collective.regles import BaremeCollectif
from binome.droit.bareme import Bareme
from binome.droit.catalogue import catalogue
from binome.droit.registre import toutes_les_regles
from binome.moteur.calendrier import plus_annees
from binome.moteur.lognormale import UN, logarithme, repartition_normale
from binome.noyau.compilateur.source import definition_de
from tests.preuves.intervalles import intervalle, tient_en_64_bits
from tests.preuves.modele.entrees import Entrees, entrees
from tests.preuves.modele.obligations import Carnet, Genre
from tests.preuves.modele.traduction import Definitions, Traducteur
from tests.preuves.modele.valeurs import Valeur, est_libre
from tests.preuves.portes import PORTES, Porte

LOGARITHME_MAXIMAL: Final = 2 * sum(UN // (k + k + 1) for k in range(24))
PATIENCE: Final = 60_000
"""Milliseconds that a question to z3 may take: a doubt is not a proof."""
SEULES: Final = Porte("", {})
_PAR_NOM: Final = {porte.regle: porte for porte in PORTES}


class Faille(NamedTuple):
    """What could go wrong, where, and with which arguments; `doute` when z3 did not answer in time."""

    genre: Genre
    lieu: str
    temoin: dict[str, int]
    doute: bool = False


def baremes() -> dict[str, Bareme]:
    """Return the numbers of the law between two changes, by the day on which they begin."""
    return {f"{jour:%d/%m/%Y}": catalogue().bareme(jour) for jour in catalogue().changements}


def connus(bareme: Bareme) -> dict[type, Any]:
    """Return what is not an unknown of a rule."""
    dernier = plus_annees(catalogue().changements[-1], 2)
    return {Bareme: bareme, BaremeCollectif: catalogue().bareme_collectif(dernier)}


def _logarithme(carnet: Carnet, numerateur: Valeur, denominateur: Valeur) -> Valeur:
    """Stand for the logarithm of a ratio above one: its contract is proved in `test_lognormale.py`."""
    carnet.exiger(Genre.DIVISEUR, z3.And(denominateur >= 0, numerateur >= denominateur, numerateur >= 1))
    rendu = z3.FreshInt("logarithme")
    carnet.borner(rendu, 0, LOGARITHME_MAXIMAL)
    carnet.supposer(z3.Implies(numerateur > denominateur, rendu >= 1))
    return rendu


def _repartition(carnet: Carnet, _: Valeur) -> Valeur:
    """Stand for the normal law: between zero and one is tried in `test_lognormale.py`, not proved."""
    rendu = z3.FreshInt("repartition")
    carnet.borner(rendu, 0, UN)
    return rendu


RESUMES: Final[dict[Callable[..., Any], Callable[..., Valeur]]] = {
    logarithme: _logarithme,
    repartition_normale: _repartition,
}


def traduire(nom: str, bareme: Bareme, definitions: Definitions = definition_de) -> tuple[Entrees, Traducteur, Valeur]:
    """Return the arguments of a rule, what it asks for, and its answer."""
    regle = toutes_les_regles()[nom]
    donnees, traducteur = entrees(regle, connus(bareme)), Traducteur(definitions, RESUMES)
    return donnees, traducteur, traducteur.appeler(regle, list(donnees.arguments.values()))


def hypotheses(nom: str, donnees: Entrees) -> list[z3.BoolRef]:
    """Return what the callers of a rule promise of its arguments."""
    return _PAR_NOM.get(nom, SEULES).hypotheses(donnees.arguments)


def failles(nom: str, bareme: Bareme, definitions: Definitions = definition_de) -> Iterator[Faille]:
    """Yield what could go wrong in a rule under what its callers promise; nothing when all is proved."""
    donnees, traducteur, _ = traduire(nom, bareme, definitions)
    solveur = z3.Solver()
    solveur.set(timeout=PATIENCE)
    solveur.add(*donnees.plages, *traducteur.carnet.suppositions)
    solveur.add(*hypotheses(nom, donnees))
    vues: set[tuple[Genre, str]] = set()
    for genre, lieu, enfreinte in _questions(donnees, traducteur.carnet):
        if (genre, lieu) not in vues:
            solveur.push()
            solveur.add(enfreinte)
            reponse = solveur.check()
            if reponse != z3.unsat:
                vues.add((genre, lieu))
                yield Faille(genre, lieu, _temoin(solveur, donnees) if reponse == z3.sat else {}, reponse != z3.sat)
            solveur.pop()


def _questions(donnees: Entrees, carnet: Carnet) -> Iterator[tuple[Genre, str, z3.BoolRef]]:
    for obligation in carnet.obligations:
        yield obligation.genre, obligation.lieu, obligation.enfreinte
    bornes = {une.symbole.get_id(): (une.bas, une.haut) for une in donnees.inconnues} | carnet.bornes
    for lieu, chemin, nombre in carnet.nombres.values():
        if not tient_en_64_bits(intervalle(nombre, bornes)):
            yield Genre.DEBORDEMENT, lieu, z3.And(chemin, z3.Or(nombre >= 2**63, nombre < -(2**63)))


def _temoin(solveur: z3.Solver, donnees: Entrees) -> dict[str, int]:
    modele = solveur.model()
    valeurs = {une.nom: modele.eval(une.symbole, model_completion=True) for une in donnees.inconnues}
    return {nom: int(z3.is_true(v)) if z3.is_bool(v) else v.as_long() for nom, v in valeurs.items() if est_libre(v)}
