"""The cliff map on a page: each region says its outcome in a sentence."""

from __future__ import annotations

import re

from binome.droit.codes import Motif
from tests.web.conftest import GENERALISTE, Demander


def test_chaque_region_de_la_carte_dit_son_issue_en_une_phrase(demander: Demander) -> None:
    page = demander("/resultat/", GENERALISTE).content.decode()
    titres = re.findall(r"<title>([^<]+)</title></rect>", page)
    assert len(titres) >= 3
    codes = {membre.code for membre in Motif if "_" in membre.code}
    for titre in titres:
        assert titre.rstrip().endswith("."), titre
        assert not codes & set(re.findall(r"\w+", titre)), titre
