"""The national calculation on the site: asked by an address, one at a time, whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

for bibliotheque in ("llvmlite", "polars", "altair", "vl_convert", "yaml"):
    pytest.importorskip(bibliotheque, reason="the population is an extra")

os.environ.setdefault("BINOME_CACHE", tempfile.mkdtemp(prefix="binome-cache-"))

from binome.web import chiffrage, travail
from tests.web.conftest import Demander

PETITE = {"calculer": "1", "reforme": "rampe", "medecins": "5000", "tirages": "20", "graine": "7"}


@pytest.fixture
def a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of calculations of its own."""
    monkeypatch.setattr(chiffrage, "racine", lambda: tmp_path)
    return tmp_path


def test_la_page_propose_sans_rien_lancer(demander: Demander, a_part: Path) -> None:
    page = demander("/nation/").content.decode()
    assert "Une rampe au lieu du couperet" in page
    assert 'name="texte"' in page
    assert list(a_part.iterdir()) == []
    assert "What a rule costs" in demander("/en/nation/").content.decode()


@pytest.mark.parametrize(
    ("champs", "mot"),
    [
        ({"reforme": "../../secret"}, "une réforme parmi"),
        ({"texte": "nombres:\n  seuil_de_maintiens: 9/10"}, "seuil_de_maintien"),
        ({"texte": "a: &a [1]\nb: *a"}, "références"),
        ({"texte": "x" * 4001}, "4000 caractères au plus"),
        ({"tirages": "1000000"}, "20, 50, 200, 500"),
        ({"medecins": "7"}, "5000, 20000, 0"),
        ({"graine": "-1"}, "un nombre entier"),
        ({"graine": "²"}, "un nombre entier"),
    ],
)
def test_une_demande_hostile_est_refusee_en_mots(
    demander: Demander, a_part: Path, champs: dict[str, str], mot: str
) -> None:
    reponse = demander("/nation/", {**PETITE, **champs})
    assert reponse.status_code == 200
    assert 'role="alert"' in reponse.content.decode()
    assert mot in reponse.content.decode()
    assert list(a_part.iterdir()) == [], "nothing was started"


def test_une_adresse_va_du_calcul_a_ses_documents(demander: Demander) -> None:
    """In a process of its own, as on a server: started, followed, finished, taken away."""
    reponse = demander("/nation/", PETITE)
    assert "Avancement du calcul" in reponse.content.decode()
    autre = demander("/nation/", {**PETITE, "graine": "8"})
    assert "attend son tour" in autre.content.decode()
    fin = time.monotonic() + 240
    while "Emporter" not in reponse.content.decode():
        assert time.monotonic() < fin, reponse.content.decode()[-2000:]
        time.sleep(1)
        reponse = demander("/nation/", PETITE, headers={"hx-request": "true"})
    fragment = reponse.content.decode()
    assert "<html" not in fragment
    assert "contrats signés le" in fragment
    assert 'src="data:image/svg+xml;base64,' in fragment
    assert fragment.index("Ce que ce calcul ne dit pas") < fragment.index("loi par loi")
    demande = chiffrage.lire_la_demande({nom: [valeur] for nom, valeur in PETITE.items()})
    for forme, debut in {"pdf": b"%PDF", "html": b"<!doctype", "xlsx": b"PK", "json": b"{"}.items():
        document = demander(f"/nation/{chiffrage.cle(demande)}.{forme}")
        assert document.status_code == 200
        assert b"".join(document.streaming_content).startswith(debut)
        assert "attachment" in document["Content-Disposition"]
    assert "Emporter" in demander("/nation/", PETITE).content.decode(), "kept for the next reader"


@pytest.mark.parametrize(
    "chemin", ["/nation/" + "0" * 32 + ".pdf", "/nation/../secret.pdf", "/nation/" + "0" * 32 + ".py"]
)
def test_un_document_inconnu_n_est_pas_la(demander: Demander, a_part: Path, chemin: str) -> None:
    assert demander(chemin).status_code == 404


def test_une_autre_demande_attend_son_tour(demander: Demander, a_part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binome.web.chiffrage.subprocess.Popen", lambda *_, **__: pytest.fail("a second calculation"))
    verrou = travail.prendre_le_verrou(a_part)
    assert "attend son tour" in demander("/nation/", PETITE).content.decode()
    cle = chiffrage.cle(chiffrage.lire_la_demande({nom: [valeur] for nom, valeur in PETITE.items()}))
    (a_part / "courant").write_text(cle)
    (a_part / cle).mkdir()
    (a_part / cle / "avancement.json").write_text(json.dumps({"fait": 1, "total": 3, "quoi": "Une rampe"}))
    page = demander("/nation/", PETITE).content.decode()
    assert 'max="3" value="1"' in page
    verrou.close()


def test_un_calcul_qui_meurt_deux_fois_le_dit(
    demander: Demander, a_part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vrai = subprocess.Popen

    def mort(_commande: Any, **options: Any) -> Any:
        return vrai([sys.executable, "-c", "raise SystemExit(9)"], **options)

    monkeypatch.setattr("binome.web.chiffrage.subprocess.Popen", mort)
    for _ in range(2):
        assert "Le calcul commence" in demander("/nation/", PETITE).content.decode()
        chiffrage._enfants[-1].wait()
    assert "arrêté deux fois" in demander("/nation/", PETITE).content.decode()


def test_l_adresse_fait_le_dossier() -> None:
    defaut = chiffrage.lire_la_demande({})
    assert chiffrage.cle(defaut) == chiffrage.cle(chiffrage.lire_la_demande({"graine": ["1"]}))
    assert chiffrage.cle(defaut) != chiffrage.cle(chiffrage.lire_la_demande({"graine": ["2"]}))


def test_les_dossiers_de_la_veille_sont_balayes(a_part: Path) -> None:
    for nom, age in (("vieux", 2 * 86_400), ("neuf", 10)):
        (a_part / nom).mkdir()
        quand = time.time() - age
        os.utime(a_part / nom, (quand, quand))
    chiffrage._balayer()
    assert [f.name for f in a_part.iterdir()] == ["neuf"]


def test_sans_bibliotheques_la_page_le_dit(demander: Demander, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chiffrage, "possible", lambda: False)
    assert "binome[population,web]" in demander("/nation/", PETITE).content.decode()
