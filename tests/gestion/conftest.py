"""Contract management in tests: each on a fresh database, of SQLite and of PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django_scopes", reason="contract management is an extra")

from django.core.management import call_command
from django.db import connections

import tests.web.conftest  # noqa: F401  (settles the data folder and starts Django)
from binome.web import donnees
from tests.gestion import postgresql
from tests.gestion.bureau import Bureau, administrateur, bureau

_SQLITE, _POSTGRESQL = "sqlite", "postgresql"


def _brancher(reglages: dict[str, Any]) -> None:
    """Make a database the one of this process, threads to come included."""
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = reglages
    connections.configure_settings({"default": reglages})


@pytest.fixture(scope="session")
def modele_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database that each test copies."""
    dossier = tmp_path_factory.mktemp("modele")
    _brancher(donnees.base(dossier))
    call_command("migrate", verbosity=0, interactive=False)
    connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections["default"].close()
    return dossier / donnees.BASE


@pytest.fixture(scope="session")
def socket_postgresql() -> Iterator[str]:
    """A server whose database `modele` is migrated."""
    outils = postgresql.binaires()
    if outils is None:
        if postgresql.EXIGE:
            pytest.fail("PostgreSQL est exigé et n'est pas installé.")
        pytest.skip("PostgreSQL n'est pas installé : la gestion n'est essayée que sur SQLite.")
    with postgresql.serveur(outils) as dossier:
        _creer(dossier, "modele", "template1")
        _brancher(_reglages_postgresql(dossier, "modele"))
        call_command("migrate", verbosity=0, interactive=False)
        connections["default"].close()
        yield dossier


def _reglages_postgresql(dossier: str, nom: str) -> dict[str, Any]:
    return donnees.base_postgresql(f"postgresql://binome@/{nom}?host={dossier}")


def _creer(dossier: str, nom: str, modele: str) -> None:
    import psycopg

    with psycopg.connect(f"host={dossier} user=binome dbname=postgres", autocommit=True) as connexion:
        connexion.execute(f"DROP DATABASE IF EXISTS {nom} WITH (FORCE)")
        connexion.execute(f"CREATE DATABASE {nom} TEMPLATE {modele}")


@pytest.fixture
def vider(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Make a fresh database of an engine the one of this process."""
    rangs = count()

    def brancher(moteur: str) -> None:
        rang = next(rangs)
        if moteur == _SQLITE:
            dossier = tmp_path / f"base-{rang}"
            dossier.mkdir()
            shutil.copy(request.getfixturevalue("modele_sqlite"), dossier / donnees.BASE)
            _brancher(donnees.base(dossier))
        else:
            socket = request.getfixturevalue("socket_postgresql")
            connections["default"].close()
            _creer(socket, "essai", "modele")
            _brancher(_reglages_postgresql(socket, "essai"))

    yield brancher
    connections["default"].close()


@pytest.fixture(params=[_SQLITE, _POSTGRESQL])
def base(request: pytest.FixtureRequest, vider: Callable[[str], None]) -> str:
    """A fresh database, of each engine in turn; the test is given the engine's name."""
    vider(request.param)
    return str(request.param)


@pytest.fixture
def office(base: str) -> Bureau:
    """A caisse and its people, on a fresh database of each engine."""
    return bureau(administrateur())
