"""JSON and TOML as they come in: bounded before they are converted, refused in a sentence."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.moteur.donnees_lues import TexteRefuse, lire_json, lire_toml
from binome.moteur.mots import sans_effet, visible


@pytest.mark.parametrize(
    ("texte", "morceau"),
    [
        ("[" * 200_000, "emboîte trop"),
        ('{"a":' * 101 + "1" + "}" * 101, "emboîte trop"),
        ("[" * 99 + "{[" + '"' + '\\"' * 400_000, "emboîte trop"),
        ("9" * 41, "plus de 40 chiffres"),
        (f"1.{'0' * 50}", "plus de 40 chiffres"),
        (f"1e-{'9' * 30}", "exposant démesuré"),
        (f"1e{'9' * 30}", "exposant démesuré"),
        ("NaN", "« NaN » n'est pas un nombre"),
        ("-Infinity", "n'est pas un nombre"),
        ('{"a": 1, "b": 2, "a": 3}', "« a » est donné deux fois"),
        ('"\\ud800"', "moitié de paire"),
        ('{"\\udc00": 1}', "moitié de paire"),
        ("", "ligne 1, colonne 1"),
        ('{"a"\n:}', "ligne 2, colonne 2"),
    ],
)
def test_un_json_hostile_est_refuse_par_une_phrase(texte: str, morceau: str) -> None:
    with pytest.raises(TexteRefuse, match=morceau) as refus:
        lire_json(texte)
    assert refus.value.conseil.startswith(" ")
    assert refus.value.conseil.endswith(".")


@pytest.mark.parametrize(
    ("texte", "morceau"),
    [
        ("a = ?", "n'est pas du TOML .à partir de : ligne 1, colonne 5"),
        ("a = [", "le texte s'arrête trop tôt"),
        ("a = 1\na = 2", "n'est pas du TOML"),
        (f"a = {'[' * 5_000}", "emboîte trop|n'est pas du TOML"),
        (f"a = {'[' * 120}{']' * 120}", "emboîte trop"),
        (f"{'.'.join('a' * 5_000)} = 1", "emboîte trop"),
        (f"a = {'9' * 5_000}", "plus de 40 chiffres"),
        (f"a = 0.{'9' * 50}", "plus de 40 chiffres"),
        (f"a = 1e{'9' * 30}", "exposant démesuré"),
    ],
)
def test_un_toml_hostile_est_refuse_par_une_phrase(texte: str, morceau: str) -> None:
    with pytest.raises(TexteRefuse, match=morceau):
        lire_toml(texte)


def test_les_nombres_restent_exacts() -> None:
    assert lire_json('{"a": 0.1, "b": 1e900000000, "c": 12}') == {
        "a": Decimal("0.1"),
        "b": Decimal("1e900000000"),
        "c": 12,
    }
    assert lire_toml("a = 0.1") == {"a": Decimal("0.1")}
    assert lire_toml("a = 0.10", str) == {"a": "0.10"}


def test_une_ligne_dit_le_caractere_et_non_la_ligne() -> None:
    with pytest.raises(TexteRefuse, match="à partir du caractère 4"):
        lire_json("{} x", une_ligne=True)


def test_les_crochets_d_un_texte_ne_comptent_pas() -> None:
    assert lire_json(json.dumps(["[" * 500, '\\"{' * 500])) == ["[" * 500, '\\"{' * 500]


@given(st.text())
def test_ce_qui_se_montre_ne_commande_rien(texte: str) -> None:
    assert visible(texte).isprintable()
    assert len(visible(texte)) == len(texte)
    assert not any(signe in sans_effet(texte) for signe in "\x1b\x07\x9b\u202e\u2066\x7f\r")


@given(st.text())
def test_n_importe_quel_texte_est_lu_ou_refuse(texte: str) -> None:
    for lire in (lire_json, lire_toml):
        try:
            lire(texte)
        except TexteRefuse as refus:
            assert str(refus).endswith(".")
