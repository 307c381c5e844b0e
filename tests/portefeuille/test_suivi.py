"""A doctor of a portfolio: expected values come from worked cases of the year, and from the map that pages show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from binome.contrats.situation import lire_situation
from binome.droit.codes import Patientele
from binome.droit.loi import loi_en_vigueur
from binome.portefeuille.suivi import Issue, Suivi, suivre
from binome.portefeuille.tableau import Tri, bilan, tableau, trier

JOUR = date(2026, 11, 25)
BASE: dict[str, Any] = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2024-09-01",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
}


def _suivi(au: date = JOUR, ligne: int = 1, **champs: Any) -> Suivi:
    loi = loi_en_vigueur()
    return suivre(ligne, {}, lire_situation({**BASE, **champs}, loi), au, loi)


def _constat(pmt: int, pfa: int) -> dict[str, Any]:
    return {"constats": [{"annee": 3, "pmt": pmt, "pfa": pfa}]}


def test_au_prorata_la_marge_et_le_manque_sont_ceux_de_la_carte() -> None:
    """200 of 305 patients more: 40/61 of 22 000 €; 899 is under the start of the PMT, 1 199 of the file active too."""
    vu = _suivi(**_constat(1100, 1600))
    assert vu.issue is Issue.PRORATA
    assert vu.montant == Decimal("14426.23")
    assert vu.frontieres is not None
    assert vu.frontieres.manquent == {"pmt": 90, "pfa": 244}
    assert vu.frontieres.marge == {"pmt": 201, "pfa": 201}
    assert vu.en_jeu == Decimal("14426.23")
    assert vu.prochain is not None
    assert (vu.prochain.nature, vu.prochain.centimes) == ("solde", 3426_23)


def test_un_patient_de_plus_que_la_marge_et_l_annee_ne_paie_plus_rien() -> None:
    vu = _suivi(**_constat(1100, 1600))
    assert vu.frontieres is not None
    marge = vu.frontieres.marge[Patientele.PMT.code]
    assert _suivi(**_constat(1100 - marge + 1, 1600)).issue is not Issue.NULLE
    assert _suivi(**_constat(1100 - marge, 1600)).issue is Issue.NULLE


def test_pendant_l_observation_l_annee_jugee_est_la_premiere_qui_depend_des_comptes() -> None:
    vu = _suivi(date(2025, 1, 1))
    assert (vu.annee, vu.annee_jugee, vu.jugee_le) == (1, 3, date(2027, 9, 1))
    assert (vu.issue, vu.constates) == (Issue.NULLE, False)


def test_avant_la_signature_il_n_y_a_pas_de_contrat_mais_un_objectif() -> None:
    vu = _suivi(date(2024, 8, 31))
    assert (vu.etat, vu.annee, vu.annee_jugee) == (None, None, 3)
    assert vu.prochain is None


def test_apres_le_terme_la_derniere_annee_reste_celle_que_l_on_lit() -> None:
    assert _suivi(date(2031, 1, 1)).annee_jugee == 5


def test_ce_qui_manque_pour_juger_se_dit_et_ne_s_invente_pas() -> None:
    vu = _suivi(pmt_initiale=None)
    assert vu.issue is Issue.INCONNUE
    assert (vu.montant, vu.frontieres, vu.en_jeu) == (None, None, Decimal(0))
    assert vu.a_preciser is not None
    assert "saisissez" in vu.a_preciser


@pytest.fixture(scope="module")
def quatre() -> list[Suivi]:
    return [
        _suivi(ligne=1, **_constat(1190, 1600)),
        _suivi(ligne=2, **_constat(1100, 1600)),
        _suivi(ligne=3, **_constat(950, 1450)),
        _suivi(ligne=4, pmt_initiale=None),
        _suivi(ligne=5, **_constat(890, 1390)),
    ]


def test_le_risque_met_devant_ce_qui_est_tombe_puis_la_marge_la_plus_courte(quatre: list[Suivi]) -> None:
    assert [vu.ligne for vu in trier(quatre, Tri.RISQUE)] == [5, 3, 2, 1, 4]


def test_les_autres_tris(quatre: list[Suivi]) -> None:
    enjeux = [vu.en_jeu for vu in trier(quatre, Tri.ENJEU)]
    assert enjeux == sorted(enjeux, reverse=True)
    dates = [vu.prochain.le for vu in trier(quatre, Tri.DATE) if vu.prochain]
    assert dates == sorted(dates)
    assert [vu.ligne for vu in trier(reversed(quatre), Tri.FICHIER)] == [1, 2, 3, 4, 5]


def test_le_bilan_compte_tout_le_monde_une_fois(quatre: list[Suivi]) -> None:
    assert bilan(quatre).startswith(
        "5 médecins ; aide de l'année jugée : 0 € : 1, au prorata : 2, entière : 1, à préciser : 1"
    )
    assert len(tableau(quatre).cellules()) == 5
