"""Migrations go both ways, with rows in the tables; the guards leave and come back."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from binome.gestion.modeles.journal import Entree
from tests.gestion.bureau import Bureau, photo


def _migrer(jusqu_a: str) -> None:
    call_command("migrate", "gestion", jusqu_a, verbosity=0, interactive=False)


def _tenter_de_reecrire() -> None:
    with transaction.atomic(), connection.cursor() as curseur:
        curseur.execute("UPDATE gestion_entree SET qui = '7' WHERE rang = 1 AND chaine = '311'")
        transaction.set_rollback(True)


def test_les_gardes_se_retirent_et_se_remettent_sans_rien_changer_aux_lignes(office: Bureau) -> None:
    office.contrat()
    avant = photo()
    _migrer("0001")
    _tenter_de_reecrire()
    assert photo() == avant
    _migrer("0002")
    with pytest.raises(DatabaseError):
        _tenter_de_reecrire()
    assert photo() == avant


def test_tout_se_defait_et_se_refait(base: str) -> None:
    _migrer("zero")
    assert not [nom for nom in connection.introspection.table_names() if nom.startswith("gestion_")]
    call_command("migrate", verbosity=0, interactive=False)
    assert not Entree.objects.exists()


def test_les_tables_sont_celles_que_les_migrations_disent(base: str) -> None:
    call_command("makemigrations", "gestion", check=True, dry_run=True, verbosity=0)
