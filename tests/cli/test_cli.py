"""The command line as a person or a program meets it: sub-processes for the contract, in-process for the rest."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from binome.cas import cas
from binome.cli import principal as module_principal
from binome.cli.principal import principal
from binome.moteur.erreurs import DroitAbsent, ErreurBinome, ErreurDeDroit, MoyenAbsent, PasUnRecu
from tests.cas.test_cas import verifier
from tests.conftest import RACINE

MG = ["--specialite", "01", "--secteur", "1", "--option-etp", "1", "--date-signature", "2024-09-01"]
COMPTES = ["--pmt-initiale", "900", "--pfa-initiale", "1400"]


@pytest.fixture
def lancer(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def executer(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as sortie:
            principal(list(arguments))
        capture = capsys.readouterr()
        return int(sortie.value.code or 0), capture.out, capture.err

    return executer


Lancer = Callable[..., tuple[int, str, str]]


def test_la_commande_installee_repond(tmp_path: Path) -> None:
    situation = tmp_path / "s.json"
    situation.write_text(json.dumps({"specialite": "01", "pmt_initiale": 900}), "utf-8")
    fini = subprocess.run(
        [sys.executable, "-m", "binome", "simuler", str(situation), "--json", "--pmt-initiale", "775"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert fini.returncode == 0
    assert fini.stderr == ""
    assert json.loads(fini.stdout)["tranches"]["pmt"] == "p30_p50"


@pytest.mark.parametrize("un_cas", cas()[::5], ids=lambda un_cas: un_cas.nom)
def test_chaque_cas_passe_par_son_fichier(un_cas: Any, lancer: Lancer) -> None:
    code, sortie, erreurs = lancer("simuler", str(RACINE / "cas" / f"{un_cas.nom}.toml"), "--json")
    assert (code, erreurs) == (0, "")
    verifier(un_cas, json.loads(sortie))


def test_l_entree_standard_se_lit(lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    flux = io.TextIOWrapper(io.BytesIO('\ufeff{"specialite": "01", "percentile_pmt": 72.5}'.encode()))
    monkeypatch.setattr(sys, "stdin", flux)
    code, sortie, _ = lancer("simuler", "-", "--json")
    assert code == 0
    assert json.loads(sortie)["tranches"]["pmt"] == "p50_p90"


def test_toutes_les_options_composees(lancer: Lancer) -> None:
    code, sortie, _ = lancer(
        "simuler",
        *MG,
        *COMPTES,
        "--option-etp",
        "1.5",
        "--zone",
        "zip",
        "--avenant-second-assistant",
        "4:1250:1900",
        "--objectifs-precedents-atteints",
        "oui",
        "--seuil-caisse",
        "pfa.p50=1514",
        "--constat",
        "3:1205:1867",
        "--lecture",
        "seuil_p30=strict",
        "--objectifs-convenus",
        "pmt=100,pfa=200",
        "--json",
    )
    rendu = json.loads(sortie)
    assert code == 0
    assert [annee["option_etp"] for annee in rendu["annees"]] == ["1", "1", "1", "1.5", "1.5"]
    assert rendu["objectifs"]["pmt"]["patients"] == 100
    assert rendu["annees"][2]["part"] == "1"
    assert next(le for le in rendu["lectures"] if le["id"] == "seuil_p30")["retenue"] == "strict"


def test_la_sortie_lisible_commence_par_le_verdict(lancer: Lancer) -> None:
    code, sortie, erreurs = lancer("simuler", *MG, *COMPTES, "--constat", "3:1205:1399")
    assert (code, erreurs) == (0, "")
    assert sortie.startswith("Éligible : ")
    for morceau in (
        "à rendre 11\u202f000",
        "0\u00a0€",
        "Doutes des textes",
        "seul le contrat fait foi",
        "305 patients",
    ):
        assert morceau in sortie


def test_la_sortie_lisible_dit_les_fourchettes_et_ce_qui_manque(lancer: Lancer) -> None:
    _, sortie, _ = lancer("simuler", "--specialite", "04", "--pfa-initiale", "1600", "--constat", "3::1520")
    for morceau in ("À confirmer (le secteur conventionnel, l'option)", "Ce qui manque", "Rang de la file active", "—"):
        assert morceau in sortie
    _, sortie, _ = lancer(
        "simuler", *MG, *COMPTES, "--specialite", "04", "--pfa-initiale", "1500", "--date-naissance", "1950-01-01"
    )
    assert "maintien de 1\u202f500 patients" in sortie


def test_le_doute_d_une_autre_specialite_suit_le_verdict(lancer: Lancer) -> None:
    _, sortie, _ = lancer(
        "simuler", "--specialite", "21", "--option-etp", "1", "--secteur", "1", "--pfa-initiale", "173"
    )
    doute = " ".join(sortie.split()).index("Votre objectif de file active est très incertain")
    assert doute < " ".join(sortie.split()).index("n'est pas parmi les six exclues")


def test_un_doute_qui_rendrait_non_eligible_ne_dit_que_cela(lancer: Lancer) -> None:
    _, sortie, _ = lancer("simuler", *MG, "--pmt-initiale", "775", "--pfa-initiale", "1400")
    assert "avec « non, il faut le dépasser (>) » : éligibilité : non éligible\n" in sortie


def test_strict_repond_par_son_code(lancer: Lancer) -> None:
    assert lancer("simuler", *MG, *COMPTES, "--strict")[0] == 0
    assert lancer("simuler", *MG, *COMPTES, "--secteur", "3", "--strict")[0] == 1
    assert lancer("simuler", "--specialite", "01", "--strict")[0] == 1
    assert lancer("simuler", *MG, *COMPTES, "--secteur", "3")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "morceaux"),
    [
        (["simuler", "--specialte", "01"], ["Erreur", "--specialte", "inconnue", "--specialite"]),
        (["simulr"], ["« simulr » inconnue", "« simuler »"]),
        (["simuler", "--specialite"], ["demande une valeur"]),
        (["simuler"], ["Donnez une situation"]),
        (["expliquer"], ["Donnez une situation"]),
        (["simuler", "a", "b"], ["Argument en trop"]),
        (["simuler", "absent.json"], ["« absent.json »", "un fichier que l'on peut lire"]),
        (["simuler", "--constat", "3:1100"], ["ANNEE:PMT:PFA"]),
        (["simuler", "--lecture", "seuil_p30"], ["NOM=VALEUR"]),
        (["simuler", "--avenant-second-assistant", "1:2:3:4"], ["ANNEE:PMT:PFA"]),
        (["simuler", "--pmt-initiale", "-3"], ["« -3 »"]),
        (["droit", "nombres", "montant"], ["« montant » inconnu", "« montants »"]),
        (["--langue"], ["--langue", "inconnue"]),
    ],
)
def test_une_faute_donne_une_phrase_et_le_code_2(arguments: list[str], morceaux: list[str], lancer: Lancer) -> None:
    code, sortie, erreurs = lancer(*arguments)
    assert code == 2
    assert sortie == ""
    assert "Traceback" not in erreurs
    for morceau in morceaux:
        assert morceau in erreurs


@pytest.mark.parametrize(
    ("contenu", "morceau"),
    [
        (b'{"specialite": "01"', "ligne 1, colonne 20"),
        (b"[]", "un objet JSON"),
        (b'{"pmt_initiale": NaN}', "des nombres ordinaires"),
        (b'{"pmt_initiale": 1, "pmt_initiale": 2}', "une seule fois"),
        (b'{"pmt_initiale": ' + b"9" * 5000 + b"}", "un fichier JSON simple"),
        (b"[" * 100_000, "un fichier JSON simple"),
        (b"\xff\xfe{", "UTF-8"),
        (b" " * 1_000_001, "un mégaoctet"),
        (b'{"specialte": "01"}', "Vouliez-vous écrire « specialite »"),
    ],
)
def test_un_fichier_hostile_est_refuse(contenu: bytes, morceau: str, lancer: Lancer, tmp_path: Path) -> None:
    fichier = tmp_path / "s.json"
    fichier.write_bytes(contenu)
    code, sortie, erreurs = lancer("simuler", str(fichier))
    assert (code, sortie) == (2, "")
    assert morceau in erreurs
    assert "Traceback" not in erreurs


@pytest.mark.parametrize(
    ("contenu", "morceau"),
    [("titre = ", "un fichier TOML correct"), ("titre = 'sans situation'", "une table [situation]")],
)
def test_un_cas_illisible_est_refuse(contenu: str, morceau: str, lancer: Lancer, tmp_path: Path) -> None:
    fichier = tmp_path / "cas.toml"
    fichier.write_text(contenu, "utf-8")
    code, _, erreurs = lancer("simuler", str(fichier))
    assert code == 2
    assert morceau in erreurs


def test_expliquer_en_texte_et_en_json(lancer: Lancer) -> None:
    code, sortie, _ = lancer("expliquer", *MG, *COMPTES, "--constat", "3:1100:1600")
    assert code == 0
    assert (
        "lecture : Le taux d'atteinte se compte-t-il sur les patients supplémentaires ou sur le total ? (constaté"
        in sortie
    )
    assert "(etude-binome §6.2 [D])" in sortie
    assert "Textes cités" in sortie
    code, sortie, _ = lancer("expliquer", *MG, *COMPTES, "--json")
    assert json.loads(sortie)["pas"]


@pytest.mark.parametrize("quoi", ["regles", "nombres", "lectures", "textes", "specialites"])
def test_le_droit_se_lit_en_entier(quoi: str, lancer: Lancer) -> None:
    code, sortie, _ = lancer("droit", quoi, "--json")
    fiches = json.loads(sortie)
    assert code == 0
    assert all(fiche["nom"] and fiche["titre"] for fiche in fiches)
    _, liste, _ = lancer("droit", quoi)
    assert len(liste.splitlines()) == len(fiches)
    for fiche in fiches[:: max(len(fiches) // 8, 1)]:
        _, detail, _ = lancer("droit", quoi, fiche["nom"])
        assert fiche["titre"] in detail
        assert json.loads(lancer("droit", quoi, fiche["nom"], "--json")[1]) == fiche


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["simuler"],
        ["expliquer"],
        ["droit"],
        *[["droit", quoi] for quoi in ("regles", "nombres", "lectures", "textes")],
    ],
)
def test_l_aide_est_en_francais(arguments: list[str], lancer: Lancer) -> None:
    code, sortie, _ = lancer(*arguments, "--help")
    assert code == 0
    for anglais in ("Usage:", "Show this", "Commands", " and exit", "[OPTIONS]", "COMMAND [ARGS]"):
        assert anglais not in sortie
    assert "Afficher cette aide et sortir." in sortie


def test_sans_commande_l_aide_est_donnee(lancer: Lancer) -> None:
    code, sortie, erreurs = lancer()
    assert (code, erreurs) == (0, "")
    assert "simuler" in sortie


def test_la_version_se_dit(lancer: Lancer) -> None:
    code, sortie, _ = lancer("--version")
    assert code == 0
    assert sortie.startswith("binome ")


def test_une_faute_interne_ne_montre_pas_ses_entrailles(lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    def tomber(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(module_principal.binome, "main", tomber)
    code, _, erreurs = lancer("simuler", *MG)
    assert code == 70
    assert "Erreur interne (ZeroDivisionError)" in erreurs
    assert "Traceback" not in erreurs
    monkeypatch.setenv("BINOME_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        principal(["simuler"])


@pytest.mark.parametrize(
    ("faute", "attendu"), [(MoyenAbsent("x"), 69), (DroitAbsent("x"), 2), (PasUnRecu("x"), 2), (ErreurDeDroit("x"), 70)]
)
def test_chaque_genre_de_refus_a_son_code(
    faute: ErreurBinome, attendu: int, lancer: Lancer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuser(*_: object, **__: object) -> None:
        raise faute

    monkeypatch.setattr(module_principal.binome, "main", refuser)
    code, _, erreurs = lancer("simuler", *MG)
    assert (code, erreurs) == (attendu, "x\n")


def _dialoguer(reponses: str) -> str:
    """Run `binome simuler` on a pseudo-terminal and type the answers."""
    maitre, esclave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "binome", "simuler"],
        stdin=esclave,
        stdout=esclave,
        stderr=esclave,
        close_fds=True,
        env={**os.environ, "TERM": "dumb", "COLUMNS": "100"},
    ) as processus:
        os.close(esclave)
        os.write(maitre, (reponses + "\n" * 30).encode())
        morceaux = []
        while True:
            try:
                morceau = os.read(maitre, 65536)
            except OSError:
                break
            if not morceau:
                break
            morceaux.append(morceau)
        processus.wait()
    os.close(maitre)
    return b"".join(morceaux).decode()


def test_les_questions_ne_posent_que_ce_qui_compte_encore() -> None:
    dialogue = _dialoguer("2024-09-01\n01\n1\n\n900\n1400\n")
    assert "Quelle est votre spécialité ?" in dialogue
    assert "part de vos honoraires" not in dialogue, "a question that cannot matter to a GP"
    assert "Éligible" in dialogue or "À confirmer" in dialogue


def test_les_presomptions_qui_changeraient_le_resultat_sont_demandees() -> None:
    dialogue = _dialoguer("2024-09-01\n01\n1\n900\n1\n1400\n1950-01-01\n")
    assert "Entrée si c'est : moins de 65 ans à la signature." in dialogue
    assert "maintien de 900 patients" in dialogue


def test_les_objectifs_convenus_se_saisissent_par_paires() -> None:
    dialogue = _dialoguer("2024-09-01\n01\n1\n900\n1\n1400\n\n\noui\n120\npmt=120,pfa=300\n")
    assert "À écrire pmt=120,pfa=300." in dialogue
    assert "la forme NOM=VALEUR" in dialogue
    assert "120 patients de plus" in dialogue


def test_une_exclusion_arrete_les_questions() -> None:
    dialogue = _dialoguer("2024-09-01\nradiologie\n")
    assert "Non éligible." in dialogue
    assert "Combien de patients" not in dialogue


def test_une_reponse_illisible_est_redemandee() -> None:
    dialogue = _dialoguer("hier\n2024-09-01\nradiologie\n")
    assert "n'est pas accepté" in dialogue
    assert "Non éligible." in dialogue


def test_le_terminal_propose_les_valeurs_d_une_option(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_BINOME_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "binome simuler --zone z")
    monkeypatch.setenv("COMP_CWORD", "3")
    with pytest.raises(SystemExit):
        principal([])
    assert capsys.readouterr().out.splitlines() == ["plain,zip", "plain,zac"]


@pytest.mark.parametrize("commande", [("demo", "--contrats"), ("population", "--medecins"), ("web", "--port")])
def test_un_nombre_qui_n_en_est_pas_un_se_refuse_en_francais(commande: tuple[str, str], lancer: Lancer) -> None:
    code, _, refus = lancer(*commande, "x")
    assert code == 2
    assert "'x' n'est pas un nombre entier." in refus
    assert "valid" not in refus
