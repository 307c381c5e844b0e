"""What is refused is named as a reader can recognise it: a value, none, a list, an object, a very long text."""

from __future__ import annotations

import pytest

from binome.moteur.erreurs import ErreurBinome, montrer


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        (None, "l'absence de valeur"),
        ([1, 2], "une liste"),
        ((1,), "une liste"),
        ({"a": 1}, "un objet"),
        (True, "« oui »"),
        (12, "« 12 »"),
    ],
)
def test_une_valeur_se_montre_en_mots(valeur: object, attendu: str) -> None:
    assert montrer(valeur) == attendu


def test_un_entier_que_python_refuse_d_ecrire_est_seulement_nomme() -> None:
    assert montrer(10**6000) == "« un nombre démesuré »"


def test_un_refus_sans_champ_se_lit_tel_quel() -> None:
    assert ErreurBinome("La demande ne peut pas recevoir de réponse.").en_phrase == (
        "La demande ne peut pas recevoir de réponse."
    )
