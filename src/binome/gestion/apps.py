"""The application, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Gestion(AppConfig):
    """Contract management."""

    name = "binome.gestion"
    label = "gestion"
    default_auto_field = "django.db.models.BigAutoField"
