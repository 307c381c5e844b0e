"""`--reforme` on one doctor: every command that computes the same dossier, and what it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from binome.cli.principal import principal

EN_BAISSE = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
    "constats": [{"annee": 3, "pmt": 1100, "pfa": 1399}],
}
Lancer = Callable[..., tuple[int, str, str]]


@pytest.fixture
def lancer(capsys: pytest.CaptureFixture[str]) -> Lancer:
    def executer(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as sortie:
            principal(list(arguments))
        capture = capsys.readouterr()
        return int(sortie.value.code or 0), capture.out, capture.err

    return executer


@pytest.fixture
def fichier(tmp_path: Path) -> str:
    (tmp_path / "medecin.json").write_text(json.dumps(EN_BAISSE), "utf-8")
    return str(tmp_path / "medecin.json")


def test_simuler_sous_une_reforme_le_dit_apres_le_verdict(lancer: Lancer, fichier: str) -> None:
    code, sortie, _ = lancer("simuler", fichier, "--reforme", "rampe")
    assert code == 0
    lignes = " ".join(sortie.split())
    assert lignes.startswith("Éligible : de 80 426,23 € à 124 426,23 €")
    assert "Sous la réforme « Une rampe au lieu du couperet à 0 € », qui n'est pas le droit en vigueur." in lignes
    assert "aide au meilleur des deux taux" in lignes
    assert "réforme" not in lancer("simuler", fichier)[1]


def test_simuler_en_json_porte_la_reforme(lancer: Lancer, fichier: str) -> None:
    rendue = json.loads(lancer("simuler", fichier, "--reforme", "rampe", "--json")[1])
    assert rendue["annees"][2]["montant"] == "14426.23"
    assert rendue["reforme"]["nom"] == "rampe"
    assert "reforme" not in json.loads(lancer("simuler", fichier, "--json")[1])


@pytest.mark.parametrize(
    "arguments",
    [
        ("objectif", "--depuis", "constat"),
        ("carte",),
        ("comparer", "--options", "0.5,1"),
        ("comparer", "--au-terme"),
        ("expliquer",),
    ],
)
def test_chaque_commande_dit_la_reforme_en_mots_et_en_json(
    arguments: tuple[str, ...], lancer: Lancer, fichier: str
) -> None:
    commande, *options = arguments
    code, sortie, _ = lancer(commande, fichier, *options, "--reforme", "rampe")
    assert code == 0
    assert sortie.startswith(
        "Sous la réforme « Une rampe au lieu du couperet à 0 € », qui n'est pas le droit en vigueur."
    )
    rendue = json.loads(lancer(commande, fichier, *options, "--reforme", "rampe", "--json")[1])
    assert rendue["reforme"]["nom"] == "rampe"
    assert "Sous la réforme" not in lancer(commande, fichier, *options)[1]


def test_une_reforme_ecrite_dans_un_fichier(lancer: Lancer, fichier: str, tmp_path: Path) -> None:
    la_mienne = tmp_path / "la mienne.toml"
    la_mienne.write_text(
        'titre = "Un peu plus"\n[nombres]\nmontants = [["base", "annees_suivantes", "1", 30000]]', "utf-8"
    )
    rendue = json.loads(lancer("simuler", fichier, "--reforme", str(la_mienne), "--json")[1])
    assert rendue["annees"][3]["montant_maximal"] == "30000.00"
    assert rendue["reforme"]["nom"] == "la mienne"


def test_un_recu_de_reforme_se_verifie_sans_son_fichier(lancer: Lancer, fichier: str, tmp_path: Path) -> None:
    la_mienne = tmp_path / "mienne.toml"
    la_mienne.write_text("[nombres]\nseuil_de_maintien = 0.9", "utf-8")
    recu = tmp_path / "recu.json"
    recu.write_text(lancer("recu", fichier, "--reforme", str(la_mienne))[1], "utf-8")
    la_mienne.unlink()
    code, sortie, _ = lancer("verifier", str(recu))
    assert code == 0
    assert sortie.splitlines() == [
        "Sous la réforme « mienne », qui n'est pas le droit en vigueur.",
        "Identique : le récépissé est intact et le calcul rejoué donne le même résultat.",
    ]
    assert json.loads(lancer("verifier", str(recu), "--json")[1])["reforme"].startswith("Sous la réforme « mienne »")


@pytest.mark.parametrize(
    ("reforme", "morceau"),
    [("ranpe", "rampe"), ("absente.toml", "existe"), ("a.txt", "existe"), ("", "un fichier, ou")],
)
def test_une_reforme_inconnue_est_refusee(reforme: str, morceau: str, lancer: Lancer, fichier: str) -> None:
    code, sortie, erreur = lancer("simuler", fichier, "--reforme", reforme)
    assert (code, sortie) == (2, "")
    assert morceau in erreur


def test_les_questions_posees_le_sont_sous_la_reforme(monkeypatch: pytest.MonkeyPatch) -> None:
    from binome.cli import questions
    from binome.droit.choix import loi_choisie

    demandees: list[Any] = []

    def simuler(donnees: dict[str, Any], *, loi: Any) -> Any:
        import binome

        demandees.append(loi)
        return binome.simuler(donnees, loi=loi)

    monkeypatch.setattr(questions, "simuler", simuler)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "")
    questions.demander(loi_choisie("rampe"))
    assert demandees
    assert {loi.reforme.nom for loi in demandees} == {"rampe"}
