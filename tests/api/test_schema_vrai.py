"""The document is true: every operation answers only what it says, and refuses what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

schemathesis = pytest.importorskip("schemathesis")

from hypothesis import settings
from schemathesis.checks import CHECKS

from binome.web.wsgi import application

ENTETES = {"Host": "127.0.0.1", "Accept-Encoding": "identity"}
SUR_UN_MEDECIN = r"^(?!simuler$|simuler_un_lot$|lister_|lire_).*"


def _document(methodique: bool) -> Any:
    """Read the document; `methodique` when every bound of every field is tried, beside what chance draws."""
    lu = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, headers=ENTETES)
    lu.config.phases.coverage.enabled = methodique
    return lu


# Every body holds a situation: its bounds are tried once, at the address that takes nothing else.
methodique = (
    _document(methodique=True).exclude(operation_id_regex=SUR_UN_MEDECIN).exclude(operation_id="simuler_un_lot")
)
au_hasard = _document(methodique=False).include(operation_id_regex=SUR_UN_MEDECIN)

# What contradicts itself is refused, and no schema can say so.
SAUF = [une for une in CHECKS.get_all() if une.__name__ == "positive_data_acceptance"]


@methodique.parametrize()
@settings(max_examples=5)
def test_une_operation_tient_ce_que_le_document_dit_a_chaque_borne(case: Any) -> None:
    case.call_and_validate(headers=ENTETES, excluded_checks=SAUF)


@au_hasard.parametrize()
@settings(max_examples=15)
def test_une_operation_tient_ce_que_le_document_dit(case: Any) -> None:
    case.call_and_validate(headers=ENTETES, excluded_checks=SAUF)


def test_une_seule_verification_est_laissee_de_cote() -> None:
    assert len(SAUF) == 1
