"""Exit codes and words: an input is 2, the machine 69, ours alone is 70; a closed pipe is not a « no »."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from binome.cli import principal as module_principal
from binome.cli.ecran import cris_retenus
from binome.gestion.refus import CONFLIT, INTERDIT
from binome.moteur import erreurs
from binome.moteur.erreurs import DEFAUT, MANQUE, REFUS, ErreurBinome, ErreurDeDroit, PasUnRecu
from binome.moteur.refus import en_refus
from binome.moteur.supplements import BibliothequeAbsente, bibliotheque_absente, exiger
from binome.simulation.recu import recu
from tests.attaques.conftest import Lancer
from tests.conftest import RACINE

MG = {"date_signature": "2024-09-01", "specialite": "01", "option_etp": "1", "pmt_initiale": 900}


@pytest.fixture
def faux(tmp_path: Path) -> Path:
    """A receipt that differs: the answer is « no », exit code 1."""
    ecrit = recu(MG)
    ecrit["contenu"]["arrondi"] = "au mille"
    fichier = tmp_path / "recu.json"
    fichier.write_text(json.dumps(ecrit), "utf-8")
    return fichier


def _binome(*arguments: str, sortie: int) -> tuple[int, str]:
    fini = subprocess.run(
        [sys.executable, "-m", "binome", *arguments], stdout=sortie, stderr=subprocess.PIPE, text=True, check=False
    )
    return fini.returncode, fini.stderr


@pytest.mark.parametrize("arguments", [("verifier",), ("simuler", "--json"), ("simuler",), ("expliquer",)])
def test_un_tuyau_ferme_n_est_ni_un_oui_ni_un_non(arguments: tuple[str, ...], faux: Path) -> None:
    lire, ecrire = os.pipe()
    os.close(lire)
    if arguments[0] != "verifier":
        faux.write_text(json.dumps(MG), "utf-8")
    code, erreurs_dites = _binome(*arguments, str(faux), sortie=ecrire)
    os.close(ecrire)
    assert (code, erreurs_dites) == (141, "")


def test_toute_commande_ecrit_sur_l_ecran_qui_connait_les_tuyaux_fermes() -> None:
    """The library's own screen leaves with the code for « no »: no command makes one."""
    commandes = (RACINE / "src" / "binome" / "cli").glob("*.py")
    appels = re.compile(r"\bConsole\(")
    fautives = [un.name for un in commandes if un.name != "ecran.py" and appels.search(un.read_text("utf-8"))]
    assert fautives == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device on this system")
@pytest.mark.parametrize("arguments", [("verifier",), ("simuler", "--json"), ("recu",)])
def test_une_sortie_pleine_est_la_machine_et_se_dit(arguments: tuple[str, ...], faux: Path) -> None:
    if arguments[0] != "verifier":
        faux.write_text(json.dumps(MG), "utf-8")
    with Path("/dev/full").open("wb") as plein:
        code, erreurs_dites = _binome(*arguments, str(faux), sortie=plein.fileno())
    assert (code, erreurs_dites) == (69, "Il n'y a plus de place là où la réponse s'écrit.\n")


