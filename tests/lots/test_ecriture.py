"""Blocks encoded apart make one file that every reader takes, the same whatever the blocks."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

polars = pytest.importorskip("polars", reason="files are an extra")

from binome.lots.colonnes import CODES, modele, schema
from binome.lots.ecriture.compact import Lecteur, Liste, structure_en_octets, tete_de_liste
from binome.lots.ecriture.erreurs import sans_formule
from binome.lots.ecriture.formats import ecrivain
from binome.lots.ecriture.parquet import Parquet, _seul
from binome.lots.ecriture.presentation import Format

PARTS = (None, "0", "1", "40/61", "200/467")


def _lignes(debut: int, combien: int) -> Any:
    codes = {nom: [list(mots.values())[n % len(mots)] for n in range(combien)] for nom, mots in CODES.items()}
    sommes = [None if n % 5 == 0 else Decimal(n * 1_234_567 - 10**7).scaleb(-2) for n in range(combien)]
    colonnes = {
        "ligne": [debut + n // 5 for n in range(combien)],
        "annee": [n % 5 + 1 for n in range(combien)],
        "objectif_pmt": [None if n % 3 else n for n in range(combien)],
        "objectif_pfa": list(range(combien)),
        "part": [PARTS[n % len(PARTS)] for n in range(combien)],
        **dict.fromkeys(("montant_maximal", "montant", "acompte", "solde"), sommes),
        **codes,
    }
    return polars.DataFrame(colonnes, schema=schema())


def _en_fichier(fichier: Path, blocs: list[Any]) -> None:
    """Blocks put one after the other, as a run does."""
    des_lignes, pieds, lignes = ecrivain(fichier.suffix, Format.MACHINE), [], 0
    with fichier.open("wb") as flux:
        flux.write(des_lignes.debut(modele()))
        for bloc in blocs:
            encode = des_lignes.encoder(bloc)
            pieds.append(encode.pied(flux.tell()))
            flux.write(encode.octets)
            lignes += bloc.height
        flux.write(des_lignes.fin(modele(), b"".join(pieds), len(pieds), lignes))


@pytest.mark.parametrize("tailles", [[], [1], [7, 1, 300], [5] * 40])
def test_des_blocs_de_parquet_font_un_seul_fichier(tmp_path: Path, tailles: list[int]) -> None:
    blocs = [_lignes(1000 * rang, taille) for rang, taille in enumerate(tailles)]
    attendue = polars.concat([modele(), *blocs])
    _en_fichier(tmp_path / "s.parquet", blocs)
    lue = polars.read_parquet(tmp_path / "s.parquet")
    assert lue.equals(attendue)
    assert lue.schema == attendue.schema
    paresseuse = polars.scan_parquet(tmp_path / "s.parquet")
    assert paresseuse.select(polars.len()).collect().item() == sum(tailles)
    for valeur in (1000, 2000):
        filtre = polars.col("ligne") >= valeur
        assert paresseuse.filter(filtre).collect().equals(attendue.filter(filtre)), "statistics say the truth"


def test_un_parquet_se_lit_ailleurs_avec_les_memes_types(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="another reader")
    import pyarrow.parquet

    blocs = [_lignes(1, 60), _lignes(100, 61)]
    _en_fichier(tmp_path / "s.parquet", blocs)
    fichier = pyarrow.parquet.ParquetFile(tmp_path / "s.parquet")
    assert (fichier.metadata.num_row_groups, fichier.metadata.num_rows) == (2, 121)
    table = fichier.read()
    assert table.schema.field("montant").type == arrow.decimal128(12, 2)
    assert table.schema.field("ligne").type == arrow.int64()
    attendue = polars.concat(blocs)
    for nom in attendue.columns:
        assert table[nom].to_pylist() == attendue[nom].to_list()
    groupe = fichier.metadata.row_group(1)
    assert groupe.column(0).statistics.min == 100
    assert all(groupe.column(rang).data_page_offset > groupe.column(0).dictionary_page_offset for rang in range(14))


def test_un_bloc_de_codes_a_soi_s_ecrit_sous_le_type_du_fichier(tmp_path: Path) -> None:
    """Each block of the kernel lists its own shares: the file says that they are texts."""
    blocs = [
        _lignes(1, 40).with_columns(polars.col("part").cast(polars.Enum(["0", "200/467", "1", "40/61"]))),
        _lignes(9, 40).with_columns(polars.col("part").cast(polars.Enum(["40/61", "1", "0", "200/467", "1/3"]))),
    ]
    _en_fichier(tmp_path / "s.parquet", blocs)
    lue = polars.read_parquet(tmp_path / "s.parquet")
    assert lue.schema["part"] == polars.String
    assert lue["part"].to_list() == [part for bloc in blocs for part in bloc["part"].to_list()]


@pytest.mark.parametrize("forme", [".csv", ".jsonl"])
def test_des_blocs_de_texte_sont_ceux_d_un_seul(tmp_path: Path, forme: str) -> None:
    _en_fichier(tmp_path / f"un{forme}", [_lignes(1, 60)])
    _en_fichier(tmp_path / f"trois{forme}", [_lignes(1, 60).slice(0, 10), _lignes(1, 60).slice(10, 50)])
    assert (tmp_path / f"un{forme}").read_bytes() == (tmp_path / f"trois{forme}").read_bytes()


def test_les_sommes_s_ecrivent_avec_deux_decimales(tmp_path: Path) -> None:
    _en_fichier(tmp_path / "s.csv", [_lignes(1, 3)])
    _en_fichier(tmp_path / "s.jsonl", [_lignes(1, 3)])
    csv = (tmp_path / "s.csv").read_text("utf-8").splitlines()
    assert csv[0].split(",")[8:11] == ["montant_maximal", "part", "montant"]
    assert csv[2].split(",")[8:11] == ["-87654.33", "0", "-87654.33"]
    json_ = [json.loads(ligne) for ligne in (tmp_path / "s.jsonl").read_text("utf-8").splitlines()]
    assert [ligne["montant"] for ligne in json_] == [None, "-87654.33", "-75308.66"]


def test_le_pied_d_un_parquet_se_relit_et_se_recrit_a_l_identique() -> None:
    for lignes in (_lignes(1, 1), _lignes(1, 500), modele()):
        _, champs = _seul(lignes)
        assert Lecteur(structure_en_octets(champs)).structure() == champs
    octets, champs = _seul(_lignes(1, 10))
    assert len(octets) > 500
    assert Parquet().debut(modele()) == b"PAR1"


VALEURS = st.one_of(
    st.tuples(st.just(6), st.integers(-(2**63), 2**63 - 1)),
    st.tuples(st.just(5), st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.just(8), st.binary(max_size=300)),
    st.tuples(st.just(3), st.binary(min_size=1, max_size=1)),
    st.tuples(st.just(7), st.binary(min_size=8, max_size=8)),
    st.booleans().map(lambda vrai: (1 if vrai else 2, vrai)),
)
LISTES = st.one_of(
    st.lists(st.integers(-(2**63), 2**63 - 1), max_size=40).map(lambda v: (9, Liste(6, v))),
    st.lists(st.booleans(), max_size=40).map(lambda v: (9, Liste(1, v))),
    st.lists(st.binary(max_size=9), max_size=40).map(lambda v: (10, Liste(8, v))),
)
STRUCTURES = st.recursive(
    st.dictionaries(st.integers(1, 60), st.one_of(VALEURS, LISTES), max_size=6),
    lambda sous: st.dictionaries(
        st.integers(1, 60),
        st.one_of(
            VALEURS, sous.map(lambda une: (12, une)), st.lists(sous, max_size=3).map(lambda unes: (9, Liste(12, unes)))
        ),
        max_size=4,
    ),
    max_leaves=8,
)


@given(STRUCTURES)
def test_toute_structure_se_relit(structure: Any) -> None:
    octets = structure_en_octets(structure)
    lecteur = Lecteur(octets)
    assert lecteur.structure() == structure
    assert lecteur.place == len(octets)


def test_une_longue_liste_dit_sa_longueur_a_part() -> None:
    assert tete_de_liste(3, 6) == bytes([3 << 4 | 6])
    assert tete_de_liste(300, 12) == bytes([15 << 4 | 12, 0xAC, 0x02])


@pytest.mark.parametrize("texte", ["=1+1", "+33", "-3", "@x"])
def test_une_raison_n_est_jamais_une_formule(texte: str) -> None:
    assert sans_formule(texte) == f"'{texte}"
    assert sans_formule("Attendu : 3") == "Attendu : 3"
