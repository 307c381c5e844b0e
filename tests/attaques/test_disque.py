"""A full disk, a right that lacks, a kill: what a person kept stays whole, nothing half-written bears its name."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from binome.moteur import ecrire
from tests.attaques.conftest import Lancer

MG = {"date_signature": "2024-09-01", "specialite": "01", "option_etp": "1", "pmt_initiale": 900, "pfa_initiale": 1400}
AVANT = "ce que l'on gardait"
SORTIES_DE_LA_NATION = ["nation.html", "nation.xlsx", "nation.json", "nation.pdf"]


@pytest.fixture
def produire(lancer: Lancer, tmp_path: Path) -> Callable[[Path], tuple[int, str]]:
    """Return a function that writes an output with the command that makes it: exit code, errors."""
    (tmp_path / "s.json").write_text(json.dumps(MG), "utf-8")

    def faire(fichier: Path) -> tuple[int, str]:
        if fichier.suffix == ".svg":
            code, _, dites = lancer("carte", str(tmp_path / "s.json"), "--svg", str(fichier))
        else:
            pytest.importorskip("polars", reason="the nation is an extra")
            code, _, dites = lancer("population", "--medecins", "300", "--tirages", "2", "--sortie", str(fichier))
        return code, dites

    return faire


def _a_moitie_plein(numero: int) -> Callable[[Path, bytes], int]:
    def ecrire_la_moitie(chemin: Path, octets: bytes) -> int:
        with chemin.open("wb") as flux:
            flux.write(octets[: len(octets) // 2])
        raise OSError(numero, os.strerror(numero))

    return ecrire_la_moitie


REFUS = [
    (errno.ENOSPC, "Il manque"),
    (errno.EDQUOT, "Il manque"),
    (errno.EACCES, "n'a pas le droit"),
    (errno.EIO, "Le système refuse"),
]


@pytest.mark.parametrize(
    ("nom", "numero", "phrase"),
    [*(("carte.svg", *refus) for refus in REFUS), *((nom, *REFUS[0]) for nom in SORTIES_DE_LA_NATION)],
)
def test_un_disque_qui_refuse_a_mi_ecriture_laisse_l_ancien_fichier(
    nom: str,
    numero: int,
    phrase: str,
    produire: Callable[[Path], tuple[int, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sorties = tmp_path / "sorties"
    sorties.mkdir()
    (sorties / nom).write_text(AVANT, "utf-8")
    monkeypatch.setattr(Path, "write_bytes", _a_moitie_plein(numero))
    code, dites = produire(sorties / nom)
    assert code == 69
    assert phrase in dites
    assert [fichier.name for fichier in sorties.iterdir()] == [nom]
    assert (sorties / nom).read_text("utf-8") == AVANT


def test_un_disque_plein_ne_laisse_rien_ou_il_n_y_avait_rien(
    produire: Callable[[Path], tuple[int, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sorties = tmp_path / "sorties"
    sorties.mkdir()
    monkeypatch.setattr(Path, "write_bytes", _a_moitie_plein(errno.ENOSPC))
    assert produire(sorties / "carte.svg")[0] == 69
    assert list(sorties.iterdir()) == []


def test_un_dossier_absent_ou_un_nom_impossible_est_une_saisie(
    produire: Callable[[Path], tuple[int, str]], tmp_path: Path
) -> None:
    for mauvais in (tmp_path / "absent" / "carte.svg", tmp_path / f"{'a' * 300}.svg"):
        code, dites = produire(mauvais)
        assert code == 2
        assert "Attendu" in dites


TUER = """
import os, signal, sys
from pathlib import Path
from binome.moteur import ecrire
from binome.cli.principal import principal

def mourir(*_):
    os.kill(os.getpid(), signal.SIGKILL)

{ou}
principal(sys.argv[1:])
"""
MOMENTS = {
    "avant d'écrire": "Path.write_bytes = mourir",
    "à mi-écriture": "Path.write_bytes = lambda fichier, octets: (fichier.open('wb').write(octets[:9]), mourir())",
    "avant la mise en place": "ecrire.installer = mourir",
    "avant d'être sur le disque": "ecrire.sur_le_disque = mourir",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_un_processus_tue_laisse_l_ancien_fichier_entier_et_le_suivant_reussit(
    moment: str, produire: Callable[[Path], tuple[int, str]], tmp_path: Path
) -> None:
    sorties = tmp_path / "sorties"
    sorties.mkdir()
    (sorties / "carte.svg").write_text(AVANT, "utf-8")
    programme = TUER.format(ou=MOMENTS[moment])
    (tmp_path / "s.json").write_text(json.dumps(MG), "utf-8")
    commande = [sys.executable, "-c", programme, "carte", str(tmp_path / "s.json"), "--svg", str(sorties / "carte.svg")]
    assert subprocess.run(commande, capture_output=True, check=False).returncode == -signal.SIGKILL
    assert (sorties / "carte.svg").read_text("utf-8") == AVANT
    restes = [fichier.name for fichier in sorties.iterdir() if fichier.name != "carte.svg"]
    assert all(nom.startswith(ecrire.PROVISOIRE) for nom in restes)
    assert produire(sorties / "carte.svg")[0] == 0
    assert (sorties / "carte.svg").read_text("utf-8").rstrip().endswith("</svg>")
