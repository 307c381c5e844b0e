"""Les hypothèses sont des données : une valeur, ses bornes, sa source ; un nom ou une valeur de travers se refuse."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.hypotheses import Hypothese, lire_hypotheses, lire_valeur

TEXTE = """
[part]
titre = "Une part"
valeur = "0.5"
source = "un essai"
supposee = true

[hausse]
titre = "Une hausse"
valeur = "-0.2"
source = "un essai"
supposee = false
bornes = ["-1", "1"]
"""


@pytest.fixture
def connues(tmp_path: Path) -> dict[str, Hypothese]:
    fichier = tmp_path / "hypotheses.toml"
    fichier.write_text(TEXTE, "utf-8")
    return lire_hypotheses(fichier)


def test_une_hypothese_porte_sa_valeur_exacte_et_ses_bornes(connues: dict[str, Hypothese]) -> None:
    assert connues["part"] == Hypothese("Une part", Decimal("0.5"), "un essai", True, Decimal(0), Decimal(1))
    assert (connues["hausse"].basse, connues["hausse"].haute) == (Decimal(-1), Decimal(1))


def test_une_valeur_se_lit_avec_une_virgule_ou_un_point(connues: dict[str, Hypothese]) -> None:
    assert lire_valeur("hausse", " -0,25 ", connues) == lire_valeur("hausse", "-0.25", connues) == Decimal("-0.25")


@pytest.mark.parametrize(
    ("nom", "texte", "mot"),
    [
        ("par", "0.1", "part"),
        ("part", "beaucoup", "nombre décimal"),
        ("part", "-0.1", "de 0 à 1"),
        ("part", "NaN", "de 0"),
    ],
)
def test_une_valeur_de_travers_se_refuse(connues: dict[str, Hypothese], nom: str, texte: str, mot: str) -> None:
    with pytest.raises(ErreurDeSaisie, match=mot):
        lire_valeur(nom, texte, connues)
