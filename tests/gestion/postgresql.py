"""A PostgreSQL server for the tests: its binaries, on a socket, in a folder that disappears with them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EXIGE = os.environ.get("BINOME_POSTGRESQL") == "exige"
_PLUS_VITE = (
    "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60 -c shared_buffers=64MB"
)


def binaires() -> Path | None:
    """Return the folder of the server's binaries, the last version first; None when it is not installed."""
    trouves = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda un: int(un.parts[-3]), reverse=True)
    chemin = trouves[0] if trouves else shutil.which("initdb")
    return Path(chemin).parent if chemin else None


@contextmanager
def serveur(outils: Path) -> Iterator[str]:
    """Start a server and give the folder of its socket; it never runs as root, that it refuses."""
    compte = _compte()
    dossier = Path(tempfile.mkdtemp(prefix="binome-pg-"))
    if compte:
        os.chown(dossier, compte.pw_uid, compte.pw_gid)
    donnees = dossier / "donnees"

    def lancer(nom: str, *arguments: str) -> None:
        subprocess.run(
            [outils / nom, *arguments],
            check=True,
            cwd=dossier,
            stdout=subprocess.DEVNULL,
            user=compte.pw_uid if compte else None,
            group=compte.pw_gid if compte else None,
            extra_groups=() if compte else None,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        )

    try:
        lancer("initdb", "--no-sync", "-A", "trust", "-U", "binome", "-E", "UTF8", "-D", str(donnees))
        options = f"-c listen_addresses= -c unix_socket_directories={dossier} {_PLUS_VITE}"
        lancer("pg_ctl", "-D", str(donnees), "-w", "-l", str(dossier / "journal"), "-o", options, "start")
        try:
            yield str(dossier)
        finally:
            lancer("pg_ctl", "-D", str(donnees), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(dossier, ignore_errors=True)


def _compte() -> pwd.struct_passwd | None:
    if os.geteuid():
        return None
    noms = {un.pw_name: un for un in pwd.getpwall()}
    return noms.get("postgres") or noms["nobody"]
