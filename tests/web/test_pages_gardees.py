"""Pages kept in memory: the same bytes as made afresh, for the same address alone, bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import MiddlewareNotUsed

from binome.web import pages_gardees
from binome.web.pages_gardees import Gardees, Page, PagesGardees
from tests.web.conftest import ANCIEN, AVEC_CONSTAT, GENERALISTE

PAGES = ["/", "/resultat/", "/simuler/", "/droit/", "/comparer/options/", "/calendrier/", "/en/resultat/", "/lexique/"]


@pytest.fixture
def client() -> Iterator[Any]:
    """A client of a server that keeps its pages."""
    from django.test import Client, override_settings

    with override_settings(PAGES_GARDEES=1):
        un = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
        un.handler.load_middleware()
        yield un


@pytest.fixture
def faites(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were made, in order."""
    trouvees: list[str] = []
    ecrire: Callable[..., None] = Gardees.garder

    def noter(soi: Gardees, cle: bytes, page: Page) -> None:
        trouvees.append(page.route.view_name)
        ecrire(soi, cle, page)

    monkeypatch.setattr(Gardees, "garder", noter)
    return trouvees


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("accepte", ["", "gzip"])
def test_une_page_gardee_est_celle_que_l_on_ferait(client: Any, faites: list[str], page: str, accepte: str) -> None:
    from django.test import Client, override_settings

    en_tetes = {"host": "127.0.0.1", "accept-encoding": accepte}
    premiere, seconde = (client.get(page, AVEC_CONSTAT, headers=en_tetes) for _ in range(2))
    assert len(faites) == 1
    assert seconde.content == premiere.content
    sans = [{n: v for n, v in une.items() if n != "X-Request-Id"} for une in (premiere, seconde)]
    assert sans[0] == sans[1]
    assert seconde["X-Request-Id"] != premiere["X-Request-Id"]
    client.get(page, AVEC_CONSTAT, headers={**en_tetes, "accept-encoding": "br"})
    assert len(faites) == (2 if accepte else 1)
    with override_settings(PAGES_GARDEES=0):
        nue = Client(headers={"host": "127.0.0.1"})
        nue.handler.load_middleware()
    assert client.get(page, AVEC_CONSTAT).content == nue.get(page, AVEC_CONSTAT).content


@pytest.mark.parametrize(
    ("chemin", "champs", "en_tetes"),
    [
        ("/resultat/", {**AVEC_CONSTAT, "pfa_annee_3": "1601"}, {}),
        ("/resultat/", {**AVEC_CONSTAT, "reforme": "rampe"}, {}),
        ("/en/resultat/", AVEC_CONSTAT, {}),
        ("/resultat/", AVEC_CONSTAT, {"hx-request": "true"}),
        ("/resultat/", AVEC_CONSTAT, {"host": "localhost"}),
        ("/resultat/", AVEC_CONSTAT, {"accept-encoding": "gzip"}),
        ("/resultat/", ANCIEN, {}),
    ],
)
def test_ce_dont_une_page_depend_en_fait_une_autre(
    client: Any, faites: list[str], chemin: str, champs: dict[str, str], en_tetes: dict[str, str]
) -> None:
    client.get("/resultat/", AVEC_CONSTAT)
    client.get(chemin, champs, headers={"host": "127.0.0.1", **en_tetes})
    assert len(faites) == 2


def test_une_autre_version_du_droit_fait_d_autres_pages(
    client: Any, faites: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/resultat/", GENERALISTE)
    monkeypatch.setattr(pages_gardees, "loi_en_vigueur", lambda: type("Loi", (), {"version": "autre"}))
    client.get("/resultat/", GENERALISTE)
    assert faites == ["resultat", "resultat"]


@pytest.mark.parametrize(
    "page", ["/sante", "/nation/", "/rien/", "/resultat/?pmt_initiale=abc", "/resultat/emporter.json", "/favicon.ico"]
)
def test_ce_qui_n_est_pas_une_page_de_son_adresse_ne_se_garde_pas(client: Any, faites: list[str], page: str) -> None:
    client.get(page)
    client.head(page)
    assert faites == []


def test_une_tete_demandee_d_abord_ne_garde_pas_une_page_vide(client: Any, faites: list[str]) -> None:
    assert client.head("/resultat/", GENERALISTE).content == b""
    assert b"</html>" in client.get("/resultat/", GENERALISTE).content
    assert faites == ["resultat"]


def test_ce_qui_est_garde_est_borne_et_ne_dure_pas(monkeypatch: pytest.MonkeyPatch) -> None:
    gardees, instant = Gardees(10_000), [100]
    monkeypatch.setattr(pages_gardees, "monotonic", lambda: instant[0])
    for rang in range(100):
        gardees.garder(bytes([rang]), Page(200, None, (), bytes(1_000)))
    assert [rang for rang in range(100) if gardees.lire(bytes([rang]))] == list(range(90, 100))
    gardees.lire(bytes([90]))
    gardees.garder(b"autre", Page(250, None, (), bytes(1_000)))
    assert gardees.lire(bytes([90])) is not None
    assert gardees.lire(bytes([91])) is None
    gardees.garder(b"enorme", Page(250, None, (), bytes(5_000)))
    assert gardees.lire(b"enorme") is None
    assert gardees.lire(b"autre") is not None
    instant[0] = 300
    assert gardees.lire(b"autre") is None
    gardees.garder(b"neuve", Page(400, None, (), b"x"))
    assert len(gardees._pages) == 1
    assert gardees._poids == 1


def test_zero_ne_garde_rien() -> None:
    from django.test import override_settings

    with override_settings(PAGES_GARDEES=0), pytest.raises(MiddlewareNotUsed):
        PagesGardees(lambda requete: pytest.fail(str(requete)))
