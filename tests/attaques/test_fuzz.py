"""A little of the fuzz at each run: every sample that once mattered, then some spoilt ones, the same at each run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("polars", reason="files are an extra")
pytest.importorskip("django", reason="the web application is an extra")

from tests.fuzz.essayer import Trouvaille, essayer, gater
from tests.fuzz.guide import chercher
from tests.fuzz.portes import CORPUS, PORTES, Porte

GATES = {
    "situation": 40,
    "actes": 40,
    "nombre": 150,
    "reforme_yaml": 40,
    "reforme_toml": 40,
    "groupe": 60,
    "cas": 15,
    "recu": 20,
}
AILLEURS = 12


@pytest.mark.parametrize("porte", PORTES.values(), ids=list(PORTES))
def test_tout_exemple_garde_est_lu_ou_refuse_en_mots(porte: Porte, tmp_path: Path) -> None:
    exemples = porte.exemples()
    assert exemples
    assert [trouvee for brut in exemples if (trouvee := essayer(porte, brut, tmp_path))] == []


@pytest.mark.parametrize("porte", PORTES.values(), ids=list(PORTES))
def test_un_exemple_gate_est_lu_ou_refuse_en_mots(porte: Porte, tmp_path: Path) -> None:
    exemples = porte.exemples()
    gates = [gater(porte, exemples, f"essais/{porte.nom}/{rang}") for rang in range(GATES.get(porte.nom, AILLEURS))]
    assert len(set(gates)) > len(gates) // 2
    assert [trouvee for brut in gates if (trouvee := essayer(porte, brut, tmp_path))] == []


def test_la_meme_graine_gate_de_la_meme_facon() -> None:
    for porte in (PORTES["actes"], PORTES["nombre"], PORTES["reforme_yaml"]):
        assert gater(porte, porte.exemples(), "a/1") == gater(porte, porte.exemples(), "a/1")
        assert len({gater(porte, porte.exemples(), f"a/{rang}") for rang in range(20)}) > 10


def test_un_lecteur_qui_tombe_se_boucle_ou_se_tait_est_vu(tmp_path: Path) -> None:
    from binome.moteur.erreurs import ErreurBinome, ErreurDeDroit

    def lever(faute: BaseException) -> Trouvaille | None:
        def lire(_brut: bytes, _dossier: Path) -> object:
            raise faute

        return essayer(PORTES["nombre"]._replace(lire=lire), b"x", tmp_path)

    assert lever(ErreurBinome("Une phrase.")) is None
    for faute in (KeyError("x"), RecursionError(), ErreurBinome(""), ErreurBinome("\x1b[2J"), ErreurDeDroit("Trou.")):
        assert lever(faute) is not None


def test_chaque_dossier_du_corpus_est_celui_d_une_porte() -> None:
    assert {dossier.name for dossier in CORPUS.iterdir()} <= set(PORTES)


def test_la_recherche_guidee_dit_ce_qui_lui_manque(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "atheris", None)
    assert chercher(PORTES["recu"], 1, 1, lambda _brut, _dossier: False) == 69
    assert "atheris" in capsys.readouterr().err
