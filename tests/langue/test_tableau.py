"""Un tableau se choisit par ses clés ; une cellule garde sa valeur jusqu'à ce qu'on l'écrive."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from binome.langue.courante import Langue, en_langue
from binome.langue.tableau import Cellule, Colonne, Tableau, Unite, ecrire

TABLEAU = Tableau(
    "Foire",
    (Colonne("prix", "Prix", Unite.EUROS), Colonne("nom", "Nom", Unite.PHRASE, essentielle=False)),
    [{"prix": Decimal(3), "nom": "pomme"}, {"prix": None, "nom": "poire"}],
)


def test_les_colonnes_se_choisissent_par_leur_cle_et_dans_l_ordre_demande() -> None:
    choisi = TABLEAU.choisir("nom", "prix")
    assert [colonne.cle for colonne in choisi.colonnes] == ["nom", "prix"]
    assert choisi.cellules() == [["pomme", Decimal(3)], ["poire", None]]
    with pytest.raises(KeyError):
        TABLEAU.choisir("Prix")


def test_une_colonne_de_phrases_est_large_et_son_titre_se_traduit() -> None:
    assert [colonne.large for colonne in TABLEAU.colonnes] == [False, True]
    with en_langue(Langue("essai", str.upper)):
        assert TABLEAU.colonnes[0].en_tete == "PRIX"


@pytest.mark.parametrize(
    ("valeur", "unite", "mots"),
    [
        (None, Unite.EUROS, "—"),
        ((), Unite.PHRASE, "—"),
        (True, Unite.OUI_NON, "oui"),
        (False, Unite.OUI_NON, "non"),
        (date(2024, 9, 1), Unite.JOUR, "1er septembre 2024"),
        ("tel quel", Unite.MOT, "tel quel"),
        (12345, Unite.NOMBRE, "12\u202f345"),
        (12345, Unite.EUROS, "12\u202f345\u00a0€"),
        (Decimal("14426.23"), Unite.EUROS, "14\u202f426,23\u00a0€"),
        (Fraction(1, 2), Unite.EUROS, "0,50\u00a0€"),
        (Fraction(1, 2), Unite.PART, "50\u00a0%"),
        (Decimal("0.125"), Unite.PART, "12,5\u00a0%"),
        ((Decimal(1), Decimal(2)), Unite.EUROS, "1\u00a0€ – 2\u00a0€"),
    ],
)
def test_une_cellule_s_ecrit_selon_son_unite(valeur: Cellule, unite: Unite, mots: str) -> None:
    assert ecrire(valeur, unite) == mots


def test_plusieurs_valeurs_se_separent_comme_on_le_demande() -> None:
    assert ecrire(("a", "b"), Unite.PHRASE, " ; ") == "a ; b"
