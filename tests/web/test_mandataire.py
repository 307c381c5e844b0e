"""Behind a front server, for real: nginx with the documented file, TLS, several gunicorn workers, hostile clients.

Without nginx these tests are skipped aloud; `BINOME_MANDATAIRE=exige` (CI) makes that an error.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from tests.conftest import RACINE
from tests.web.conftest import AVEC_CONSTAT

NGINX, OPENSSL = (shutil.which(nom, path=f"{os.environ.get('PATH', '')}:/usr/sbin") for nom in ("nginx", "openssl"))
if NGINX is None or OPENSSL is None:
    if os.environ.get("BINOME_MANDATAIRE") == "exige":
        raise RuntimeError("BINOME_MANDATAIRE=exige, mais nginx et openssl ne sont pas installés.")
    pytest.skip("PAS DE MANDATAIRE : ces essais sont sautés (installez nginx et openssl).", allow_module_level=True)
pytest.importorskip("gunicorn", reason="gunicorn is an extra")

DOCUMENTE = RACINE / "docs" / "exemples" / "nginx.conf"
HOTE = "binome.exemple.fr"
PATIENCE = 30


class Site(NamedTuple):
    """A front server and what it stands before."""

    port: int
    journal: Path
    journal_de_binome: Path
    gunicorn: int

    def prise(self) -> ssl.SSLSocket:
        contexte = ssl.create_default_context()
        contexte.check_hostname, contexte.verify_mode = False, ssl.CERT_NONE
        brute = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        return contexte.wrap_socket(brute, server_hostname=HOTE)

    def demander(self, chemin: str, methode: str = "GET", corps: bytes = b"", en_tetes: str = "") -> tuple[int, str]:
        longueur = f"Content-Length: {len(corps)}\r\n" if corps else ""
        tete = f"{methode} {chemin} HTTP/1.1\r\nHost: {HOTE}\r\nConnection: close\r\n{longueur}{en_tetes}\r\n"
        with self.prise() as prise:
            with suppress(OSError):
                prise.sendall(tete.encode() + corps)
            recue = _tout(prise)
        assert recue.startswith("HTTP/1.1 "), recue[:200]
        return int(recue[9:12]), recue


def _tout(prise: socket.socket) -> str:
    recu = b""
    with suppress(OSError):
        while morceau := prise.recv(65_536):
            recu += morceau
    return recu.decode("utf-8", "replace")


def _port() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


def _attendre(port: int, processus: subprocess.Popen[bytes], journal: Path) -> None:
    fin = time.monotonic() + 2 * PATIENCE
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert processus.poll() is None, journal.read_text()
        assert time.monotonic() < fin, journal.read_text()
        time.sleep(1 / 5)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The documented file, with this machine's ports and files in the place of those to change."""
    dossier = tmp_path_factory.mktemp("mandataire")
    derriere, devant = _port(), _port()
    cle, certificat = dossier / "cle", dossier / "certificat"
    demande = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"]
    demande += ["-subj", f"/CN={HOTE}", "-keyout", str(cle), "-out", str(certificat)]
    subprocess.run([str(OPENSSL), *demande], check=True, capture_output=True)
    documente = DOCUMENTE.read_text("utf-8")
    for avant, apres in {
        "listen 443 ssl": f"listen 127.0.0.1:{devant} ssl",
        "server 127.0.0.1:8000": f"server 127.0.0.1:{derriere}",
        "/etc/ssl/binome.crt": str(certificat),
        "/etc/ssl/binome.key": str(cle),
        "/var/log/nginx/binome.log": str(dossier / "acces.log"),
        "/var/log/nginx/binome.erreurs": str(dossier / "erreurs.log"),
    }.items():
        assert documente.count(avant) == 1, avant
        documente = documente.replace(avant, apres)
    (dossier / "site.conf").write_text(documente, "utf-8")
    temporaires = "".join(
        f"{nom}_temp_path {dossier}/{nom};\n" for nom in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    compte = "user root;\n" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    (dossier / "nginx.conf").write_text(
        f"{compte}daemon off;\nworker_processes 2;\npid {dossier}/pid;\nerror_log {dossier}/nginx.log;\n"
        f"events {{ worker_connections 512; }}\nhttp {{\n{temporaires}include {dossier}/site.conf;\n}}\n"
    )
    environnement = {**os.environ, "BINOME_DONNEES": str(dossier / "donnees"), "BINOME_HOTES": HOTE}
    environnement |= {"BINOME_HTTPS": "1", "BINOME_JOURNAL": "1", "BINOME_PAGES_GARDEES": "16"}
    commande = [sys.executable, "-m", "gunicorn", "--config", "python:binome.web.equipe", "--workers", "3"]
    commande += ["--bind", f"127.0.0.1:{derriere}", "binome.web.wsgi:application"]
    journal = dossier / "binome.log"
    with ExitStack() as pile:
        flux = pile.enter_context(journal.open("wb"))
        gunicorn = subprocess.Popen(commande, stderr=flux, stdout=flux, env=environnement)
        pile.callback(_arreter, gunicorn)
        _attendre(derriere, gunicorn, journal)
        nginx = subprocess.Popen([str(NGINX), "-c", str(dossier / "nginx.conf")], stderr=flux, stdout=flux)
        pile.callback(_arreter, nginx)
        _attendre(devant, nginx, journal)
        yield Site(devant, dossier / "acces.log", journal, gunicorn.pid)


def _arreter(processus: subprocess.Popen[bytes]) -> None:
    processus.send_signal(signal.SIGTERM)
    try:
        processus.wait(PATIENCE)
    finally:
        processus.kill()
        processus.wait()


def test_une_page_vient_avec_sa_reference_et_sans_rien_du_lecteur_dans_les_journaux(site: Site) -> None:
    statut, reponse = site.demander(
        f"/resultat/?{urlencode(AVEC_CONSTAT)}", en_tetes="X-Request-Id: du-client-0123\r\n"
    )
    assert statut == 200
    assert "Strict-Transport-Security: max-age=" in reponse
    trouvee = re.search(r"X-Request-Id: ([0-9a-f]{32})\r", reponse)
    assert trouvee, "the reference is that of the front server, not of the client"
    journaux = [site.journal.read_text(), site.journal_de_binome.read_text()]
    assert all(trouvee[1] in journal for journal in journaux)
    assert f"{trouvee[1]} GET resultat 200" in journaux[1]
    for secret in ("pmt_initiale", "1100", "du-client", "127.0.0.1"):
        assert all(secret not in journal for journal in journaux), secret


def test_les_connexions_oisives_et_lentes_n_empechent_personne(site: Site) -> None:
    with ExitStack() as pile:
        for rang in range(200):
            brute = pile.enter_context(socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE))
            if rang % 2:
                brute.sendall(b"\x16\x03\x01")
        for _ in range(30):
            pile.enter_context(site.prise()).sendall(b"GET / HTTP/1.1\r\nHost: ")
        for _ in range(3):
            assert site.demander("/sante")[0] == 200


