"""Situations that a doctor could type, known or not."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from binome.droit.catalogue import catalogue

MG: dict[str, Any] = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
}
"""A general practitioner between P30 and P50 on both counts, full time."""

BORDS_PMT = [0, 774, 775, 1044, 1045, 1857, 1858, 2100, 2101, 2186, 2187]
BORDS_PFA = [0, 1218, 1219, 1513, 1514, 2586, 2587, 3030, 3206, 3207]

pmt = st.one_of(st.sampled_from(BORDS_PMT), st.integers(0, 4000))
pfa = st.one_of(st.sampled_from(BORDS_PFA), st.integers(0, 6000))
specialites = st.sampled_from(["01", "02", "04", "14", "10-1", "21", "chirurgie", "radiologie"])
rangs = st.one_of(st.sampled_from([0, 30, 50, 90, 94, 95, 100]), st.integers(0, 10000).map(lambda c: f"{c / 100:.2f}"))

lectures = st.fixed_dictionaries(
    {}, optional={nom: st.sampled_from(list(lecture.choix)) for nom, lecture in catalogue().lectures.items()}
)


def constats(annees: list[int] | None = None) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return constats of distinct years, complete."""
    return st.lists(
        st.fixed_dictionaries({"annee": st.sampled_from(annees or [1, 2, 3, 4, 5]), "pmt": pmt, "pfa": pfa}),
        unique_by=lambda constat: constat["annee"],
        max_size=5,
    )


COMPLETE: dict[str, st.SearchStrategy[Any]] = {
    "date_signature": st.dates(date(2024, 6, 22), date(2029, 12, 31)).map(date.isoformat),
    "specialite": specialites,
    "secteur": st.sampled_from(["1", "2-optam", "2"]),
    "option_etp": st.sampled_from(["0.5", "1", "1.5", "2"]),
    "zone": st.sampled_from(["zip", "hors"]),
    "pmt_initiale": pmt,
    "pfa_initiale": pfa,
    "constats": constats(),
}
FACULTATIF: dict[str, st.SearchStrategy[Any]] = {
    "percentile_pmt": rangs,
    "percentile_pfa": rangs,
    "date_naissance": st.dates(date(1940, 1, 1), date(1990, 12, 31)).map(date.isoformat),
    "date_premiere_installation": st.dates(date(2023, 1, 1), date(2024, 6, 21)).map(date.isoformat),
    "rqth_ou_ald": st.booleans(),
    "part_honoraires_cliniques": st.sampled_from(["0.8", "0.81", "0.5"]),
    "part_activite_liberale": st.sampled_from(["0.5", "1"]),
    "contrat_1_etp_en_cours": st.booleans(),
    "objectifs_precedents_atteints": st.booleans(),
    "objectifs_convenus": st.fixed_dictionaries({"pmt": st.integers(0, 300), "pfa": st.integers(0, 300)}),
}

REGIMES: dict[str, st.SearchStrategy[Any]] = {
    **COMPLETE,
    "date_signature": st.dates(date(2019, 8, 20), date(2029, 12, 31)).map(date.isoformat),
    "option_etp": st.sampled_from(["1/3", "0.5", "1", "1.5", "2"]),
    "zone": st.sampled_from(["zip", "zac", "hors"]),
    "pmt_adultes_initiale": pmt,
    "exercice_regroupe": st.booleans(),
    "departement": st.sampled_from(["18", "36", "75"]),
    "apl_sous_dense": st.booleans(),
    "zone_derogatoire": st.booleans(),
    "annee_du_second_assistant": st.integers(2, 5),
}
"""Every regime and every option; the second assistant comes by its avenant, of the year drawn."""


def _avec_son_avenant(situation: dict[str, Any]) -> dict[str, Any]:
    annee = situation.pop("annee_du_second_assistant")
    if situation["option_etp"] in ("1.5", "2"):
        situation["avenant_second_assistant"] = {"annee": annee, "pmt": 1000, "pfa": 1500}
    if "date_premiere_installation" in situation:
        jours = (situation["date_premiere_installation"], situation["date_signature"])
        situation["date_premiere_installation"] = min(jours)
    return situation


de_tout_regime = st.fixed_dictionaries(REGIMES, optional=FACULTATIF).map(_avec_son_avenant)
completes = st.fixed_dictionaries(COMPLETE, optional=FACULTATIF)
partielles = st.fixed_dictionaries({}, optional={**COMPLETE, **FACULTATIF})
