"""Shared test settings: Hypothesis without wall-clock limits (machines differ)."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, settings

RACINE = Path(__file__).parent.parent
pytest_plugins = ["tests.grappe"]

settings.register_profile("binome", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=80)
settings.load_profile("binome")
