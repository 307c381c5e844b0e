"""The gallery and the notebook run as they are, and say what they promise."""

from __future__ import annotations

import json
import os
import runpy
import tempfile
from pathlib import Path
from typing import Any

import pytest

for bibliotheque in ("llvmlite", "polars", "altair"):
    pytest.importorskip(bibliotheque, reason="the population is an extra")

os.environ.setdefault("BINOME_CACHE", tempfile.mkdtemp(prefix="binome-cache-"))
EXEMPLES = Path(__file__).parents[2] / "docs" / "exemples"
PROMESSES = {
    "un_medecin": ["année 3", "doute : "],
    "un_medecin_sous_une_reforme": ["année 3 : 0.00 €", "Une rampe", "année 3 : 14426.23 €", "Une seule année"],
    "est_ce_rentable": ["année 5 : coût", "aucune option : net 0.00 €", "à donner : "],
    "une_table": ["objectif_pmt", "montant"],
    "une_reforme": ["Droit en vigueur", "0 perdants"],
    "une_hypothese": ["corrélation 0.6", "corrélation 0.3"],
}


@pytest.mark.parametrize("nom", PROMESSES)
def test_un_exemple_s_execute_et_tient_sa_promesse(nom: str, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXEMPLES / f"{nom}.py"))
    dit = capsys.readouterr().out
    assert all(promesse in dit for promesse in PROMESSES[nom]), dit


def test_chaque_exemple_est_dans_la_galerie() -> None:
    galerie = (EXEMPLES / "README.md").read_text("utf-8")
    fichiers = {f.name for f in EXEMPLES.iterdir() if f.suffix in (".py", ".ipynb")}
    assert fichiers == {f"{nom}.py" for nom in PROMESSES} | {"nation.ipynb"}
    assert all(nom in galerie for nom in fichiers)


def test_le_carnet_s_execute_cellule_par_cellule() -> None:
    carnet = json.loads((EXEMPLES / "nation.ipynb").read_text("utf-8"))
    espace: dict[str, Any] = {}
    for cellule in carnet["cells"]:
        if cellule["cell_type"] == "code":
            assert cellule["outputs"] == [], "kept without outputs"
            exec(compile("".join(cellule["source"]), "carnet", "exec"), espace)
    assert espace["svg"].startswith("<svg")
