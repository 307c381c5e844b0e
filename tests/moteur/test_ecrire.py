"""Files that people keep are written whole or not at all; what the machine refuses is said, nothing is left behind."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from binome.moteur import ecrire as module
from binome.moteur.ecrire import ecrire, en_mots, en_place, place_libre, refus, sur_le_disque
from binome.moteur.erreurs import ErreurDeSaisie, MoyenAbsent


def _noms(dossier: Path) -> list[str]:
    return sorted(chemin.name for chemin in dossier.iterdir())


def test_un_texte_et_des_octets_s_ecrivent_entiers(tmp_path: Path) -> None:
    ecrire(tmp_path / "a.txt", "été")
    ecrire(tmp_path / "b.bin", b"\x00\xff")
    assert (tmp_path / "a.txt").read_text("utf-8") == "été"
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\xff"
    assert _noms(tmp_path) == ["a.txt", "b.bin"]


def test_une_panne_en_route_laisse_l_ancien_fichier_et_rien_d_autre(tmp_path: Path) -> None:
    fichier = tmp_path / "rapport.html"
    fichier.write_text("ancien", "utf-8")

    def s_interrompre() -> None:
        with en_place(fichier) as provisoire:
            provisoire.write_text("à moitié", "utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        s_interrompre()
    assert fichier.read_text("utf-8") == "ancien"
    assert _noms(tmp_path) == ["rapport.html"]


def test_les_droits_de_l_ancien_fichier_restent(tmp_path: Path) -> None:
    fichier = tmp_path / "a.txt"
    fichier.write_text("x", "utf-8")
    fichier.chmod(0o640)
    ecrire(fichier, "y")
    assert stat.S_IMODE(fichier.stat().st_mode) == 0o640


def test_un_lien_est_suivi(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    reel, lien = tmp_path / "ailleurs" / "reel.txt", tmp_path / "lien.txt"
    reel.write_text("x", "utf-8")
    lien.symlink_to(reel)
    ecrire(lien, "y")
    assert lien.is_symlink()
    assert reel.read_text("utf-8") == "y"


def test_un_peripherique_recoit_ce_qu_on_lui_ecrit() -> None:
    ecrire(Path(os.devnull), "rien n'est gardé")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("nom", "morceau"),
    [
        ("absent/a.txt", "dans un dossier qui existe"),
        ("fichier/a.txt", "dans un dossier qui existe"),
        ("dossier", "un fichier, pas un dossier"),
    ],
)
def test_un_nom_impossible_est_une_erreur_de_saisie(tmp_path: Path, nom: str, morceau: str) -> None:
    (tmp_path / "fichier").write_text("x", "utf-8")
    (tmp_path / "dossier").mkdir()
    with pytest.raises(ErreurDeSaisie, match=morceau):
        ecrire(tmp_path / nom, "x")
    assert _noms(tmp_path) == ["dossier", "fichier"]


def test_un_nom_trop_long_est_une_erreur_de_saisie(tmp_path: Path) -> None:
    with pytest.raises(ErreurDeSaisie, match="un nom plus court"):
        ecrire(tmp_path / ("x" * 300), "x")
    assert _noms(tmp_path) == []


def test_un_disque_plein_se_dit_en_megaoctets_et_ne_laisse_rien(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plein(_self: Path, _octets: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", plein)
    monkeypatch.setattr(module, "place_libre", lambda _fichier: 200_000)
    with pytest.raises(MoyenAbsent, match=r"Il manque 3 Mo sur le disque de .* pour « a.txt »"):
        ecrire(tmp_path / "a.txt", "x" * 3_000_000)
    assert _noms(tmp_path) == []


@pytest.mark.parametrize(
    ("numero", "morceau"),
    [
        (errno.EACCES, "n'a pas le droit"),
        (errno.EROFS, "n'a pas le droit"),
        (errno.EIO, "Le système refuse"),
        (errno.EDQUOT, "Il manque 1 Mo"),
    ],
)
def test_ce_que_la_machine_refuse_est_un_moyen_absent(tmp_path: Path, numero: int, morceau: str) -> None:
    with pytest.raises(MoyenAbsent, match=morceau), en_mots(tmp_path / "a.txt"):
        raise OSError(numero, os.strerror(numero))


def test_une_faute_sans_numero_se_dit_aussi(tmp_path: Path) -> None:
    assert "sans numéro" in str(refus(OSError("sans numéro"), tmp_path / "a.txt"))


def test_la_place_libre_d_un_dossier_absent_est_inconnue(tmp_path: Path) -> None:
    assert place_libre(tmp_path / "a.txt") > 0
    assert place_libre(tmp_path / "absent" / "a.txt") == 0


def test_attendre_le_disque_ne_se_plaint_que_d_un_disque_en_panne(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sur_le_disque(tmp_path / "absent")

    def fsync(numero: int) -> None:
        raise OSError(numero, os.strerror(numero))

    monkeypatch.setattr(os, "fsync", lambda _fd: fsync(errno.EINVAL))
    sur_le_disque(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda _fd: fsync(errno.EIO))
    with pytest.raises(OSError, match="error"):
        sur_le_disque(tmp_path)
