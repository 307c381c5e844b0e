"""Shared test settings: Hypothesis without wall-clock limits (machines differ)."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

RACINE = Path(__file__).parent.parent
os.environ["BINOME_PAGES_GARDEES"] = "0"  # before any test reads the settings of the site
pytest_plugins = ["tests.grappe"]

settings.register_profile("binome", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=80)
settings.load_profile("binome")
