"""The national calculation on the site: asked by an address, one at a time, whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

for bibliotheque in ("llvmlite", "polars", "altair", "vl_convert", "yaml"):
    pytest.importorskip(bibliotheque, reason="the population is an extra")

os.environ.setdefault("BINOME_CACHE", tempfile.mkdtemp(prefix="binome-cache-"))

from binome.moteur.erreurs import ErreurDeSaisie, MoyenAbsent
from binome.web import chiffrage, travail
from tests.web.conftest import Demander

PETITE = {"calculer": "1", "reforme": "rampe", "medecins": "5000", "tirages": "20", "graine": "7"}


@pytest.fixture(autouse=True)
def sans_reste() -> Iterator[None]:
    """No calculation outlives its test."""
    yield
    for enfant in chiffrage._enfants:
        enfant.kill()
        enfant.wait()
    chiffrage._ramasser()


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
    assert reponse.status_code == 400
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


def _demande(**champs: str) -> chiffrage.Demande:
    return chiffrage.lire_la_demande({nom: [valeur] for nom, valeur in {**PETITE, **champs}.items()})


def _dossier(a_part: Path) -> Path:
    dossier = a_part / chiffrage.cle(_demande())
    dossier.mkdir()
    return dossier


@pytest.mark.parametrize(
    ("faute", "statut", "mot"),
    [
        (ErreurDeSaisie("nombres", "x", "autre chose"), 400, "autre chose"),
        (MemoryError(), 503, "La mémoire de cette machine n&#x27;y suffit pas"),
        (OSError(errno.ENOSPC, "No space left on device"), 503, "sur le disque"),
        (MoyenAbsent("Ce calcul a dépassé 15 minutes."), 503, "a dépassé 15 minutes"),
        (RuntimeError("détail interne"), 500, "Binôme a eu une panne dans ce calcul"),
    ],
)
def test_un_calcul_impossible_dit_sa_vraie_cause(
    demander: Demander, a_part: Path, monkeypatch: pytest.MonkeyPatch, faute: Exception, statut: int, mot: str
) -> None:
    def echouer(_dossier: Path) -> None:
        raise faute

    monkeypatch.setattr(travail, "travailler", echouer)
    monkeypatch.setattr("binome.web.chiffrage.subprocess.Popen", lambda *_, **__: pytest.fail("tried again"))
    dossier = _dossier(a_part)
    travail.noter_les_essais(dossier, 2)
    travail.principal(dossier)
    reponse = demander("/nation/", PETITE)
    assert reponse.status_code == statut
    assert mot in reponse.content.decode()
    assert "détail interne" not in reponse.content.decode()
    assert "moins de médecins" not in reponse.content.decode() or isinstance(faute, MemoryError)
    fragment = demander("/nation/", PETITE, headers={"hx-request": "true"})
    assert fragment.status_code == 200
    assert mot in fragment.content.decode()


def test_ce_que_la_machine_a_manque_une_fois_est_essaye_encore(
    demander: Demander, a_part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lances: list[Path] = []
    monkeypatch.setattr(chiffrage, "_lancer", lambda dossier, _verrou: lances.append(dossier))
    dossier = _dossier(a_part)
    travail.noter_les_essais(dossier, 1)
    travail.ecrire_d_un_coup(dossier / travail.REFUS_ECRIT, {"phrase": "Il manque 3 Mo.", "statut": 503})
    assert demander("/nation/", PETITE).status_code == 200
    assert lances == [dossier]


def test_la_tete_d_une_page_ne_lance_rien(a_part: Path) -> None:
    from django.test import Client

    assert Client(headers={"host": "127.0.0.1"}).head("/nation/", PETITE).status_code == 200
    assert list(a_part.iterdir()) == []


def test_un_dossier_abime_ne_fait_rien_tomber(
    demander: Demander, a_part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chiffrage, "_lancer", lambda *_: None)
    dossier = _dossier(a_part)
    for nom in ("essais", travail.REFUS_ECRIT, travail.AVANCEMENT):
        (dossier / nom).write_bytes(b"\xff{")
    assert demander("/nation/", PETITE).status_code == 200
    (dossier / "sections.json").write_text("")
    assert demander("/nation/", PETITE).status_code == 200
    assert demander(f"/nation/{dossier.name}.pdf").status_code == 404


def test_un_disque_plein_est_dit_et_ne_laisse_rien_a_moitie(
    demander: Demander, a_part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plein(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", plein)
    reponse = demander("/nation/", PETITE)
    assert reponse.status_code == 503
    assert "sur le disque" in reponse.content.decode()
    assert [f.name for f in a_part.rglob("*") if f.is_file() and f.name != travail.VERROU] == []


def test_le_nombre_de_calculs_gardes_est_borne(a_part: Path) -> None:
    for rang in range(chiffrage.GARDES + 5):
        (a_part / f"{rang:02}").mkdir()
        quand = time.time() - 1000 + rang
        os.utime(a_part / f"{rang:02}", (quand, quand))
    chiffrage._balayer(sauf=a_part / "00")
    gardes = sorted(f.name for f in a_part.iterdir())
    assert len(gardes) == chiffrage.GARDES
    assert gardes == ["00", *(f"{rang:02}" for rang in range(6, chiffrage.GARDES + 5))]


def test_un_calcul_ne_survit_pas_a_son_serveur(tmp_path: Path) -> None:
    """Started by a process that is killed: it stops, gives the lock back, and may be tried again."""
    serveur = (
        "import os, sys, time\n"
        "import django\n"
        "django.setup()\n"
        "from binome.web import chiffrage\n"
        "demande = chiffrage.lire_la_demande({'medecins': ['0'], 'tirages': ['500']})\n"
        "chiffrage.suivre(demande)\n"
        "print(chiffrage.racine() / chiffrage.cle(demande), chiffrage._enfants[0].pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    environnement = {**os.environ, "BINOME_DONNEES": str(tmp_path)}
    parent = subprocess.Popen([sys.executable, "-c", serveur], stdout=subprocess.PIPE, text=True, env=environnement)
    assert parent.stdout is not None
    with parent, parent.stdout:
        dossier, enfant = parent.stdout.readline().rsplit(" ", 1)
        assert travail.prendre_le_verrou(Path(dossier).parent) is None, "the work holds the lock"
        parent.kill()
    fin = time.monotonic() + 60
    while (verrou := travail.prendre_le_verrou(Path(dossier).parent)) is None:
        assert time.monotonic() < fin, f"the calculation {enfant} outlives its server"
        time.sleep(1)
    verrou.close()
    assert travail.essais(Path(dossier)) == 0
