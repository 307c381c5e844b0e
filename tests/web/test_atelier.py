"""The table in which a reader writes a reform."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

for bibliotheque in ("llvmlite", "polars", "altair", "vl_convert", "yaml"):
    pytest.importorskip(bibliotheque, reason="the population is an extra")

from binome.droit.loi import loi_en_vigueur
from binome.droit.reformes_en_ligne import lire_en_ligne
from binome.moteur.erreurs import ErreurDeSaisie
from binome.web.atelier import PREFIXE, grilles, ligne_composee, remplir
from tests.web.conftest import GENERALISTE, Demander

DROIT = loi_en_vigueur().catalogue
MONTANT = "montants:base:premiere_annee:1"


def test_chaque_case_porte_le_nombre_d_aujourd_hui_et_se_reforme() -> None:
    for grille in grilles(DROIT):
        for _, cases in grille.lignes:
            for case in cases:
                assert case.valeur
                nom, *codes = case.nom.split(":")
                assert len(codes) == len(DROIT.parametres[nom].axes)
    par_nom = {grille.nom: grille for grille in grilles(DROIT)}
    assert {case.nom: case.valeur for _, cases in par_nom["montants"].lignes for case in cases}[MONTANT] == (
        "38\u202f000\u00a0€ par an"
    )
    assert par_nom["seuil_de_maintien"].colonnes == ()
    assert "distribution" not in par_nom, "what doctors are is not the law's to change"


def test_ce_que_l_on_ecrit_se_lit_comme_dans_un_fichier() -> None:
    ligne = ligne_composee(
        "seuil_de_maintien=1;test_activite=les_deux",
        {f"{PREFIXE}seuil_de_maintien": "90 %", f"{PREFIXE}{MONTANT}": "40 000 €"},
    )
    reforme = lire_en_ligne(ligne, DROIT)
    assert {r.parametre: r.valeur for r in reforme.remplacements} == {"seuil_de_maintien": (9, 10), "montants": 40_000}
    assert reforme.choix == {"test_activite": "les_deux"}, "what was written before stays"
    with pytest.raises(ErreurDeSaisie, match="entier exact de 0"):
        ligne_composee("", {PREFIXE + MONTANT: "beaucoup"})


def test_une_saisie_refusee_reste_dans_son_champ() -> None:
    remplies = remplir(grilles(DROIT), {PREFIXE + MONTANT: "beaucoup"})
    assert [grille.nom for grille in remplies if grille.ouverte] == ["montants"]


def test_composer_revient_a_la_question_avec_la_reforme(demander: Demander) -> None:
    reponse = demander("/nation/composer/", {"reforme": "rampe", PREFIXE + MONTANT: "40 000"})
    assert reponse.status_code == 302
    adresse = urlsplit(reponse["Location"])
    assert parse_qs(adresse.query)["reforme"] == ["rampe", f"{MONTANT}=40000"]
    page = demander(f"{adresse.path}?{adresse.query}").content.decode()
    assert "40\u202f000\u00a0€ par an (au lieu de : 38\u202f000\u00a0€ par an)" in page
    assert re.search(r'name="deja" value="montants:base:premiere_annee:1=40000"', page)


def test_composer_refuse_en_mots_sans_rien_perdre(demander: Demander) -> None:
    reponse = demander("/nation/composer/", {PREFIXE + MONTANT: "beaucoup"})
    page = reponse.content.decode()
    assert reponse.status_code == 400
    assert 'role="alert"' in page
    assert 'value="beaucoup"' in page


def test_la_reforme_composee_s_applique_a_un_medecin(demander: Demander) -> None:
    page = demander("/resultat/", {**GENERALISTE, "reforme": f"{MONTANT}=41000"}).content.decode()
    assert "qui n&#x27;est pas le droit en vigueur" in page
    assert "41\u202f000\u00a0€" in page
