"""A ready-made reform on one doctor, by the address: said on every page, kept by every link and document."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from icalendar import Calendar

from binome.droit.catalogue import catalogue
from binome.droit.choix import reformes_pretes
from binome.simulation.recu import verifier
from tests.web.conftest import AVEC_CONSTAT, GENERALISTE, Demander

EN_BAISSE = {**AVEC_CONSTAT, "pfa_annee_3": "1399"}
SOUS_LA_RAMPE = {**EN_BAISSE, "reforme": "rampe"}
PHRASE = "Sous la réforme « Une rampe au lieu du couperet à 0 € », qui n'est pas le droit en vigueur."
PAGES = ["/simuler/", "/simuler/tout/", "/resultat/", "/resultat/calcul/", "/comparer/", "/comparer/regimes/"]
PAGES += ["/comparer/terme/", "/objectif/", "/rentabilite/", "/calendrier/"]


def _texte(reponse: Any) -> str:
    return html.unescape(reponse.content.decode())


@pytest.mark.parametrize("page", PAGES)
def test_chaque_page_du_medecin_dit_la_reforme_et_ramene_au_droit(page: str, demander: Demander) -> None:
    reponse = demander(page, SOUS_LA_RAMPE)
    assert reponse.status_code == 200
    texte = _texte(reponse)
    assert PHRASE in texte
    retour = texte.partition('id="reforme"')[2].partition('href="')[2].partition('"')[0]
    assert retour.startswith(page)
    assert "reforme" not in retour
    assert "pfa_annee_3=1399" in retour
    assert PHRASE not in _texte(demander(retour))
    assert "Under the reform" in _texte(demander(f"/en{page}", SOUS_LA_RAMPE))


def test_le_resultat_est_celui_de_la_reforme(demander: Demander) -> None:
    du = '<td class="montant" data-nom="Dû"><data value="14426.23">'
    assert du in _texte(demander("/resultat/", SOUS_LA_RAMPE))
    assert du not in _texte(demander("/resultat/", EN_BAISSE))
    assert "aide au meilleur des deux taux (réforme" in _texte(demander("/resultat/", SOUS_LA_RAMPE))


def test_un_lien_d_aujourd_hui_n_est_pas_dit_d_une_autre_version(demander: Demander) -> None:
    lien = {**SOUS_LA_RAMPE, "droit": catalogue().version}
    assert "Ce lien a été fait sous la version" not in _texte(demander("/resultat/", lien))


def test_les_liens_les_formulaires_et_la_suite_gardent_la_reforme(demander: Demander) -> None:
    texte = _texte(demander("/resultat/", SOUS_LA_RAMPE))
    for cible in ("/simuler/?", "/comparer/", "/resultat/emporter.pdf?", "/resultat/calcul/?"):
        liens = [
            morceau.partition('"')[0] for morceau in texte.split('"') if morceau.startswith(cible) and "?" in morceau
        ]
        assert liens, cible
        assert all("reforme=rampe" in lien for lien in liens), liens
    assert '<input type="hidden" name="reforme" value="rampe">' in texte
    etape = demander("/simuler/", {**GENERALISTE, "reforme": "rampe", "depuis": "constats"})
    assert "reforme=rampe" in (etape["Location"] if etape.status_code == 302 else etape.content.decode())


@pytest.mark.parametrize("prefixe", ["", "/en"])
def test_ce_qu_on_emporte_dit_la_reforme(prefixe: str, demander: Demander) -> None:
    def emporter(forme: str, champs: dict[str, str]) -> bytes:
        reponse = demander(f"{prefixe}/resultat/emporter.{forme}", champs)
        assert reponse.status_code == 200
        contenu: bytes = reponse.content
        return contenu

    assert json.loads(emporter("json", SOUS_LA_RAMPE))["reforme"]["nom"] == "rampe"
    recu = json.loads(emporter("recu", SOUS_LA_RAMPE))
    assert verifier(recu).identique
    assert verifier(recu).reforme == PHRASE
    assert "reforme" in emporter("csv", SOUS_LA_RAMPE).decode()
    assert "reforme" not in emporter("csv", EN_BAISSE).decode()
    (description, *_) = {
        str(e["description"]) for e in Calendar.from_ical(emporter("ics", SOUS_LA_RAMPE)).walk("VEVENT")
    }
    assert ("Une rampe" in description) or ("reform" in description)
    assert len(emporter("pdf", SOUS_LA_RAMPE)) > len(b"%PDF")
    assert emporter("xlsx", SOUS_LA_RAMPE) != emporter("xlsx", EN_BAISSE)


def test_une_reforme_inconnue_est_dite_et_ne_suit_plus(demander: Demander) -> None:
    reponse = demander("/resultat/", {**EN_BAISSE, "reforme": "ranpe"})
    assert reponse.status_code == 400
    texte = _texte(reponse)
    assert "« ranpe » n'est pas accepté" in texte
    assert "rampe" in texte
    assert 'name="reforme"' not in texte
    hostile = demander("/resultat/", {**EN_BAISSE, "reforme": "<script>alert(1)</script>" * 50})
    assert hostile.status_code == 400
    assert b"<script>alert" not in hostile.content


def test_une_reforme_qui_prend_un_regime_ne_se_compare_pas_par_regimes(demander: Demander) -> None:
    reponse = demander("/comparer/regimes/", {**GENERALISTE, "reforme": "avenant_7"})
    assert reponse.status_code == 200
    assert "une réforme qui laisse à chaque date son régime" in _texte(reponse)


@pytest.mark.parametrize("nom", sorted(reformes_pretes(catalogue())))
def test_chaque_reforme_prete_repond_sur_chaque_page(nom: str, demander: Demander) -> None:
    for page in PAGES:
        assert demander(page, {**GENERALISTE, "pmt_adultes_initiale": "900", "reforme": nom}).status_code == 200, page


def test_la_page_de_la_nation_mene_a_mon_cas(demander: Demander) -> None:
    pytest.importorskip("polars", reason="the national calculation is an extra")
    texte = _texte(demander("/nation/"))
    for nom in reformes_pretes(catalogue()):
        assert f'href="/simuler/?reforme={nom}"' in texte
    assert PHRASE in _texte(demander("/simuler/?reforme=rampe"))
