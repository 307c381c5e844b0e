"""How a sample is spoilt: bytes, words and values that readers trip on, at places that a seed chooses."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from random import Random
from typing import Any

JETONS = [
    "²", "١", "-", "+", "1e900000000", "1e-900000000", "9" * 41, "9" * 4_301, "0x10", "1_000", "1/0", "1/" + "9" * 39, "NaN",
    "Infinity", "-0", "1,5", "1.000", "½", "\u202e", "\u200b", "\x00", "\x1b[31m", "\ufeff", "\ud7ff", "\U0010ffff", "é" * 300,
    "0001-01-01", "9999-12-31", "2024-02-30", "31/12/9999", "=1+1", "@SUM(A1)", '"', "'", ";", ",", "\t", "\n", "\r", "\\ud800",
    "{", "}", "[", "]", "[" * 300, '{"a":' * 300, "null", "true", "&a", "*a", "!!bool", "? ", ": ", "- ", "|", "<<", "---\n",
    "#{x}", "$x$", "</svg>", "<script>", "%ff", "%00", "&", "=", "?", "constats", "avenants", "lectures", "..", "../", "__class__",
]  # fmt: skip
VALEURS: list[Any] = [
    None, True, False, 0, 1, -1, 10**6, 10**18, 2**63, 10**39, "", " ", "²", "1/0", "9/10", "0.5", "x" * 5_000, "\u202e", "\x00",
    "2024-09-01", "0001-01-01", "9999-12-31", "oui", "01", [], {}, [[]], [None], {"": ""}, {"a": 1}, [0] * 300, "__class__",
]  # fmt: skip
Mutation = Callable[[bytes, Random], bytes]


def octets(depart: bytes, hasard: Random) -> bytes:
    """Bytes changed, taken out, doubled, cut."""
    lus = bytearray(depart)
    for _ in range(hasard.randint(1, 6)):
        ou, combien = hasard.randint(0, len(lus)), hasard.randint(1, 8)
        geste = hasard.randrange(5)
        if geste == 0:
            lus[ou : ou + combien] = hasard.randbytes(combien)
        elif geste == 1:
            del lus[ou : ou + combien]
        elif geste == 2:
            lus[ou:ou] = lus[ou : ou + combien] * hasard.randint(1, 50)
        elif geste == 3:
            lus[ou:ou] = hasard.randbytes(combien)
        else:
            del lus[ou + hasard.randint(0, 1) * combien :]
    return bytes(lus)


def mots(depart: bytes, hasard: Random) -> bytes:
    """Words put in, or in the place of others."""
    texte = depart.decode("utf-8", "replace")
    for _ in range(hasard.randint(1, 4)):
        ou = hasard.randint(0, len(texte))
        jusqu_a = min(len(texte), ou + hasard.choice([0, 0, 1, 4, 12]))
        texte = texte[:ou] + hasard.choice(JETONS) + texte[jusqu_a:]
    return texte.encode("utf-8", "surrogatepass")


def valeurs(depart: bytes, hasard: Random) -> bytes:
    """A value of a JSON text in the place of another, a key of more, a list longer; other texts are left to words."""
    try:
        lu = json.loads(depart)
    except (ValueError, RecursionError):
        return mots(depart, hasard)
    for _ in range(hasard.randint(1, 3)):
        lu = _changer(lu, hasard)
    return json.dumps(lu, ensure_ascii=hasard.random() < 0.5).encode("utf-8", "surrogatepass")


def _changer(valeur: Any, hasard: Random) -> Any:
    if isinstance(valeur, dict | list) and valeur and hasard.random() < 0.85:
        cles = list(valeur) if isinstance(valeur, dict) else list(range(len(valeur)))
        cle = hasard.choice(cles)
        geste = hasard.randrange(8)
        if geste == 0:
            del valeur[cle]
        elif geste == 1 and isinstance(valeur, dict):
            valeur[hasard.choice([*JETONS, *cles])] = hasard.choice(VALEURS)
        elif geste == 2 and isinstance(valeur, list):
            valeur.append(json.loads(json.dumps(hasard.choice(valeur))))
        else:
            valeur[cle] = _changer(valeur[cle], hasard)
        return valeur
    return json.loads(json.dumps(hasard.choice(VALEURS)))


def archive(depart: bytes, hasard: Random) -> bytes:
    """A part of an archive spoilt, the archive itself sound; what is no archive any more is left to bytes."""
    try:
        return _archive(depart, hasard)
    except (zipfile.BadZipFile, ValueError, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return octets(depart, hasard)


def _archive(depart: bytes, hasard: Random) -> bytes:
    sortie = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(depart)) as lue, zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as ecrite:
        noms = list(dict.fromkeys(lue.namelist()))
        vise = hasard.choice(noms)
        for nom in noms:
            contenu = lue.read(nom)
            ecrite.writestr(nom, hasard.choice([octets, mots])(contenu, hasard) if nom == vise else contenu)
    return sortie.getvalue()


TEXTE: tuple[Mutation, ...] = (octets, mots, mots)
JSON: tuple[Mutation, ...] = (octets, mots, valeurs, valeurs, valeurs)
ARCHIVE: tuple[Mutation, ...] = (octets, archive, archive, archive)
BINAIRE: tuple[Mutation, ...] = (octets,)
