"""Passing to 1.5 or 2 ETP during a contract: the conditions of the signature, looked at on the day of the avenant."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.releve import releve
from binome.contrats.actes.reponse import Releve
from binome.contrats.situation import lire_situation
from binome.moteur.erreurs import ActeRefuse, Contradiction

S = {"specialite": "01", "secteur": "1", "option_etp": "1", "pmt_initiale": 900, "pfa_initiale": 1400, "zone": "zip"}
AVENANTS = ("avenant_option", "avenant_second_assistant")


def _releve(situation: dict[str, Any], le: str, nature: str, option: str, au: str = "2028-01-01") -> Releve:
    signature = {"nature": "signature", "effectif_le": "2024-09-01", "situation": situation}
    return releve(
        lire_actes([signature, {"nature": nature, "effectif_le": le, "option_etp": option}]), date.fromisoformat(au)
    )


@pytest.mark.parametrize("nature", AVENANTS)
@pytest.mark.parametrize(
    ("change", "le", "raison"),
    [
        ({"zone": "hors"}, "2026-09-01", "zones d'intervention prioritaire"),
        ({"specialite": "02"}, "2026-09-01", "exercice particulier exclu"),
        ({"option_etp": "0.5"}, "2026-09-01", "contrat de 1 ETP"),
        ({}, "2025-09-01", "à partir de l'année 3"),
        ({}, "2025-08-31", "à partir de l'année 3"),
    ],
)
def test_une_condition_manquee_refuse_le_passage(nature: str, change: dict[str, Any], le: str, raison: str) -> None:
    with pytest.raises(ActeRefuse, match=raison):
        _releve({**S, **change}, le, nature, "2")


@pytest.mark.parametrize("nature", AVENANTS)
def test_chaque_condition_manquee_a_sa_phrase(nature: str) -> None:
    with pytest.raises(ActeRefuse, match=r"prioritaire ; .*année 3"):
        _releve({**S, "zone": "zac"}, "2025-09-01", nature, "1.5")


@pytest.mark.parametrize("nature", AVENANTS)
@pytest.mark.parametrize("zone", ["zip", None])
def test_la_deuxieme_annee_garde_ses_28_000(nature: str, zone: str | None) -> None:
    """38 000, then 28 000; the third year of 2 ETP begins with an acompte of half of 44 000. An unknown zone is asked."""
    etat = _releve({**S, "zone": zone}, "2026-09-01", nature, "2")
    sommes = {annee: [li.centimes for li in etat.echeancier if li.annee == annee] for annee in (1, 2, 3)}
    assert sommes == {1: [3_800_000], 2: [2_800_000], 3: [2_200_000]}


def test_au_dela_de_p95_le_passage_est_ouvert_des_la_premiere_annee_par_lecture() -> None:
    p95 = {**S, "pmt_initiale": 2300, "pfa_initiale": 3300, "lectures": {"options_1_5_2_p95": "annee_1"}}
    assert _releve(p95, "2025-09-01", "avenant_option", "2").echeancier
    with pytest.raises(ActeRefuse, match="année 3"):
        _releve({**S, "lectures": p95["lectures"]}, "2025-09-01", "avenant_option", "2")


@pytest.mark.parametrize("option", ["1/3", "0.5", "1"])
def test_un_second_assistant_n_est_que_1_5_ou_2(option: str) -> None:
    """A third of a post was taken for a second assistant, and rewrote the whole contract: 69 675 € open."""
    with pytest.raises(ActeRefuse, match="1,5 ou 2 ETP"):
        _releve(S, "2026-09-01", "avenant_second_assistant", option)


@pytest.mark.parametrize("nature", AVENANTS)
def test_un_ancien_contrat_a_mi_temps_ne_passe_pas_a_1_5(nature: str) -> None:
    ancien = {
        "specialite": "01",
        "secteur": "1",
        "option_etp": "0.5",
        "pmt_adultes_initiale": 900,
        "pfa_initiale": 1550,
    }
    signature = {"nature": "signature", "effectif_le": "2022-09-15", "situation": ancien}
    actes = lire_actes([signature, {"nature": nature, "effectif_le": "2024-09-15", "option_etp": "1.5"}])
    with pytest.raises(ActeRefuse, match="contrat de 1 ETP"):
        releve(actes, date(2024, 10, 1))


@pytest.mark.parametrize(
    ("change", "annee", "raison"),
    [
        ({}, 2, "année 3"),
        ({"zone": "zac"}, 3, "prioritaire"),
        ({"specialite": "02"}, 3, "exercice particulier"),
        ({"option_etp": "0.5"}, 3, "contrat de 1 ETP"),
    ],
)
def test_un_avenant_ecrit_dans_la_situation_a_les_memes_conditions(
    change: dict[str, Any], annee: int, raison: str
) -> None:
    avenant = {"annee": annee, "nature": "option", "option_etp": "2"}
    lire_situation({**S, "date_signature": "2024-09-01", "avenants": [{**avenant, "annee": 3}]})
    with pytest.raises(Contradiction, match=raison):
        lire_situation({**S, **change, "date_signature": "2024-09-01", "avenants": [avenant]})
