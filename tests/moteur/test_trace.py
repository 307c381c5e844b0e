from __future__ import annotations

import pytest

from binome.moteur.tables import lire_table
from binome.moteur.trace import Temoin, regle, temoin, trace
from tests.moteur.loi_jouet import AXES, TABLE, Doutes, Nombres, Saison, Taille, Verdict, bonne_recolte, du, taille

NOMBRES = Nombres((10, 100), lire_table("paniers", TABLE, AXES))


def test_une_regle_hors_trace_est_sa_fonction() -> None:
    assert du(50, Saison.SOLEIL, NOMBRES, Doutes(0)) == Verdict.UN_PANIER
    assert du.fonction(50, Saison.SOLEIL, NOMBRES, Doutes(0)) == Verdict.UN_PANIER
    assert du.titre == "Ce que doit le jardinier."
    assert str(du.source) == "coutume §3 [D]"


def test_la_trace_note_entrees_resultat_nombres_et_doutes_vraiment_lus() -> None:
    with trace() as racine:
        du(50, Saison.SOLEIL, temoin(NOMBRES, "parametres"), temoin(Doutes(0), "lectures"))
    [pas] = racine.etapes
    assert pas.regle is du
    assert pas.entrees == {"arbres": 50, "saison": Saison.SOLEIL}
    assert pas.resultat == Verdict.UN_PANIER
    assert set(pas.parametres) == {"paniers"}
    assert pas.lectures == {"severe": 0}
    [sous] = pas.etapes
    assert (sous.regle, sous.resultat, set(sous.parametres), sous.lectures) == (taille, Taille.MOYEN, {"seuils"}, {})
    assert [etape.regle for etape in racine.parcours()] == [None, du, taille]


def test_rien_n_est_note_hors_du_bloc() -> None:
    with trace() as racine:
        pass
    taille(5, NOMBRES)
    assert racine.etapes == []
    assert Temoin(Doutes(7), "lectures").severe == 7


def test_une_regle_qui_echoue_rend_la_main() -> None:
    with trace() as racine, pytest.raises(TypeError):
        taille("beaucoup", NOMBRES)  # type: ignore[arg-type]
    taille(5, NOMBRES)
    assert len(racine.etapes) == 1


def test_les_arguments_nommes_sont_notes() -> None:
    with trace() as racine:
        assert bonne_recolte(taux=(3, 4))
    assert racine.etapes[0].entrees == {"taux": (3, 4)}


def test_deux_regles_du_meme_nom_sont_refusees() -> None:
    def taille(arbres: int) -> int:
        """Autre."""
        return arbres

    taille.__module__ = "ailleurs"
    with pytest.raises(ValueError, match="Deux règles portent le nom « taille »"):
        regle("coutume §9", "A")(taille)
