"""What the law says never changes in silence: an entry of the CHANGELOG, a worked case and a date, or the check fails.

Each entry on the law ends by a mark that readers do not see: the digest of what the law says, a day, a case. Sentences,
comments and days of checking are no part of the digest.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from binome.cas import cas, cas_de_contrat
from binome.droit.empreinte import empreinte_du_sens

JOURNAL = Path(__file__).parents[2] / "CHANGELOG.md"
AUJOURD_HUI = datetime.now(UTC).date()
MARQUE = re.compile(r"<!-- droit (?P<droit>\w+), le (?P<le>\d{4}-\d\d-\d\d), cas (?P<cas>\S+) -->")


def _marques(texte: str) -> list[re.Match[str]]:
    return list(MARQUE.finditer(texte))


def test_le_droit_est_celui_de_la_derniere_entree_du_journal() -> None:
    droit, marques = empreinte_du_sens(), _marques(JOURNAL.read_text("utf-8"))
    a_ecrire = f"<!-- droit {droit}, le {AUJOURD_HUI:%Y-%m-%d}, cas <thème>/<cas> -->"
    assert droit in {marque["droit"] for marque in marques}, (
        "the law changed: say in CHANGELOG.md what changes, for whom, with a figure before and after; add a case; "
        f"end the entry by\n  {a_ecrire}\n(two changes that met in a merge: one mark for both)"
    )


@pytest.mark.parametrize("marque", _marques(JOURNAL.read_text("utf-8")), ids=lambda marque: str(marque["droit"]))
def test_une_entree_sur_le_droit_a_un_cas_une_date_et_une_phrase(marque: re.Match[str]) -> None:
    assert date.fromisoformat(marque["le"]) <= AUJOURD_HUI
    assert marque["cas"] in {un.nom for un in (*cas(), *cas_de_contrat())}, "the case does not exist"
    avant = marque.string[: marque.start()].rstrip()
    entree = avant[avant.rindex("\n- ") :]
    assert len(entree) > 80, "the mark stands on no entry"
    assert "\n\n" not in entree
