"""Files of the user are never harmed: whatever is asked, whatever breaks, at any moment, and by anybody else's run."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

polars = pytest.importorskip("polars", reason="files are an extra")

import binome
from binome.lots import execution
from binome.lots.chantier import Chantier
from binome.lots.execution import traiter_un_fichier
from binome.lots.lecture import bloc
from binome.moteur import ecrire
from binome.moteur.erreurs import MoyenAbsent
from tests.conftest import RACINE
from tests.lots.outils import JAMAIS
from tests.lots.test_lot import GENERALISTE

Ecrire = Callable[..., Path]


@pytest.fixture
def entree(tmp_path: Path) -> Path:
    """Nine rows, one of them bad."""
    lignes = [{**GENERALISTE, "pmt_initiale": str(900 + n) if n != 4 else "beaucoup"} for n in range(9)]
    fichier = tmp_path / "e.csv"
    polars.DataFrame([{nom: str(v) for nom, v in ligne.items()} for ligne in lignes]).write_csv(fichier)
    return fichier


@pytest.fixture(autouse=True)
def petits_blocs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows a block."""
    monkeypatch.setattr(bloc, "LIGNES_PAR_BLOC", 2)


def _noms(dossier: Path) -> list[str]:
    return sorted(chemin.name for chemin in dossier.iterdir())


def test_la_sortie_n_est_jamais_l_entree(entree: Path) -> None:
    avant = entree.read_bytes()
    lien = entree.with_name("autre.csv")
    lien.symlink_to(entree)
    dur = entree.with_name("dur.csv")
    os.link(entree, dur)
    for sortie in (entree, lien, dur, entree.parent / "." / entree.name):
        for remplacer in (False, True):
            with pytest.raises(binome.ErreurDeSaisie, match="un autre fichier que l'entrée"):
                traiter_un_fichier(entree, sortie, remplacer=remplacer)
    assert entree.read_bytes() == avant
    assert _noms(entree.parent) == ["autre.csv", "dur.csv", "e.csv"]


def test_les_erreurs_ne_s_ecrivent_pas_sur_l_entree(tmp_path: Path, entree: Path) -> None:
    piege = entree.rename(tmp_path / "s.csv.erreurs.csv")
    avant = piege.read_bytes()
    with pytest.raises(binome.ErreurDeSaisie, match="un autre fichier que l'entrée"):
        traiter_un_fichier(piege, tmp_path / "s.csv", remplacer=True)
    assert piege.read_bytes() == avant


@pytest.mark.parametrize("nom", ["s.csv", "s.csv.erreurs.csv"])
def test_un_fichier_de_l_utilisateur_n_est_jamais_ecrase_sans_le_demander(entree: Path, nom: str) -> None:
    sien = entree.with_name(nom)
    sien.write_text("mes notes", "utf-8")
    with pytest.raises(binome.ErreurDeSaisie, match="--remplacer"):
        traiter_un_fichier(entree, entree.with_name("s.csv"))
    assert sien.read_text("utf-8") == "mes notes"
    assert _noms(entree.parent) == sorted(["e.csv", nom])
    traiter_un_fichier(entree, entree.with_name("s.csv"), remplacer=True)
    assert sien.read_text("utf-8-sig").startswith("ligne,")


def test_un_dossier_en_parties_de_l_utilisateur_reste(entree: Path) -> None:
    sien = entree.with_name("s.csv.parties")
    sien.mkdir()
    (sien / "these.docx").write_text("trois ans", "utf-8")
    traiter_un_fichier(entree, entree.with_name("s.csv"))
    assert (sien / "these.docx").read_text("utf-8") == "trois ans"


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="the system keeps no attributes")
def test_une_reponse_intacte_se_refait_et_une_reponse_annotee_reste(entree: Path) -> None:
    sortie, erreurs = entree.with_name("s.csv"), entree.with_name("s.csv.erreurs.csv")
    traiter_un_fichier(entree, sortie)
    premiere = sortie.read_bytes()
    traiter_un_fichier(entree, sortie)
    assert sortie.read_bytes() == premiere
    with sortie.open("a", encoding="utf-8") as flux:
        flux.write("à vérifier avec la caisse\n")
    with pytest.raises(binome.ErreurDeSaisie, match="personne n'a modifiée"):
        traiter_un_fichier(entree, sortie)
    assert "à vérifier" in sortie.read_text("utf-8")
    sortie.unlink()
    erreurs.write_bytes(erreurs.read_bytes() + b"vu\n")
    with pytest.raises(binome.ErreurDeSaisie, match="erreurs"):
        traiter_un_fichier(entree, sortie)
    assert erreurs.read_bytes().endswith(b"vu\n")


