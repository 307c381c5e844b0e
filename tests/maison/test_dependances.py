"""What is imported is declared, what is declared is used, and the lock pins it all with hashes."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from binome.moteur.supplements import SUPPLEMENTS
from tests.conftest import RACINE

PROJET = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["project"]
SOURCE = RACINE / "src" / "binome"
DE_BASE = ("click", "rich")
# The extras whose libraries a package may import.
PERMIS = {
    "cli": (),
    "lots": ("population",),
    "noyau": ("population",),
    "nation": ("population",),
    "rapports": ("population", "web"),
    "web": ("web",),
    "api": ("web", "api"),
    "mcp": ("mcp",),
    "gestion": ("gestion",),
    "web/gestion": ("gestion",),
}
EN_PLUS = {
    "lots/lecture/arrow.py": ("api",),
    "lots/flux.py": ("api",),
    "lots/spark.py": ("spark",),
    "nation/spark.py": ("spark",),
}
SANS_IMPORTATION = {
    "spark": {"pandas"},  # Spark hands tables over as pandas
    "web": {"crispy_forms", "crispy_bootstrap5", "django_htmx", "whitenoise", "brotli"},  # named in the settings
}


def _nom(exigence: str) -> str:
    return re.split(r"[\[<>=!~; ]", exigence, maxsplit=1)[0].lower().replace("_", "-")


def _distributions(module: str) -> set[str]:
    """Return the names of the packages that bring what is imported under a name."""
    return {nom.lower().replace("_", "-") for nom in packages_distributions().get(module, [])}


def _importes(fichier: Path) -> Iterator[str]:
    """Yield what a file imports from elsewhere."""
    for noeud in ast.walk(ast.parse(fichier.read_text("utf-8"))):
        if isinstance(noeud, ast.Import):
            noms = [alias.name for alias in noeud.names]
        else:
            noms = [noeud.module] if isinstance(noeud, ast.ImportFrom) and noeud.module and not noeud.level else []
        for racine in (nom.partition(".")[0] for nom in noms):
            if racine not in sys.stdlib_module_names and racine != "binome":
                yield racine


def _permis(fichier: Path) -> set[str]:
    relatif = fichier.relative_to(SOURCE)
    salle = relatif.parts[0]
    base = DE_BASE if salle == "cli" else ()
    supplements = (
        *PERMIS.get(salle, ()),
        *PERMIS.get("/".join(relatif.parts[:2]), ()),
        *EN_PLUS.get(relatif.as_posix(), ()),
    )
    return {*base, *(nom for supplement in supplements for nom in SUPPLEMENTS[supplement])}


def test_chaque_piece_n_importe_que_ce_que_son_supplement_apporte() -> None:
    fautes = {
        f"{fichier.relative_to(SOURCE)} : {nom}"
        for fichier in SOURCE.rglob("*.py")
        for nom in _importes(fichier)
        if nom not in _permis(fichier)
    }
    assert fautes == set()


@pytest.mark.parametrize("supplement", SUPPLEMENTS)
def test_un_supplement_declare_ce_qu_il_apporte(supplement: str) -> None:
    declares = {_nom(exigence) for exigence in PROJET["optional-dependencies"][supplement]}
    apportes = {nom: _distributions(nom) for nom in SUPPLEMENTS[supplement]}
    bases = {"brotli"}  # an extra of whitenoise
    assert {nom for nom, paquets in apportes.items() if nom not in bases and not paquets & declares} == set()
    assert declares <= {paquet for paquets in apportes.values() for paquet in paquets}


@pytest.mark.parametrize("supplement", SUPPLEMENTS)
def test_un_supplement_n_apporte_que_ce_qui_sert(supplement: str) -> None:
    importes = {nom for fichier in SOURCE.rglob("*.py") for nom in _importes(fichier)}
    assert set(SUPPLEMENTS[supplement]) - importes - SANS_IMPORTATION.get(supplement, set()) == set()


def test_ce_que_les_reglages_nomment_est_apporte() -> None:
    reglages = (SOURCE / "web" / "reglages.py").read_text("utf-8")
    assert all(nom in reglages for nom in SANS_IMPORTATION["web"] - {"brotli"})


def test_la_base_declare_ce_que_la_ligne_de_commande_importe() -> None:
    assert {_nom(exigence) for exigence in PROJET["dependencies"]} == set(DE_BASE)


def _epingles() -> dict[str, str]:
    """Return each pinned package with what the lock says of it."""
    lignes = (RACINE / "requirements.lock").read_text("utf-8").replace("\\\n", " ").splitlines()
    return {_nom(ligne): ligne for ligne in lignes if ligne and not ligne.startswith("#")}


def test_le_verrou_epingle_chaque_paquet_par_sa_version_et_ses_empreintes() -> None:
    forme = re.compile(r"[A-Za-z0-9_.-]+(\[toml\])?==[0-9][\w.]*( +--hash=sha256:[0-9a-f]{64})+")
    assert [ligne for ligne in _epingles().values() if not forme.fullmatch(ligne)] == []


def test_le_verrou_ne_nomme_aucun_depot() -> None:
    assert "://" not in (RACINE / "requirements.lock").read_text("utf-8")


def test_le_verrou_contient_tout_ce_qui_est_declare_et_ce_que_les_essais_importent() -> None:
    exigences = [*PROJET["dependencies"], *(une for liste in PROJET["optional-dependencies"].values() for une in liste)]
    assert {_nom(une) for une in exigences} - set(_epingles()) == set()
    dossiers = [RACINE / nom for nom in ("tests", "docs", "bench")]
    importes = {
        nom
        for dossier in dossiers
        for fichier in dossier.rglob("*.py")
        if "charge_w" not in fichier.parts
        for nom in _importes(fichier)
        if nom not in {"tests", "docs", "bench"}
    }
    assert {nom for nom in importes if not _distributions(nom) & set(_epingles())} == set()
