"""Reforms: each number, cell or reading checked word by word; one that changes nothing changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from binome.droit.catalogue import catalogue
from binome.droit.codes import Motif, NatureDePart, Percentile
from binome.moteur.erreurs import ErreurDeSaisie
from binome.nation.reformes import (
    LOI_EN_VIGUEUR,
    jour_du_regime,
    lectures_retournees,
    lire_fichier,
    lire_lignes,
    lire_reforme,
    reforme,
    reformes_pretes,
    regime,
)
from tests.nation.conftest import JOUR

MAUVAISES: list[tuple[Any, str]] = [
    ([1], "clés"),
    ({"nombre": {}}, "nombres"),
    ({"nombres": [1]}, "nom: valeur"),
    ({"nombres": {"seuil_de_maintiens": "9/10"}}, "seuil_de_maintien"),
    ({"nombres": {"seuil_de_maintien": "0,9"}}, "exact"),
    ({"nombres": {"seuil_de_maintien": None}}, "exact"),
    ({"nombres": {"annees_d_observation": "3/2"}}, "années"),
    ({"nombres": {"annees_d_observation": True}}, "années"),
    ({"nombres": {"part_selon_le_motif": [["baisse_de_patiente", "nulle"]]}}, "baisse_de_patientele"),
    ({"nombres": {"part_selon_le_motif": [["baisse_de_patientele", "nul"]]}}, "nulle"),
    ({"nombres": {"montants": [["p95_plus", 1]]}}, "une case par axe"),
    ({"nombres": {"montants": [["p95_plus", "annees_suivantes", "1", "beaucoup"]]}}, "exact"),
    ({"lectures": {"test_activite": "les_2"}}, "les_deux"),
    ({"lectures": {"test_activites": "les_deux"}}, "test_activite"),
    ({"regime": "avenant7"}, "avenant-7"),
    ({"depuis": "demain"}, "2025-01-31"),
]


@pytest.mark.parametrize(("donnees", "mot"), MAUVAISES)
def test_une_faute_est_dite_avec_le_nom_le_plus_proche(donnees: Any, mot: str) -> None:
    with pytest.raises(ErreurDeSaisie, match=mot):
        lire_reforme("essai", donnees)


def test_des_nombres_remplaces_le_sont_et_eux_seuls() -> None:
    lue = lire_reforme(
        "essai",
        {
            "nombres": {
                "seuil_de_maintien": "0.9",
                "annees_d_observation": 1,
                "distribution": [["pmt", "01", "p30", 700]],
            }
        },
    )
    avant, apres = catalogue().bareme(JOUR), lue.bareme(JOUR)
    assert apres.seuil_de_maintien == (9, 10)
    assert apres.annees_d_observation == 1
    assert apres.distribution[0][0] == (700, *avant.distribution[0][0][1:])
    differents = {nom for nom in avant._fields if getattr(avant, nom) != getattr(apres, nom)}
    assert differents == {"seuil_de_maintien", "annees_d_observation", "distribution"}
    assert lue.bareme(JOUR) is apres, "a kernel is compiled once"


def test_une_date_d_effet_est_tenue() -> None:
    lue = lire_reforme("essai", {"depuis": date(2026, 1, 1), "nombres": {"annees_d_observation": 1}})
    assert lue.bareme(date(2025, 12, 31)) is catalogue().bareme(date(2025, 12, 31))
    assert lue.bareme(date(2026, 1, 1)).annees_d_observation == 1


def test_une_valeur_identique_ne_change_rien() -> None:
    p30 = catalogue().bareme(JOUR).distribution[0][0][Percentile.P30]
    lue = lire_reforme("essai", {"nombres": {"distribution": [["pmt", "01", "p30", p30]]}})
    assert lue.bareme(JOUR) == catalogue().bareme(JOUR)
    assert LOI_EN_VIGUEUR.bareme(JOUR) is catalogue().bareme(JOUR)


def test_une_feuille_vaut_un_fichier_yaml(tmp_path: Path) -> None:
    yaml = tmp_path / "r.yaml"
    yaml.write_text(
        "titre: Essai\ndepuis: 2025-01-01\nnombres:\n  montants:\n    - [p95_plus, annees_suivantes, 0.5, 20000]\n"
        "  seuil_de_maintien: 0.9\nlectures:\n  test_activite: les_deux\n",
        "utf-8",
    )
    feuille = tmp_path / "r.csv"
    feuille.write_text(
        "parametre;case;valeur;depuis\nmontants;p95_plus / annees_suivantes / 0.5;20000;2025-01-01\n"
        "seuil_de_maintien;;0.9;2025-01-01\ntest_activite;;les_deux;\n",
        "utf-8",
    )
    # A sheet gives texts: an integer cell of a table written there must be read all the same.
    une, autre = lire_fichier(yaml), lire_fichier(feuille)
    assert [(r.parametre, r.case, r.valeur) for r in une.remplacements] == [
        (r.parametre, r.case, r.valeur) for r in autre.remplacements
    ]
    assert une.lectures == autre.lectures == {"test_activite": "les_deux"}
    assert une.bareme(date(2025, 2, 1)) == autre.bareme(date(2025, 2, 1))


@pytest.mark.parametrize(
    ("nom", "contenu", "mot"),
    [
        ("a.yaml", "titre: [", "YAML"),
        ("a.yaml", "a: &a [1]\nb: *a\n", "références"),
        ("a.yaml", "[" * 3000, "YAML"),
        ("a.yaml", "depuis: 2025-99-99", "YAML"),
        ("a.txt", "", ".yaml"),
        ("a.csv", "parametres;valeur\nx;1\n", "parametre"),
        ("a.csv", "parametre;valeur\nmontant;1\n", "montants"),
        ("a.xlsx", "pas un classeur", "lisible"),
    ],
)
def test_un_fichier_mauvais_est_dit(tmp_path: Path, nom: str, contenu: str, mot: str) -> None:
    (tmp_path / nom).write_text(contenu, "utf-8")
    with pytest.raises(ErreurDeSaisie, match=mot):
        lire_fichier(tmp_path / nom)


def test_un_nom_mal_ecrit_propose_une_reforme_prete() -> None:
    with pytest.raises(ErreurDeSaisie, match="rampe"):
        reforme("ranpe")
    with pytest.raises(ErreurDeSaisie, match="existe"):
        reforme("absente.yaml")


def test_les_reformes_pretes_sont_lues_et_disent_ce_qu_elles_font() -> None:
    pretes = reformes_pretes()
    assert {"rampe", "avenant_7", "reglement_arbitral"} <= set(pretes)
    assert all(r.titre and r.description for r in pretes.values())
    rampe = pretes["rampe"].bareme(JOUR)
    assert NatureDePart.NULLE not in rampe.part_selon_le_motif
    assert rampe.part_selon_le_motif[Motif.BAISSE_DE_PATIENTELE] == NatureDePart.MEILLEUR_TAUX


def test_un_regime_est_pris_a_son_dernier_jour() -> None:
    assert jour_du_regime(regime("reglement-arbitral")) == date(2024, 6, 21)
    assert jour_du_regime(regime("convention-2024")) == catalogue().verifie_le
    assert reforme("avenant_7").bareme(JOUR) is catalogue().bareme(jour_du_regime(regime("avenant-7")))


def test_chaque_autre_choix_de_chaque_lecture_est_une_reforme() -> None:
    retournees = lectures_retournees()
    assert len(retournees) == sum(len(lecture.choix) - 1 for lecture in catalogue().lectures.values())
    assert all(r.est_sans_nombre and len(r.lectures) == 1 for r in retournees)


def test_une_ligne_vide_de_feuille_est_refusee() -> None:
    with pytest.raises(ErreurDeSaisie, match="ligne 1"):
        lire_lignes("essai", [{"parametre": "", "valeur": "1"}])
