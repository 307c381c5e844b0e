"""The page of a group: several doctors, one contract."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.html import escape

from binome.cas import CasCollectif, cas_collectifs
from binome.web.formulaire_du_groupe import en_adresse
from tests.web.conftest import GROUPE, Demander


def test_la_page_dit_les_textes_les_chiffres_et_les_exemples(demander: Demander) -> None:
    page = demander("/groupe/").content.decode()
    for attendu in (
        'id="groupe_qui"',
        "mesdocs",
        "38\u202f000",
        "+260 · +110",
        *(escape(un.titre) for un in cas_collectifs()),
    ):
        assert attendu in page
    assert 'id="reponse"' not in page
    for voisine in ("/evenements/", "/comprendre/"):
        assert 'href="/groupe/"' in demander(voisine).content.decode()


@pytest.mark.parametrize("un", cas_collectifs(), ids=lambda un: un.nom)
def test_chaque_cas_fait_a_la_main_est_repondu(demander: Demander, un: CasCollectif) -> None:
    reponse = demander("/groupe/", {**en_adresse(un.groupe), "calculer": "1"})
    page = reponse.content.decode()
    assert reponse.status_code == 200
    refuse = un.attendu["statut"] != "eligible"
    assert ("le groupe ne peut pas signer" in page) is refuse
    assert ("Année par année" in page) is not refuse
    for annee in un.attendu["annees"]:
        assert f'value="{annee["montant_maximal"]}"' in page


def test_les_bornes_et_les_objectifs_se_lisent(demander: Demander) -> None:
    page = demander("/groupe/", GROUPE).content.decode()
    for attendu in ('value="25384.62"', 'value="44000.00"', "+520", "+220", "Demandez-la à la caisse", "1\u202f045"):
        assert attendu in page


@pytest.mark.parametrize(
    ("change", "case"),
    [
        ({"m2_pmt": "abc"}, "m2_pmt"),
        ({"m1_pfa": ""}, "m1_pfa"),
        ({"date_signature": ""}, "date_signature"),
        ({"date_signature": "2026-01-01"}, "date_signature"),
        ({"etp": "1.3"}, "etp"),
        ({"forme": "sarl"}, "forme"),
        ({"c3_pfa": ""}, "c3_pfa"),
        ({"docteurs_juniors": "x"}, "docteurs_juniors"),
    ],
)
def test_une_faute_est_dite_a_cote_de_son_champ(demander: Demander, change: dict[str, str], case: str) -> None:
    reponse = demander("/groupe/", {**GROUPE, **change})
    page = reponse.content.decode()
    assert reponse.status_code == 400
    assert f'id="faute-{case}"' in page
    assert page.count('class="invalid-feedback"') == 1
    assert 'value="1400"' in page or case == "m1_pfa"
    assert 'id="reponse"' not in page


@pytest.mark.parametrize("combien", ["0", "999", "x", "-1"])
def test_un_nombre_de_medecins_impossible_est_refuse_en_mots(demander: Demander, combien: str) -> None:
    reponse = demander("/groupe/", {**GROUPE, "medecins": combien})
    assert reponse.status_code == 400
    assert "de 1 à 40 médecins" in reponse.content.decode()


def _suite(reponse: Any) -> dict[str, str]:
    lieu = reponse["Location"]
    return {nom: valeurs[0] for nom, valeurs in parse_qs(urlsplit(lieu).query).items()}


def test_un_medecin_s_ajoute_puis_se_retire_sans_rien_perdre(demander: Demander) -> None:
    saisi = {nom: valeur for nom, valeur in GROUPE.items() if nom != "calculer"}
    ajoute = demander("/groupe/", {**saisi, "ajouter": "1"})
    assert ajoute.status_code == 302
    assert _suite(ajoute) == {**saisi, "medecins": "3"}
    page = demander("/groupe/", _suite(ajoute)).content.decode()
    assert len(re.findall(r"<fieldset[^>]* id=\"medecin-", page)) == 3
    retire = _suite(demander("/groupe/", {**_suite(ajoute), "retirer": "1"}))
    assert retire["medecins"] == "2"
    assert (retire["m1_pmt"], retire["m1_nouvel_installe"]) == ("1000", "oui")
    assert "m2_pmt" not in retire
    assert _suite(demander("/groupe/", {**saisi, "retirer": "9"})) == saisi


def test_l_anglais_est_entier(demander: Demander) -> None:
    page = demander("/en/groupe/", GROUPE).content.decode()
    for attendu in ("the group can sign", "Average patient list", "Secondary source", "Ask the"):
        assert attendu in page
    assert "This answer is missing." in demander("/en/groupe/", {**GROUPE, "etp": ""}).content.decode()
