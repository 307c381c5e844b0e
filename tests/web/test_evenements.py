"""The pages of life events: a date in, what happens to the aid out."""

from __future__ import annotations

import pytest

from binome.simulation.evenements import Evenement
from tests.web.conftest import Demander

CONTRAT = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2024-09-01",
    "pmt_initiale": "1100",
    "pfa_initiale": "1700",
}


def test_la_page_dit_chaque_evenement_et_garde_le_contrat(demander: Demander) -> None:
    page = demander("/evenements/", CONTRAT).content.decode()
    for un in Evenement:
        assert f'id="vie_{un}"' in page
        assert f'href="/evenements/{un}/?specialite=01' in page
    assert "When things change" in demander("/en/evenements/").content.decode()


@pytest.mark.parametrize("un", list(Evenement))
def test_chaque_evenement_demande_puis_repond(demander: Demander, un: Evenement) -> None:
    vide = demander(f"/evenements/{un}/")
    assert vide.status_code == 200
    assert "Ce que disent les textes" in vide.content.decode()
    reponse = demander(f"/evenements/{un}/", {**CONTRAT, "le": "2025-10-01", "vers": "0.5"})
    assert reponse.status_code == 200
    assert 'id="ce-qui-change"' in reponse.content.decode()


def test_une_resiliation_dit_ce_qui_est_a_rendre_et_l_autre_lecture(demander: Demander) -> None:
    page = demander("/evenements/resiliation/", {**CONTRAT, "le": "2025-10-01"}).content.decode()
    assert "Le contrat prend fin le 1er octobre 2025." in page
    assert "25\u202f698,63\u00a0€" in page
    assert "Selon l'autre lecture" in page
    assert 'value="2025-10-01"' in page


@pytest.mark.parametrize(
    ("demande", "mot"),
    [
        ({"le": "2025-10-01"}, "date_signature"),
        ({**CONTRAT, "le": "demain"}, "demain"),
        ({**CONTRAT, "le": "2025-10-01", "fin": "2020-01-01"}, "qui suit le début"),
        ({**CONTRAT, "le": "2025-10-01", "pmt": "²"}, "pmt"),
    ],
)
def test_une_demande_fausse_est_refusee_en_mots(demander: Demander, demande: dict[str, str], mot: str) -> None:
    reponse = demander("/evenements/depart/", demande)
    assert reponse.status_code == 400
    assert mot in reponse.content.decode()


def test_un_evenement_inconnu_n_existe_pas(demander: Demander) -> None:
    assert demander("/evenements/divorce/").status_code == 404
