"""`binome web`: one process, on this machine, until it is stopped."""

from __future__ import annotations

import errno
import os
import signal
import webbrowser
from collections.abc import Callable
from threading import Timer
from typing import TYPE_CHECKING, Any

from binome.moteur.erreurs import ErreurBinome, ErreurDeSaisie, MoyenAbsent

if TYPE_CHECKING:
    from binome.web.serveur import Serveur


def _arreter(*_: object) -> None:
    raise KeyboardInterrupt


def servir(port: int, ouvrir: bool, dire: Callable[[str], None]) -> None:
    """Prepare the database, say the address, serve until interrupted.

    Raises:
        ErreurDeSaisie: the port is taken.
        MoyenAbsent: the data folder, its database or the port may not be used.
    """
    serveur = _ouvrir_le_port(_application(), port)
    adresse = f"http://127.0.0.1:{serveur.effective_port}/"
    dire(f"Binôme est à l'adresse {adresse} (Ctrl+C pour arrêter).")
    # Set whatever the parent decided: a process started in the background would otherwise ignore Ctrl+C.
    for arret in (signal.SIGINT, signal.SIGTERM):
        signal.signal(arret, _arreter)
    if ouvrir:
        Timer(1, webbrowser.open, [adresse]).start()
    try:
        serveur.run()
    finally:
        serveur.close()
        dire("Binôme est arrêté.")


def _application() -> Any:
    """Return the application, its database ready."""
    ouvrir_la_base()
    from binome.web.wsgi import application

    return application


def ouvrir_la_base() -> None:
    """Start Django, its tables made or brought up to date.

    Raises:
        MoyenAbsent: the data folder or its database may not be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binome.web.reglages")
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import Error

    from binome.web.donnees import base_inutilisable

    django.setup()
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except Error as faute:
        raise base_inutilisable(settings.DONNEES, faute) from faute


def _ouvrir_le_port(application: Any, port: int) -> Serveur:
    from binome.web.serveur import LIMITES, Serveur

    try:
        return Serveur(application, host="127.0.0.1", port=port, **LIMITES)
    except OSError as faute:
        raise _refus_du_port(faute, port) from faute


def _refus_du_port(faute: OSError, port: int) -> ErreurBinome:
    if faute.errno in (errno.EACCES, errno.EPERM):
        return MoyenAbsent(f"Ce compte n'a pas le droit d'ouvrir le port {port} ; 0 en choisit un libre.")
    return ErreurDeSaisie("port", port, "un port libre (0 en choisit un)")
