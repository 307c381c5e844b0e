"""Three ways, one answer: a rule interpreted, compiled, and as an expression of z3, on the same rows."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
import z3

from binome.droit.aide_collective.regles import BaremeCollectif
from binome.droit.bareme import Bareme
from binome.droit.catalogue import catalogue
from binome.droit.registre import toutes_les_regles
from binome.moteur.calendrier import plus_annees
from tests.preuves.modele.entrees import Entrees, entrees, remplir
from tests.preuves.modele.lignes import ligne
from tests.preuves.modele.traduction import Traducteur
from tests.preuves.modele.valeurs import entier, feuilles, terme

pytest.importorskip("llvmlite", reason="the compiler is an extra")
LIGNES = 24


def _connus(rang: int) -> dict[type, Any]:
    jours = catalogue().changements
    return {
        Bareme: catalogue().bareme(jours[rang % len(jours)]),
        BaremeCollectif: catalogue().bareme_collectif(plus_annees(jours[-1], 2)),
    }


def _evaluer(donnees: Entrees, valeurs: list[int | bool], termes: list[z3.ExprRef]) -> list[int]:
    """Return what expressions are worth once every unknown is known."""
    connues = [(une.symbole, terme(valeur)) for une, valeur in zip(donnees.inconnues, valeurs, strict=True)]
    rendus = [z3.simplify(z3.substitute(un, *connues)) for un in termes]
    return [int(z3.is_true(rendu)) if z3.is_bool(rendu) else rendu.as_long() for rendu in rendus]


@pytest.mark.parametrize("nom", toutes_les_regles())
def test_une_regle_donne_la_meme_reponse_des_trois_facons(nom: str) -> None:
    from binome.noyau.compilation import compiler

    regle = toutes_les_regles()[nom]
    alea, compilee, comparees = Random(nom), compiler(regle), 0
    for rang in range(len(catalogue().changements)):
        donnees, traducteur = entrees(regle, _connus(rang)), Traducteur()
        reponse = traducteur.appeler(regle, list(donnees.arguments.values()))
        sure = [z3.And(*(z3.Implies(une.chemin, une.condition) for une in traducteur.carnet.obligations))]
        termes = [terme(entier(feuille)) for feuille in feuilles(reponse)]
        for _ in range(LIGNES // len(catalogue().changements)):
            valeurs = ligne(alea, donnees)
            arguments = remplir(tuple(donnees.arguments.values()), iter(valeurs))
            if all(_evaluer(donnees, valeurs, sure)):
                attendus = _evaluer(donnees, valeurs, termes)
                assert [int(feuille) for feuille in feuilles(regle(*arguments))] == attendus, arguments
                assert [int(feuille) for feuille in feuilles(compilee(*arguments))] == attendus, arguments
                comparees += 1
    assert comparees, "no row meets what the rule asks for"


@pytest.mark.parametrize("nom", toutes_les_regles())
def test_ce_qui_arrete_python_enfreint_une_obligation(nom: str) -> None:
    regle = toutes_les_regles()[nom]
    donnees, traducteur, alea = entrees(regle, _connus(-1)), Traducteur(), Random(nom)
    traducteur.appeler(regle, list(donnees.arguments.values()))
    enfreintes = [une.enfreinte for une in traducteur.carnet.obligations]
    for _ in range(LIGNES):
        valeurs = ligne(alea, donnees)
        try:
            regle(*remplir(tuple(donnees.arguments.values()), iter(valeurs)))
        except (ZeroDivisionError, IndexError):
            assert any(_evaluer(donnees, valeurs, enfreintes)), valeurs