def test_sans_attributs_du_systeme_toute_reponse_est_a_l_utilisateur(
    entree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "setxattr", raising=False)
    monkeypatch.delattr(os, "getxattr", raising=False)
    traiter_un_fichier(entree, entree.with_name("s.csv"))
    with pytest.raises(binome.ErreurDeSaisie, match="--remplacer"):
        traiter_un_fichier(entree, entree.with_name("s.csv"))


def test_un_fichier_apparu_pendant_le_calcul_reste(entree: Path) -> None:
    sortie = entree.with_name("s.csv")

    def survenir(lues: int, _total: int | None) -> None:
        if lues == 9:
            sortie.write_text("arrivé entre-temps", "utf-8")

    with pytest.raises(binome.ErreurDeSaisie, match="--remplacer"):
        traiter_un_fichier(entree, sortie, survenir)
    assert sortie.read_text("utf-8") == "arrivé entre-temps"
    assert not list(entree.parent.glob(".binome*"))


@pytest.mark.parametrize("sortie", ["absent/s.csv", "e.csv/s.csv", "dossier.csv", "x" * 300 + ".csv"])
def test_une_sortie_impossible_est_refusee_en_mots(entree: Path, sortie: str) -> None:
    (entree.parent / "dossier.csv").mkdir()
    with pytest.raises(binome.ErreurDeSaisie, match="Attendu"):
        traiter_un_fichier(entree, entree.parent / sortie, remplacer=True)
    assert _noms(entree.parent) == ["dossier.csv", "e.csv"]


@pytest.mark.parametrize("contenu", ["", "specialite,secteur\n", "\n\n"])
def test_un_fichier_vide_se_dit_et_ne_laisse_rien(tmp_path: Path, contenu: str) -> None:
    (tmp_path / "e.csv").write_text(contenu, "utf-8")
    with pytest.raises(binome.ErreurDeSaisie):
        traiter_un_fichier(tmp_path / "e.csv", tmp_path / "s.csv")
    assert _noms(tmp_path) == ["e.csv"]


def test_une_entree_modifiee_en_route_est_refusee(entree: Path) -> None:
    def modifier(lues: int, _total: int | None) -> None:
        if lues == 2:
            entree.write_bytes(entree.read_bytes() + b"01,1,1,2024-09-01,900,1400\n")

    with pytest.raises(binome.ErreurDeSaisie, match="personne ne modifie"):
        traiter_un_fichier(entree, entree.with_name("s.csv"), modifier)
    assert _noms(entree.parent) == ["e.csv"]