def test_ce_qui_arrive_lentement_est_ferme_avant_d_atteindre_binome(site: Site) -> None:
    tete = f"POST /api/v1/lots HTTP/1.1\r\nHost: {HOTE}\r\nContent-Length: 100000\r\n\r\n"
    avant = site.journal_de_binome.read_text().count("\n")
    with site.prise() as prise:
        prise.sendall(tete.encode() + b"{")
        assert not _tout(prise).startswith("HTTP/1.1 2")
    assert site.journal_de_binome.read_text().count("\n") == avant


@pytest.mark.parametrize(
    ("methode", "corps", "statut"), [("POST", b"x", 405), ("DELETE", b"", 405), ("POST", b"x" * 100_000, 413)]
)
def test_ce_qui_n_est_pas_une_lecture_est_refuse(site: Site, methode: str, corps: bytes, statut: int) -> None:
    assert site.demander("/resultat/", methode, corps)[0] == statut


def test_un_processus_tue_ne_se_remarque_pas(site: Site) -> None:
    enfants = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(site.gunicorn)], capture_output=True, text=True, check=True
    ).stdout.split()
    assert len(enfants) >= 3
    os.kill(int(enfants[0]), signal.SIGKILL)
    assert [site.demander("/sante")[0] for _ in range(10)] == [200] * 10


def test_qui_demande_trop_est_prie_d_attendre(site: Site) -> None:
    statuts = [site.demander("/favicon.ico")[0] for _ in range(150)]
    assert set(statuts) <= {301, 429}
    assert statuts[0] == 301
