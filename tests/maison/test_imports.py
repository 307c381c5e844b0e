"""Les importations ne font jamais un cercle, même tardives, même pour les seuls types."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from binome import __file__ as racine

PAQUET = Path(racine).parent
LAISSES: frozenset[frozenset[str]] = frozenset()
"""Circles that stand, each with its reason beside it."""


def _nom(fichier: Path) -> str:
    parties = ("binome", *fichier.relative_to(PAQUET).with_suffix("").parts)
    return ".".join(parties[:-1] if parties[-1] == "__init__" else parties)


@cache
def modules() -> dict[str, Path]:
    return {_nom(fichier): fichier for fichier in sorted(PAQUET.rglob("*.py"))}


def _importes(fichier: Path) -> Iterator[str]:
    """Yield every module of ours that a file imports, wherever the statement stands."""
    for noeud in ast.walk(ast.parse(fichier.read_text("utf-8"))):
        if isinstance(noeud, ast.Import):
            yield from (alias.name for alias in noeud.names)
        elif isinstance(noeud, ast.ImportFrom):
            assert noeud.level == 0, f"{fichier} : importation relative"
            for alias in noeud.names:
                yield noeud.module or ""
                yield f"{noeud.module}.{alias.name}"


def graphe() -> dict[str, set[str]]:
    connus = modules()
    return {nom: {un for un in _importes(fichier) if un in connus} - {nom} for nom, fichier in connus.items()}


def cercles(arcs: dict[str, set[str]]) -> list[frozenset[str]]:
    """Return the strongly connected groups of more than one module (Tarjan)."""
    rang: dict[str, int] = {}
    bas: dict[str, int] = {}
    pile: list[str] = []
    trouves: list[frozenset[str]] = []

    def visiter(nom: str) -> None:
        rang[nom] = bas[nom] = len(rang)
        pile.append(nom)
        for suivant in sorted(arcs[nom]):
            if suivant not in rang:
                visiter(suivant)
                bas[nom] = min(bas[nom], bas[suivant])
            elif suivant in pile:
                bas[nom] = min(bas[nom], rang[suivant])
        if bas[nom] == rang[nom]:
            groupe = frozenset(pile[pile.index(nom) :])
            del pile[pile.index(nom) :]
            if len(groupe) > 1:
                trouves.append(groupe)

    for nom in arcs:
        if nom not in rang:
            visiter(nom)
    return trouves


def test_aucun_cercle_meme_par_une_importation_tardive() -> None:
    assert [sorted(groupe) for groupe in cercles(graphe()) if groupe not in LAISSES] == []


def test_un_cercle_serait_vu() -> None:
    assert cercles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [frozenset("abc")]
    assert cercles({"a": {"b"}, "b": set()}) == []


def test_les_importations_tardives_sont_suivies() -> None:
    assert "binome.simulation.effets" in graphe()["binome.simulation.simuler"]