@pytest.mark.parametrize(
    ("faute", "code", "morceau"),
    [
        (OSError(errno.ENAMETOOLONG, "trop long", "a" * 300), 2, "un nom plus court"),
        (OSError(errno.ENOENT, "absent", "x.json"), 2, "un fichier qui existe"),
        (OSError(errno.EACCES, "interdit", "x.json"), 69, "Le système refuse « x.json »"),
        (OSError(errno.ENOSPC, "plein", "x.json"), 69, "plus de place là où « x.json » s'écrit"),
        (OSError("sans numéro"), 69, "Le système refuse cette opération (OSError)"),
        (MemoryError(), 69, "Il manque de la mémoire"),
        (ModuleNotFoundError("x", name="polars.lazy"), 69, "pip install 'binome[population]'"),
        (ModuleNotFoundError("x", name="django"), 69, "pip install 'binome[web]'"),
        (ModuleNotFoundError("x", name="pyspark"), 69, "pip install 'binome[spark]'"),
        (ModuleNotFoundError("x", name="inconnue"), 69, "réinstallez binome"),
        (EOFError(), 70, "Erreur interne (EOFError)"),
        (KeyError("x"), 70, "Erreur interne (KeyError)"),
    ],
)
def test_ce_qui_arrete_une_commande_a_son_code_et_sa_phrase(
    faute: Exception, code: int, morceau: str, lancer: Lancer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tomber(*_: object) -> None:
        raise faute

    monkeypatch.setattr(module_principal.Groupe.__mro__[1], "invoke", tomber)
    rendu, sortie, dites = lancer("simuler", "--specialite", "01")
    assert (rendu, sortie) == (code, "")
    assert morceau in dites
    assert dites.count("\n") == 1


def _genres(racine: type[ErreurBinome]) -> list[type[ErreurBinome]]:
    return [racine, *(un for sous in racine.__subclasses__() for un in _genres(sous))]


def test_chaque_refus_de_l_arbre_est_a_l_utilisateur_ou_a_la_machine_sauf_le_droit_lui_meme() -> None:
    genres = set(_genres(ErreurBinome))
    assert {genre for genre in genres if genre.consequence == DEFAUT} == set(_genres(ErreurDeDroit))
    assert {genre.consequence for genre in genres} == {REFUS, MANQUE, DEFAUT, INTERDIT, CONFLIT}
    assert erreurs.__doc__ is not None
    assert all(nom in erreurs.__doc__ for nom in ("ErreurDeSaisie", "MoyenAbsent"))


def test_un_defaut_de_nos_lignes_n_est_pas_un_refus() -> None:
    assert en_refus(ZeroDivisionError()) is None
    assert en_refus(RecursionError()) is None


def test_une_bibliotheque_absente_se_dit_a_qui_importe_la_bibliotheque() -> None:
    absente = bibliotheque_absente(ModuleNotFoundError("x", name="numpy"))
    assert isinstance(absente, BibliothequeAbsente)
    assert bibliotheque_absente(absente) is absente
    with pytest.raises(ImportError, match="binome"):
        exiger(["binome_qui_n_existe_pas"])
    exiger(["json"])


def test_une_reforme_en_yaml_sans_sa_bibliotheque_est_la_machine(
    lancer: Lancer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    (tmp_path / "r.yaml").write_text("titre: x\n", "utf-8")
    code, sortie, dites = lancer("simuler", "--specialite", "01", "--reforme", str(tmp_path / "r.yaml"))
    assert (code, sortie) == (69, "")
    assert "pip install 'binome[population]'. Une réforme s'écrit aussi en .toml" in dites


@pytest.mark.parametrize(
    ("absente", "demande", "supplement"),
    [
        ("polars", "import binome; binome.simuler_lot([{}])", "population"),
        ("numpy", "import binome; binome.simuler_lot", "population"),
        ("numpy", "import binome.nation.projection", "population"),
        ("llvmlite", "import binome.noyau.calcul", "population"),
    ],
)
def test_en_python_un_supplement_absent_est_une_phrase(absente: str, demande: str, supplement: str) -> None:
    programme = f"import sys; sys.modules[{absente!r}] = None\n{demande}"
    fini = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=False)
    derniere = fini.stderr.splitlines()[-1]
    assert fini.returncode == 1
    assert f"Il manque une bibliothèque ({absente}) : pip install 'binome[{supplement}]'." in derniere


ABIME = Path(__file__).parents[1] / "fuzz" / "corpus" / "parquet" / "trouve_72e8f8cf1425.parquet"


def test_la_panique_d_une_bibliotheque_n_est_pas_montree(tmp_path: Path) -> None:
    fini = subprocess.run(
        [sys.executable, "-m", "binome", "lot", str(ABIME), str(tmp_path / "s.csv")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert fini.returncode == module_principal.CODE_SAISIE
    assert fini.stderr.strip() == (
        f"« {ABIME.name} » : ce fichier n'est pas accepté. Attendu : un fichier Parquet entier."
    )


def _crier(faute: Exception) -> None:
    with cris_retenus():
        os.write(2, b"au secours\n")
        print("en cours", file=sys.stderr)
        raise faute


@pytest.mark.parametrize(("faute", "montre"), [(PasUnRecu("non"), ""), (ZeroDivisionError(), "au secours\n")])
def test_ce_qu_une_bibliotheque_crie_n_est_montre_que_si_rien_d_autre_ne_le_dit(
    faute: Exception, montre: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(type(faute)):
        _crier(faute)
    assert capfd.readouterr().err.replace("en cours\n", "") == montre
