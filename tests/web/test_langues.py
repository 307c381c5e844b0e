"""English is complete: no sentence missing, same figures, and no French left on an English page unless marked."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from docs.traductions import defauts
from tests.web.conftest import ANCIEN, AVEC_CONSTAT, GENERALISTE, Demander

VIDES = ("br", "img", "input", "link", "meta", "rect", "line", "circle", "polyline", "hr")
FRANCAIS = re.compile(
    r"\b(le|la|les|des|une|est|sont|pour|avec|dans|que|pas|aux|vous|cette|par|du|au)\b", re.IGNORECASE
)
NOMS_PROPRES = re.compile(
    r"médecin traitant|départements?|foire aux questions|Pas-de-Calais|La Réunion|Bouches-du-Rhône|Territoire de Belfort|"
    r"Puy-de-Dôme|Val-d.\w+|Côte-d'Or|Hauts-de-Seine|Maladie|§[^\]]*"
)


class _Texte(HTMLParser):
    """Collects the text that is in English: elements marked `lang="fr"` are left out."""

    def __init__(self) -> None:
        super().__init__()
        self._pile: list[tuple[str, str | None]] = []
        self.textes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VIDES:
            herite = self._pile[-1][1] if self._pile else None
            self._pile.append((tag, dict(attrs).get("lang") or herite))

    def handle_endtag(self, tag: str) -> None:
        while self._pile and self._pile.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._pile and self._pile[-1][1] == "en" and self._pile[-1][0] not in ("script", "style", "option"):
            self.textes.append(data.strip())


def test_le_catalogue_anglais_est_complet_et_compile() -> None:
    assert defauts() == []


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/simuler/",
        "/simuler/tout/",
        "/resultat/",
        "/comparer/options/",
        "/comparer/regimes/",
        "/comparer/terme/",
        "/objectif/",
        "/rentabilite/",
        "/retrouver/",
        "/lettre/",
        "/calendrier/",
        "/droit/",
        "/comprendre/",
        "/histoire/",
        "/projet/",
        "/lexique/",
        "/integrer/",
        "/integre/",
        "/accessibilite/",
        "/a-propos/",
    ],
)
@pytest.mark.parametrize(
    "situation",
    [
        {},
        GENERALISTE,
        AVEC_CONSTAT,
        ANCIEN,
        {"specialite": "radiologie"},
        {"pmt_initiale": "abc"},
        {"specialite": "04", "option_etp": "0.5", "pfa_initiale": "1700"},
        {**GENERALISTE, "option_etp": "1.5", "second_annee": "4"},
        {**GENERALISTE, "date_signature": "2023-06-01"},
    ],
)
def test_une_page_anglaise_ne_parle_pas_francais(demander: Demander, page: str, situation: dict[str, str]) -> None:
    lecteur = _Texte()
    lecteur.feed(demander("/en" + page, situation).content.decode())
    restes = [texte for texte in lecteur.textes if FRANCAIS.search(NOMS_PROPRES.sub("", texte))]
    assert restes == []


def test_les_chiffres_suivent_la_langue(demander: Demander) -> None:
    assert "14\u202f426,23\u00a0€" in demander("/resultat/", AVEC_CONSTAT).content.decode()
    anglaise = demander("/en/resultat/", AVEC_CONSTAT).content.decode()
    assert "€14,426.23" in anglaise
    assert "1 September 2024" in anglaise
    assert "65.57%" in anglaise


def test_une_langue_ne_deborde_pas_sur_la_requete_suivante(demander: Demander) -> None:
    demander("/en/resultat/", AVEC_CONSTAT)
    assert "Éligible" in demander("/resultat/", AVEC_CONSTAT).content.decode()
