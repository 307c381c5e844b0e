"""What the law says, as one digest: comments, sentences and the days of checking are no part of it.

Read from files, so that another version of the law, in a folder, has its own.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

DOSSIER: Final = Path(__file__).parent
_LONGUEUR: Final = 12
_DES_NOMBRES: Final = ("valeur", "lignes", "autres", "depuis", "jusque", "reprend")


def regles_du_dossier(dossier: Path = DOSSIER) -> dict[str, str]:
    """Return the digest of each rule of a folder of law, without its sentence and its source."""
    return {
        definition.name: _court(_nue(definition))
        for fichier in sorted(dossier.rglob("*.py"))
        for definition in ast.parse(fichier.read_bytes()).body
        if isinstance(definition, ast.FunctionDef) and any(map(_est_une_regle, definition.decorator_list))
    }


def _est_une_regle(decorateur: ast.expr) -> bool:
    return isinstance(decorateur, ast.Call) and isinstance(decorateur.func, ast.Name) and decorateur.func.id == "regle"


def _nue(definition: ast.FunctionDef) -> str:
    corps = definition.body[1:] if ast.get_docstring(definition) is not None else definition.body
    return f"{ast.dump(definition.args)}{[ast.dump(instruction) for instruction in corps]}"


def nombres_du_dossier(dossier: Path = DOSSIER) -> dict[str, list[dict[str, Any]]]:
    """Return the versions of each number of a folder of law: days and values alone."""
    return {
        nom: [{cle: version[cle] for cle in _DES_NOMBRES if cle in version} for version in definition["versions"]]
        for fichier in sorted(dossier.rglob("nombres.toml"))
        for nom, definition in tomllib.loads(fichier.read_text("utf-8")).items()
    }


def lectures_du_dossier(dossier: Path = DOSSIER) -> dict[str, dict[str, Any]]:
    """Return the choices and the defaults of each reading of a folder of law."""
    lues = tomllib.loads((dossier / "lectures.toml").read_text("utf-8"))
    return {
        nom: {"choix": list(une["choix"]), "defaut": une["defaut"], "defauts": une.get("defauts", {})}
        for nom, une in lues.items()
    }


def _morceaux(dossier: Path) -> Iterator[str]:
    yield repr(regles_du_dossier(dossier))
    yield repr(nombres_du_dossier(dossier))
    yield repr(lectures_du_dossier(dossier))


def empreinte_du_sens(dossier: Path = DOSSIER) -> str:
    """Return the digest of what a folder of law says: rules, numbers and readings."""
    return _court("\n".join(_morceaux(dossier)))


def _court(texte: str) -> str:
    return sha256(texte.encode()).hexdigest()[:_LONGUEUR]
