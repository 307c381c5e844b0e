"""One code path: only the services and the journal write, and no face writes past them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import RACINE

SOURCE = RACINE / "src" / "binome"
ECRIVENT = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "create_user",
}
PERMIS = ("services", "journal", "sauvegarde", "migrations")
OBJETS = {"objects", "_base_manager", "_default_manager"}


def _ecritures(fichier: Path) -> Iterator[str]:
    """Yield the calls that write rows: through a manager, a query or an object."""
    for noeud in ast.walk(ast.parse(fichier.read_text("utf-8"))):
        if isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Attribute) and noeud.func.attr in ECRIVENT:
            chaine = ast.unparse(noeud.func.value)
            if noeud.func.attr in {"save", "delete"} or any(f".{nom}" in chaine for nom in OBJETS):
                yield f"{fichier.relative_to(SOURCE)}:{noeud.lineno} {chaine}.{noeud.func.attr}"


def test_seuls_les_services_et_le_journal_ecrivent_en_base() -> None:
    fautives = [
        dite
        for fichier in sorted((SOURCE / "gestion").rglob("*.py"))
        if fichier.relative_to(SOURCE / "gestion").parts[0] not in PERMIS
        for dite in _ecritures(fichier)
        if not dite.startswith(("gestion/apercus.py", "gestion/modeles/comptes.py"))
    ]
    assert fautives == []


def test_aucune_face_n_ecrit_a_cote_des_services() -> None:
    faces = [fichier for face in ("web", "api", "cli", "mcp") for fichier in sorted((SOURCE / face).rglob("*.py"))]
    assert [dite for fichier in faces for dite in _ecritures(fichier)] == []


def test_chaque_service_qui_ecrit_passe_par_une_commande_ou_par_le_journal() -> None:
    for fichier in sorted((SOURCE / "gestion" / "services").glob("*.py")):
        if any(_ecritures(fichier)):
            texte = fichier.read_text("utf-8")
            assert "commande(" in texte or "ecrire(" in texte, fichier.name


def test_le_detecteur_voit_ce_qui_ecrit() -> None:
    essai = SOURCE / "gestion" / "services" / "versements.py"
    assert len(list(_ecritures(essai))) > 4
