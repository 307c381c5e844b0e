"""Machines as they are: a home where nothing can be written, a kernel cache cut short, empty, or in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("llvmlite", reason="the kernel is an extra")

LIGNES = "specialite;option_etp;date_signature;pmt_initiale;pfa_initiale\n" + "".join(
    f"01;1;2024-09-01;{900 + rang};{1400 + rang}\n" for rang in range(3_000)
)
INSCRIPTIBLE = ("BINOME_CACHE", "BINOME_DONNEES", "XDG_CACHE_HOME", "XDG_DATA_HOME", "HOME")


def _binome(dossier: Path, *arguments: str, **environnement: str) -> subprocess.CompletedProcess[str]:
    garde = {nom: valeur for nom, valeur in os.environ.items() if nom not in INSCRIPTIBLE}
    return subprocess.run(
        [sys.executable, "-m", "binome", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        cwd=dossier,
        env={**garde, **environnement},
    )


def _lot(dossier: Path, sortie: str, **environnement: str) -> bytes:
    (dossier / "entree.csv").write_text(LIGNES, "utf-8")
    fini = _binome(dossier, "lot", "entree.csv", sortie, **environnement)
    assert fini.returncode == 0, fini.stderr
    assert "Traceback" not in fini.stderr
    return (dossier / sortie).read_bytes()


@pytest.fixture
def ailleurs(tmp_path: Path) -> str:
    """A home where even root cannot write: a file stands in its place."""
    (tmp_path / "foyer").write_text("")
    return str(tmp_path / "foyer")


def test_un_lot_se_passe_de_foyer(tmp_path: Path, ailleurs: str) -> None:
    sans = _lot(tmp_path, "sans.csv", HOME=ailleurs)
    assert sans == _lot(tmp_path, "avec.csv", HOME=str(tmp_path), BINOME_CACHE=str(tmp_path / "cache"))


def test_le_site_dit_qu_il_lui_manque_un_dossier(tmp_path: Path, ailleurs: str) -> None:
    pytest.importorskip("django", reason="the web application is an extra")
    fini = _binome(tmp_path, "web", "--port", "0", "--no-browser", HOME=ailleurs)
    assert fini.returncode == 69
    assert "BINOME_DONNEES" in fini.stderr
    assert "port" not in fini.stderr
    assert "Traceback" not in fini.stderr


def _vider(objet: Path) -> None:
    objet.write_bytes(b"")


def _couper(objet: Path) -> None:
    objet.write_bytes(objet.read_bytes()[:-100])


def _encombrer(objet: Path) -> None:
    objet.unlink()
    objet.mkdir()


@pytest.mark.parametrize("abimer", [_vider, _couper, _encombrer])
def test_un_cache_abime_ne_coute_qu_une_compilation(tmp_path: Path, abimer: Callable[[Path], None]) -> None:
    cache = tmp_path / "cache"
    premiere = _lot(tmp_path, "premiere.csv", BINOME_CACHE=str(cache))
    objets = list((cache / "noyaux").glob("*.o"))
    assert objets
    for objet in objets:
        abimer(objet)
    assert _lot(tmp_path, "seconde.csv", BINOME_CACHE=str(cache)) == premiere
    assert list((cache / "noyaux").glob("*.cours")) == []
