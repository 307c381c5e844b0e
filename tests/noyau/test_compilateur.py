"""The language of rules: every construct gives in machine code what it gives in Python, the rest is refused by line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from enum import IntEnum
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.moteur.primitives import choix, rang

np = pytest.importorskip("numpy", reason="the kernel is an extra")
pytest.importorskip("llvmlite", reason="the compiler is an extra")

from binome.noyau.compilateur.langue import NonCompilable
from binome.noyau.compilation import compiler, compiler_noyau
from binome.noyau.enregistrements import Disposition

petits = st.integers(-50, 50)


class Couleur(IntEnum):
    ROUGE = 0
    VERTE = 1


class Point(NamedTuple):
    x: int
    y: int
    clair: bool = False


class Trait(NamedTuple):
    debut: Point
    fin: Point
    pente: tuple[int, int]
    couleur: Couleur


TABLE = ((10, 20, 30), (40, 50, 60))
LONGUE = tuple(range(100, 112))
CUBE = (((1, 2), (3, 4)), ((5, 6), (7, 8)))


def arithmetique(a: int, b: int) -> tuple[int, ...]:
    return (
        a + b,
        a - b,
        a * b,
        -a,
        a & b,
        a | b,
        a ^ b,
        a << 2,
        a >> 1,
        abs(a),
        min(a, b, 3),
        max(a, b),
        a // 7,
        a % 7,
    )


def division(a: int, b: int) -> tuple[int, int]:
    return (a // b, a % b)


def comparaisons(a: int, b: int) -> tuple[bool, ...]:
    return (a == b, a != b, a < b, a <= b, a > b, a >= b, 0 <= a < b, not a, (a, b) == (b, a), (a, b) != (1, 2))


def logique(a: int, b: int) -> tuple[bool, bool, int]:
    return (a > 0 and b > 0 and a != b, a > 10 or b > 10, 1 if a > b else 2 if a == b else 3)


def retours(a: int) -> Point:
    if a < 0:
        return Point(a, INVERSE)
    if a == 0:
        return Point(0, 0, True)
    clair = False
    if a > 10:
        clair = a > 20
    return Point(a, a + 1, clair)


INVERSE = -1


def boucle(n: int) -> tuple[int, int]:
    somme, tours = 0, 0
    for i in range(1, n):
        if i % 3 == 0:
            continue
        if i > 20:
            break
        somme += i
        tours += 1
    return somme, tours


def echange(a: int, b: int) -> tuple[int, int]:
    for _ in range(3):
        a, b = b, a + 1
    return a, b


def tables(i: int, j: int) -> tuple[int, ...]:
    ligne = choix(TABLE, i)
    return (
        choix(ligne, j),
        choix(LONGUE, i + j),
        choix(choix(choix(CUBE, i), 1), 0),
        rang(j, (1, 2, 2, 9)),
        TABLE[1][2],
    )


def enregistrements(trait: Trait) -> tuple[int, bool, bool]:
    debut, fin = trait.debut, trait.fin
    somme = 0
    for membre in debut:
        somme += membre
    return (somme + fin.y * trait.pente[0], debut.clair, trait.couleur == Couleur.VERTE)


@pytest.mark.parametrize("fonction", [arithmetique, comparaisons, logique])
@given(a=petits, b=petits)
def test_une_expression_donne_ce_qu_elle_donne_en_python(fonction: Callable[..., Any], a: int, b: int) -> None:
    assert compiler(fonction)(a, b) == fonction(a, b)


@given(petits, petits.filter(bool))
def test_une_division_s_arrondit_vers_le_bas_et_par_zero_vaut_zero(a: int, b: int) -> None:
    compilee = compiler(division)
    assert compilee(a, b) == division(a, b)
    assert compilee(a, 0)[0] == 0


@given(petits)
def test_des_retours_et_des_boucles(a: int) -> None:
    for fonction in (retours, boucle):
        assert compiler(fonction)(a) == fonction(a)


@given(petits, petits)
def test_une_affectation_multiple_lit_tout_avant_d_ecrire(a: int, b: int) -> None:
    assert compiler(echange)(a, b) == echange(a, b)


@pytest.mark.parametrize("i", [0, 1])
@pytest.mark.parametrize("j", [0, 1, 2])
def test_un_choix_dans_une_table_connue_ou_donnee(i: int, j: int) -> None:
    assert compiler(tables)(i, j) == tables(i, j)
    assert compiler(_choisir)(TABLE, i, j) == TABLE[i][j]
    assert compiler_noyau(_choisir, TABLE)(i, j) == TABLE[i][j]


def _choisir(table: Any, i: int, j: int) -> Any:
    return choix(choix(table, i), j)


def test_un_rang_hors_de_la_table_prend_la_derniere_case_comme_moins_un_en_python() -> None:
    for table in (TABLE[0], LONGUE):
        assert compiler_noyau(choix_simple, table)(-1) == table[-1]


def choix_simple(table: Any, i: int) -> Any:
    return choix(table, i)


@given(st.tuples(petits, petits, st.booleans()), st.tuples(petits, petits, st.booleans()), st.sampled_from(Couleur))
def test_un_enregistrement_se_donne_et_se_rend(debut: Any, fin: Any, couleur: Couleur) -> None:
    trait = Trait(Point(*debut), Point(*fin), (3, 4), couleur)
    assert compiler(enregistrements)(trait) == enregistrements(trait)


TRAIT = Disposition(Trait)
POINT = Disposition(Point)


def milieux(traits: Any, points: Any, comptes: Any, n: int) -> None:
    for i in range(n):
        trait = TRAIT.lire(traits, i)
        for k in range(len(comptes)):
            POINT.ecrire(
                points, i, k, Point((trait.debut.x + trait.fin.x) // 2, trait.debut.y + k, not trait.fin.clair)
            )
            comptes[k] += trait.couleur


def test_les_lignes_d_un_tableau_se_lisent_et_s_ecrivent_de_meme_en_python_et_compilees() -> None:
    assert TRAIT.noms == (
        *("debut.x", "debut.y", "debut.clair", "fin.x", "fin.y", "fin.clair"),
        *("pente_n", "pente_d", "couleur"),
    )
    traits = TRAIT.table(5)
    for i in range(5):
        trait = Trait(Point(i, -i, i > 2), Point(3, 4, i == 1), (1, 2), Couleur(i % 2))
        TRAIT.ecrire(traits, i, trait)
        assert TRAIT.lire(traits, i) == trait
    assert traits["debut.y"].tolist() == [0, -1, -2, -3, -4]
    rendus = []
    for fonction in (milieux, compiler_noyau(milieux)):
        points, comptes = POINT.table(5, 2), np.zeros(2, dtype=np.int64)
        fonction(traits, points, comptes, 5)
        rendus.append((points.tolist(), comptes.tolist()))
    assert rendus[0] == rendus[1]


def recopie(entrees: Any, sorties: Any) -> None:
    for i in range(len(entrees)):
        sorties[i] = entrees[i] + 1


@pytest.mark.parametrize("genre", ["int8", "int16", "int32", "int64", "bool"])
def test_des_colonnes_de_toutes_les_largeurs(genre: str) -> None:
    entrees = np.array([0, 1, 0, 1, 1], dtype=genre)
    sorties = np.zeros(5, dtype="int16")
    compiler_noyau(recopie)(entrees, sorties)
    assert sorties.tolist() == [1, 2, 1, 2, 2]


def test_un_tableau_dont_les_lignes_ne_se_suivent_pas_est_refuse() -> None:
    with pytest.raises(ValueError, match="ligne après ligne"):
        compiler_noyau(recopie)(np.zeros((4, 2), dtype=np.int64)[:, 0], np.zeros(4, dtype=np.int64))


def _texte(a: int) -> int:
    return len(f"{a}")


def _tant_que(a: int) -> int:
    while a > 0:
        a -= 1
    return a


def _rang_variable(a: int) -> int:
    return TABLE[a][0]


def _genres_melanges(a: int) -> Any:
    if a > 0:
        return a > 1
    return a


def _sans_fin(a: int) -> int:
    return _sans_fin(a)


def _nom_inconnu(a: int) -> int:
    return a + absent  # type: ignore[name-defined,no-any-return]  # noqa: F821


def _a_virgule(a: int) -> bool:
    return a / 2 > a


REFUSEES: list[tuple[Callable[..., Any], str]] = [
    (_texte, "n'est pas dans la langue des règles"),
    (_tant_que, "while"),
    (_rang_variable, "choix"),
    (_genres_melanges, "une vérité et un nombre"),
    (_sans_fin, "s'appelle elle-même"),
    (_nom_inconnu, "absent"),
    (_a_virgule, "à virgule"),
]


@pytest.mark.parametrize(("fonction", "raison"), REFUSEES)
def test_ce_que_la_langue_n_a_pas_est_refuse_avec_sa_ligne(fonction: Callable[..., Any], raison: str) -> None:
    with pytest.raises(NonCompilable, match=raison) as refus:
        compiler(fonction)(3)
    assert fonction.__name__ in str(refus.value)


def test_le_programme_d_un_noyau_ne_depend_que_de_ses_sources_et_de_ses_nombres() -> None:
    """Its digest names it on disk: the same law gives the same text, whatever was compiled before."""
    textes = {compiler_noyau(_choisir, TABLE).texte(1, 2)[0] for _ in range(3)}
    assert len(textes) == 1
    autre, _ = compiler_noyau(_choisir, ((11, 20, 30), (40, 50, 60))).texte(1, 2)
    assert autre not in textes


def test_plusieurs_fils_peuvent_demander_ensemble_le_premier_noyau_d_un_processus() -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from tests.noyau.test_compilateur import compiler, boucle, tables\n"
        "with ThreadPoolExecutor(8) as fils:\n"
        "    rendus = list(fils.map(lambda i: compiler(tables if i % 2 else boucle)(*(1, 1)[: 1 + i % 2]), range(16)))\n"
        "assert rendus[0] == boucle(1) and rendus[1] == tables(1, 1)\n"
    )
    for _ in range(3):
        subprocess.run([sys.executable, "-c", code], check=True)
