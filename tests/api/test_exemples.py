"""The samples of the integrator's guide run as they are, against a server that listens."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from waitress.server import create_server

from binome.api.application import OPERATIONS
from binome.web.wsgi import application
from tests.conftest import RACINE

EXEMPLES = RACINE / "docs" / "exemples" / "api"
GUIDE = (RACINE / "docs" / "integrer.md").read_text("utf-8")


@pytest.fixture(scope="module")
def adresse() -> Iterator[str]:
    serveur: Any = create_server(application, host="127.0.0.1", port=0, threads=2)
    fil = Thread(target=serveur.run, daemon=True)
    fil.start()
    yield f"http://127.0.0.1:{serveur.effective_port}"
    serveur.trigger.pull_trigger(serveur.close)
    fil.join(timeout=5)


@pytest.mark.parametrize(
    ("programme", "exemple"), [(sys.executable, "simuler.py"), ("node", "simuler.mjs"), ("sh", "simuler.sh")]
)
def test_un_exemple_s_execute(programme: str, exemple: str, adresse: str) -> None:
    if shutil.which(programme) is None or (programme == "sh" and shutil.which("curl") is None):
        pytest.skip(f"{programme} absent")
    commande = [programme, str(EXEMPLES / exemple), adresse]
    fait = subprocess.run(commande, capture_output=True, text=True, timeout=60, check=False)
    assert fait.returncode == 0, fait.stderr + fait.stdout
    if programme != "sh":
        assert fait.stdout.strip() == "année 3 : 14426.23 € sur 22000.00 €, part 40/61"
        return
    simulation, *lignes = fait.stdout.strip().splitlines()
    assert json.loads(simulation)["annees"][2]["montant"] == "14426.23"
    assert json.loads(lignes[-1]) == {"fin": True, "lues": 2, "refusees": 1}


def test_le_guide_nomme_chaque_adresse() -> None:
    table = GUIDE[: GUIDE.index("## Beaucoup")]
    for operation in OPERATIONS:
        fin = operation.chemin.partition("/{")[0].rsplit("/", 1)[-1]
        assert re.search(rf"\b{fin}\b", table), operation.chemin
