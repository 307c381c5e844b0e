"""The built-in server under idle, slow and greedy clients; what it reads, what it says of itself."""

from __future__ import annotations

import logging
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from io import StringIO
from typing import Any

import pytest

from binome.web.journal import SansDonnees, reference
from binome.web.serveur import LIMITES, Serveur
from tests.web.conftest import AVEC_CONSTAT, Demander

PATIENCE = 30
DEMANDE = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def _bonjour(_environnement: dict[str, Any], commencer: Any) -> list[bytes]:
    commencer("200 OK", [("Content-Length", "7")])
    return [b"bonjour"]


@pytest.fixture
def serveur() -> Iterator[Serveur]:
    """The server with its own limits, save for a shorter patience."""
    ouvert = Serveur(_bonjour, host="127.0.0.1", port=0, **{**LIMITES, "channel_timeout": 1})
    fil = threading.Thread(target=ouvert.run, daemon=True)
    fil.start()
    yield ouvert
    ouvert.asyncore.close_all(ouvert._map)
    fil.join(PATIENCE)
    ouvert.task_dispatcher.shutdown()


def _prise(serveur: Serveur) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(serveur.effective_port)), timeout=PATIENCE)


def _reponse(prise: socket.socket) -> bytes:
    recu = b""
    with suppress(ConnectionResetError):
        while morceau := prise.recv(65_536):
            recu += morceau
    return recu


def test_des_connexions_oisives_n_empechent_personne(serveur: Serveur) -> None:
    with ExitStack() as oisives:
        for _ in range(2 * LIMITES["connection_limit"]):
            oisives.enter_context(_prise(serveur))
        with _prise(serveur) as prise:
            prise.sendall(DEMANDE)
            assert _reponse(prise).endswith(b"bonjour")


def test_une_connexion_muette_est_fermee(serveur: Serveur) -> None:
    with _prise(serveur) as prise:
        assert _reponse(prise) == b""


def test_une_demande_au_compte_gouttes_est_fermee_meme_si_elle_ne_s_arrete_jamais(serveur: Serveur) -> None:
    with _prise(serveur) as prise:
        prise.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Lent: ")
        with pytest.raises(OSError, match=r"Broken pipe|reset"):
            _goutte_a_goutte(prise)


def _goutte_a_goutte(prise: socket.socket) -> None:
    for _ in range(10 * PATIENCE):
        prise.sendall(b"a")
        threading.Event().wait(timeout=1 / 10)


@pytest.mark.parametrize(
    ("demande", "statut"),
    [
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000000\r\n\r\n", b" 413 "),
        (
            b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2800\r\n" + b"x" * 10_240 + b"\r\n",
            b" 413 ",
        ),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + b"x" * 20_000 + b"\r\n\r\n", b" 431 "),
    ],
)
def test_une_demande_trop_grande_est_refusee_sans_etre_lue(serveur: Serveur, demande: bytes, statut: bytes) -> None:
    with _prise(serveur) as prise:
        prise.sendall(demande)
        assert statut in _reponse(prise).partition(b"\r\n")[0]


