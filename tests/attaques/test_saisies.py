"""The attacker's list, by theme: what once froze, crashed or passed is refused in words, exit code 2, nothing written.

Bounds hold by construction: each value is of a size that would never end if it were converted before it is bounded.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from binome.moteur.donnees_lues import TexteRefuse, lire_json
from tests.attaques.conftest import Lancer

MG: dict[str, Any] = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "option_etp": "1",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
}
NEUFS = "9" * 5_000
NOMBRES = ["²", NEUFS, "1e999999999", "1e-999999999", "0x10", "1_000", "١", "½", "nan", "inf", "1/0", "\u202e12"]


@pytest.fixture
def medecin(tmp_path: Path) -> str:
    fichier = tmp_path / "medecin.json"
    fichier.write_text(json.dumps(MG), "utf-8")
    return str(fichier)


def _refuse(rendu: tuple[int, str, str], morceau: str = "") -> None:
    code, sortie, dites = rendu
    assert (code, sortie) == (2, ""), dites
    assert dites.strip()
    assert morceau in dites
    assert not {"\x1b", "\u202e", "\x9b"} & set(dites)


@pytest.mark.parametrize("ecrit", NOMBRES)
@pytest.mark.parametrize(
    "option", ["--pmt-initiale", "--option-etp", "--date-signature", "--part-activite-liberale", "--age", "--constat"]
)
def test_un_nombre_demesure_ou_etrange_est_refuse_par_chaque_option(
    option: str, ecrit: str, medecin: str, lancer: Lancer
) -> None:
    _refuse(lancer("simuler", medecin, option, ecrit))


@pytest.mark.parametrize("ecrit", ["²", NEUFS, "1e999999999", "-1", "6", "0", "a", "\u202e"])
@pytest.mark.parametrize("commande", ["objectif", "carte"])
def test_une_annee_demesuree_ou_etrange_est_refusee(commande: str, ecrit: str, medecin: str, lancer: Lancer) -> None:
    _refuse(lancer(commande, medecin, "--annee", ecrit))


@pytest.mark.parametrize(
    "brut",
    [
        '{"pmt_initiale": 1e900000000}',
        f'{{"pmt_initiale": {NEUFS}}}',
        f'{{"pmt_initiale": 1e-{"9" * 30}}}',
        '{"pmt_initiale": NaN}',
        '{"pmt_initiale": true}',
        '{"option_etp": 1e-900000000}',
        '{"part_activite_liberale": "1/0"}',
        '{"part_activite_liberale": "1e900000000"}',
        '{"constats": [{"annee": 1e999999}]}',
        '{"lectures": []}',
        '{"lectures": {"test_activite": {}}}',
        '{"": ""}',
        '{"specialite": "\\u202e\\u0000"}',
        '{"specialite": "\\ud800"}',
        '{"pmt_initiale": 1, "pmt_initiale": 2}',
        '{"constats": ' + "[" * 100_000,
        '{"a": ' * 50_000,
        "[]",
        "3",
        "",
    ],
)
@pytest.mark.parametrize("commande", ["simuler", "recu"])
def test_un_json_hostile_est_refuse(commande: str, brut: str, lancer: Lancer, tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(brut, "utf-8")
    _refuse(lancer(commande, str(tmp_path / "s.json")))


@pytest.mark.parametrize(
    ("yaml", "morceau"),
    [
        ('nombres: {seuil_de_maintien: "1e900000000"}', "seuil_de_maintien"),
        ("nombres: {seuil_de_maintien: 1e900000000}", "seuil_de_maintien"),
        (f"nombres: {{seuil_de_maintien: {NEUFS}}}", "y est démesuré"),
        ("nombres: {seuil_de_maintien: -1}", "seuil_de_maintien"),
        ("nombres: {seuil_de_maintien: 2}", "seuil_de_maintien"),
        ("nombres: {seuil_de_maintien: true}", "seuil_de_maintien"),
        ("nombres: {seuil_de_maintien: .nan}", "seuil_de_maintien"),
        ('nombres: {montants: [[p95_plus, annees_suivantes, "1", 1000000000000000]]}', "montants"),
        ('nombres: {montants: [[p95_plus, annees_suivantes, "1", -5]]}', "montants"),
        ("nombres: {montants: []}", "montants"),
        ('nombres: {seuil_de_maintien: "9/10", seuil_de_maintien: "8/10"}', "deux fois"),
        ("titre: a\ntitre: b", "deux fois"),
        ("a: !!bool x", "étiquettes"),
        ("a: !!timestamp x", "étiquettes"),
        ('a: !!int ""', "étiquettes"),
        ('a: "\\UFFFFFFFF"', "y est démesuré"),
        ("a: [1", "ligne 1, colonne"),
        ("depuis: 2025-01-01 10:30:00", "depuis"),
        ("a: &x [*x]", "références"),
        ("lectures: {test_activite: [a]}", "test_activite"),
        ("regime: [a]", "regime"),
        ('titre: "a\\ud800"', ""),
        ("[" * 5_000, ""),
        ("", ""),
    ],
)
def test_une_reforme_hostile_est_refusee_avant_tout_calcul(
    yaml: str, morceau: str, medecin: str, lancer: Lancer, tmp_path: Path
) -> None:
    pytest.importorskip("yaml", reason="YAML is an extra")
    (tmp_path / "reforme.yaml").write_text(yaml, "utf-8")
    _refuse(lancer("simuler", medecin, "--reforme", str(tmp_path / "reforme.yaml")), morceau)


@pytest.mark.parametrize(
    "nom", ["", ".", "\x00.toml", "a" * 5_000, "a" * 5_000 + ".toml", "/dev/null", "\udcff.yaml", "\x1b[2J"]
)
def test_un_nom_de_reforme_impossible_est_refuse(nom: str, medecin: str, lancer: Lancer) -> None:
    _refuse(lancer("simuler", medecin, "--reforme", nom))


@pytest.mark.parametrize(
    "actes",
    [
        "{}",
        "3",
        "null",
        "[3]",
        "[[]]",
        '[{"nature": []}]',
        '[{"nature": {}}]',
        '[{"nature": null}]',
        '[{"nature": "correction", "remplace": "x"}]',
        '[{"id": [], "nature": "signature"}]',
        '[{"id": "a", "nature": "signature", "effectif_le": "0001-01-01"}]',
        '[{"id": "a", "nature": "versement", "montant": 1e900000000}]',
        '[{"id": "a", "nature": "versement", "montant": NaN}]',
        '[{"": 1}]',
    ],
)
def test_des_actes_hostiles_sont_refuses(actes: str, lancer: Lancer, tmp_path: Path) -> None:
    (tmp_path / "actes.json").write_text(actes, "utf-8")
    _refuse(lancer("contrat", str(tmp_path / "actes.json")))


@pytest.mark.parametrize(
    "groupe",
    [
        '{"constats": 0}',
        '{"constats": true}',
        '{"medecins": 0}',
        '{"medecins": [0]}',
        '{"medecins": [{"pmt": true}]}',
        '{"forme": []}',
        '{"etp": 1e999999999}',
        '{"docteurs_juniors": true}',
    ],
)
def test_un_groupe_hostile_est_refuse(groupe: str, lancer: Lancer, tmp_path: Path) -> None:
    entier = {"date_signature": "2026-03-01", "forme": "sel", "etp": "2", "medecins": [{"pmt": 1200, "pfa": 1500}]}
    (tmp_path / "groupe.json").write_text(json.dumps({**entier, **json.loads(groupe)}, default=str), "utf-8")
    _refuse(lancer("collective", str(tmp_path / "groupe.json")))


@pytest.mark.parametrize("nom", ["", "\x00", "a" * 5_000, "/", "absent.json", "\x1b[2J\u202e"])
@pytest.mark.parametrize("commande", ["simuler", "recu", "verifier", "contrat", "collective"])
def test_un_nom_de_fichier_impossible_est_refuse(commande: str, nom: str, lancer: Lancer) -> None:
    code, sortie, dites = lancer(commande, nom)
    assert code == 2 or (commande in {"simuler", "recu"} and nom == "")
    assert sortie == "" or nom == ""
    assert "\x1b" not in dites


def test_des_cles_sans_nombre_dont_une_double_sont_lues_en_une_fois() -> None:
    """A double at the end of a long object once took half a minute of the server for each request."""
    paires = ", ".join(f'"k{rang}": 1' for rang in range(400_000))
    with pytest.raises(TexteRefuse, match="« k399999 » est donné deux fois"):
        lire_json(f'{{{paires}, "k399999": 2}}')


def test_ce_qui_manque_et_une_liste_sont_refuses_en_francais(lancer: Lancer, tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(json.dumps(MG | {"pmt_initiale": [900]}), "utf-8")
    _refuse(lancer("simuler", str(tmp_path / "s.json")), "une liste n'est pas acceptée. Attendu")
    (tmp_path / "s.json").write_text("[null]", "utf-8")
    _refuse(lancer("contrat", str(tmp_path / "s.json")), "aucune valeur n'est donnée. Attendu")


def test_une_borne_de_la_ligne_de_commande_se_dit_en_francais(lancer: Lancer) -> None:
    _refuse(lancer("population", "--medecins", "20"), "20 n'est pas entre les bornes")
