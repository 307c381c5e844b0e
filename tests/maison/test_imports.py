"""Les importations ne font jamais un cercle, même tardives, même pour les seuls types."""

from __future__ import annotations

import ast

from docs.structure import Module, circuits, graphe, modules


def test_aucun_cercle_meme_par_une_importation_tardive() -> None:
    assert circuits(graphe(modules(), types=True)) == []


def test_un_cercle_serait_vu() -> None:
    assert circuits({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert circuits({"a": {"b"}, "b": set()}) == []


def test_toutes_les_importations_sont_suivies() -> None:
    tardive = "def f() -> None:\n    from p import b\n"
    pour_les_types = "if TYPE_CHECKING:\n    from p.a import f\n"
    lus = {nom: Module(nom, texte, ast.parse(texte)) for nom, texte in (("p.a", tardive), ("p.b", pour_les_types))}
    assert graphe(lus) == {"p.a": {"p.b"}, "p.b": set()}
    assert circuits(graphe(lus, types=True)) == [["p.a", "p.b"]]
