"""The house rules: names, literals, sources, cases, sentences, commands."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import binome
from binome.cas import cas, cas_collectifs, cas_d_evenement, cas_de_contrat
from binome.collectif.contrat import simuler_collective
from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.releve import releve
from binome.contrats.champs.description import champs
from binome.contrats.situation import Situation, lire_situation
from binome.droit.bareme import Bareme
from binome.droit.catalogue import THEMES, catalogue
from binome.droit.lectures import Lectures
from binome.droit.registre import toutes_les_regles
from binome.economie.repertoire import toutes_les_regles_economiques
from binome.moteur.sources import Source
from binome.moteur.trace import trace
from binome.simulation.evenements import Evenement, Survenue, consequence
from tests.conftest import RACINE

# What Django writes from the tables is data.
SOURCES = sorted(fichier for fichier in (RACINE / "src").rglob("*.py") if fichier.parent.name != "migrations")
DROIT = RACINE / "src" / "binome" / "droit"
ECONOMIE = RACINE / "src" / "binome" / "economie"
HORS_DU_DROIT = [fichier for fichier in SOURCES if not fichier.is_relative_to(DROIT)]
RELATIF = {fichier: fichier.relative_to(RACINE).as_posix() for fichier in SOURCES}


def _arbre(fichier: Path) -> ast.Module:
    return ast.parse(fichier.read_text("utf-8"))


@pytest.mark.parametrize("fichier", SOURCES, ids=RELATIF.get)
def test_les_noms_sont_sans_accents(fichier: Path) -> None:
    for noeud in ast.walk(_arbre(fichier)):
        for nom in (getattr(noeud, "name", None), getattr(noeud, "id", None), getattr(noeud, "arg", None)):
            if isinstance(nom, str):
                assert nom == unicodedata.normalize("NFD", nom).encode("ascii", "ignore").decode()


def _regles_de(arbre: ast.Module) -> list[str]:
    """Return the functions of a module that are rules."""
    return [
        noeud.name
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.FunctionDef)
        and any(isinstance(d, ast.Call) and getattr(d.func, "id", "") == "regle" for d in noeud.decorator_list)
    ]


REGLES_DU_DROIT = [fichier for fichier in SOURCES if _regles_de(_arbre(fichier))]


def test_les_regles_sont_toutes_dans_le_droit_ou_l_economie_et_a_leur_registre() -> None:
    """The law of the scheme in one place; the employer's rules (labour, tax) in another, that no contract looks at."""
    lieux = {DROIT: toutes_les_regles(), ECONOMIE: toutes_les_regles_economiques()}
    ailleurs = [f for f in REGLES_DU_DROIT if not any(f.is_relative_to(lieu) for lieu in lieux)]
    assert [RELATIF[f] for f in ailleurs] == []
    for lieu, connues in lieux.items():
        fichiers = [fichier for fichier in REGLES_DU_DROIT if fichier.is_relative_to(lieu)]
        assert {nom for fichier in fichiers for nom in _regles_de(_arbre(fichier))} == set(connues)


@pytest.mark.parametrize("fichier", HORS_DU_DROIT, ids=RELATIF.get)
def test_une_lecture_ne_se_decide_que_dans_le_droit(fichier: Path) -> None:
    """Outside the law, readings are carried, never compared: the receipt and its version would not see it."""
    for noeud in ast.walk(_arbre(fichier)):
        if isinstance(noeud, ast.ImportFrom) and noeud.module == "binome.droit.lectures":
            assert [nom.name for nom in noeud.names] == ["Lectures"], f"ligne {noeud.lineno}"
        if isinstance(noeud, ast.Attribute) and noeud.attr in Lectures._fields:
            porteur = getattr(noeud.value, "attr", getattr(noeud.value, "id", ""))
            assert porteur != "lectures", f"ligne {noeud.lineno} : {noeud.attr}"


@pytest.mark.parametrize("fichier", REGLES_DU_DROIT, ids=RELATIF.get)
def test_aucun_nombre_dans_les_regles(fichier: Path) -> None:
    """Only 0 and 1 (the neutral ones) may be written in the law's code; every other number lives in a data file."""
    for noeud in ast.walk(_arbre(fichier)):
        if (
            isinstance(noeud, ast.Constant)
            and isinstance(noeud.value, int | float)
            and not isinstance(noeud.value, bool)
        ):
            assert noeud.value in (0, 1), f"{fichier.name}, ligne {noeud.lineno} : {noeud.value}"


@pytest.mark.parametrize("fichier", SOURCES, ids=RELATIF.get)
def test_aucun_flottant_dans_le_code(fichier: Path) -> None:
    for noeud in ast.walk(_arbre(fichier)):
        assert not (isinstance(noeud, ast.Constant) and isinstance(noeud.value, float)), f"ligne {noeud.lineno}"


