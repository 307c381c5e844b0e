"""The documents of a report, by their extension."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from binome.moteur.ecrire import ecrire as ecrire_un_fichier
from binome.moteur.ecrire import en_mots
from binome.moteur.erreurs import ErreurDeSaisie
from binome.rapports.nation.donnees import en_classeur, en_parquet, texte_json
from binome.rapports.nation.page import en_html
from binome.rapports.nation.pdf import en_pdf
from binome.rapports.nation.rapport import Rapport

FICHIERS: Final[dict[str, Callable[[Rapport], str | bytes]]] = {
    ".html": en_html,
    ".pdf": en_pdf,
    ".xlsx": en_classeur,
    ".json": texte_json,
}
"""What each extension holds; a name without one is a folder of Parquet tables."""


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
        MoyenAbsent: the machine cannot write it.
    """
    verifier_les_sorties([fichier])
    en_document = FICHIERS.get(fichier.suffix.lower())
    if en_document is not None:
        ecrire_un_fichier(fichier, en_document(rapport))
        return
    with en_mots(fichier):
        fichier.mkdir(parents=True, exist_ok=True)
    for nom, contenu in en_parquet(rapport).items():
        ecrire_un_fichier(fichier / nom, contenu)
