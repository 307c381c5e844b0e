"""What is not an act, or corrects nothing, is answered in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.releve import releve
from binome.droit.codes import Patientele
from binome.moteur.erreurs import ErreurDeSaisie

S = {"specialite": "01", "secteur": "1", "option_etp": "1", "pmt_initiale": 900, "pfa_initiale": 1400}
SIGNATURE = {"id": "s", "nature": "signature", "effectif_le": "2024-09-01", "situation": S}
ANNULATION = {"id": "c", "nature": "correction", "vise": "s", "connu_le": "2024-10-01"}
NOUVELLE = {"nature": "signature", "effectif_le": "2024-09-01", "situation": {**S, "pmt_initiale": 1100}}


@pytest.mark.parametrize("nature", [[], {}, ["signature"], {"nature": "signature"}, None, 1, True, "", "sigature"])
def test_une_nature_qui_n_en_est_pas_une_est_refusee_en_mots(nature: object) -> None:
    """A list or an object broke the reader: neither can be looked up by name."""
    with pytest.raises(ErreurDeSaisie, match=r"actes\[0\].nature"):
        lire_actes([{**SIGNATURE, "nature": nature}])


@pytest.mark.parametrize("remplace", [[1], "signature", 3, []])
def test_ce_qui_remplace_un_acte_est_un_acte(remplace: object) -> None:
    with pytest.raises(ErreurDeSaisie, match=r"actes\[1\].remplace"):
        lire_actes([SIGNATURE, {**ANNULATION, "remplace": remplace}])


@pytest.mark.parametrize(
    ("corrections", "raison"),
    [
        ([{**ANNULATION, "vise": "c"}], "pas elle-même"),
        ([ANNULATION, {**ANNULATION, "id": "d", "vise": "c"}], "« c » annule un acte"),
        ([ANNULATION, {**ANNULATION, "id": "d"}], "déjà corrigé par « c »"),
        (
            [
                {**ANNULATION, "vise": "d", "remplace": NOUVELLE},
                {**ANNULATION, "id": "d", "vise": "c", "remplace": NOUVELLE},
            ],
            "connue après",
        ),
    ],
)
def test_une_correction_sans_effet_est_refusee_en_mots(corrections: list[dict[str, Any]], raison: str) -> None:
    """Each was taken and did nothing, or made two signatures of one."""
    with pytest.raises(ErreurDeSaisie, match=raison):
        lire_actes([SIGNATURE, *corrections])


def test_un_acte_corrige_se_corrige_encore() -> None:
    """The second correction names the first, whose act replaced the signature: 1 100 patients, then 900 again."""
    corrections = [
        {**ANNULATION, "remplace": NOUVELLE},
        {**ANNULATION, "id": "d", "vise": "c", "connu_le": "2024-11-01", "remplace": {**NOUVELLE, "situation": S}},
    ]
    actes = lire_actes([SIGNATURE, *corrections])
    objectifs = [releve(actes, date(2024, mois, 15)).objectifs[Patientele.PMT.code] for mois in (9, 10, 11)]
    assert objectifs == [305, 292, 305]
