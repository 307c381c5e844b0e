"""What a release hands out: the same bytes each time, a wheel that answers alone, licences that may travel together."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

from binome import __version__
from docs.publier import NOMENCLATURE, SOMMES, empreinte, epingles, licence, publier
from tests.conftest import RACINE

PERMISES = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software|ISC|Zlib|0BSD|CC0|MPL|Mozilla|EUPL|LGPL|Lesser|Zope|Public Domain|Unlicense|HPND|Artistic"
)
"""Licences that the EUPL may be handed out with; of several that a package offers, one is enough."""
SANS_DIRE = {"axe-playwright-python": "MIT, in its LICENSE file", "colorama": "BSD, not installed here"}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dossier = tmp_path_factory.mktemp("publication")
    publier(dossier)
    return dossier


def test_les_sommes_sont_celles_des_fichiers(dossier: Path) -> None:
    lignes = [ligne.split() for ligne in (dossier / SOMMES).read_text("ascii").splitlines()]
    assert {nom: somme for somme, nom in lignes} == {
        un.name: empreinte(un) for un in dossier.iterdir() if un.name != SOMMES
    }
    assert len(lignes) == 3


def test_la_nomenclature_dit_chaque_paquet_epingle(dossier: Path) -> None:
    liste = json.loads((dossier / NOMENCLATURE).read_text("utf-8"))
    assert liste["metadata"]["component"]["version"] == __version__
    assert {un["name"]: un["version"] for un in liste["components"]} == {n: v for n, (v, _) in epingles().items()}
    assert all(un["hashes"] for un in liste["components"])


def test_la_roue_repond_sans_ses_sources(dossier: Path, tmp_path: Path) -> None:
    """Unpacked elsewhere, with the libraries but not the checkout: data files, cases and pages are in it."""
    with zipfile.ZipFile(next(dossier.glob("*.whl"))) as roue:
        roue.extractall(tmp_path)
    chemins = [str(tmp_path), sysconfig.get_path("purelib")]
    essai = (
        f"import sys; sys.path[:0] = {chemins!r}; import binome; from pathlib import Path; "
        f"assert Path(binome.__file__).is_relative_to({str(tmp_path)!r}); "
        "montants = binome.simuler(specialite='01', option_etp='1', date_signature='2024-09-01', pmt_initiale=900, "
        "pfa_initiale=1400, constats=[{'annee': 3, 'pmt': 1100, 'pfa': 1600}]); "
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'binome.web.reglages'; import django; django.setup(); "
        "from django.test import Client; "
        "page = Client(SERVER_NAME='localhost').get('/droit/').status_code; print(montants.annees[2].montant, page)"
    )
    environnement = {**os.environ, "BINOME_DONNEES": str(tmp_path / "donnees")}
    environnement.pop("PYTHONPATH", None)
    rendu = subprocess.run(
        [sys.executable, "-S", "-c", essai],
        env=environnement,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert rendu.stdout.split() == ["14426.23", "200"], rendu.stderr[-2000:]


def test_chaque_licence_peut_voyager_avec_la_notre() -> None:
    dites = {nom: licence(nom) for nom in epingles() if nom not in SANS_DIRE}
    assert {nom: dite for nom, dite in dites.items() if dite and not PERMISES.search(dite)} == {}
    assert [nom for nom, dite in dites.items() if not dite] == []


def test_les_fiches_disent_la_meme_version_et_la_meme_licence() -> None:
    projet = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["project"]
    publique = yaml.safe_load((RACINE / "publiccode.yml").read_text("utf-8"))
    citation = yaml.safe_load((RACINE / "CITATION.cff").read_text("utf-8"))
    assert {publique["softwareVersion"], citation["version"]} == {__version__}
    assert {publique["legal"]["license"], citation["license"]} == {projet["license"]}
    assert {len(un["shortDescription"]) <= 150 for un in publique["description"].values()} == {True}


def test_les_formulaires_et_les_verifications_d_avant_se_lisent() -> None:
    formulaires = [yaml.safe_load(un.read_text("utf-8")) for un in (RACINE / ".github").rglob("*.yml")]
    assert len(formulaires) == 3
    assert all(un["name"] and un["description"] and un["body"] for un in formulaires)
    crochets = yaml.safe_load((RACINE / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    verifiees = (RACINE / "Makefile").read_text("utf-8")
    for crochet in crochets:
        outil = crochet["entry"].split()[0].removeprefix(".venv/bin/")
        assert f"$(BIN)/{outil}" in verifiees, crochet["id"]
