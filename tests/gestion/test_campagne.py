"""A campaign of constats: shown with every fault by cell, taken whole or not at all, and once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django_scopes import scopes_disabled

from binome.gestion.codes import EtatDuConstat, OrigineDuConstat
from binome.gestion.journal.tables import verifier
from binome.gestion.modeles.contrats import Constat
from binome.gestion.refus import AccesRefuse, EtatRefuse
from binome.gestion.services import campagne, constats
from tests.gestion.bureau import Bureau, photo, relu

LE = date(2025, 8, 20)


def _fichier(tmp_path: Path, *lignes: str) -> Path:
    fichier = tmp_path / "campagne.csv"
    fichier.write_text("\n".join(["contrat;rpps;annee;pmt;pfa", *lignes]) + "\n", "utf-8")
    return fichier


def test_un_fichier_se_montre_se_prend_et_ne_change_rien_la_seconde_fois(office: Bureau, tmp_path: Path) -> None:
    for numero in ("C1", "C2"):
        office.contrat(numero)
    fichier = _fichier(tmp_path, "C1;;1;1 100;1600", "C2;;1;900;", "C1;;2;1200;1700")
    lue = campagne.lire(office.gestionnaire, office.caisse, fichier)
    assert (lue.nouvelles, lue.remplacantes, lue.identiques, lue.erreurs) == (3, 0, 0, ())
    pas: list[tuple[int, int]] = []
    assert campagne.importer(office.gestionnaire, office.caisse, lue, LE, lambda *un: pas.append(un)) == 3
    assert pas == [(3, 3)]
    avant = photo()["Constat"]
    encore = campagne.lire(office.gestionnaire, office.caisse, fichier)
    assert (encore.nouvelles, encore.identiques) == (0, 3)
    assert campagne.importer(office.gestionnaire, office.caisse, encore, LE) == 0
    assert photo()["Constat"] == avant
    change = campagne.lire(office.gestionnaire, office.caisse, _fichier(tmp_path, "C1;;1;1101;1600"))
    assert (change.nouvelles, change.remplacantes) == (0, 1)
    campagne.importer(office.gestionnaire, office.caisse, change, LE)
    with scopes_disabled():
        de_l_annee = list(Constat.objects.filter(contrat__numero="C1", annee=1).order_by("pk"))
        assert [un.etat for un in de_l_annee] == [EtatDuConstat.REMPLACE, EtatDuConstat.ANNONCE]
        vivant = de_l_annee[-1]
        assert (vivant.pmt, vivant.origine) == (1101, OrigineDuConstat.IMPORT)
        contrat = vivant.contrat
    constats.confirmer(office.gestionnaire, vivant, LE, relu(contrat).revision)
    assert list(verifier()) == []


def test_une_faute_se_nomme_par_sa_cellule_et_rien_n_est_importe(office: Bureau, tmp_path: Path) -> None:
    office.contrat("C1")
    fichier = _fichier(
        tmp_path,
        "C1;;1;900;1400",
        "C9;;1;900;",
        "C1;;99;900;",
        "C1;;2;beaucoup;",
        "C1;;1;901;",
        f";{office.medecin.rpps};3;900;",
        "C1;;4;;",
    )
    lue = campagne.lire(office.gestionnaire, office.caisse, fichier)
    assert [(une.ligne, une.champ) for une in lue.erreurs] == [
        (3, "contrat"),
        (4, "annee"),
        (5, "pmt"),
        (6, "annee"),
        (8, "pmt"),
    ]
    avant = photo()
    with pytest.raises(EtatRefuse, match="5 lignes"):
        campagne.importer(office.gestionnaire, office.caisse, lue, LE)
    with pytest.raises(AccesRefuse):
        campagne.lire(office.validateur, office.caisse, fichier)
    assert photo() == avant
