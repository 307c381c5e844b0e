"""The law's files refuse to be read when they disagree with the rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from binome.droit.catalogue import DOSSIER, Catalogue, catalogue
from binome.moteur.erreurs import ErreurDeDroit


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DOSSIER, tmp_path / "droit"))


def _remplacer(fichier: Path, avant: str, apres: str) -> None:
    texte = fichier.read_text("utf-8")
    assert avant in texte
    fichier.write_text(texte.replace(avant, apres), "utf-8")


def test_un_nombre_change_change_la_version_du_droit(copie: Path) -> None:
    assert Catalogue(copie).version == catalogue().version
    _remplacer(copie / "montant" / "nombres.toml", "22000", "22001")
    change = Catalogue(copie)
    assert change.version != catalogue().version
    assert change.bareme(change.verifie_le).montants != catalogue().bareme(change.verifie_le).montants


def test_un_nombre_sans_regle_est_refuse(copie: Path) -> None:
    nombres = copie / "versement" / "nombres.toml"
    _remplacer(nombres, "premier_versement", "premier_reglement")
    with pytest.raises(ErreurDeDroit, match="premier_"):
        Catalogue(copie)


def test_une_lecture_sans_regle_est_refusee(copie: Path) -> None:
    _remplacer(copie / "lectures.toml", "[suspension]", "[suspensions]")
    with pytest.raises(ErreurDeDroit, match="suspension"):
        Catalogue(copie)


def test_des_choix_dans_un_autre_ordre_sont_refuses(copie: Path) -> None:
    _remplacer(copie / "lectures.toml", 'inclus = "oui, le seuil', 'compris = "oui, le seuil')
    _remplacer(
        copie / "lectures.toml",
        'defaut = "inclus"\nenjeu = "l\'éligibilité à exactement 775',
        'defaut = "compris"\nenjeu = "l\'éligibilité à exactement 775',
    )
    with pytest.raises(ErreurDeDroit, match="Lecture seuil_p30"):
        Catalogue(copie)


def test_un_tableau_a_trou_est_refuse(copie: Path) -> None:
    _remplacer(copie / "atteinte" / "nombres.toml", '  ["atteint", "avec_baisse", "baisse_de_patientele"],\n', "")
    with pytest.raises(ErreurDeDroit, match="case absente : atteint × avec_baisse"):
        Catalogue(copie)


def test_un_nombre_de_l_aide_collective_sans_regle_est_refuse(copie: Path) -> None:
    nombres = copie / "aide_collective" / "nombres.toml"
    nombres.write_text(nombres.read_text("utf-8").replace("annees_de_carence", "annees_d_attente"), "utf-8")
    with pytest.raises(ErreurDeDroit, match="aide collective"):
        Catalogue(copie)


def test_une_version_ne_reprend_qu_une_version_imprimee(copie: Path) -> None:
    _remplacer(copie / "vie_du_contrat" / "nombres.toml", "reprend = 2024-06-22", "reprend = 2024-06-23")
    with pytest.raises(ErreurDeDroit, match="aucune version du 2024-06-23"):
        Catalogue(copie)


def test_le_lexique_definit_chaque_mot_dans_les_deux_langues() -> None:
    for code, terme in catalogue().lexique.items():
        assert terme.code == code
        assert terme.definition.endswith(".")
        assert terme.anglais


def test_le_journal_des_corrections_va_du_plus_recent_au_plus_ancien() -> None:
    dates = [correction.le for correction in catalogue().corrections]
    assert dates == sorted(dates, reverse=True)
    assert dates[0] <= catalogue().verifie_le
