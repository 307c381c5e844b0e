"""The report as a tagged PDF."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from binome.rapports.nation.rapport import Rapport
from binome.rapports.nation.sections import Section

if TYPE_CHECKING:
    from typst import Compiler

_ICI: Final = Path(__file__).parent


@cache
def _compilateur() -> Compiler:
    import typst

    polices = _ICI.parent / "polices"
    return typst.Compiler(_ICI / "rapport.typ", root=_ICI, font_paths=[polices], ignore_system_fonts=True)


def en_pdf(rapport: Rapport) -> bytes:
    """Return the report as a tagged PDF."""
    donnees = {
        "effets": rapport.effets or [rapport.reference],
        "reference": rapport.reference if rapport.effets else "",
        "mentions": rapport.mentions,
        "source": rapport.source,
        "sections": [_section(section, rapport.dessins.get(section.cle)) for section in rapport.sections],
    }
    entrees = {"donnees": json.dumps(donnees, ensure_ascii=False)}
    rendu = _compilateur().compile(format="pdf", pdf_standards=["ua-1", "a-2a"], sys_inputs=entrees)
    assert isinstance(rendu, bytes)
    return rendu


def _section(section: Section, svg: str | None) -> dict[str, object]:
    return {
        "cle": section.cle,
        "partie": section.partie,
        "titre": section.titre,
        "sujet": section.sujet,
        "texte": section.texte,
        "svg": svg,
        "colonnes": [
            {"titre": colonne.titre, "large": colonne.large, "mots": colonne.en_mots} for colonne in section.colonnes
        ],
        "lignes": section.lignes,
    }
