"""The documents of a report, by their extension."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from binome.moteur.erreurs import ErreurDeSaisie
from binome.rapports.nation.donnees import ecrire_le_classeur, ecrire_le_parquet, texte_json
from binome.rapports.nation.page import en_html
from binome.rapports.nation.pdf import en_pdf
from binome.rapports.nation.rapport import Rapport


def _ecrire_la_page(rapport: Rapport, fichier: Path) -> None:
    fichier.write_text(en_html(rapport), "utf-8")


def _ecrire_le_pdf(rapport: Rapport, fichier: Path) -> None:
    fichier.write_bytes(en_pdf(rapport))


def _ecrire_le_json(rapport: Rapport, fichier: Path) -> None:
    fichier.write_text(texte_json(rapport), "utf-8")


FICHIERS: Final[dict[str, Callable[[Rapport, Path], None]]] = {
    ".html": _ecrire_la_page,
    ".pdf": _ecrire_le_pdf,
    ".xlsx": ecrire_le_classeur,
    ".json": _ecrire_le_json,
}
"""What writes each extension; a name without one is a folder of Parquet tables."""


def verifier_les_sorties(fichiers: Sequence[Path]) -> None:
    """Refuse, before any computing, a report that could not be written.

    Raises:
        ErreurDeSaisie: unknown extension, or folder that does not exist.
    """
    for fichier in fichiers:
        if fichier.suffix and fichier.suffix.lower() not in FICHIERS:
            attendu = f"une extension parmi {', '.join(FICHIERS)}, ou un dossier (Parquet)"
            raise ErreurDeSaisie("sortie", fichier.name, attendu)
        if not fichier.absolute().parent.is_dir():
            raise ErreurDeSaisie("sortie", str(fichier), "un fichier dans un dossier qui existe")


def ecrire(rapport: Rapport, fichier: Path) -> None:
    """Write the report in the format of the extension; a name without one is a folder of Parquet tables.

    Raises:
        ErreurDeSaisie: another extension.
    """
    verifier_les_sorties([fichier])
    FICHIERS.get(fichier.suffix.lower(), ecrire_le_parquet)(rapport, fichier)
