"""La page « est-ce que cela vaut la peine ? » : demande, calcule, dit ce qui manque ; un refus nomme son champ."""

from __future__ import annotations

import pytest

from binome.economie.champs import champs_du_projet
from binome.web.projet_d_emploi import DU_PROJET
from tests.web.conftest import GENERALISTE, Demander


def test_chaque_champ_demande_est_un_champ_du_projet(demander: Demander) -> None:
    assert set(DU_PROJET) <= set(champs_du_projet())
    page = demander("/rentabilite/", GENERALISTE).content.decode()
    assert all(f'name="{nom}"' in page for nom in DU_PROJET)
    assert "En une phrase" not in page


@pytest.mark.parametrize(
    ("prefixe", "phrase"), [("", "si les objectifs sont atteints"), ("/en", "if the targets are met")]
)
def test_la_position_suffit_a_un_premier_resultat(demander: Demander, prefixe: str, phrase: str) -> None:
    reponse = demander(f"{prefixe}/rentabilite/", {**GENERALISTE, "position": "7"})
    page = reponse.content.decode()
    assert reponse.status_code == 200
    assert phrase in page
    assert 'value="27' in page  # the cost of a year, as a machine reads it
    assert "kali-1147 §avenant 90 [A]" in page
    assert 'name="pmt_initiale" value="900"' in page


def test_ce_qui_est_donne_n_est_plus_demande(demander: Demander) -> None:
    donne = {**GENERALISTE, "position": "7", "mutuelle": "20", "consultations_par_jour": "1", "jours_travailles": "220"}
    page = demander("/rentabilite/", {**donne, "taux_d_impot": "30 %"}).content.decode()
    manque = page.split("pas compté")[1].split("Ce qui est supposé")[0]
    assert "Part patronale de la mutuelle" not in manque
    assert "Frais du groupement" in manque


@pytest.mark.parametrize("projet", [{"position": "12"}, {"mutuelle": "beaucoup", "position": "7"}, {"mutuelle": "20"}])
def test_un_refus_se_dit_a_cote_de_son_champ(demander: Demander, projet: dict[str, str]) -> None:
    reponse = demander("/rentabilite/", {**GENERALISTE, **projet})
    assert reponse.status_code == 400
    assert "is-invalid" in reponse.content.decode()


def test_sans_date_le_refus_est_en_tete(demander: Demander) -> None:
    reponse = demander("/rentabilite/", {"specialite": "01", "position": "7"})
    assert reponse.status_code == 400
    assert 'role="alert"' in reponse.content.decode()


def test_un_exclu_et_une_tranche_inconnue_ont_une_page(demander: Demander) -> None:
    for situation in ({**GENERALISTE, "secteur": "3"}, {**GENERALISTE, "specialite": "04", "pmt_initiale": ""}):
        reponse = demander("/rentabilite/", {**situation, "position": "7"})
        assert reponse.status_code == 200
        assert "Pas de probabilités." in reponse.content.decode()


@pytest.mark.parametrize(("forme", "debut"), [("pdf", b"%PDF"), ("json", b"{")])
def test_la_reponse_s_emporte(demander: Demander, forme: str, debut: bytes) -> None:
    donne = {**GENERALISTE, "position": "7"}
    assert f"/rentabilite/emporter.{forme}?" in demander("/rentabilite/", donne).content.decode()
    reponse = demander(f"/rentabilite/emporter.{forme}", donne)
    assert reponse.content.startswith(debut)
    assert reponse["Content-Disposition"] == f'attachment; filename="binome-rentabilite.{forme}"'


@pytest.mark.parametrize(("demande", "statut"), [({}, 200), ({"position": "12"}, 400)])
def test_sans_projet_lisible_la_page_revient(demander: Demander, demande: dict[str, str], statut: int) -> None:
    reponse = demander("/rentabilite/emporter.pdf", {**GENERALISTE, **demande})
    assert reponse.status_code == statut
    assert "text/html" in reponse["Content-Type"]
