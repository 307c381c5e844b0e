"""The receipt: same when nothing changed, different when a byte or the law did, refused when it is not one."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given

from binome.cas import cas
from binome.contrats.decrire import decrire
from binome.contrats.situation import lire_situation
from binome.droit.catalogue import catalogue
from binome.moteur.erreurs import ErreurDeSaisie, PasUnRecu
from binome.simulation.recu import empreinte, recu, verifier
from tests.simulation.strategies import lectures, partielles

MG: dict[str, Any] = {"date_signature": "2024-09-01", "specialite": "01", "option_etp": "1", "pmt_initiale": 900}


@pytest.mark.parametrize("un_cas", cas()[::4], ids=lambda un_cas: un_cas.nom)
def test_un_recu_se_rejoue_a_l_identique(un_cas: Any) -> None:
    ecrit = json.loads(json.dumps(recu(un_cas.situation)))
    assert verifier(ecrit).en_json() == {"identique": True, "intact": True, "meme_droit": True, "differences": []}


@given(partielles, lectures)
def test_une_situation_decrite_se_relit_la_meme(situation: dict[str, Any], choix: dict[str, str]) -> None:
    try:
        lue = lire_situation({**situation, "lectures": choix})
    except ErreurDeSaisie:
        return
    assert lire_situation(json.loads(json.dumps(decrire(lue)))) == lue


def test_les_avenants_et_les_decisions_se_decrivent() -> None:
    situation = {
        **MG,
        "option_etp": "1.5",
        "avenant_second_assistant": {"annee": 4, "pmt": 1250},
        "constats": [{"annee": 3, "pfa": 3, "circonstances_exceptionnelles": True, "part_decidee": "1/3"}],
        "part_activite_liberale": "0.8",
        "date_embauche": "2024-10-01",
    }
    decrite = decrire(lire_situation(situation))
    assert decrite["avenant_second_assistant"] == {"annee": 4, "pmt": 1250}
    assert decrite["constats"][0]["part_decidee"] == "1/3"
    assert decrite["part_activite_liberale"] == "0.8"
    assert lire_situation(decrite) == lire_situation(situation)


def test_le_recu_ne_contient_ni_horloge_ni_flottant() -> None:
    premier, second = (json.dumps(recu(MG), sort_keys=True) for _ in range(2))
    assert premier == second

    def feuilles(valeur: Any) -> list[Any]:
        if isinstance(valeur, dict):
            return [f for v in valeur.values() for f in feuilles(v)]
        return [f for v in valeur for f in feuilles(v)] if isinstance(valeur, list) else [valeur]

    assert not any(isinstance(feuille, float) for feuille in feuilles(json.loads(premier)))


def test_un_octet_change_se_voit() -> None:
    ecrit = recu(MG)
    ecrit["contenu"]["resultat"]["annees"][2]["montant_maximal"] = "99000.00"
    verification = verifier(ecrit)
    assert not verification.identique
    assert not verification.intact
    assert any("annees[2].montant_maximal" in difference for difference in verification.differences)


def test_un_recu_refabrique_ne_trompe_pas_le_rejeu() -> None:
    ecrit = recu(MG)
    ecrit["contenu"]["pas"][0]["resultat"] = "menteur"
    ecrit["empreinte"] = empreinte(ecrit["contenu"])
    verification = verifier(ecrit)
    assert verification.intact
    assert not verification.identique
    assert any("menteur" in difference for difference in verification.differences)


def test_un_droit_change_se_dit() -> None:
    ecrit = recu(MG)
    for ou in (ecrit["contenu"], ecrit["contenu"]["resultat"]):
        ou["version_du_droit"] = "2025.01.01+0123456789ab"
    ecrit["empreinte"] = empreinte(ecrit["contenu"])
    verification = verifier(ecrit)
    assert (verification.intact, verification.meme_droit, verification.identique) == (True, False, False)
    difference, *corrections = verification.differences
    assert "2025.01.01+0123456789ab alors" in difference
    assert [c[:22] for c in corrections] == [f"Corrigé le {c.le:%d/%m/%Y} :"[:22] for c in catalogue().corrections]
    assert any("file active de 2 013, +369" in correction for correction in corrections)


def test_un_recu_d_avant_une_correction_dit_ce_qui_a_ete_corrige() -> None:
    situation = {**MG, "pfa_initiale": 2013, "lectures": {"loi_degressive": "patients_p94"}}
    ecrit = recu(situation)
    ecrit["contenu"]["version_du_droit"] = "2026.11.22+0123456789ab"
    del ecrit["contenu"]["situation"]["lectures"]
    ecrit["empreinte"] = empreinte(ecrit["contenu"])
    verification = verifier(ecrit)
    assert (verification.intact, verification.meme_droit) == (True, False)
    assert any("points" in d or "P90" in d for d in verification.differences if d.startswith("Corrigé le 25/11/2026"))
    assert any("369 dans le récépissé, 329 rejoué" in d for d in verification.differences)


@pytest.mark.parametrize(
    "donnees",
    [{}, {"contenu": {}}, {"contenu": {"format": "autre"}, "empreinte": "x"}, {"contenu": [], "empreinte": "x"}],
)
def test_ce_qui_n_est_pas_un_recu_est_refuse(donnees: dict[str, Any]) -> None:
    with pytest.raises(PasUnRecu, match="Ce n'est pas un récépissé"):
        verifier(donnees)


@pytest.mark.parametrize(
    ("situation", "phrase"),
    [("rien", "n'est pas un objet"), ({"pmt_initial": 3}, "ne se lit plus : Champ « pmt_initial »")],
)
def test_un_recu_dont_la_situation_ne_se_lit_plus(situation: Any, phrase: str) -> None:
    ecrit = copy.deepcopy(recu(MG))
    ecrit["contenu"]["situation"] = situation
    assert any(phrase in difference for difference in verifier(ecrit).differences)
