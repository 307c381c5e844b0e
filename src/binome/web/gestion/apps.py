"""The application of the pages, as Django knows it; the table of limits is made with the others."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate


class PagesDeGestion(AppConfig):
    """Pages of contract management."""

    name = "binome.web.gestion"
    label = "pages_de_gestion"

    def ready(self) -> None:
        """Make the table of limits whenever tables are migrated."""
        post_migrate.connect(_limites, sender=apps.get_app_config("gestion"))


def _limites(using: str, **_: Any) -> None:
    call_command("createcachetable", database=using, verbosity=0)
