"""The home page: what, how much, on what condition, with which risk, in one look."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import ANCIEN, GENERALISTE, Demander


def test_l_accueil_demande_ou_l_on_en_est(demander: Demander) -> None:
    page = demander("/").content.decode()
    for porte in (
        "/simuler/",
        "/simuler/tout/#constats",
        "/comparer/terme/",
        "/evenements/",
        "/evenements/second_assistant/",
    ):
        assert f'href="{porte}"' in page


def test_l_accueil_montre_une_carte_a_deplacer(demander: Demander) -> None:
    page = demander("/").content.decode()
    assert 'value="1290"' in page
    assert "1\u202f290" in page
    assert page.count("<svg") >= 1
    assert 'hx-get="/resultat/essai/"' in page


@pytest.mark.parametrize("rang", range(4))
def test_chaque_portrait_mene_a_un_resultat_qui_dit_son_verdict(demander: Demander, rang: int) -> None:
    page = demander("/").content.decode()
    lien, verdict = re.findall(r'<li><a href="(/resultat/\?[^"]+)">[^<]+</a> <span>([^<]+)</span></li>', page)[rang]
    reponse = demander(lien.replace("&amp;", "&"))
    assert reponse.status_code == 200
    assert f'<h1 id="verdict">{verdict}</h1>' in reponse.content.decode()


def test_le_resultat_dit_ses_trois_chiffres_et_ses_reponses(demander: Demander) -> None:
    page = demander("/resultat/", GENERALISTE).content.decode()
    texte = re.sub(r"<[^>]+>", "", page)
    for chiffre in ("66\u202f000\u00a0€", "132\u202f000\u00a0€", "33\u202f000\u00a0€"):
        assert chiffre in texte
    assert "médecine générale (01)" in page
    assert "1er septembre 2024" in page
    etapes = re.findall(r"&amp;etape=(\w+)", page)
    assert etapes == ["specialite", "secteur", "signature", "option", "patienteles", "patienteles"]
    change = demander("/simuler/", {**GENERALISTE, "etape": "option"}).content.decode()
    assert 'name="option_etp"' in change


def test_les_reponses_d_un_ancien_contrat_se_lisent_en_mots(demander: Demander) -> None:
    page = demander("/resultat/", ANCIEN).content.decode()
    for mot in ("zone d&#x27;intervention prioritaire (ZIP)", "1er juin 2020", "2\u202f673"):
        assert mot in page
    assert 'class="source">Rang de la file active donné par la caisse</span> 80 ' in page
