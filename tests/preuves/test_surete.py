"""No division by zero, no look beside a table, no silence, no overflow: proved for every rule, reading and regime."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import z3

import binome
from binome.droit.registre import toutes_les_regles
from binome.noyau.compilateur.source import definition_de
from tests.preuves.modele.faute import avec_la_faute
from tests.preuves.modele.obligations import Genre
from tests.preuves.modele.traduction import Definitions
from tests.preuves.portes import INTERNES, PORTES, engagement_tenable
from tests.preuves.surete import PATIENCE, baremes, failles, hypotheses, traduire

DERNIER = list(baremes().values())[-1]
SURES = [nom for nom in toutes_les_regles() if nom not in INTERNES]


@pytest.mark.parametrize("jour", baremes())
@pytest.mark.parametrize("nom", SURES)
def test_aucune_regle_ne_peut_tomber(nom: str, jour: str) -> None:
    assert list(failles(nom, baremes()[jour])) == []


def test_une_regle_interne_n_est_appelee_que_par_des_regles() -> None:
    maison = Path(binome.__file__).parent
    importees = {
        alias.name
        for fichier in maison.rglob("*.py")
        if maison / "droit" not in fichier.parents
        for noeud in ast.walk(ast.parse(fichier.read_text("utf-8")))
        if isinstance(noeud, ast.ImportFrom) and (noeud.module or "").startswith("binome.droit.")
        for alias in noeud.names
    }
    assert not importees & INTERNES
    assert set(toutes_les_regles()) >= INTERNES | {porte.regle for porte in PORTES}


def _engagement_intenable(nom: str, definitions: Definitions = definition_de) -> bool:
    """Return whether a rule may give a commitment that the rules of the year do not expect."""
    donnees, traducteur, engage = traduire(nom, DERNIER, definitions)
    solveur = z3.Solver()
    solveur.set(timeout=PATIENCE)
    solveur.add(*donnees.plages, *traducteur.carnet.suppositions, *hypotheses(nom, donnees))
    solveur.add(
        *(
            c
            for recu in ("revise", "initial")
            if recu in donnees.arguments
            for c in engagement_tenable(donnees.arguments[recu])
        )
    )
    solveur.add(z3.Not(z3.And(*engagement_tenable(engage))))
    return bool(solveur.check() != z3.unsat)


@pytest.mark.parametrize(
    "nom", ["engagement", "engagement_revise", "engagement_au_second_objectif", "engagement_apres_le_niveau"]
)
def test_les_objectifs_que_les_regles_donnent_sont_ceux_qu_elles_attendent(nom: str) -> None:
    """Found: a third of full time signed in 2025, which no table knows, was to gain minus two patients (900, then 898)."""
    assert not _engagement_intenable(nom)


def test_la_preuve_trouve_l_objectif_negatif_d_une_option_sans_tableau() -> None:
    fautive = avec_la_faute("objectif_de", "supplementaires < 0", "supplementaires == INCONNU")
    assert _engagement_intenable("engagement", fautive)


def test_la_preuve_trouve_la_division_par_zero_d_une_annee_sans_jour_servi() -> None:
    """A year wholly suspended, then the résiliation: no day was served, and none was left."""
    fautive = avec_la_faute("part_non_servie", "if restants == servis_et_restants:", "if restants < 0:")
    trouvees = [faille for faille in failles("a_recuperer", DERNIER, fautive) if faille.genre == Genre.DIVISEUR]
    assert trouvees
    temoin = trouvees[0].temoin
    assert temoin["jours.de_l_annee"] == 0 or temoin["jours.du_contrat"] == 0


def test_la_preuve_trouve_une_case_hors_de_la_table() -> None:
    fautive = avec_la_faute(
        "palier",
        "if annee == Annee.DEUXIEME:\n        return Palier.DEUXIEME_ANNEE",
        "if annee == Annee.DEUXIEME:\n        return Palier.ANNEES_SUIVANTES + 1",
    )
    genres = {faille.genre for faille in failles("annee_de_contrat", DERNIER, fautive)}
    assert Genre.RANG in genres


def test_la_preuve_trouve_un_chemin_sans_reponse() -> None:
    fautive = avec_la_faute("reste_sous_p50", "return Reponse.INCONNUE", "p50 = Reponse.INCONNUE")
    assert {faille.genre for faille in failles("reste_sous_p50", DERNIER, fautive)} == {Genre.SANS_REPONSE}


def test_la_preuve_trouve_un_debordement() -> None:
    fautive = avec_la_faute(
        "montant_du",
        "en_centimes(montant_maximal)",
        "en_centimes(en_centimes(en_centimes(en_centimes(montant_maximal))))",
    )
    assert Genre.DEBORDEMENT in {faille.genre for faille in failles("montant_du", DERNIER, fautive)}
