"""The law that was kept replays its own receipts, and is believed only when it is the one that was kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from binome.archives.ecrire import TEMOIN, archiver, empaqueter
from binome.archives.index import DOSSIER, INDEX, Archives, archives, lire
from binome.archives.rejouer import rejouer
from binome.archives.verifier import verifier
from binome.cli.archives_du_droit import archives as commande
from binome.droit.catalogue import DOSSIER as DOSSIER_DU_DROIT
from binome.droit.catalogue import Catalogue
from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi, loi_en_vigueur
from binome.moteur.erreurs import ErreurDeDroit, ErreurDeSaisie
from binome.simulation.recu import empreinte, recu

MG: dict[str, Any] = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "option_etp": "1",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
}


@pytest.fixture(scope="module")
def gardees(tmp_path_factory: pytest.TempPathFactory) -> Archives:
    """Return archives that hold the law of these sources."""
    dossier = tmp_path_factory.mktemp("archives")
    (dossier / INDEX).write_text("en_preparation = true\n", "utf-8")
    archiver("0.0.1", dossier)
    return lire(dossier)


@pytest.fixture(scope="module")
def autre(tmp_path_factory: pytest.TempPathFactory) -> Loi:
    """Return a law whose third year is worth a thousand euros more."""
    dossier = tmp_path_factory.mktemp("droit") / "droit"
    shutil.copytree(DOSSIER_DU_DROIT, dossier, ignore=shutil.ignore_patterns("__pycache__"))
    montants = dossier / "montant" / "nombres.toml"
    texte = montants.read_text("utf-8")
    assert texte.count('["base", "annees_suivantes", 7350, 11000, 22000,') == 1
    montants.write_text(texte.replace("7350, 11000, 22000,", "7350, 11000, 23000,"), "utf-8")
    return Loi(Catalogue(dossier))


def test_un_recu_est_verifie_sous_le_droit_qu_il_nomme(gardees: Archives, autre: Loi) -> None:
    verification = verifier(recu(MG), autre, gardees)
    assert (verification.identique, verification.intact, verification.meme_droit) == (True, True, False)
    assert verification.rejoue_sous == loi_en_vigueur().version
    assert verification.differences == ()
    assert verification.aujourd_hui is not None
    assert any("23000.00" in phrase for phrase in verification.aujourd_hui)


def test_un_recu_sous_une_reforme_emporte_la_sienne(gardees: Archives, autre: Loi) -> None:
    verification = verifier(recu(MG, loi_choisie("rampe")), autre, gardees)
    assert verification.identique
    assert verification.reforme is not None


def test_un_chiffre_altere_et_rescelle_ne_passe_pas_sous_son_droit(gardees: Archives, autre: Loi) -> None:
    ecrit = recu(MG)
    ecrit["contenu"]["resultat"]["total"]["maximum"] = "999999.00"
    ecrit["empreinte"] = empreinte(ecrit["contenu"])
    verification = verifier(ecrit, autre, gardees)
    assert (verification.identique, verification.intact) == (False, True)
    assert ["999999.00" in phrase for phrase in verification.differences] == [True]


def test_sans_archive_on_sait_seulement_que_le_droit_a_change(autre: Loi, tmp_path: Path) -> None:
    (tmp_path / INDEX).write_text("en_preparation = true\n", "utf-8")
    verification = verifier(recu(MG), autre, lire(tmp_path))
    assert not verification.identique
    assert verification.rejoue_sous is None
    assert verification.differences[0].startswith("Le droit a changé depuis")


def test_une_archive_changee_n_est_pas_crue(gardees: Archives, autre: Loi, tmp_path: Path) -> None:
    dossier = tmp_path / "archives"
    shutil.copytree(gardees.dossier, dossier)
    (paquet,) = dossier.glob("*.zip")
    with ZipFile(paquet, "a") as archive:
        archive.writestr("binome/ajout.py", "")
    changees = lire(dossier)
    with pytest.raises(ErreurDeDroit, match="n'est pas celle qui a été gardée"):
        rejouer(recu(MG), changees.toutes[0], changees)
    verification = verifier(recu(MG), autre, changees)
    assert not verification.identique
    assert "n'est pas celle" in verification.differences[-1]


def test_une_version_ne_s_archive_qu_une_fois_et_toujours_en_les_memes_octets(gardees: Archives) -> None:
    with pytest.raises(ErreurDeSaisie, match="pas encore archivée"):
        archiver("0.0.2", gardees.dossier)
    assert empaqueter(DOSSIER.parent) == gardees.octets(gardees.toutes[0])
    assert not gardees.en_preparation


def test_chaque_archive_du_paquet_rejoue_son_temoin() -> None:
    for une in archives().toutes:
        with ZipFile(archives().fichier(une)) as paquet:
            temoin = json.loads(paquet.read(TEMOIN))
        rendu = rejouer(temoin, une, archives())
        assert (rendu["identique"], rendu["meme_droit"]) == (True, True), une.version
        assert temoin["contenu"]["version_du_droit"] == une.version


def test_le_dossier_ne_contient_que_ce_que_dit_la_liste() -> None:
    assert {fichier.stem for fichier in DOSSIER.glob("*.zip")} == {une.version for une in archives().toutes}


def test_le_droit_de_ces_sources_est_archive_ou_dit_en_preparation() -> None:
    assert archives().en_preparation or archives().de(loi_en_vigueur().version) is not None, (
        "the law changed since it was archived: keep it (binome droit archiver), or write en_preparation = true "
        "in src/binome/archives/index.toml until the next release"
    )


def test_la_commande_liste_ce_qui_est_garde() -> None:
    sortie = CliRunner().invoke(commande, ["--json"])
    assert json.loads(sortie.output) == [une.en_json() for une in archives().toutes]
