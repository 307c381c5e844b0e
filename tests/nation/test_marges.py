"""Files of the open data portal: the national row only, the latest year, nothing added up, nothing dropped in silence."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from binome.droit.codes import Secteur
from binome.moteur.erreurs import ErreurDeSaisie
from binome.nation.marges import lire_marges

TETE = "annee;profession_sante;region;libelle_region;departement;libelle_departement"


def _ecrire(dossier: Path, nom: str, colonnes: str, *lignes: str) -> Path:
    fichier = dossier / f"{nom}.csv"
    fichier.write_text("\n".join([f"{TETE};{colonnes}", *lignes]) + "\n", "utf-8")
    return fichier


def test_les_effectifs_sont_ceux_de_la_ligne_nationale_et_de_la_derniere_annee(tmp_path: Path) -> None:
    fichier = _ecrire(
        tmp_path,
        "demographie-effectifs-et-les-densites",
        "effectif;densite",
        "2022;Médecins généralistes (hors MEP);99;FRANCE;999;FRANCE;50000;1",
        "2023;Ensemble des médecins généralistes;99;FRANCE;999;FRANCE;57000;1",
        "2023;Médecins généralistes (hors MEP);99;FRANCE;999;FRANCE;49000;1",
        "2023;Médecins généralistes (hors MEP);53;Bretagne;999;Tout;2600;1",
        "2023;Médecins généralistes (hors MEP);94;Corse;999;Tout;NS;1",
        "2023;Médecins généralistes (hors MEP);53;Bretagne;35;Ille-et-Vilaine;900;1",
        "2023;Cardiologues;99;FRANCE;999;FRANCE;5000;1",
        "2023;Chirurgiens-dentistes;99;FRANCE;999;FRANCE;36000;1",
    )
    lues = lire_marges([fichier])
    assert {code: e.effectif for code, e in lues.effectifs.items()} == {"01": 49000, "04": 5000}
    assert lues.effectifs["01"].annee == 2023
    assert lues.effectifs["01"].source == fichier.name
    assert lues.regions == {"01": {"Bretagne": 2600}}
    assert lues.ignorees == {"Chirurgiens-dentistes"}
    marges = lues.marges()
    assert marges.effectifs["04"].effectif == 5000
    assert marges.effectifs["17"].effectif == 5050, "no file: the headcount of the package"


def test_les_secteurs_s_ajoutent_au_meme_code_sans_leur_total(tmp_path: Path) -> None:
    fichier = _ecrire(
        tmp_path,
        "demographie-secteurs-conventionnels",
        "secteur_conventionnel;libelle_secteur_conventionnel;effectif",
        "2023;Cardiologues;99;FRANCE;999;FRANCE;1;Secteur 1;3000",
        "2023;Cardiologues;99;FRANCE;999;FRANCE;2;Secteur 2;500",
        "2023;Cardiologues;99;FRANCE;999;FRANCE;3;Secteur 2 avec OPTAM;900",
        "2023;Cardiologues;99;FRANCE;999;FRANCE;4;Non conventionné;NS",
        "2023;Cardiologues;99;FRANCE;999;FRANCE;9;Ensemble;4400",
    )
    assert lire_marges([fichier]).secteurs == {
        "04": {Secteur.SECTEUR_1: 3000, Secteur.SECTEUR_2: 500, Secteur.SECTEUR_2_OPTAM: 900}
    }


def test_les_parts_de_plus_de_60_ans_en_pour_cent_ou_en_part(tmp_path: Path) -> None:
    fichier = _ecrire(
        tmp_path,
        "ages",
        "age_moyen;part_des_plus_de_60_ans",
        "2023;Psychiatres;99;FRANCE;999;FRANCE;53;47,5",
        "2023;Pédiatres;99;FRANCE;999;FRANCE;50;0.4",
    )
    assert lire_marges([fichier]).plus_de_60_ans == {"21": Decimal("0.475"), "14": Decimal("0.4")}


@pytest.mark.parametrize(
    ("contenu", "mot"),
    [
        ("a;b\n1;2\n", "profession_sante"),
        ("", "profession_sante"),
        (f"{TETE};patients\n2023;x;99;F;999;F;3\n", "effectif"),
    ],
)
def test_un_autre_fichier_est_refuse_en_mots(tmp_path: Path, contenu: str, mot: str) -> None:
    fichier = tmp_path / "x.csv"
    fichier.write_text(contenu, "utf-8")
    with pytest.raises(ErreurDeSaisie, match=mot):
        lire_marges([fichier])
