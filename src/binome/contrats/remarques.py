"""What must be known of a contract beside its figures: a sentence, and the text that it rests on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from binome.langue.courante import dire
from binome.moteur.rendu import EnJson
from binome.moteur.sources import Source, lire_source


@dataclass(frozen=True, slots=True)
class Remarque(EnJson):
    """Something to know: code, sentence, source."""

    code: str
    message: str
    source: Source


@cache
def modeles() -> dict[str, dict[str, str]]:
    """Return the sentences, their figures left out, by code."""
    return tomllib.loads(Path(__file__).with_name("remarques.toml").read_text("utf-8"))


def remarque(code: str, source: Source | None = None, **mots: object) -> Remarque:
    """Return a remark with its sentence filled in; `source` where what it quotes brings its own."""
    modele = modeles()[code]
    return Remarque(code, dire(modele["message"], **mots), source or lire_source(modele["source"], modele["grade"]))
