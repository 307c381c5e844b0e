"""Random histories told otherwise: corrected then put back, a day later, with an old fault back in the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import Phase, assume, find, given, settings
from hypothesis import strategies as st

from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.releve import releve
from binome.contrats.actes.reponse import Releve
from binome.droit.vie_du_contrat import regles
from binome.moteur.erreurs import ActeRefuse
from binome.moteur.primitives import part_de
from tests.contrats.test_histoires import _sommes, histoires

Histoire = list[dict[str, Any]]
UN_JOUR = timedelta(days=1)
JOURS = st.dates(date(2019, 12, 1), date(2034, 1, 1))
ENTIERS = frozenset(
    {"constat", "versement", "recouvrement", "avenant_objectifs", "avenant_option", "prorogation", "decision_cpn"}
)
SUSPENDU_PUIS_RESILIE: Histoire = [
    {
        "id": "s",
        "nature": "signature",
        "effectif_le": "2024-09-01",
        "situation": {
            "specialite": "01",
            "secteur": "1",
            "option_etp": "1",
            "pmt_initiale": 900,
            "pfa_initiale": 1400,
            "lectures": {"suspension": "prorata", "base_recuperation": "annee_en_cours"},
        },
    },
    {"id": "a", "nature": "suspension", "effectif_le": "2024-09-02"},
    {"id": "b", "nature": "resiliation", "effectif_le": "2029-09-01", "initiative": "medecin"},
]


def _dernier(histoire: Histoire) -> date:
    return max(date.fromisoformat(acte["effectif_le"]) for acte in histoire)


def _lignes(etat: Releve) -> list[tuple[Any, ...]]:
    return [(une.annee, une.nature, une.ouvert_le, une.centimes) for une in etat.echeancier]


@settings(max_examples=60, deadline=None)
@given(histoires(), st.integers(0, 400), st.integers(600, 2000))
def test_une_correction_puis_son_contraire_ne_change_rien(histoire: Histoire, attente: int, patients: int) -> None:
    signature = histoire[0]
    alors = _dernier(histoire) + timedelta(days=3 + attente)
    autre = {**signature, "situation": {**signature["situation"], "pfa_initiale": patients}}
    corrections: list[dict[str, Any]] = [
        {
            "id": f"c{rang}",
            "nature": "correction",
            "vise": vise,
            "connu_le": (alors - jours * UN_JOUR).isoformat(),
            "remplace": une,
        }
        for rang, (vise, jours, une) in enumerate((("s", 2, autre), ("c0", 1, signature)))
    ]
    for correction in corrections:
        correction["remplace"] = {cle: valeur for cle, valeur in correction["remplace"].items() if cle != "id"}
    avant, apres = (releve(lire_actes(actes), alors) for actes in (histoire, [*histoire, *corrections]))
    assert _sommes(avant) == _sommes(apres)
    assert _lignes(avant) == _lignes(apres)
    assert avant.objectifs == apres.objectifs


@settings(max_examples=60, deadline=None)
@given(histoires(ENTIERS), JOURS)
def test_un_jour_plus_tard_tout_est_un_jour_plus_tard(histoire: Histoire, jour: date) -> None:
    """Unless a law begins between the two days, or a share of a year is counted in days of another length."""
    assume(jour > date.fromisoformat(histoire[0]["effectif_le"]) + UN_JOUR)
    assume(not histoire[0]["effectif_le"].endswith("06-22"))
    decalee = [
        {**acte, "effectif_le": (date.fromisoformat(acte["effectif_le"]) + UN_JOUR).isoformat()} for acte in histoire
    ]
    try:
        apres = releve(lire_actes(decalee), jour + UN_JOUR)
    except ActeRefuse:
        assume(False)
    avant = releve(lire_actes(histoire), jour)
    attendues = [(annee, nature, ouvert + UN_JOUR, centimes) for annee, nature, ouvert, centimes in _lignes(avant)]
    assert attendues == _lignes(apres)
    assert (avant.ouvert, avant.verse, avant.objectifs) == (apres.ouvert, apres.verse, apres.objectifs)


@settings(max_examples=40, deadline=None)
@given(histoires(), st.sampled_from(["suspension", "reprise", "demenagement", "cloture"]), st.integers(1, 900))
def test_un_acte_d_avant_la_signature_est_refuse_quoi_qu_il_y_ait_apres(
    histoire: Histoire, nature: str, avance: int
) -> None:
    jour = date.fromisoformat(histoire[0]["effectif_le"]) - timedelta(days=avance)
    with pytest.raises(ActeRefuse):
        releve(
            lire_actes([*histoire, {"id": "z", "nature": nature, "effectif_le": jour.isoformat()}]), date(2034, 1, 1)
        )


def _tombe(histoire: Histoire) -> bool:
    try:
        releve(lire_actes(histoire), _dernier(histoire) + UN_JOUR)
    except ZeroDivisionError:
        return True
    return False


def _trouver(faute: Callable[[Histoire], bool], *parmi: str) -> Histoire:
    reglages = settings(max_examples=1000, deadline=None, derandomize=True, phases=[Phase.generate], database=None)
    return find(histoires(frozenset(parmi)), faute, settings=reglages)


def test_les_histoires_trouvent_la_division_par_zero_d_une_annee_sans_jour_servi(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not _tombe(SUSPENDU_PUIS_RESILIE)
    monkeypatch.setattr(regles, "part_non_servie", lambda verse, restants, tous: part_de(verse, (restants, tous)))
    assert _tombe(SUSPENDU_PUIS_RESILIE)
    with pytest.raises(ZeroDivisionError):
        _trouver(_tombe, "suspension", "resiliation", "demenagement")
