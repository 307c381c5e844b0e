"""Many rows: the same answer as one doctor's simulation, through the interpreter and through the kernel; no row lost."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import binome
from binome.cas import cas
from binome.contrats.decrire import decrire
from binome.contrats.situation import lire_situation
from binome.lots import execution
from binome.lots.ecriture.presentation import Format
from binome.lots.execution import traiter_un_fichier
from binome.lots.lecture import bloc
from binome.lots.lecture.bloc import Bloc
from binome.lots.lecture.lire import lire
from binome.lots.lignes import COLONNES, lignes_de_la_simulation, situation_de_la_ligne
from binome.lots.table import traiter_un_bloc
from tests.lots.outils import par_le_noyau, repondre
from tests.simulation.strategies import completes, lectures, partielles, pmt

os.environ.setdefault("BINOME_CACHE", tempfile.mkdtemp(prefix="binome-cache-"))

GENERALISTE: dict[str, Any] = {
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "date_signature": "2024-09-01",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
}


def a_plat(situation: dict[str, Any]) -> dict[str, Any]:
    """A situation as a flat row: nested fields joined by a dot, constats by year."""
    ligne: dict[str, Any] = {}
    for nom, valeur in decrire(lire_situation(situation)).items():
        if nom == "constats":
            for constat in valeur:
                ligne |= {f"{cle}_annee_{constat['annee']}": v for cle, v in constat.items() if cle != "annee"}
        elif isinstance(valeur, dict):
            for cle, v in valeur.items():
                ligne |= {f"{nom}.{cle}.{s}": x for s, x in v.items()} if isinstance(v, dict) else {f"{nom}.{cle}": v}
        else:
            ligne[nom] = valeur
    return ligne


SANS_AVENANTS = [un_cas for un_cas in cas() if "avenants" not in un_cas.situation]
LIGNES = [a_plat(un_cas.situation) for un_cas in SANS_AVENANTS]
ATTENDUES = [
    ligne
    for numero, un_cas in enumerate(SANS_AVENANTS, 1)
    for ligne in lignes_de_la_simulation(numero, binome.simuler(un_cas.situation).reponse)
]


def test_une_ligne_plate_redonne_sa_situation() -> None:
    for un_cas, ligne in zip(SANS_AVENANTS, LIGNES, strict=True):
        assert lire_situation(situation_de_la_ligne(ligne)) == lire_situation(un_cas.situation)


def test_chaque_cas_est_le_meme_en_lot() -> None:
    lot = repondre(LIGNES)
    assert lot.erreurs == []
    assert lot.lignes == ATTENDUES


def test_chaque_cas_est_le_meme_par_le_noyau() -> None:
    rendues = par_le_noyau(LIGNES)
    assert rendues.erreurs == []
    assert rendues.lignes == ATTENDUES
    assert rendues.compilees > 80


def _reuni(deux: tuple[dict[str, Any], dict[str, Any]]) -> dict[str, Any]:
    return {nom: v for nom, v in {**deux[0], **deux[1]}.items() if nom != "date_premiere_installation"}


ANCIENS = st.fixed_dictionaries(
    {
        "date_signature": st.dates(date(2019, 8, 20), date(2024, 8, 1)).map(date.isoformat),
        "pmt_adultes_initiale": pmt,
        "option_etp": st.sampled_from(["1/3", "0.5", "1"]),
        "exercice_regroupe": st.booleans(),
        "exercice_coordonne": st.booleans(),
        "lectures": lectures,
    }
)
SITUATIONS = st.one_of(completes, partielles, st.tuples(completes, ANCIENS).map(_reuni))


@settings(max_examples=300)
@given(SITUATIONS)
def test_le_noyau_repond_comme_l_interprete(situation: dict[str, Any]) -> None:
    pytest.importorskip("llvmlite", reason="the compiler is an extra")
    ligne = a_plat(situation)
    assert par_le_noyau([ligne]).lignes == repondre([ligne]).lignes


def test_l_ordre_et_le_decoupage_ne_changent_rien() -> None:
    ensemble = repondre(LIGNES).lignes
    envers = repondre(LIGNES[::-1]).lignes
    n = len(LIGNES) + 1
    assert sorted((n - ligne[0], *ligne[1:2], str(ligne[2:])) for ligne in envers) == sorted(
        (ligne[0], *ligne[1:2], str(ligne[2:])) for ligne in ensemble
    )
    morceaux = [
        ligne for debut in range(0, len(LIGNES), 7) for ligne in repondre(LIGNES[debut : debut + 7], debut + 1).lignes
    ]
    assert morceaux == ensemble


def _ecrire_csv(fichier: Path, lignes: list[dict[str, Any]], separateur: str = ";") -> None:
    colonnes = list(dict.fromkeys(nom for ligne in lignes for nom in ligne))
    with fichier.open("w", encoding="utf-8", newline="") as flux:
        ecrivain = csv.DictWriter(flux, colonnes, delimiter=separateur)
        ecrivain.writeheader()
        ecrivain.writerows(lignes)


def _relire(fichier: Path) -> list[tuple[Any, ...]]:
    entiers = ("ligne", "annee", "objectif_pmt", "objectif_pfa")
    polars = pytest.importorskip("polars")
    if fichier.suffix == ".jsonl":
        lues = [json.loads(texte) for texte in fichier.read_text("utf-8").splitlines()]
    elif fichier.suffix == ".csv":
        with fichier.open(encoding="utf-8") as flux:
            lues = list(csv.DictReader(flux))
    elif fichier.suffix == ".parquet":
        lues = polars.read_parquet(fichier).to_dicts()
    else:
        lues = polars.read_excel(fichier, engine="calamine", infer_schema_length=0).to_dicts()
    rendues = []
    for lue in lues:
        assert list(lue) == list(COLONNES)
        propre = {nom: None if v in (None, "") else v for nom, v in lue.items()}
        for nom in entiers:
            propre[nom] = None if propre[nom] is None else int(str(propre[nom]))
        for nom in ("montant_maximal", "montant", "acompte", "solde"):
            propre[nom] = None if propre[nom] is None else f"{Decimal(str(propre[nom])):.2f}"
        rendues.append(tuple(propre.values()))
    return rendues


@pytest.mark.parametrize("sortie", [".csv", ".jsonl", ".parquet", ".xlsx"])
@pytest.mark.parametrize("entree", [".csv", ".jsonl", ".parquet", ".xlsx"])
def test_les_quatre_formats_entrent_et_sortent(tmp_path: Path, entree: str, sortie: str) -> None:
    polars = pytest.importorskip("polars")
    lignes = [
        {**GENERALISTE, "pmt_annee_3": "1100", "pfa_annee_3": "1600"},
        {**GENERALISTE, "specialite": "radiologie"},
    ]
    lignes = [{nom: str(valeur) for nom, valeur in ligne.items()} for ligne in lignes]
    source = tmp_path / f"entree{entree}"
    if entree == ".csv":
        _ecrire_csv(source, lignes)
    elif entree == ".jsonl":
        source.write_text("".join(json.dumps(ligne) + "\n" for ligne in lignes), "utf-8")
    elif entree == ".parquet":
        polars.DataFrame(lignes).write_parquet(source)
    else:
        polars.DataFrame(lignes).write_excel(source)
    cible = tmp_path / f"sortie{sortie}"
    bilan = traiter_un_fichier(source, cible, pour=Format.MACHINE)
    assert (bilan.lues, bilan.ecrites, bilan.erreurs) == (2, 6, 0)
    sous_la_tete = entree in (".csv", ".xlsx")
    assert _relire(cible) == repondre(lignes, premiere=1 + sous_la_tete).lignes
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([source.name, cible.name]), "nothing left behind"


def test_une_mauvaise_ligne_n_arrete_rien_et_se_retrouve(tmp_path: Path) -> None:
    source, cible = tmp_path / "e.csv", tmp_path / "s.csv"
    lignes: list[dict[str, Any]] = [
        GENERALISTE,
        {**GENERALISTE, "pmt_initiale": "=1+1"},
        {**GENERALISTE, "specialite": "zz"},
        {**GENERALISTE, "date_signature": "2018-01-01"},
        GENERALISTE,
    ]
    _ecrire_csv(source, lignes, ",")
    with source.open("a", encoding="utf-8") as flux:
        flux.write("01,1,1,2024-09-01,900,1400,de trop\n")
    bilan = traiter_un_fichier(source, cible)
    assert (bilan.lues, bilan.erreurs) == (6, 4)
    assert bilan.fichier_des_erreurs is not None
    with bilan.fichier_des_erreurs.open(encoding="utf-8-sig") as flux:
        erreurs = list(csv.DictReader(flux))
    assert [(e["ligne"], e["champ"]) for e in erreurs[:3]] == [
        ("3", "pmt_initiale"),
        ("4", "specialite"),
        ("5", "date_signature"),
    ]
    assert {ligne[0] for ligne in _relire(cible)} == {2, 6}
    _ecrire_csv(source, [GENERALISTE])
    assert traiter_un_fichier(source, cible).erreurs == 0
    assert not (tmp_path / "s.csv.erreurs.csv").exists(), "errors of an older run do not linger"


@pytest.mark.parametrize(
    ("contenu", "morceau"),
    [
        ("specialite;pmt_initial\n01;3\n", "pmt_initiale"),
        ("specialite;pmt_annee3\n01;3\n", "pmt_annee3"),
        ("specialite;lectures.seuil_p31\n01;x\n", "lectures.seuil_p30"),
    ],
)
def test_une_colonne_inconnue_est_refusee_avec_la_plus_proche(tmp_path: Path, contenu: str, morceau: str) -> None:
    source = tmp_path / "e.csv"
    source.write_text(contenu, "utf-8")
    with pytest.raises(binome.ErreurDeSaisie, match=morceau):
        list(lire(source))


@pytest.mark.parametrize(
    ("nom", "contenu"),
    [
        ("e.parquet", b"PAR1 tronque"),
        ("e.xlsx", b"pas un classeur"),
        ("e.csv", b"\xff\xfe\x00specialite"),
        ("e.txt", b""),
    ],
)
def test_un_fichier_illisible_est_refuse_en_mots(tmp_path: Path, nom: str, contenu: bytes) -> None:
    pytest.importorskip("polars")
    source = tmp_path / nom
    source.write_bytes(contenu)
    with pytest.raises(binome.ErreurDeSaisie, match="Attendu"):
        list(lire(source))


def test_une_ligne_de_json_abimee_est_une_erreur_de_ligne(tmp_path: Path) -> None:
    source = tmp_path / "e.jsonl"
    bonne = json.dumps({**GENERALISTE, "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}]})
    source.write_text(f"{bonne}\n{{abime\n[1]\n\n", "utf-8")
    bilan = traiter_un_fichier(source, tmp_path / "s.jsonl")
    assert (bilan.lues, bilan.ecrites, bilan.erreurs) == (3, 5, 2)


def test_un_traitement_interrompu_se_reprend_sans_rien_refaire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The power is cut after the second part: nothing half-written stays, and the third run redoes one part only."""
    monkeypatch.setattr(bloc, "LIGNES_PAR_BLOC", 2)
    source, cible = tmp_path / "e.csv", tmp_path / "s.csv"
    _ecrire_csv(source, [{**GENERALISTE, "pmt_initiale": 900 + n} for n in range(5)])
    vues: list[int] = []

    def coupe(un: Bloc, *reste: Any) -> Any:
        premiere = un.lignes[0]
        vues.append(premiere)
        if premiere == 6 and vues.count(6) == 1:
            raise KeyboardInterrupt
        return traiter_un_bloc(un, *reste)

    monkeypatch.setattr(execution, "traiter_un_bloc", coupe)
    monkeypatch.setattr(execution, "OUVRIERS", 1)
    with pytest.raises(KeyboardInterrupt):
        traiter_un_fichier(source, cible, pour=Format.MACHINE)
    assert not cible.exists()
    traiter_un_fichier(source, cible, reprendre=True, pour=Format.MACHINE)
    assert vues == [2, 4, 6, 6]
    assert [ligne[0] for ligne in _relire(cible)] == [n for n in range(2, 7) for _ in range(5)]
    traiter_un_fichier(source, cible, pour=Format.MACHINE)
    assert vues[4:] == [2, 4, 6], "a whole run starts again"


def test_les_tables_de_python(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    table = polars.DataFrame([GENERALISTE, {**GENERALISTE, "pmt_initiale": None}])
    rendue = binome.simuler_lot(table)
    assert isinstance(rendue, polars.DataFrame)
    assert rendue.columns == list(COLONNES)
    assert rendue["montant_maximal"].to_list()[:3] == ["38000.00", "28000.00", "22000.00"]
    assert binome.simuler_lot(table.clear()).height == 0
    with pytest.raises(binome.ErreurDeSaisie, match="pmt_initiale"):
        binome.simuler_lot(polars.DataFrame([{"pmt_initial": 3}]))
    with pytest.raises(binome.ErreurDeSaisie, match="ligne 1"):
        binome.simuler_lot(polars.DataFrame([{"pmt_initiale": -3}]))
