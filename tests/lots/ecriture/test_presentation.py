"""Outputs that French Excel opens, outputs for machines: the same answers, in the documented columns."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

polars = pytest.importorskip("polars", reason="files are an extra")

from binome.lots.ecriture.erreurs import sans_formule
from binome.lots.ecriture.formats import format_par_defaut
from binome.lots.ecriture.presentation import PART_DECIMALE, Format, Presentation
from binome.lots.execution import Bilan, traiter_un_fichier
from binome.lots.lecture.bloc import Bloc
from binome.lots.lignes import COLONNES
from tests.lots.fichiers.ecrire import DOSSIER, TETE, texte

RANGEE = ["10000000001", "01", "1", "1", "01/09/2024", "900", "1400"]


def traiter(dossier: Path, sortie: str, *rangees: list[str], tete: list[str] | None = None, **options: Any) -> Bilan:
    """Answer some rows written as French Excel does."""
    entree = dossier / "e.csv"
    entree.write_text(texte(tete or [*TETE, "pmt_annee_3", "pfa_annee_3"], rangees), "utf-8-sig")
    return traiter_un_fichier(entree, dossier / sortie, remplacer=True, **options)


def lue(fichier: Path, separateur: str = ";") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(fichier.read_text("utf-8-sig"), newline=""), delimiter=separateur))


def test_un_csv_pour_excel(tmp_path: Path) -> None:
    traiter(tmp_path, "s.csv", [*RANGEE, "1020", "1600"])
    octets = (tmp_path / "s.csv").read_bytes()
    assert octets.startswith(b"\xef\xbb\xbfligne;rpps;specialite;annee;statut;")
    assert octets.count(b"\r\n") == octets.count(b"\n") == 6
    une, _, troisieme, *_ = lue(tmp_path / "s.csv")
    assert (une["ligne"], une["rpps"], une["specialite"]) == ("2", "10000000001", "médecine générale (01)")
    assert (une["montant_maximal"], une["part"], une[PART_DECIMALE]) == ("38000,00", "1", "1,0000")
    assert (troisieme["part"], troisieme[PART_DECIMALE]) == ("200 sur 467", "0,4283")
    assert troisieme["montant"] == "9421,84"
    assert troisieme["solde"] == "-1578,16"


def test_un_csv_pour_excel_quand_le_noyau_repond(tmp_path: Path) -> None:
    pytest.importorskip("llvmlite", reason="the compiler is an extra")
    rangees = [[*RANGEE[:5], str(900 + n), "1400", str(1000 + n), "1600"] for n in range(40)]
    traiter(tmp_path, "s.csv", *rangees, compile_des=10)
    du_noyau = lue(tmp_path / "s.csv")
    traiter(tmp_path, "s.csv", *rangees)
    assert du_noyau == lue(tmp_path / "s.csv")
    assert du_noyau[2]["part"].count(" sur ") == 1


def test_un_csv_pour_une_machine_a_les_colonnes_documentees(tmp_path: Path) -> None:
    traiter(tmp_path, "s.csv", [*RANGEE, "1020", "1600"], pour=Format.MACHINE)
    octets = (tmp_path / "s.csv").read_bytes()
    assert octets.startswith(",".join([*COLONNES, "rpps"]).encode() + b"\n")
    troisieme = lue(tmp_path / "s.csv", ",")[2]
    assert (troisieme["part"], troisieme["montant"], troisieme["rpps"]) == ("200/467", "9421.84", "10000000001")


@pytest.mark.parametrize(
    ("genre", "en_francais", "pour"),
    [
        (".csv", True, Format.EXCEL),
        (".csv", False, Format.MACHINE),
        (".xlsx", True, Format.EXCEL),
        (".xlsx", False, Format.EXCEL),
        (".parquet", True, Format.MACHINE),
        (".jsonl", True, Format.MACHINE),
    ],
)
def test_par_defaut_la_sortie_s_ecrit_comme_l_entree(genre: str, en_francais: bool, pour: Format) -> None:
    assert format_par_defaut(genre, en_francais) is pour


def test_un_csv_a_virgules_rend_un_csv_a_virgules(tmp_path: Path) -> None:
    entree = tmp_path / "e.csv"
    entree.write_text("specialite,pfa_initiale,option_etp,date_signature\n04,2500,1,2024-09-01\n", "utf-8")
    traiter_un_fichier(entree, tmp_path / "s.csv")
    assert (tmp_path / "s.csv").read_text("utf-8").startswith("ligne,annee,")


def test_un_classeur_a_des_nombres_et_des_textes(tmp_path: Path) -> None:
    traiter(tmp_path, "s.xlsx", [*RANGEE, "1020", "1600"])
    table = polars.read_excel(tmp_path / "s.xlsx", engine="calamine")
    assert table.columns == Presentation(Format.EXCEL, ("rpps",)).colonnes
    assert table["rpps"].dtype == polars.String
    assert table["montant"].dtype.is_numeric()
    assert table["part"].to_list() == ["1", "1", "200 sur 467", None, None]
    assert [None if v is None else Decimal(str(v)) for v in table[PART_DECIMALE]][2] == Decimal("0.4283")
    assert set(table["specialite"]) == {"médecine générale (01)"}


@pytest.mark.parametrize("sortie", ["s.csv", "s.jsonl", "s.parquet", "s.xlsx"])
def test_les_memes_reponses_dans_les_deux_presentations(tmp_path: Path, sortie: str) -> None:
    """Opened by a spreadsheet or by a program, the numbers are the same."""
    lus = []
    for pour in Format:
        traiter(tmp_path, sortie, [*RANGEE, "1020", "1600"], [*RANGEE[:1], "17", *RANGEE[2:], "", "9"], pour=pour)
        fichier = tmp_path / sortie
        if sortie == "s.csv":
            rangees = lue(fichier, ";" if pour is Format.EXCEL else ",")
        elif sortie == "s.jsonl":
            rangees = polars.read_ndjson(fichier).to_dicts()
        elif sortie == "s.parquet":
            rangees = polars.read_parquet(fichier).to_dicts()
        else:
            rangees = polars.read_excel(fichier, engine="calamine", infer_schema_length=0).to_dicts()
        lus.append(
            [
                {n: (str(r[n]).replace(",", ".").replace(" sur ", "/") if r[n] is not None else "") for n in COLONNES}
                for r in rangees
            ]
        )
    assert lus[0] == lus[1]
    assert len(lus[0]) == 6


def test_les_erreurs_portent_toutes_les_fautes_et_qui_elles_concernent(tmp_path: Path) -> None:
    bilan = traiter_un_fichier(DOSSIER / "plusieurs_fautes.csv", tmp_path / "s.csv")
    assert (bilan.lues, bilan.erreurs) == (2, 1)
    assert bilan.fichier_des_erreurs is not None
    fautes = lue(bilan.fichier_des_erreurs)
    assert [(f["ligne"], f["champ"], f["rpps"]) for f in fautes] == [
        ("3", "specialite", "10000000002"),
        ("3", "date_signature", "10000000002"),
        ("3", "pfa_initiale", "10000000002"),
    ]
    assert fautes[1]["raison"].startswith("Colonne « date_signature » (E) : « 31/02/2025 » n'est pas accepté.")


def test_une_contradiction_est_une_faute_de_la_ligne(tmp_path: Path) -> None:
    tete = ["nom", "specialite", "option_etp", "date_signature", "date_naissance", "pfa_initiale"]
    bilan = traiter(tmp_path, "s.csv", ["Dr A", "04", "1", "01/09/2024", "01/01/2015", "2500"], tete=tete)
    assert bilan.fichier_des_erreurs is not None
    (faute,) = lue(bilan.fichier_des_erreurs)
    assert (faute["champ"], faute["nom"]) == ("date_naissance", "Dr A")
    assert "(E)" in faute["raison"]


@pytest.mark.parametrize("sortie", ["s.csv", "s.xlsx"])
def test_un_nom_qui_est_une_formule_ne_s_execute_pas(tmp_path: Path, sortie: str) -> None:
    mauvais = ["=1+1", "+33", "-2", "@x", "\tx"]
    rangees = [[f'"{nom}"', "04", "1", "2024-09-01", pfa] for nom in mauvais for pfa in ("2500", "zz")]
    bilan = traiter(
        tmp_path, sortie, *rangees, tete=["nom", "specialite", "option_etp", "date_signature", "pfa_initiale"]
    )
    assert bilan.fichier_des_erreurs is not None
    assert {f["nom"] for f in lue(bilan.fichier_des_erreurs)} == {f"'{nom}" for nom in mauvais}
    if sortie == "s.csv":
        assert {r["nom"] for r in lue(tmp_path / sortie)} == {f"'{nom}" for nom in mauvais}
    else:
        noms = polars.read_excel(tmp_path / sortie, engine="calamine", infer_schema_length=0)["nom"]
        assert set(noms) == set(mauvais)


@given(st.text(max_size=20))
def test_aucun_texte_protege_ne_commence_une_formule(ecrit: str) -> None:
    assert sans_formule(ecrit)[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert sans_formule(ecrit).endswith(ecrit)


def test_un_identifiant_absent_d_un_bloc_reste_vide() -> None:
    vide = Bloc(polars.DataFrame({"specialite": ["01"]}), polars.Series([7]), polars.DataFrame(height=1))
    presentation = Presentation(Format.EXCEL, ("rpps",))
    reponses = presentation.modele().select(COLONNES)
    assert presentation.presenter(reponses, vide).columns == presentation.colonnes
    assert presentation.modele().columns == presentation.colonnes
