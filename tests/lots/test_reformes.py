"""The files that a reform is written in: TOML, YAML, sheets; what is not plain is refused before it is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from binome.droit.loi import loi_en_vigueur
from binome.lots.reformes import lire_fichier, reforme
from binome.moteur.erreurs import ErreurDeSaisie

DROIT = loi_en_vigueur().catalogue

TOML = """
titre = "Essai"
depuis = 2025-01-01
[nombres]
montants = [["p95_plus", "annees_suivantes", 0.5, 20000]]
seuil_de_maintien = 0.9
[lectures]
test_activite = "les_deux"
"""
YAML = """
titre: Essai
depuis: 2025-01-01
nombres:
  montants:
    - [p95_plus, annees_suivantes, 0.5, 20000]
  seuil_de_maintien: 0.9
lectures:
  test_activite: les_deux
"""
CSV = """parametre;case;valeur;depuis
montants;p95_plus / annees_suivantes / 0.5;20000;2025-01-01
seuil_de_maintien;;0.9;2025-01-01
test_activite;;les_deux;
"""


@pytest.mark.parametrize(("nom", "texte"), [("r.yaml", YAML), ("r.csv", CSV), ("r.csv", CSV.replace(";", ","))])
def test_un_fichier_yaml_ou_une_feuille_vaut_un_fichier_toml(tmp_path: Path, nom: str, texte: str) -> None:
    if nom.endswith("yaml"):
        pytest.importorskip("yaml", reason="YAML is an extra")
    (tmp_path / "r.toml").write_text(TOML, "utf-8")
    (tmp_path / nom).write_text(texte, "utf-8")
    une, autre = lire_fichier(tmp_path / "r.toml", DROIT), lire_fichier(tmp_path / nom, DROIT)
    assert une.remplacements == autre.remplacements
    assert une.lectures == autre.lectures == (("test_activite", "les_deux"),)
    assert une.empreinte == autre.empreinte
    lois = [loi_en_vigueur().avec(lue) for lue in (une, autre)]
    assert lois[0].bareme(date(2025, 2, 1)) is lois[1].bareme(date(2025, 2, 1))
    assert lois[0].bareme(date(2024, 12, 31)) is loi_en_vigueur().bareme(date(2024, 12, 31))


@pytest.mark.parametrize(
    ("nom", "contenu", "mot"),
    [
        ("a.yaml", "titre: [", "YAML"),
        ("a.yaml", "a: &a [1]\nb: *a\n", "références"),
        ("a.yaml", "titre: !!str essai\n", "étiquettes"),
        ("a.yaml", "titre: !!python/object/apply:os.getcwd []\n", "étiquettes"),
        ("a.yaml", "nombres: !!omap [a: 1]\n", "étiquettes"),
        ("a.yaml", "nombres:\n  annees_d_observation: 1\n  annees_d_observation: 2\n", "deux fois"),
        ("a.yaml", "nombres:\n  seuil_de_maintien: 1e900000000\n", "fraction exacte"),
        ("a.yaml", "nombres:\n  seuil_de_maintien: .nan\n", "fraction exacte"),
        ("a.yaml", "nombres:\n  annees_d_observation: " + "9" * 5000 + "\n", "YAML"),
        ("a.yaml", "nombres:\n  annees_d_observation: 0x" + "f" * 50_000 + "\n", "années"),
        ("a.yaml", "titre: 0x" + "f" * 50_000 + "\n", "caractères"),
        ("a.yaml", "[" * 3000, "YAML"),
        ("a.yaml", "depuis: 2025-99-99", "YAML"),
        ("a.toml", "titre = ", "TOML"),
        ("a.toml", "# " + "x" * 1_000_000, "mégaoctet"),
        ("a.txt", "", ".toml"),
        ("a.csv", "parametres;valeur\nx;1\n", "parametre"),
        ("a.csv", "parametre;valeur\nmontant;1\n", "montants"),
        ("a.csv", "parametre;valeur\nannees_d_observation;1;2\n", "colonne"),
    ],
)
def test_un_fichier_mauvais_est_dit(tmp_path: Path, nom: str, contenu: str, mot: str) -> None:
    if nom.endswith("yaml"):
        pytest.importorskip("yaml", reason="YAML is an extra")
    (tmp_path / nom).write_text(contenu, "utf-8")
    with pytest.raises(ErreurDeSaisie, match=mot):
        lire_fichier(tmp_path / nom, DROIT)


def test_un_faux_classeur_est_dit(tmp_path: Path) -> None:
    pytest.importorskip("polars", reason="reading XLSX is an extra")
    (tmp_path / "a.xlsx").write_text("pas un classeur", "utf-8")
    with pytest.raises(ErreurDeSaisie, match="lisible"):
        lire_fichier(tmp_path / "a.xlsx", DROIT)


def test_un_fichier_qui_n_est_pas_du_texte_est_dit(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ErreurDeSaisie, match="UTF-8"):
        lire_fichier(tmp_path / "a.toml", DROIT)


def test_un_nom_mal_ecrit_propose_une_reforme_prete() -> None:
    with pytest.raises(ErreurDeSaisie, match="rampe"):
        reforme("ranpe", DROIT)
    with pytest.raises(ErreurDeSaisie, match="existe"):
        reforme("absente.yaml", DROIT)
    assert reforme("rampe", DROIT).nom == "rampe"