def test_les_montants_du_droit_ne_sont_ecrits_qu_une_fois() -> None:
    """No amount or threshold of the law may be copied in a module."""
    nombres = {str(n) for version in (catalogue().parametres["montants"].versions) for n in _entiers(version.valeur)}
    nombres |= {str(n) for v in catalogue().parametres["distribution"].versions for n in _entiers(v.valeur)}
    nombres = {n for n in nombres if int(n) > 200}
    for fichier in SOURCES:
        ecrits = {str(noeud.value) for noeud in ast.walk(_arbre(fichier)) if isinstance(noeud, ast.Constant)}
        assert not nombres & ecrits, f"{RELATIF[fichier]} : {nombres & ecrits}"


def _entiers(valeur: object) -> Iterator[int]:
    if isinstance(valeur, tuple):
        for sous in valeur:
            yield from _entiers(sous)
    elif isinstance(valeur, int):
        yield valeur


def test_chaque_nombre_et_chaque_regle_citent_un_texte_connu() -> None:
    textes = catalogue().textes
    for parametre in catalogue().parametres.values():
        for version in parametre.versions:
            assert version.source.texte in textes, parametre.nom
    for regle in toutes_les_regles().values():
        assert regle.source.texte in textes, regle.nom
        assert regle.titre.endswith((".", "?", ")")), regle.nom
    for lecture in catalogue().lectures.values():
        assert all(source.texte in textes for source in lecture.sources), lecture.id


def _citations() -> Iterator[tuple[str, Source]]:
    """Yield every source that the law cites, with what cites it."""
    droit = catalogue()
    for parametre in [*droit.parametres.values(), *droit.parametres_collectifs.values()]:
        yield from ((parametre.nom, version.source) for version in parametre.versions)
    yield from ((regle.nom, regle.source) for regle in toutes_les_regles().values())
    yield from ((lecture.id, source) for lecture in droit.lectures.values() for source in lecture.sources)
    for issue, sens in droit.issues.items():
        yield issue.code, sens.source
        yield from ((issue.code, source) for _, source in sens.selon_le_regime.values())
    yield from ((obligation.code, obligation.source) for obligation in droit.obligations)
    yield from ((terme.code, terme.source) for terme in droit.lexique.values())
    yield from ((regime.id, source) for regime in droit.regimes for source in regime.sources)
    for rubrique in droit.rubriques:
        yield from ((repere.code, source) for repere in rubrique.reperes for source in repere.sources)


def test_aucune_citation_n_est_mieux_notee_que_son_texte() -> None:
    textes = catalogue().textes
    for qui, source in _citations():
        assert source.texte in textes, f"{qui} cite un texte inconnu : {source.texte}"
        assert source.grade >= textes[source.texte].grade, (
            f"{qui} : {source}, texte de grade {textes[source.texte].grade}"
        )


@pytest.mark.parametrize("page", ["projet", "comprendre", "histoire", "lexique"])
def test_une_page_du_dispositif_n_ecrit_aucun_fait_a_la_main(page: str) -> None:
    """Facts come from the law's data, which has sources: a template holds headings, links and what a table means."""
    gabarit = (RACINE / "src" / "binome" / "web" / "templates" / f"{page}.html").read_text("utf-8")
    permises = {
        "De l'idée aux premières années du contrat : une liste à cocher et à imprimer.",
        "Ce que l'aide paie, à qui, et ce qu'elle demande en échange ; chaque phrase a sa source et son grade.",
        "nc : non communiqué, à demander à la caisse.",
        "Aucune caisse connue pour ce département.",
    }
    phrases = set(re.findall(r'{% translate "([^"]*\.)" %}', gabarit))
    assert phrases <= permises


def test_chaque_texte_est_cite() -> None:
    cites = {source.texte for _, source in _citations()}
    a_lire = {nom for nom, texte in catalogue().textes.items() if not texte.lu}
    assert set(catalogue().textes) - cites <= a_lire


def test_chaque_regle_est_exercee_par_un_cas() -> None:
    exercees = {pas.regle for un_cas in cas() for _, pas in binome.simuler(un_cas.situation).derivation.parcours()}
    for un_contrat in cas_de_contrat():
        with trace() as racine:
            releve(lire_actes(un_contrat.actes), un_contrat.au)
        exercees |= {etape.regle.nom for etape in racine.parcours() if etape.regle}
    for groupe in cas_collectifs():
        with trace() as racine:
            simuler_collective(groupe.groupe)
        exercees |= {etape.regle.nom for etape in racine.parcours() if etape.regle}
    for un_evenement in cas_d_evenement():
        with trace() as racine:
            quoi = {**un_evenement.evenement, "evenement": Evenement(un_evenement.evenement["evenement"])}
            consequence(lire_situation(un_evenement.situation), Survenue(**quoi))
        exercees |= {etape.regle.nom for etape in racine.parcours() if etape.regle}
    sous_une_lecture = {"rang_lognormal"}
    assert set(toutes_les_regles()) - exercees <= sous_une_lecture


