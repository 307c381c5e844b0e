"""The libraries that each extra of the package brings, by the name that is imported; the lack of one is a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from typing import Final

from binome.moteur.erreurs import MoyenAbsent

SUPPLEMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "population": ("llvmlite", "numpy", "polars", "fastexcel", "xlsxwriter", "yaml", "altair", "vl_convert", "typst"),
    "spark": ("pyspark", "pyarrow", "pandas"),
    "web": (
        "django",
        "crispy_forms",
        "crispy_bootstrap5",
        "django_htmx",
        "csp",
        "whitenoise",
        "brotli",
        "waitress",
        "platformdirs",
        "icalendar",
        "xlsxwriter",
        "typst",
    ),
    "mcp": ("mcp", "uvicorn"),
    "api": ("ninja", "jsonschema_rs", "pyarrow"),
    "gestion": ("django", "django_scopes", "sepaxml", "allauth", "django_filters", "cryptography"),
}


class BibliothequeAbsente(MoyenAbsent, ImportError):
    """A library that an extra brings is not installed."""


def bibliotheque_absente(manque: ImportError | str | None, conseil: str = "") -> BibliothequeAbsente:
    """Return the refusal that names the library that lacks, the extra that brings it, and what helps otherwise."""
    if isinstance(manque, BibliothequeAbsente):
        return manque
    nom = manque.name if isinstance(manque, ImportError) else manque
    racine = (nom or "").partition(".")[0]
    supplement = next((un for un, noms in SUPPLEMENTS.items() if racine in noms), None)
    if supplement is None:
        return BibliothequeAbsente(f"Il manque une bibliothèque ({racine or 'sans nom'}) : réinstallez binome.")
    return BibliothequeAbsente(f"Il manque une bibliothèque ({racine}) : pip install 'binome[{supplement}]'.{conseil}")


def exiger(noms: Iterable[str]) -> None:
    """Refuse to go on without libraries.

    Raises:
        BibliothequeAbsente: one of them is not installed.
    """
    for nom in noms:
        if find_spec(nom) is None:
            raise bibliotheque_absente(nom)
