"""`binome web`: one process that says its address, answers, and stops cleanly."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from binome.web.demarrer import port_libre


@pytest.mark.parametrize("arret", [signal.SIGINT, signal.SIGTERM])
def test_un_processus_sert_la_page_et_s_arrete(tmp_path: Path, arret: signal.Signals) -> None:
    environnement = {**os.environ, "BINOME_DONNEES": str(tmp_path / "donnees"), "PYTHONUNBUFFERED": "1"}
    processus = subprocess.Popen(
        [sys.executable, "-m", "binome", "web", "--port", "0", "--no-browser"],
        stderr=subprocess.PIPE,
        text=True,
        env=environnement,
    )
    assert processus.stderr is not None
    try:
        annonce = processus.stderr.readline()
        trouvee = re.search(r"http://127\.0\.0\.1:\d+/", annonce)
        assert trouvee, annonce
        with urlopen(trouvee[0] + "sante", timeout=10) as reponse:
            assert reponse.status == 200
        with urlopen(trouvee[0], timeout=10) as reponse:
            assert "assistant médical" in reponse.read().decode()
    finally:
        processus.send_signal(arret)
        try:
            _, reste = processus.communicate(timeout=15)
        finally:
            processus.kill()
    assert "Binôme est arrêté." in reste
    assert "Traceback" not in reste
    assert (tmp_path / "donnees" / "binome.sqlite3").exists()
    assert stat.S_IMODE((tmp_path / "donnees" / "secret").stat().st_mode) == 0o600


def test_un_port_pris_est_un_refus_en_mots(tmp_path: Path) -> None:
    import socket

    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        prise.listen()
        port = prise.getsockname()[1]
        fini = subprocess.run(
            [sys.executable, "-m", "binome", "web", "--port", str(port), "--no-browser"],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
            env={**os.environ, "BINOME_DONNEES": str(tmp_path)},
        )
    assert fini.returncode == 2
    assert "un port libre" in fini.stderr


def test_un_port_libre_est_trouve() -> None:
    assert port_libre(0) > 1023
    with pytest.raises(OverflowError):
        port_libre(70000)
