"""A cache that is damaged, or that cannot be written, only costs a compilation."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("llvmlite", reason="the compiler is an extra")

from binome.noyau.compilateur import depot
from binome.noyau.compilateur.machine import Machine
from binome.noyau.compilation import compiler
from tests.noyau.test_compilateur import boucle

REPONSE = boucle(12)


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, and a machine that has loaded nothing yet."""
    from binome.noyau.compilateur import machine

    monkeypatch.setenv("BINOME_CACHE", str(tmp_path))
    monkeypatch.setattr(machine, "_machine", lambda neuve=Machine(): neuve)  # noqa: B008
    return tmp_path / "noyaux"


def _compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    faites: list[str] = []
    vraie = Machine._compiler

    def compter(machine: Machine, texte: str) -> bytes:
        faites.append(texte)
        return vraie(machine, texte)

    monkeypatch.setattr(Machine, "_compiler", compter)
    return faites


def _oublier(monkeypatch: pytest.MonkeyPatch) -> None:
    from binome.noyau.compilateur import machine

    neuve = Machine()
    monkeypatch.setattr(machine, "_machine", lambda: neuve)


def test_un_second_processus_ne_compile_pas(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faites = _compilations(monkeypatch)
    assert compiler(boucle)(12) == REPONSE
    assert len(faites) == 1
    assert len(list(dossier.glob("*.o"))) == 1
    _oublier(monkeypatch)
    assert compiler(boucle)(12) == REPONSE
    assert len(faites) == 1


@pytest.mark.parametrize("abime", [b"", b"x" * 10, "tronque", "retourne"])
def test_un_fichier_abime_est_recompile_et_remplace(
    dossier: Path, monkeypatch: pytest.MonkeyPatch, abime: bytes | str
) -> None:
    faites = _compilations(monkeypatch)
    compiler(boucle)(12)
    (fichier,) = dossier.glob("*.o")
    entier = fichier.read_bytes()
    if abime == "tronque":
        fichier.write_bytes(entier[: len(entier) // 2])
    elif abime == "retourne":
        fichier.write_bytes(entier[:-1] + bytes([entier[-1] ^ 1]))
    elif isinstance(abime, bytes):
        fichier.write_bytes(abime)
    _oublier(monkeypatch)
    assert compiler(boucle)(12) == REPONSE
    assert len(faites) == 2
    assert fichier.read_bytes() == entier


def test_un_fichier_qui_ne_se_lit_pas_est_recompile(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faites = _compilations(monkeypatch)
    compiler(boucle)(12)
    (fichier,) = dossier.glob("*.o")
    fichier.unlink()
    fichier.mkdir()
    _oublier(monkeypatch)
    assert compiler(boucle)(12) == REPONSE
    assert len(faites) == 2
    assert not list(dossier.glob("*.cours")), "nothing half-written is left"


def test_un_dossier_qui_ne_s_ecrit_pas_n_empeche_rien(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plein").write_text("un fichier, pas un dossier")
    monkeypatch.setenv("BINOME_CACHE", str(tmp_path / "plein"))
    _oublier(monkeypatch)
    assert compiler(boucle)(12) == REPONSE


def test_sans_maison_rien_n_est_garde(monkeypatch: pytest.MonkeyPatch) -> None:
    def personne() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("BINOME_CACHE", raising=False)
    monkeypatch.setattr(Path, "home", personne)
    _oublier(monkeypatch)
    assert depot.dossier_de_cache() is None
    assert compiler(boucle)(12) == REPONSE


def test_une_maison_sans_droit_d_ecriture_n_empeche_pas_un_lot(tmp_path: Path) -> None:
    """The whole command, with a home that is not a folder."""
    (tmp_path / "maison").write_text("")
    (tmp_path / "e.csv").write_text("specialite;option_etp;pmt_initiale;pfa_initiale\n" + "01;1;900;1400\n" * 40)
    environnement = {**os.environ, "HOME": str(tmp_path / "maison")} | {"BINOME_CACHE": ""}
    subprocess.run(
        [sys.executable, "-m", "binome", "lot", str(tmp_path / "e.csv"), str(tmp_path / "s.csv")],
        check=True,
        env=environnement,
    )
    assert len((tmp_path / "s.csv").read_text().splitlines()) == 201


def test_le_depot_garde_les_derniers_ecrits(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(depot, "_GARDES", 3)
    for rang in range(6):
        depot.garder(f"{rang:02d}", b"code")
        os.utime(dossier / f"{rang:02d}.o", (rang, rang))
    assert sorted(f.stem for f in dossier.glob("*.o")) == ["03", "04", "05"]
    assert depot.relire("05") == b"code"
    assert depot.relire("00") is None
