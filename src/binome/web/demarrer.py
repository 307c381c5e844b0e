"""`binome web`: one process, on this machine, until it is stopped."""

from __future__ import annotations

import os
import signal
import socket
import webbrowser
from collections.abc import Callable
from threading import Timer


def port_libre(demande: int) -> int:
    """Return the port asked for, or a free one when none is (0)."""
    with socket.socket() as prise:
        prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        prise.bind(("127.0.0.1", demande))
        return int(prise.getsockname()[1])


def _arreter(*_: object) -> None:
    raise KeyboardInterrupt


def servir(port: int, ouvrir: bool, dire: Callable[[str], None]) -> None:
    """Prepare the database, say the address, serve until interrupted.

    Raises:
        OSError: the port is taken.
    """
    port = port_libre(port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binome.web.reglages")
    from django.core.management import call_command
    from waitress.server import create_server

    from binome.web.wsgi import application

    call_command("migrate", verbosity=0, interactive=False)
    adresse = f"http://127.0.0.1:{port}/"
    serveur = create_server(application, host="127.0.0.1", port=port, threads=8, ident=None)
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
