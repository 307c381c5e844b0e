"""No file of the repository carries a secret: keys, tokens, passwords in an address or beside their name."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

RACINE: Final = Path(__file__).parents[2]
MOTIFS: Final = {
    "clé privée": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "clé d'un hébergeur": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b",
    "jeton d'une forge": r"\bgh[pousr]_[0-9A-Za-z]{36}\b|\bgithub_pat_\w{22,}\b|\bglpat-[\w-]{20,}\b|\bpypi-[\w-]{50,}\b",
    "jeton d'un service": r"\bxox[abprs]-[\w-]{10,}\b|\b[rs]k_live_\w{16,}\b|\bsk-[A-Za-z0-9]{32,}\b",
    "jeton signé": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}\b",
    "mot de passe dans une adresse": r"\b[a-z][a-z0-9+.-]*://[^\s/:@'\"{}<>$]+:[^\s/@'\"{}<>$]+@",
    "secret écrit à côté de son nom": (
        r"(?i)\b(?:secret(?:_key)?|password|passwd|mot_de_passe|api_?key|access_token|jeton)\b['\"]?\s*[:=]\s*"
        r"['\"](?=[^'\"]*[0-9])(?=[^'\"]*[A-Za-z])[A-Za-z0-9+/_=-]{20,}['\"]"
    ),
}
_DE_TEXTE: Final = 2_000_000


def _suivis() -> Iterator[tuple[str, str]]:
    noms = subprocess.run(["git", "ls-files", "-z"], cwd=RACINE, capture_output=True, text=True, check=False).stdout
    for nom in filter(None, noms.split("\0")):
        fichier = RACINE / nom
        if fichier.is_file() and fichier.stat().st_size <= _DE_TEXTE:
            yield nom, fichier.read_bytes().decode("utf-8", "replace")


def _secrets(texte: str) -> list[str]:
    return [quoi for quoi, motif in MOTIFS.items() if re.search(motif, texte)]


def test_aucun_fichier_suivi_ne_porte_de_secret() -> None:
    suivis = dict(_suivis())
    if not suivis:
        pytest.skip("not a git checkout")
    assert len(suivis) > 100
    assert {nom: trouves for nom, texte in suivis.items() if (trouves := _secrets(texte))} == {}


@pytest.mark.parametrize(
    ("texte", "quoi"),
    [
        ("-----BEGIN " + "RSA PRIVATE KEY-----", "clé privée"),
        ("AKIA" + "ABCDEFGHIJKLMNOP", "clé d'un hébergeur"),
        ("ghp_" + "a1" * 18, "jeton d'une forge"),
        ("xoxb-" + "123456789012", "jeton d'un service"),
        ("eyJ" + "hbGciOiJIUzI1" + ".eyJ" + "zdWIiOiIxMjM0" + ".c2lnbmF0dXJl", "jeton signé"),
        ("postgres" + "://binome:tres-secret" + "@base/binome", "mot de passe dans une adresse"),
        ("SECRET_KEY" + ' = "abcdefghij0123456789abcd"', "secret écrit à côté de son nom"),
    ],
)
def test_chaque_sorte_de_secret_est_reconnue(texte: str, quoi: str) -> None:
    assert _secrets(texte) == [quoi]
