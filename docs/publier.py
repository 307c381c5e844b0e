"""Build what a release hands out: wheel, sources, list of components, checksums; twice, and compare.

    python -m docs.publier [DOSSIER]

Both builds must be the same bytes: anyone can check that a wheel comes from these sources.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, Final

RACINE: Final = Path(__file__).parent.parent
NOMENCLATURE: Final = "binome.cdx.json"
SOMMES: Final = "SHA256SUMS"


def construire(dossier: Path) -> list[Path]:
    """Build the wheel and the sources in a folder; return them, by name."""
    for cible in ("wheel", "sdist"):
        commande = [sys.executable, "-m", "hatchling", "build", "--target", cible, "--directory", str(dossier)]
        subprocess.run(commande, cwd=RACINE, check=True, capture_output=True)  # noqa: S603  (our own build)
    return sorted(fichier for fichier in dossier.iterdir() if fichier.suffix in (".whl", ".gz"))


def empreinte(fichier: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(fichier.read_bytes()).hexdigest()


def epingles() -> dict[str, tuple[str, list[str]]]:
    """Return each package of the lock with its version and the digests that may be installed."""
    lignes = (RACINE / "requirements.lock").read_text("utf-8").replace("\\\n", " ").splitlines()
    trouvees = {}
    for ligne in lignes:
        if ligne and not ligne.startswith("#"):
            exigence, *empreintes = ligne.split()
            nom, version = exigence.split("==")
            trouvees[nom.partition("[")[0]] = (version, [une.removeprefix("--hash=sha256:") for une in empreintes])
    return trouvees


def licence(nom: str) -> str:
    """Return the licence that an installed package declares; empty when it is not installed here."""
    try:
        dites = metadata(nom)
    except PackageNotFoundError:
        return ""
    expressions = dites.get_all("License-Expression") or []
    classees = [une.rpartition(" :: ")[2] for une in dites.get_all("Classifier") or [] if une.startswith("License")]
    en_clair = [une.partition("\n")[0] for une in dites.get_all("License") or []]
    return "; ".join(expressions or classees or en_clair)


def nomenclature(version: str) -> dict[str, Any]:
    """Return the list of components, in CycloneDX 1.5: what the lock pins, with digests and licences."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "binome", "version": version}},
        "components": [
            {
                "type": "library",
                "name": nom,
                "version": epinglee,
                "purl": f"pkg:pypi/{nom}@{epinglee}",
                "hashes": [{"alg": "SHA-256", "content": une} for une in empreintes],
                **({"licenses": [{"license": {"name": licence(nom)}}]} if licence(nom) else {}),
            }
            for nom, (epinglee, empreintes) in sorted(epingles().items())
        ],
    }


def publier(dossier: Path) -> list[Path]:
    """Write a release in a folder.

    Raises:
        SystemExit: two builds differ.
    """
    from binome import __version__

    dossier.mkdir(parents=True, exist_ok=True)
    fichiers = construire(dossier)
    with tempfile.TemporaryDirectory() as ailleurs:
        autres = construire(Path(ailleurs))
        if [(un.name, empreinte(un)) for un in fichiers] != [(un.name, empreinte(un)) for un in autres]:
            raise SystemExit("Deux constructions des mêmes sources diffèrent.")
    liste = dossier / NOMENCLATURE
    liste.write_text(
        json.dumps(nomenclature(__version__), indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8"
    )
    fichiers.append(liste)
    sommes = "".join(f"{empreinte(un)}  {un.name}\n" for un in fichiers)
    (dossier / SOMMES).write_text(sommes, "ascii")
    return fichiers


if __name__ == "__main__":
    for ecrit in publier(Path(sys.argv[1] if len(sys.argv) > 1 else RACINE / "dist")):
        print(ecrit)