def test_chaque_issue_de_table_est_atteinte_par_un_cas() -> None:
    motifs = {annee.motif for un_cas in cas() for annee in binome.simuler(un_cas.situation).annees}
    assert {motif.code for motif in catalogue().motifs} <= motifs
    issues = {c.issue for un_cas in cas() for c in binome.simuler(un_cas.situation).eligibilite.criteres}
    assert {issue.code for issue in catalogue().issues} <= issues


def test_les_champs_de_la_situation_sont_ceux_qui_sont_decrits() -> None:
    assert list(champs()) == [nom for nom in Situation.__dataclass_fields__ if nom in champs()] or set(champs()) == set(
        Situation.__dataclass_fields__
    )
    assert set(champs()) == set(Situation.__dataclass_fields__)
    for champ in champs().values():
        assert champ.question.endswith("?")
        assert champ.pourquoi.endswith(".")


def test_chaque_avertissement_ecrit_sert() -> None:
    fichier = RACINE / "src" / "binome" / "simulation" / "avertissements.toml"
    codes = set(tomllib.loads(fichier.read_text("utf-8")))
    code_source = "".join(f.read_text("utf-8") for f in SOURCES)
    assert {code for code in codes if f'"{code}"' not in code_source} == set()


def test_le_bareme_est_la_liste_des_nombres() -> None:
    assert set(catalogue().parametres) == set(Bareme._fields)
    assert {p.theme for p in catalogue().parametres.values()} <= set(THEMES)
    assert {p.selon for p in catalogue().parametres.values()} <= {"signature", "anniversaire", "constat"}


def test_les_modules_restent_courts() -> None:
    longueurs = sorted(len([li for li in f.read_text("utf-8").splitlines() if li.strip()]) for f in SOURCES)
    moteur = sorted(
        len([li for li in f.read_text("utf-8").splitlines() if li.strip()])
        for f in SOURCES
        if f.parent.name == "moteur"
    )
    assert moteur[len(moteur) // 2] <= 80
    assert longueurs[-1] <= 400


def test_importer_binome_n_amene_ni_compilateur_ni_table_ni_ecran() -> None:
    code = (
        "import sys, binome; binome.simuler(specialite='01'); "
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'llvmlite', 'numba', 'numpy', 'polars', 'click', 'rich', 'django'}))"
    )
    fini = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert fini.stdout.strip() == "[]"


def test_les_noms_publics_existent() -> None:
    assert sorted(binome.__all__) == binome.__all__
    for nom in binome.__all__:
        assert getattr(binome, nom) is not None
    with pytest.raises(AttributeError):
        binome.inconnu  # noqa: B018


def _commandes(fichier: str) -> list[str]:
    blocs = re.findall(r"```(?:sh|console)\n(.*?)```", (RACINE / fichier).read_text("utf-8"), re.DOTALL)
    return [ligne for bloc in blocs for ligne in re.sub(r"\\\n\s*", "", bloc).splitlines() if ligne.strip()]


def test_les_deux_lisezmoi_donnent_les_memes_commandes() -> None:
    assert _commandes("README.md") == _commandes("README.fr.md")
    assert _commandes("README.md")[:2] == ["make run", "make test"]


def test_les_commandes_du_lisezmoi_fonctionnent() -> None:
    for sortie in ("reponses.csv", "rapport.html"):
        (RACINE / sortie).unlink(missing_ok=True)  # what an earlier version left is not ours to judge here
    for commande in _commandes("README.md"):
        mots = shlex.split(commande)
        if mots[0] == "binome":
            fini = subprocess.run(
                [sys.executable, "-m", "binome", *mots[1:]], capture_output=True, text=True, check=False, cwd=RACINE
            )
            assert fini.returncode == 0, commande + fini.stderr
        elif mots[0] == "make":
            assert re.search(rf"^{mots[1]}:", (RACINE / "Makefile").read_text("utf-8"), re.MULTILINE), commande


def test_le_catalogue_francais_de_click_est_a_jour() -> None:
    dossier = RACINE / "src" / "binome" / "cli" / "langue" / "fr" / "LC_MESSAGES"
    with (dossier / "messages.po").open("rb") as source, (dossier / "messages.mo").open("rb") as compile_:
        ecrits, lus = ([(m.id, m.string) for m in lu if m.id] for lu in (read_po(source), read_mo(compile_)))

        def en_texte(messages: list[Any]) -> list[str]:
            return sorted(str([list(p) if isinstance(p, list | tuple) else p for p in m]) for m in messages)

    assert en_texte(ecrits) == en_texte(lus), "run `pybabel compile`"


def test_aucun_fichier_ne_nomme_un_depot_de_paquets_ni_une_machine() -> None:
    interdits = re.compile(r"--(extra-)?index|://[^ ]*/simple\b|/home/|/root/|file://")
    suivis = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True, cwd=RACINE).stdout.split()
    for nom in suivis:
        if (
            nom.endswith((".mo", ".svg", ".br", ".gz", ".woff2", ".ttf", ".png", ".min.js", ".min.css"))
            or nom == "tests/maison/test_maison.py"
        ):
            continue
        assert not interdits.search((RACINE / nom).read_text("utf-8", "replace")), nom
