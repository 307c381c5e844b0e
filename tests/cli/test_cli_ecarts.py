"""`binome droit diff`: what another law changes, and who wins or loses in the worked cases."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import binome
from binome.cli.droit import droit

SOURCE = Path(binome.__file__).parent


@pytest.fixture(scope="module")
def autre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the house where a full time is worth a thousand euros more the first year."""
    racine = tmp_path_factory.mktemp("autre")
    shutil.copytree(SOURCE, racine / "binome", ignore=shutil.ignore_patterns("web", "__pycache__"))
    nombres = racine / "binome" / "droit" / "montant" / "nombres.toml"
    texte = nombres.read_text("utf-8")
    assert "38000" in texte
    nombres.write_text(texte.replace("38000", "39000"), "utf-8")
    regles = racine / "binome" / "droit" / "versement" / "regles.py"
    texte = regles.read_text("utf-8")
    regles.write_text(texte.replace("if difference < 0 and", "if difference <= 0 and"), "utf-8")
    return racine


def test_un_nombre_et_une_regle_changes_se_disent_avec_qui_gagne(autre: Path) -> None:
    rendu = CliRunner().invoke(droit, ["diff", "actuelle", str(autre), "--json"])
    assert rendu.exit_code == 0, rendu.output
    lu = json.loads(rendu.output)
    assert lu["droit"]["nombres"] == {"ajoutes": [], "retires": [], "changes": ["montants"]}
    assert lu["droit"]["règles"]["changes"] == ["solde"]
    assert lu["droit"]["lectures"] == {"ajoutes": [], "retires": [], "changes": []}
    gains = {un["cas"]: un["gain"] for un in lu["cas"]}
    assert gains
    assert ["1000.00", "1000.00"] in gains.values()
    assert not any(gain[0].startswith("-") for gain in gains.values())


def test_le_meme_droit_ne_change_rien() -> None:
    rendu = CliRunner().invoke(droit, ["diff", str(SOURCE.parent)])
    assert rendu.exit_code == 0, rendu.output
    assert "Cas : 0 sur" in rendu.output
    assert rendu.output.count("rien ne change") == 3


@pytest.mark.parametrize("nom", ["nulle-part", "--output=/tmp/x", "/"])
def test_ce_qui_n_est_pas_une_version_est_refuse(nom: str) -> None:
    rendu = CliRunner().invoke(droit, ["diff", "--", nom])
    assert rendu.exit_code != 0
    assert "actuelle" in str(rendu.exception)
