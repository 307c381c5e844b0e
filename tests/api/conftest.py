"""The API in tests: asked as a program on this machine would, without a limit of requests."""

from __future__ import annotations

import os
import tempfile

import pytest

os.environ.setdefault("BINOME_DONNEES", tempfile.mkdtemp(prefix="binome-essais-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "binome.web.reglages"
os.environ["BINOME_API_DEBIT"] = "0"

pytest.importorskip("ninja", reason="the API is an extra")

import django

django.setup()

from django.test import Client


@pytest.fixture(scope="session")
def client() -> Client:
    """Return a program that asks this machine."""
    return Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
