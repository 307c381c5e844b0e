"""Cells brought to canonical ones: the same values as read one by one, whatever people write."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from binome.moteur.erreurs import ErreurDeSaisie

polars = pytest.importorskip("polars", reason="files are an extra")

from binome.lots.lecture.inconnus import est_une_marque
from binome.lots.lecture.nettoyer import nettoyer
from binome.lots.lecture.remarques import Remarques
from binome.lots.lignes import colonnes_connues, forme_de

COLONNES = ["pmt_initiale", "date_signature", "specialite", "option_etp", "secteur", "rqth_ou_ald", "pmt_annee_3"]
cellules = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="0123456789-/. ,%:T", max_size=12),
    st.sampled_from(["1 219", "NC", "-", "x", "VRAI", "13-janv", "45304", "2024-01-13", "1,0", "un temps plein", ""]),
)


def lue(colonne: str, valeur: Any) -> object:
    """The value that the reader of a column gives, or why it gives none."""
    forme = forme_de(colonne)
    assert forme is not None
    try:
        return forme.lire(colonne, valeur)
    except ErreurDeSaisie as refus:
        return str(refus)


@example("pmt_initiale", ["-01", "900"])
@given(st.sampled_from(COLONNES), st.lists(cellules, min_size=1, max_size=6))
def test_une_cellule_nettoyee_dit_la_meme_chose(colonne: str, ecrites: list[str]) -> None:
    nette = nettoyer(polars.DataFrame({colonne: ecrites}, schema={colonne: polars.String}))[colonne].to_list()
    for ecrite, propre in zip(ecrites, nette, strict=True):
        if propre is None:
            assert not ecrite.strip() or est_une_marque(ecrite)
        else:
            assert lue(colonne, propre) == lue(colonne, ecrite.strip()) or lue(colonne, propre) == lue(colonne, ecrite)


@given(st.sampled_from(COLONNES), st.lists(cellules, min_size=1, max_size=6))
def test_nettoyer_deux_fois_ne_change_rien(colonne: str, ecrites: list[str]) -> None:
    une = nettoyer(polars.DataFrame({colonne: ecrites}, schema={colonne: polars.String}))
    assert nettoyer(une).equals(une)


@pytest.mark.parametrize(
    ("colonne", "type_", "valeurs", "nettes"),
    [
        ("pmt_initiale", polars.Int32, [900, None], [900, None]),
        ("pmt_initiale", polars.Float64, [900.0, float("nan")], [900, None]),
        ("pmt_initiale", polars.Decimal(10, 2), [Decimal("900.00"), None], [900, None]),
        ("option_etp", polars.Float64, [1 / 2, 1.0], ["0.5", "1"]),
        ("option_etp", polars.Int64, [1, 2], ["1", "2"]),
        ("specialite", polars.Int64, [1, 4], ["01", "04"]),
        ("specialite", polars.Categorical, ["01", "10-1"], ["01", "10-1"]),
        ("specialite", polars.Date, [date(2024, 1, 13), date(2024, 1, 10)], ["13-1", "10-1"]),
        ("rqth_ou_ald", polars.Boolean, [True, False], ["oui", "non"]),
        ("date_signature", polars.Date, [date(2024, 9, 1), None], ["2024-09-01", None]),
        ("date_signature", polars.Datetime, [datetime(2024, 9, 1), None], ["2024-09-01", None]),  # noqa: DTZ001
        ("date_signature", polars.Int64, [20240901, 45536], ["2024-09-01", "2024-09-01"]),
        ("date_signature", polars.Datetime, [datetime(2024, 9, 1, 8)], ["2024-09-01 08:00:00"]),  # noqa: DTZ001
        ("date_signature", polars.Time, [time(8)], ["08:00:00"]),
        ("part_activite_liberale", polars.Float64, [4 / 5, 1.0], ["0.8", "1"]),
        ("pmt_initiale", polars.List(polars.Int64), [[900]], [None]),
    ],
)
def test_tous_les_types_d_une_colonne(colonne: str, type_: Any, valeurs: list[Any], nettes: list[Any]) -> None:
    table = polars.DataFrame({colonne: valeurs}, schema={colonne: type_})
    assert nettoyer(table)[colonne].to_list() == nettes


def test_ce_qui_est_lu_est_compte() -> None:
    remarques = Remarques()
    table = polars.DataFrame(
        {
            "specialite": ["13-janv", "10-janv", "13-janv", "NC"],
            "pmt_initiale": ["-", "900", "nc", "n.c."],
            "date_signature": ["45536", "01/09/2024", "2024-09-01", ""],
        }
    )
    assert nettoyer(table, remarques, {"date_signature": "« Signature » (C)"}).rows() == [
        ("13-1", None, "2024-09-01"),
        ("10-1", 900, "2024-09-01"),
        ("13-1", None, "2024-09-01"),
        (None, None, None),
    ]
    assert remarques.phrases() == [
        "Cellules lues comme inconnues : « - » (1), « NC » (1), « n.c. » (1), « nc » (1).",
        "Codes qu'un tableur avait changés en dates, retrouvés : « 13-1 » (2), « 10-1 » (1).",
        "Dates écrites comme des numéros de tableur, lues dans la colonne « Signature » (C) : 1.",
    ]


def test_le_mot_d_une_lecture_n_est_pas_une_marque() -> None:
    table = polars.DataFrame({"lectures.modulation_avant_2024": ["inconnue", "cumulative"]})
    assert nettoyer(table).equals(table)


def test_chaque_colonne_connue_a_son_lecteur() -> None:
    assert all(forme_de(nom) is not None for nom in colonnes_connues() if nom != "avenants")
