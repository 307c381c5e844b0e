"""Brackets share the numbers of patients: each has one, in order, whatever the thresholds and the readings."""

from __future__ import annotations

from typing import Any

import pytest
import z3

from binome.droit.codes import Tranche
from binome.droit.faits import Depart
from binome.droit.registre import toutes_les_regles
from binome.moteur.primitives import INCONNU
from tests.preuves.modele.entrees import entrees
from tests.preuves.modele.faute import avec_la_faute
from tests.preuves.modele.traduction import Traducteur
from tests.preuves.surete import baremes, connus, traduire

TABLES = [(jour, nom) for jour in baremes() for nom in ("tranche", "tranche_de_taux")]


def _seuils_connus(depart: Depart) -> list[Any]:
    s = depart.seuils
    return [
        depart.centiemes == INCONNU,
        depart.patients >= 0,
        s.p30 >= 1,
        s.p50 > s.p30,
        s.p70 > s.p50,
        s.p90 > s.p70,
        s.p94 >= s.p90,
        s.p95 > s.p94,
    ]


@pytest.mark.parametrize(("jour", "nom"), TABLES)
def test_chaque_nombre_de_patients_a_une_tranche_et_la_suivante_n_est_pas_plus_basse(jour: str, nom: str) -> None:
    bareme, regle = baremes()[jour], toutes_les_regles()[nom]
    donnees, traducteur = entrees(regle, connus(bareme)), Traducteur()
    depart = donnees.arguments["depart"]
    suivant = donnees.arguments | {"depart": depart._replace(patients=depart.patients + 1)}
    ici, apres = (traducteur.appeler(regle, list(recus.values())) for recus in (donnees.arguments, suivant))
    solveur = z3.Solver()
    solveur.add(*donnees.plages, *_seuils_connus(depart))
    assert solveur.check(ici == INCONNU) == z3.unsat, "a hole"
    assert solveur.check(apres < ici) == z3.unsat, "a step down"
    for tranche in range(1, 1 + max(Tranche)):
        assert solveur.check(ici == tranche) == z3.sat, "an empty bracket"


def test_la_preuve_trouve_un_trou_entre_deux_tranches() -> None:
    """The printed « P90 à P94 » then « P95 et plus » leaves those between the two: put back, they have no bracket."""
    faute = "if p90 == Reponse.NON or p95 == Reponse.NON and p90 == Reponse.NON:\n        return Tranche.P50_P90\n    if False:"
    fautive = avec_la_faute("tranche_plafond", "if p95 == Reponse.NON:", faute)
    donnees, _, ici = traduire("tranche", list(baremes().values())[-1], fautive)
    solveur = z3.Solver()
    solveur.add(*donnees.plages, *_seuils_connus(donnees.arguments["depart"]))
    assert solveur.check(ici == INCONNU) == z3.sat