def test_un_classeur_trop_long_est_refuse_avant_le_travail(entree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binome.lots.ecriture.classeur.LIGNES_MAXIMALES", 44)
    with pytest.raises(binome.ErreurDeSaisie, match="8 situations dans un classeur"):
        traiter_un_fichier(entree, entree.with_name("s.xlsx"), lambda _lues, _total: pytest.fail("no work"))
    assert _noms(entree.parent) == ["e.csv"]


def test_le_dossier_de_travail_est_prive_et_son_nom_ne_se_devine_pas(entree: Path) -> None:
    vus: set[tuple[str, int]] = set()

    def regarder(_lues: int, _total: int | None) -> None:
        vus.update((d.name, d.stat().st_mode & 0o777) for d in entree.parent.glob(".binome*"))

    for _ in range(2):
        traiter_un_fichier(entree, entree.with_name("s.csv"), regarder, remplacer=True)
    assert len(vus) == 2, "another name each time"
    assert {droits for _, droits in vus} == {0o700}


def test_le_dossier_d_un_autre_n_est_ni_repris_ni_efface(entree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _interrompre(entree, entree.with_name("s.csv"))
    (laisse,) = entree.parent.glob(".binome*")
    laisse.chmod(0o755)
    dits: list[str] = []
    bilan = traiter_un_fichier(entree, entree.with_name("s.csv"), reprendre=True, dire=dits.append)
    assert bilan.reprises == 0
    assert any("Rien à reprendre" in dit for dit in dits)
    assert laisse.is_dir()


def test_deux_traitements_d_une_meme_sortie_ne_se_melangent_pas(entree: Path) -> None:
    sortie, attend, libre = entree.with_name("s.csv"), threading.Event(), threading.Event()

    def attendre(_lues: int, _total: int | None) -> None:
        attend.set()
        assert libre.wait(30)

    premier = threading.Thread(target=lambda: traiter_un_fichier(entree, sortie, attendre))
    premier.start()
    assert attend.wait(30)
    try:
        for reprendre in (False, True):
            with pytest.raises(binome.ErreurDeSaisie, match="aucun autre traitement"):
                traiter_un_fichier(entree, sortie, reprendre=reprendre, remplacer=True)
    finally:
        libre.set()
        premier.join(30)
    assert len(polars.read_csv(sortie)["ligne"].unique()) == 8
    assert _noms(entree.parent) == ["e.csv", "s.csv", "s.csv.erreurs.csv"]


def _interrompre(entree: Path, sortie: Path, apres: int = 4) -> None:
    def couper(lues: int, _total: int | None) -> None:
        if lues >= apres:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        traiter_un_fichier(entree, sortie, couper)


def test_une_reprise_ne_se_fie_qu_au_contenu_et_a_la_version(entree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sortie = entree.with_name("s.csv")
    etat = entree.stat()
    _interrompre(entree, sortie)
    contenu = entree.read_bytes()
    entree.write_bytes(contenu.replace(b"902", b"702"))
    os.utime(entree, ns=(etat.st_atime_ns, etat.st_mtime_ns))
    assert entree.stat().st_size == etat.st_size
    assert traiter_un_fichier(entree, sortie, reprendre=True).reprises == 0, "same size, same time, other content"

    entree.write_bytes(contenu)
    _interrompre(entree, sortie)
    os.utime(entree)
    assert traiter_un_fichier(entree, sortie, reprendre=True).reprises == 4, "another time, same content"

    _interrompre(entree, sortie)
    monkeypatch.setattr("binome.lots.marque.empreinte_du_moteur", lambda: "autre version")
    assert traiter_un_fichier(entree, sortie, reprendre=True).reprises == 0


@pytest.mark.parametrize("fin", [b"", b"[9, 9", b"pas du json\n", b"[1, 2]\n", b"[4, 8, 35, 1, 4, [99999999, 0, 0]]\n"])
def test_un_journal_coupe_ou_faux_ne_trompe_pas_une_reprise(entree: Path, fin: bytes) -> None:
    sortie = entree.with_name("s.csv")
    entiere = entree.with_name("entiere.csv")
    traiter_un_fichier(entree, entiere)
    _interrompre(entree, sortie)
    (laisse,) = entree.parent.glob(".binome*")
    for nom, ajoute in (("journal", fin), ("reponses", b"une ligne coup"), ("erreurs", b"4,x")):
        with (laisse / nom).open("ab") as flux:
            flux.write(ajoute)
    assert traiter_un_fichier(entree, sortie, reprendre=True).reprises == 4
    assert sortie.read_bytes() == entiere.read_bytes()
    assert (
        entree.with_name("s.csv.erreurs.csv").read_bytes() == entree.with_name("entiere.csv.erreurs.csv").read_bytes()
    )


def test_un_journal_dont_les_fichiers_manquent_ne_se_reprend_pas(entree: Path) -> None:
    sortie = entree.with_name("s.csv")
    _interrompre(entree, sortie)
    (laisse,) = entree.parent.glob(".binome*")
    (laisse / "reponses").unlink()
    assert traiter_un_fichier(entree, sortie, reprendre=True).reprises == 0
    assert _noms(entree.parent) == ["e.csv", "s.csv", "s.csv.erreurs.csv"]


def _plein(numero: int) -> OSError:
    return OSError(numero, os.strerror(numero))


@pytest.mark.parametrize("numero", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
@pytest.mark.parametrize("sortie", ["s.csv", "s.parquet", "s.xlsx", "s.jsonl"])
def test_un_disque_plein_se_dit_et_ne_laisse_rien(
    entree: Path, monkeypatch: pytest.MonkeyPatch, sortie: str, numero: int
) -> None:
    ajouter = Chantier.ajouter

    def deborder(self: Chantier, etat: Any, *morceaux: bytes) -> None:
        if etat.blocs == 3:
            raise _plein(numero)
        ajouter(self, etat, *morceaux)

    monkeypatch.setattr(Chantier, "ajouter", deborder)
    attendu = "Le système refuse" if numero == errno.EIO else r"Il manque \d+ Mo sur le disque"
    with pytest.raises(MoyenAbsent, match=attendu):
        traiter_un_fichier(entree, entree.with_name(sortie))
    assert _noms(entree.parent) == ["e.csv"]


@pytest.mark.parametrize("sortie", ["s.csv", "s.xlsx"])
def test_un_disque_plein_au_dernier_moment_ne_laisse_rien(
    entree: Path, monkeypatch: pytest.MonkeyPatch, sortie: str
) -> None:
    def deborder(*_arguments: Any) -> None:
        raise _plein(errno.ENOSPC)

    monkeypatch.setattr("binome.lots.execution.en_classeur" if sortie == "s.xlsx" else "shutil.copyfile", deborder)
    with pytest.raises(MoyenAbsent, match="Il manque"):
        traiter_un_fichier(entree, entree.with_name(sortie))
    assert _noms(entree.parent) == ["e.csv"]


def test_la_place_est_estimee_des_le_premier_bloc(entree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vus: list[int] = []
    monkeypatch.setattr(execution, "place_libre", lambda _fichier: 100)
    monkeypatch.setattr(ecrire, "place_libre", lambda _fichier: 100)
    with pytest.raises(MoyenAbsent, match="Il manque 1 Mo"):
        traiter_un_fichier(entree, entree.with_name("s.csv"), lambda lues, _total: vus.append(lues))
    assert vus == []
    assert _noms(entree.parent) == ["e.csv"]


def test_un_vrai_disque_plein(entree: Path) -> None:
    """A small disk of memory, where the account may mount one."""
    petit = entree.parent / "petit"
    petit.mkdir()
    monte = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(petit)]
    if subprocess.run(monte, check=False, capture_output=True).returncode:
        pytest.skip("this account may not mount a disk")
    try:
        gros = entree.with_name("gros.csv")
        gros.write_bytes(entree.read_bytes() + b"01,1,1,2024-09-01,900,1400\n" * 400)
        with pytest.raises(MoyenAbsent, match=r"Il manque 1 Mo sur le disque de « .*petit »"):
            traiter_un_fichier(gros, petit / "s.csv")
        assert _noms(petit) == []
    finally:
        subprocess.run(["umount", str(petit)], check=True)


LENT = """
    import sys, time
    from pathlib import Path
    from binome.lots import execution
    from binome.lots.lecture import bloc
    bloc.LIGNES_PAR_BLOC = 2
    execution.OUVRIERS = 1
    entree, sortie, pause, reprendre = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), len(sys.argv) > 4
    def avancer(lues, total):
        print(lues, flush=True)
        time.sleep(pause / 1000)
    execution.traiter_un_fichier(entree, sortie, avancer, reprendre, 10**9)
"""


@pytest.mark.parametrize("forme", ["csv", "parquet", "jsonl", "xlsx"])
def test_tue_n_importe_quand_puis_repris_donne_le_meme_fichier(entree: Path, forme: str) -> None:
    """Killed by the system at a few moments, then taken up: what comes out is the same to the byte."""
    entiere, sortie = entree.with_name(f"entiere.{forme}"), entree.with_name(f"s.{forme}")
    traiter_un_fichier(entree, entiere, compile_des=JAMAIS)
    commande = [sys.executable, "-c", textwrap.dedent(LENT), str(entree), str(sortie)]
    environnement = {**os.environ, "PYTHONPATH": str(RACINE / "src")}
    for pause, attente in ((60_000, 0), (20, 11), (20, 1)):
        suite = ["oui"] if pause == 20 else []
        tue = subprocess.Popen([*commande, str(pause), *suite], stdout=subprocess.PIPE, env=environnement, cwd=RACINE)
        assert tue.stdout is not None
        tue.stdout.readline()
        time.sleep(attente / 1000)
        tue.send_signal(signal.SIGKILL)
        tue.communicate()
        assert pause == 20 or not sortie.exists()
    if not sortie.exists():
        assert traiter_un_fichier(entree, sortie, reprendre=True, compile_des=JAMAIS).reprises >= 2
    if forme == "xlsx":
        assert polars.read_excel(sortie).equals(polars.read_excel(entiere)), "a workbook holds the time of its making"
    else:
        assert sortie.read_bytes() == entiere.read_bytes()
    erreurs, attendues = (fichier.with_name(f"{fichier.name}.erreurs.csv") for fichier in (sortie, entiere))
    assert erreurs.read_bytes() == attendues.read_bytes()
    assert len(_noms(entree.parent)) == 5, "nothing left behind"
