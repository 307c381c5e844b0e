from __future__ import annotations

from typing import Any

import pytest

from binome.moteur.codes import Codes
from binome.moteur.erreurs import ErreurDeDroit
from binome.moteur.primitives import INCONNU, SANS_OBJET
from binome.moteur.tables import axe, lire_table
from tests.moteur.loi_jouet import AXES, TABLE, Verdict


def test_une_table_complete_devient_des_tuples_dans_l_ordre_des_axes() -> None:
    lue = lire_table("paniers", TABLE, AXES)
    assert lue == ((0, 0), (0, 1), (1, 2))
    assert isinstance(lue[2][1], Verdict)


def test_une_table_de_nombres_connait_les_marques() -> None:
    table = {"axes": ["saison"], "lignes": [["pluie", "nc"], ["soleil", "-"]]}
    assert lire_table("marques", table, AXES) == (INCONNU, SANS_OBJET)


def _avec(**changement: Any) -> dict[str, Any]:
    return {**TABLE, **changement}


@pytest.mark.parametrize(
    ("table", "phrase"),
    [
        (_avec(lignes=TABLE["lignes"][:2]), "case absente : grand × pluie ; grand × soleil"),
        (_avec(lignes=[*TABLE["lignes"], ["petit", "rien", "rien"]]), "petit × pluie est donnée deux fois"),
        (_avec(lignes=[*TABLE["lignes"], ["nain", "rien", "rien"]]), "case inconnue : nain × pluie"),
        (_avec(lignes=[["petit", "rien"]]), "n'a pas le nombre de cases attendu"),
        (_avec(lignes=[["petit", "rien", "un_panié"]]), "Vouliez-vous écrire « un_panier »"),
        (_avec(lignes=[["petit", "rien", 1]]), "Cellule illisible : 1"),
        (_avec(lignes=[["petit", "rien", True]]), "Cellule illisible : True"),
        (_avec(axes=["taile", "saison"]), "axe « taile » inconnu. Vouliez-vous écrire « taille »"),
        ({"axes": ["saison"], "lignes": [["pluie", "beaucoup"]]}, "Cellule illisible : 'beaucoup'"),
    ],
)
def test_une_table_fausse_est_refusee_en_une_phrase(table: dict[str, Any], phrase: str) -> None:
    with pytest.raises(ErreurDeDroit) as refus:
        lire_table("paniers", table, AXES)
    assert phrase in str(refus.value)


def test_une_enumeration_a_trou_n_est_pas_un_axe() -> None:
    class Trouee(Codes):
        ZERO = 0
        DEUX = 2

    with pytest.raises(ErreurDeDroit, match="ne se suivent pas"):
        axe(Trouee)
