"""A table answered at once gives what each row gives alone: the same rows, the same words, in the same order."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import binome
from binome.lots.execution import traiter_un_fichier
from binome.lots.lecture import bloc
from tests.lots.outils import par_le_noyau, repondre
from tests.lots.test_lot import GENERALISTE, SITUATIONS, a_plat

polars = pytest.importorskip("polars", reason="files are an extra")
pytest.importorskip("llvmlite", reason="the compiler is an extra")

from binome.lots.table import traiter_la_table

comptes = st.one_of(
    st.integers(0, 4000).map(str), st.sampled_from(["", None, " 900 ", "0900", "-3", "12.5", "abc", "100000", "100001"])
)


@settings(max_examples=60)
@given(SITUATIONS, st.lists(st.tuples(comptes, comptes, comptes, comptes), min_size=1, max_size=8))
def test_des_comptes_quelconques_donnent_les_memes_mots(situation: dict[str, Any], tirages: Any) -> None:
    base = {nom: None if valeur is None else str(valeur) for nom, valeur in a_plat(situation).items()}
    noms = ("pmt_initiale", "pfa_initiale", "pmt_annee_3", "pfa_annee_3")
    lignes = [{**base, **dict(zip(noms, tires, strict=True))} for tires in tirages]
    rendue = par_le_noyau(lignes)
    seule = repondre(lignes)
    assert rendue.lignes == seule.lignes
    assert rendue.erreurs == seule.erreurs


def _bords() -> list[int]:
    droit = binome.simuler(GENERALISTE)
    assert droit.objectifs.pmt is not None
    cible = droit.objectifs.pmt.cible
    assert cible is not None
    return sorted({0, 1, 899, 900, 901, cible - 1, cible, cible + 1, 94 * cible // 100, 95 * cible // 100, 5000})


@pytest.mark.parametrize("lecture", [None, "taux_atteinte=total", "baisse_toleree=au_dela_de_5_points"])
def test_tous_les_bords_d_un_contrat(lecture: str | None) -> None:
    """Every pair of counts around thresholds and targets, two years at once: 14 641 rows, to the cent."""
    droit = {f"lectures.{lecture.split('=')[0]}": lecture.split("=")[1]} if lecture else {}
    bords = _bords()
    lignes = [
        {**GENERALISTE, **droit, "pmt_annee_3": a, "pfa_annee_3": b, "pmt_annee_4": c, "pfa_annee_4": d}
        for a, b, c, d in itertools.islice(itertools.product(bords, bords, bords, bords), 0, None, 13)
    ]
    rendue = par_le_noyau(lignes)
    assert rendue.compilees == len(lignes)
    assert rendue.lignes == repondre(lignes).lignes


def test_des_colonnes_de_tous_les_types_donnent_la_meme_reponse() -> None:
    textes = polars.DataFrame([{nom: str(valeur) for nom, valeur in GENERALISTE.items()}] * 20)
    attendue = traiter_la_table(textes, compile_des=1)
    formes: list[Callable[[Any], Any]] = [
        lambda t: t.with_columns(
            polars.col("pmt_initiale").cast(polars.Int16), polars.col("pfa_initiale").cast(polars.UInt64)
        ),
        lambda t: t.with_columns(
            polars.col("date_signature").str.to_date(), polars.col("specialite").cast(polars.Categorical)
        ),
        lambda t: t.with_columns(
            polars.col("pfa_initiale").cast(polars.Decimal(10, 2)), polars.col("pmt_initiale").cast(float)
        ),
    ]
    for changer in formes:
        rendue = traiter_la_table(changer(textes), compile_des=1)
        assert rendue.erreurs == []
        assert rendue.lignes.equals(attendue.lignes)


def test_un_compte_a_virgule_est_refuse_et_un_nan_est_inconnu() -> None:
    base = {**GENERALISTE, "pfa_initiale": 1400.0}
    rendue = traiter_la_table(
        polars.DataFrame([base, {**base, "pfa_initiale": 1400.5}, {**base, "pfa_initiale": float("nan")}])
    )
    assert [(e.ligne, e.champ) for e in rendue.erreurs] == [(2, "pfa_initiale")]
    assert rendue.lignes.filter(polars.col("ligne") == 3)["tranche_pfa"][0] == "inconnue"


def test_un_constat_refuse_porte_le_nom_de_sa_colonne() -> None:
    (faute,) = repondre([{**GENERALISTE, "pmt_annee_2": "1000", "pfa_annee_3": "beaucoup"}]).erreurs
    assert faute.champ == "pfa_annee_3"
    assert "« pfa_annee_3 »" in faute.raison


def test_une_table_sans_comptes_ou_vide() -> None:
    vide = traiter_la_table(polars.DataFrame({"pmt_initiale": []}, schema={"pmt_initiale": polars.Int64}))
    assert (vide.lignes.height, vide.erreurs) == (0, [])
    assert traiter_la_table(polars.DataFrame({"pmt_initiale": ["900"] * 3}), compile_des=1).lignes.height > 0


def test_un_million_de_mauvaises_lignes_ne_perd_pas_les_bonnes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand here (a million under `make bench`): each is refused with its line, and every good one answered."""
    monkeypatch.setattr(bloc, "LIGNES_PAR_BLOC", 3_000)
    n = 10_000
    lignes = polars.DataFrame({nom: [str(v)] * n for nom, v in GENERALISTE.items()}).with_row_index("i")
    mauvaise = polars.col("i") % 5 != 0
    lignes = lignes.with_columns(pmt_initiale=polars.when(mauvaise).then(polars.lit("=1+1")).otherwise("pmt_initiale"))
    lignes.drop("i").write_parquet(tmp_path / "e.parquet")
    bilan = traiter_un_fichier(tmp_path / "e.parquet", tmp_path / "s.parquet", compile_des=100)
    assert (bilan.lues, bilan.erreurs, bilan.ecrites) == (n, n * 4 // 5, n // 5 * 5)
    assert bilan.fichier_des_erreurs is not None
    fautes = polars.read_csv(bilan.fichier_des_erreurs)
    assert fautes["ligne"].to_list() == [i + 1 for i in range(n) if i % 5]
    assert set(fautes["champ"]) == {"pmt_initiale"}
    ecrites = polars.read_parquet(tmp_path / "s.parquet")
    assert ecrites["ligne"].unique().sort().to_list() == [i + 1 for i in range(0, n, 5)]


def test_une_formule_d_un_classeur_vaut_ce_qu_elle_affiche(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "e.xlsx") as classeur:
        feuille = classeur.add_worksheet()
        feuille.write_row(0, 0, list(GENERALISTE))
        feuille.write_row(1, 0, [str(valeur) for valeur in GENERALISTE.values()])
        feuille.write_formula(1, list(GENERALISTE).index("pmt_initiale"), "=450*2", value="900")
        feuille.write_row(2, 0, [str(valeur) for valeur in GENERALISTE.values()])
        feuille.write_formula(2, list(GENERALISTE).index("pmt_initiale"), "=1/0", value="#DIV/0!")
    bilan = traiter_un_fichier(tmp_path / "e.xlsx", tmp_path / "s.parquet")
    rendues = polars.read_parquet(tmp_path / "s.parquet").filter(polars.col("ligne") == 2)
    assert rendues["montant_maximal"].cast(str).to_list() == [ligne[8] for ligne in repondre([GENERALISTE]).lignes]
    # Whether an error cell is refused or taken as empty is the reader's: it is never a number.
    assert bilan.lues == 2
    if not bilan.erreurs:
        assert (
            polars.read_parquet(tmp_path / "s.parquet").filter(polars.col("ligne") == 3)["tranche_pmt"][0] == "inconnue"
        )


def test_un_parquet_tronque_ne_laisse_pas_de_sortie(tmp_path: Path) -> None:
    entier = tmp_path / "e.parquet"
    polars.DataFrame([GENERALISTE] * 1000).write_parquet(entier)
    for coupe in (10, 200, entier.stat().st_size - 5):
        (tmp_path / "t.parquet").write_bytes(entier.read_bytes()[:coupe])
        with pytest.raises(binome.ErreurDeSaisie, match="Parquet entier"):
            traiter_un_fichier(tmp_path / "t.parquet", tmp_path / "s.csv")
        assert not (tmp_path / "s.csv").exists()


def test_l_avancement_dit_le_total_quand_il_est_connu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bloc, "LIGNES_PAR_BLOC", 2)
    table = polars.DataFrame([{nom: str(v) for nom, v in GENERALISTE.items()}] * 5)
    table.write_csv(tmp_path / "e.csv")
    table.write_parquet(tmp_path / "e.parquet")
    table.write_excel(tmp_path / "e.xlsx")
    for nom, total in (("e.csv", 5), ("e.parquet", 5), ("e.xlsx", None)):
        vus: list[tuple[int, int | None]] = []
        traiter_un_fichier(tmp_path / nom, tmp_path / "s.csv", lambda n, t, v=vus: v.append((n, t)))  # type: ignore[misc]
        assert vus == [(2, total), (4, total), (5, total)]
