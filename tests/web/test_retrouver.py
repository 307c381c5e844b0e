"""La page « D'où vient cette somme ? » : tout ce qui la donne, ou rien, et ce qui a été essayé."""

from __future__ import annotations

import pytest

from tests.web.conftest import AVEC_CONSTAT, Demander


@pytest.mark.parametrize(
    ("somme", "attendu"),
    [
        ("14 426,23 €", "Une explication donne"),
        ("14354.10", "2 explications donnent"),
        ("14354.10", "la plus simple d'abord"),
        ("1,23", "Rien de ce qui a été essayé ne donne"),
    ],
)
def test_la_page_dit_tout_ce_qui_donne_la_somme(demander: Demander, somme: str, attendu: str) -> None:
    reponse = demander("/retrouver/", {**AVEC_CONSTAT, "montant": somme, "annee": "3"})
    page = reponse.content.decode()
    assert reponse.status_code == 200
    assert attendu in page
    assert 'value="14426.23"' in page  # what Binôme computes, as a machine reads it
    assert 'name="pmt_annee_3" value="1100"' in page
    assert not reponse.cookies


def test_un_solde_se_cherche_comme_solde_et_en_anglais(demander: Demander) -> None:
    page = demander("/en/retrouver/", {**AVEC_CONSTAT, "montant": "9082.99", "chiffre": "solde"}).content.decode()
    assert "One explanation gives" in page


def test_sans_situation_la_page_dit_par_ou_commencer(demander: Demander) -> None:
    page = demander("/retrouver/", {"montant": "12"}).content.decode()
    assert "Décrivez d'abord le contrat" in page
    assert 'name="montant"' not in page


@pytest.mark.parametrize(
    "faux", [{"montant": "beaucoup"}, {"montant": "12", "annee": "9"}, {"montant": "1", "chiffre": "x"}]
)
def test_un_refus_se_dit_sur_la_page(demander: Demander, faux: dict[str, str]) -> None:
    reponse = demander("/retrouver/", {**AVEC_CONSTAT, **faux})
    assert reponse.status_code == 400
    assert 'role="alert"' in reponse.content.decode()


def test_la_page_se_trouve_depuis_l_accueil_et_le_resultat(demander: Demander) -> None:
    assert 'href="/retrouver/"' in demander("/").content.decode()
    assert 'href="/retrouver/?' in demander("/resultat/", AVEC_CONSTAT).content.decode()