@pytest.mark.parametrize("methode", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("page", ["/", "/resultat/", "/nation/", "/statique/binome/binome.css", "/rien/", "/sante"])
def test_ce_qui_n_est_pas_une_lecture_est_refuse(methode: str, page: str) -> None:
    from django.test import Client

    reponse = Client(headers={"host": "127.0.0.1"}).generic(methode, page, b"x" * 100)
    assert reponse.status_code == 405
    assert reponse["Allow"] == "GET, HEAD"
    assert "rien ne s'y envoie" in reponse.content.decode()


def test_une_lecture_qui_apporte_un_corps_est_refusee() -> None:
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    assert client.generic("GET", "/", b"x" * 10_000).status_code == 413
    assert client.generic("GET", "/", b"x", CONTENT_LENGTH="²").status_code == 413
    assert client.generic("GET", "/", b"x").status_code == 200


@pytest.mark.parametrize("page", ["/", "/resultat/", "/statique/binome/binome.css", "/resultat/emporter.json"])
def test_la_tete_d_une_page_est_la_meme_sans_son_corps(page: str) -> None:
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory

    def demander(methode: str) -> tuple[dict[str, str], bytes]:
        tete: dict[str, str] = {}
        environnement = RequestFactory(headers={"host": "127.0.0.1"}).generic(methode, page).environ
        reponse = WSGIHandler()(environnement, lambda _statut, en_tetes: tete.update(en_tetes))
        with closing(reponse):
            return tete, b"".join(reponse)

    entiere, corps = demander("GET")
    tete, rien = demander("HEAD")
    assert rien == b""
    assert tete["Content-Length"] == str(len(corps))
    assert entiere["Content-Type"] == tete["Content-Type"]


def test_chaque_reponse_porte_une_reference(demander: Demander) -> None:
    references = {demander(page)["X-Request-Id"] for page in ("/", "/", "/rien/", "/sante")}
    assert len(references) == 4
    assert demander("/", headers={"x-request-id": "4f2a-du-mandataire"})["X-Request-Id"] == "4f2a-du-mandataire"


@pytest.mark.parametrize("recue", ["", "court", "x" * 65, "a b c d e f g h", "<script>alert(1)</script>", "é" * 10])
def test_une_reference_douteuse_est_remplacee(recue: str) -> None:
    assert reference(recue) != recue
    assert reference(reference(recue)) != ""


@pytest.fixture
def journal(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], str]]:
    """What the process writes on its error output."""
    (console,) = (h for h in logging.getLogger().handlers if isinstance(h.formatter, SansDonnees))
    assert isinstance(console, logging.StreamHandler)
    avant = console.setStream(StringIO())
    with caplog.at_level(logging.INFO, "binome.web"):
        yield lambda: str(console.stream.getvalue())
    console.setStream(avant)


def test_le_journal_nomme_la_page_et_rien_du_lecteur(demander: Demander, journal: Callable[[], str]) -> None:
    premiere = demander("/resultat/", {**AVEC_CONSTAT, "q": "Docteur Martin"}, REMOTE_ADDR="192.0.2.77")
    demander("/Docteur-Martin/")
    demander("/droit/cas/Docteur-Martin/", headers={"user-agent": "Martin/1.0"})
    ecrit = journal()
    assert f"INFO binome.web {premiere['X-Request-Id']} GET resultat 200" in ecrit
    assert re.search("INFO binome.web [0-9a-f]{16} GET - 404", ecrit)
    assert re.search("INFO binome.web [0-9a-f]{16} GET droit-cas 404", ecrit)
    for secret in ("Martin", "192.0.2.77", "1100", "pmt_annee_3"):
        assert secret not in ecrit


def test_une_panne_est_au_journal_avec_ses_lieux_et_sans_ce_que_le_message_cite(
    demander: Demander, journal: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def panne(*_: Any, **__: Any) -> None:
        raise RuntimeError("patientèle 1234") from ValueError("pmt_initiale=1234")

    monkeypatch.setattr("binome.web.vues.simulation.simuler_situation", panne)
    reponse = demander("/resultat/", AVEC_CONSTAT)
    ecrit = journal()
    assert f"ERROR binome.web {reponse['X-Request-Id']} panne" in ecrit
    assert f"<strong>{reponse['X-Request-Id']}</strong>" in reponse.content.decode()
    assert "builtins.RuntimeError" in ecrit
    assert "builtins.ValueError" in ecrit
    assert "test_serveur.py" in ecrit
    assert "1234" not in ecrit


def test_la_sante_dit_une_base_inutilisable(demander: Demander, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import DatabaseError, connection

    def refuser() -> None:
        raise DatabaseError("file is not a database")

    assert demander("/sante").status_code == 200
    monkeypatch.setattr(connection, "cursor", refuser)
    assert demander("/sante").status_code == 503
