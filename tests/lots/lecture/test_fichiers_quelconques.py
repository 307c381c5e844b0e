"""Any bytes under any name: read, or refused in one sentence; never anything else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binome.moteur.erreurs import ErreurDeSaisie

pytest.importorskip("polars", reason="files are an extra")

from binome.lots.lecture.feuille import lire_feuille
from binome.lots.lecture.lire import ouvrir
from tests.lots.fichiers.ecrire import DOSSIER, TETE

FICHIERS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
cellules = st.one_of(
    st.text(max_size=8), st.sampled_from(["01", "1 219", "01/09/2024", "13-janv", "NC", '"', "=1", "1e9", "²", "-"])
)
rangees = st.lists(st.lists(cellules, max_size=len(TETE) + 2), max_size=6)


def lire_ou_refuser(fichier: Path) -> None:
    try:
        entree = ouvrir(fichier)
        for un in entree.blocs():
            assert un.table.height == un.lignes.len() == un.identifiants.height
            assert all("\n" not in phrase for _, phrase in un.fautes)
        assert all("\n" not in phrase for phrase in entree.remarques.phrases())
    except ErreurDeSaisie as refus:
        assert fichier.name in str(refus)
        assert len(str(refus)) < 1_000


@FICHIERS
@given(st.binary(max_size=300), st.sampled_from(["csv", "jsonl", "xlsx", "ods", "parquet"]))
def test_des_octets_quelconques(tmp_path: Path, octets: bytes, suffixe: str) -> None:
    fichier = tmp_path / f"e.{suffixe}"
    fichier.write_bytes(octets)
    lire_ou_refuser(fichier)


@FICHIERS
@given(
    rangees,
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_une_table_quelconque(
    tmp_path: Path, lignes: list[list[str]], separateur: str, fin: str, encodage: str
) -> None:
    fichier = tmp_path / "e.csv"
    texte = fin.join([separateur.join(TETE), *(separateur.join(ligne) for ligne in lignes)])
    fichier.write_bytes(texte.encode(encodage, "replace"))
    lire_ou_refuser(fichier)
    try:
        lire_feuille(fichier, ("parametre", "valeur", "rpps"))
    except ErreurDeSaisie as refus:
        assert fichier.name in str(refus)


@pytest.mark.parametrize("nom", ["tableur/tapee_en_francais.xlsx", "tableur/tapee_en_francais.ods", "vrais_types.xlsx"])
def test_un_classeur_dont_des_octets_changent(tmp_path: Path, nom: str) -> None:
    entier, tirage = (DOSSIER / nom).read_bytes(), random.Random(7)
    for rang in range(60):
        octets = bytearray(entier)
        for _ in range(tirage.randint(1, 8)):
            octets[tirage.randrange(len(octets))] = tirage.randrange(256)
        fichier = tmp_path / f"{rang}{Path(nom).suffix}"
        fichier.write_bytes(octets)
        lire_ou_refuser(fichier)
