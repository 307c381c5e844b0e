"""Ce que les tests de l'économie partagent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from binome.economie.cout.annees import registre_d_une_annee_type
from binome.economie.cout.registre import Registre
from binome.economie.projet import lire_projet

DONNEES = Path(__file__).parent / "donnees"
JUILLET_2026 = date(2026, 7, 1)
MEDECIN = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2025-03-01",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
}
"""Un généraliste entre P30 et P50, qui signe pour un temps plein."""


def lire(nom: str) -> Any:
    return json.loads((DONNEES / nom).read_text("utf-8"), parse_float=Decimal)


def annee_type(projet: Mapping[str, Any], etp: Fraction = Fraction(1), jour: date = JUILLET_2026) -> Registre:
    return registre_d_une_annee_type(lire_projet(projet), jour, etp)
