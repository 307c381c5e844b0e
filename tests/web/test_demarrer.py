"""`binome web`: one process that says its address, answers, and stops cleanly."""

from __future__ import annotations

import errno
import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from binome.moteur.erreurs import ErreurDeSaisie, MoyenAbsent
from binome.web import donnees
from binome.web.demarrer import _refus_du_port


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


def _lancer(donnees: Path, **environnement: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "binome", "web", "--port", "0", "--no-browser"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "BINOME_DONNEES": str(donnees), **environnement},
    )


def test_un_dossier_qui_ne_peut_pas_etre_ecrit_est_dit_tel(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("pas un dossier")
    fini = _lancer(tmp_path / "fichier" / "donnees")
    assert fini.returncode == 69
    assert "BINOME_DONNEES désigne le dossier des données" in fini.stderr
    assert "port" not in fini.stderr
    assert "Traceback" not in fini.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of POSIX systems")
def test_un_compte_sans_droit_d_ecrire_est_dit_tel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuser(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setenv("BINOME_DONNEES", str(tmp_path / "interdit"))
    monkeypatch.setattr(Path, "mkdir", refuser)
    with pytest.raises(MoyenAbsent, match="n'a pas le droit d'écrire"):
        donnees.dossier()


@pytest.mark.parametrize("contenu", [b"ceci n'est pas une base", b"SQLite format 3\0" + b"\xff" * 5000])
def test_une_base_endommagee_est_dite_telle(tmp_path: Path, contenu: bytes) -> None:
    (tmp_path / "binome.sqlite3").write_bytes(contenu)
    fini = _lancer(tmp_path)
    assert fini.returncode == 69
    assert "est endommagée" in fini.stderr
    assert "Traceback" not in fini.stderr
    assert (tmp_path / "binome.sqlite3").read_bytes() == contenu


@pytest.mark.parametrize("coupe", ["", "abc"])
def test_un_secret_coupe_est_refait(tmp_path: Path, coupe: str) -> None:
    (tmp_path / "secret").write_text(coupe)
    refait = donnees.secret(tmp_path)
    assert len(refait) >= 48
    assert donnees.secret(tmp_path) == refait
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [f.name for f in tmp_path.iterdir()] == ["secret"]


def test_un_port_interdit_n_est_pas_un_port_pris() -> None:
    assert "n'a pas le droit d'ouvrir le port 80" in str(_refus_du_port(PermissionError(errno.EACCES, ""), 80))
    assert isinstance(_refus_du_port(OSError(errno.EADDRINUSE, ""), 80), ErreurDeSaisie)
