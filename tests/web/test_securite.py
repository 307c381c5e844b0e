"""As an attacker: headers, framing, hosts, long and malformed addresses, injections, crashes."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.contrats.champs.description import champs as champs_decrits
from binome.web import adresse
from binome.web.formulaire import groupes
from binome.web.vues import simulation as vues
from binome.web.vues.pages import couleur_lisible
from tests.web.conftest import AVEC_CONSTAT, GENERALISTE, Demander

INJECTION = "\"'><script>alert(1)</script>{{8191*127}}{% debug %}=cmd|' /C calc'!A0"


def test_les_entetes_protegent(demander: Demander) -> None:
    reponse = demander("/resultat/", AVEC_CONSTAT)
    politique = reponse["Content-Security-Policy"]
    for directive in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    ):
        assert directive in politique
    assert "unsafe" not in politique
    assert reponse["X-Frame-Options"] == "DENY"
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert reponse["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in reponse


def test_seule_la_page_integrable_se_laisse_encadrer(demander: Demander) -> None:
    reponse = demander("/integre/", {"couleur": "14504d"})
    assert "frame-ancestors *" in reponse["Content-Security-Policy"]
    assert "X-Frame-Options" not in reponse
    assert "/integre/couleur/14504d.css" in reponse.content.decode()
    for page in ("/", "/integrer/", "/droit/"):
        assert "frame-ancestors 'none'" in demander(page)["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("couleur", "lisible"),
    [
        ("14504d", True),
        ("#14504d", True),
        ("000000", True),
        ("ffffff", False),
        ("ff0000", False),
        ("8fd0c9", False),
        ("}body{", False),
        ("12345", False),
        ("767676", False),
        ("6b6b6b", True),
    ],
)
def test_la_couleur_de_l_hote_doit_se_lire(demander: Demander, couleur: str, lisible: bool) -> None:
    assert bool(couleur_lisible(couleur)) == lisible
    if "{" not in couleur and "#" not in couleur:
        feuille = demander(f"/integre/couleur/{couleur}.css")
        assert (f"#{couleur}" in feuille.content.decode()) == lisible
        assert feuille["Content-Type"] == "text/css"


def test_un_hote_etranger_est_refuse_sans_trace(demander: Demander) -> None:
    from django.test import Client

    reponse = Client(raise_request_exception=False).get("/", headers={"host": "evil.example"})
    assert reponse.status_code == 400
    assert "Traceback" not in reponse.content.decode()
    assert reponse.content.decode() == "Requête refusée."


def test_une_adresse_demesuree_est_refusee_en_mots(demander: Demander) -> None:
    reponse = demander("/resultat/", {"specialite": "x" * 9000})
    assert reponse.status_code == 414
    assert "trop longue" in reponse.content.decode()


@pytest.mark.parametrize(
    "nom", [nom for noms in groupes().values() for nom in noms] + ["avenants", "lecture_seuil_p30", "q"]
)
def test_une_injection_dans_chaque_champ_reste_du_texte(demander: Demander, nom: str) -> None:
    for page in ("/resultat/", "/simuler/", "/simuler/tout/", "/droit/", "/objectif/"):
        reponse = demander(page, {**GENERALISTE, nom: INJECTION})
        assert reponse.status_code in (200, 400)
        assert b"<script>alert(1)" not in reponse.content
        assert b"1040257" not in reponse.content, "8191 x 127, had a template computed it"


@given(
    st.dictionaries(
        st.sampled_from(
            [
                *(nom for nom, champ in champs_decrits().items() if not champ.forme.sous),
                "age",
                "objectif_particulier",
                "avenants",
                "avenant_primo_installe",
                "second_annee",
                "second_pmt",
                "pmt_annee_3",
                "pfa_annee_3",
                "pfa_annee_25",
                "circonstances_annee_3",
                "decidee_annee_3",
                "seuil_pmt_p50",
                "seuil_pfa_p30",
                "objectif_pmt",
                "lecture_seuil_p30",
                "lecture_x",
                "inconnu",
            ]
        ),
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                [
                    "1",
                    "0.5",
                    "oui",
                    "2024-09-01",
                    "2020-01-01",
                    "900",
                    "-1",
                    "1e9",
                    "null",
                    "[]",
                    "{}",
                    '[{"annee": 4, "nature": "65_ans"}]',
                    "01",
                    "04",
                    "inclus",
                    "zip",
                    "3",
                    "nan",
                ]
            ),
        ),
        max_size=10,
    )
)
def test_aucune_adresse_ne_fait_tomber_la_lecture(champs: dict[str, str]) -> None:
    """Any address is read: a situation on one side, a sentence per field that cannot be on the other."""
    lue = adresse.lire(champs)
    for phrase in lue.erreurs.values():
        assert phrase
    assert set(lue.donnees) <= set(lue.situation.__dataclass_fields__)


def test_une_panne_donne_une_reference_et_jamais_une_trace(
    demander: Demander, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def panne(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret interne")

    monkeypatch.setattr(vues, "simuler_situation", panne)
    with caplog.at_level(logging.ERROR):
        reponse = demander("/resultat/", GENERALISTE)
    page = reponse.content.decode()
    assert reponse.status_code == 500
    assert "secret interne" not in page
    assert "Traceback" not in page
    reference = page.split("<strong>")[1].split("</strong>")[0]
    assert any(reference in message for message in caplog.messages)


def test_les_fichiers_statiques_viennent_du_paquet(demander: Demander) -> None:
    for fichier in ("bootstrap.min.css", "binome.css", "htmx.min.js", "binome.js", "theme.js", "source-sans-3.woff2"):
        reponse = demander(f"/statique/binome/{fichier}")
        assert reponse.status_code == 200, fichier
        b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
        reponse.close()
    assert demander("/statique/binome/../reglages.py").status_code == 404


def test_aucune_page_n_appelle_un_autre_site(demander: Demander) -> None:
    import re

    for page in ("/", "/resultat/", "/droit/", "/projet/"):
        html = demander(page, AVEC_CONSTAT).content.decode()
        charges = re.findall(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']([^"']+)""", html)
        assert charges
        assert all(adresse_chargee.startswith("/") for adresse_chargee in charges)
        assert "style=" not in html
        assert "onclick" not in html


def test_les_fichiers_compresses_sont_ceux_du_paquet() -> None:
    """Made by `python -m whitenoise.compress`; a stale one would serve an old page for ever."""
    import gzip

    import brotli

    from binome.web.reglages import ICI

    compresses = list((ICI / "static").rglob("*.br")) + list((ICI / "static").rglob("*.gz"))
    assert {fichier.stem for fichier in compresses} >= {"bootstrap.min.css", "htmx.min.js", "binome.css", "binome.js"}
    for fichier in compresses:
        ouvrir = brotli.decompress if fichier.suffix == ".br" else gzip.decompress
        assert ouvrir(fichier.read_bytes()) == fichier.with_suffix("").read_bytes(), fichier.name
