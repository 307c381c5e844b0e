"""No page shows a name of the code, in either language: every text, every label, every tooltip is read."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.web.conftest import ANCIEN, AVEC_CONSTAT, GROUPE, Demander
from tests.web.test_pages import PAGES, SITUATIONS

VIDES = ("br", "img", "input", "link", "meta", "rect", "line", "circle", "polyline", "hr", "path")
LUS = ("title", "aria-label", "placeholder", "data-definition", "alt")
CODE = re.compile(
    r"\b\w+_\w+\b"  # a name of the code
    r"|[\[{]'"  # a list or an object as Python writes it
    r"|\b(?:None|True|False)\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b"  # a day that no person writes
    r"|\bbinome\.[a-z]+"  # a module
    r"|\b[a-z]+ = |=[a-z]"
)
PROGRAMMES = ("code", "pre", "kbd", "script", "style", "textarea")
"""What is shown to be copied into a program or a page."""


class _Lue(HTMLParser):
    """Collects what a person reads, sees in a tooltip, or hears."""

    def __init__(self) -> None:
        super().__init__()
        self._pile: list[str] = []
        self.textes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VIDES:
            self._pile.append(tag)
        self.textes += [valeur for nom, valeur in attrs if nom in LUS and valeur]

    def handle_endtag(self, tag: str) -> None:
        while self._pile and self._pile.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not set(self._pile) & set(PROGRAMMES):
            self.textes.append(re.sub(r"https?://\S+", "", data))


def _noms_du_code(page: str) -> set[str]:
    lue = _Lue()
    lue.feed(page)
    return {trouve for texte in lue.textes for trouve in CODE.findall(texte)}


def test_un_nom_du_code_est_bien_vu() -> None:
    """Le lecteur de ce test voit ce qu'il doit refuser, où que ce soit écrit."""
    assert _noms_du_code('<p title="jour = 12">pmt_initiale</p><code>pmt_initiale</code>') == {
        "jour = ",
        "pmt_initiale",
    }
    assert _noms_du_code("<p>inconnu, le 1er janvier 2026</p>") == set()


@pytest.mark.parametrize("prefixe", ["", "/en"])
@pytest.mark.parametrize("page", [*PAGES, "/evenements/"])
def test_aucune_page_ne_montre_un_nom_du_code(demander: Demander, prefixe: str, page: str) -> None:
    for situation in (SITUATIONS["constat"], SITUATIONS["ancien"], SITUATIONS["exclue"]):
        texte = demander(prefixe + page, situation).content.decode()
        assert _noms_du_code(texte) == set(), situation


@pytest.mark.parametrize("prefixe", ["", "/en"])
def test_aucun_evenement_ni_groupe_ne_montre_un_nom_du_code(demander: Demander, prefixe: str) -> None:
    assert _noms_du_code(demander(f"{prefixe}/groupe/", GROUPE).content.decode()) == set()
    index = demander(f"{prefixe}/evenements/").content.decode()
    for adresse in sorted(set(re.findall(rf'href="({prefixe}/evenements/[a-z_]+/)', index))):
        for situation in (AVEC_CONSTAT, ANCIEN):
            assert _noms_du_code(demander(adresse, situation).content.decode()) == set(), adresse


def test_aucune_fiche_du_droit_ne_montre_un_nom_du_code(demander: Demander) -> None:
    index = demander("/droit/").content.decode()
    fiches = sorted(set(re.findall(r'href="(/droit/[a-z]+/[^"#?]+)"', index)))
    assert len(fiches) > 100
    fautives = {fiche: noms for fiche in fiches if (noms := _noms_du_code(demander(fiche).content.decode()))}
    assert fautives == {}
