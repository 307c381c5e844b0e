"""Every door through which something of somebody else's comes in, and how its samples are spoilt."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from tests.fuzz import mutations
from tests.fuzz.mutations import Mutation

CORPUS = Path(__file__).with_name("corpus")
JOUR = date(2026, 11, 25)


class Porte(NamedTuple):
    """A reader: what it does of bytes, under which suffix they are kept, how they are spoilt."""

    nom: str
    suffixe: str
    mutations: tuple[Mutation, ...]
    lire: Callable[[bytes, Path], object]
    de_plus: Callable[[], list[bytes]] = list

    def exemples(self) -> list[bytes]:
        """Return the samples: those of the corpus in the order of their names, then those made or lent."""
        gardes = sorted((CORPUS / self.nom).glob(f"*{self.suffixe}"))
        return [fichier.read_bytes() for fichier in gardes] + self.de_plus()


def _texte(brut: bytes) -> str:
    from binome.moteur.erreurs import ErreurDeSaisie

    try:
        return brut.decode("utf-8-sig")
    except UnicodeDecodeError as faute:
        raise ErreurDeSaisie("fichier", "illisible", "un texte en UTF-8") from faute


def _json(brut: bytes, quoi: str) -> Any:
    from binome.moteur.donnees_lues import TexteRefuse, lire_json
    from binome.moteur.erreurs import ErreurDeSaisie

    try:
        return lire_json(_texte(brut))
    except TexteRefuse as faute:
        raise ErreurDeSaisie(quoi, "illisible", "du JSON", faute.conseil) from faute


def _objet(brut: bytes, quoi: str) -> dict[str, Any]:
    from binome.moteur.erreurs import ErreurDeSaisie

    lu = _json(brut, quoi)
    if not isinstance(lu, dict):
        raise ErreurDeSaisie(quoi, lu, "un objet")
    return lu


def _situation(brut: bytes, _dossier: Path) -> object:
    from binome.simulation.simuler import simuler

    return simuler(_objet(brut, "situation")).en_json()


def _recu(brut: bytes, _dossier: Path) -> object:
    from binome.simulation.recu import verifier

    return verifier(_objet(brut, "recu")).en_json()


def _groupe(brut: bytes, _dossier: Path) -> object:
    from binome.collectif.contrat import simuler_collective

    return simuler_collective(_objet(brut, "groupe")).en_json()


def _actes(brut: bytes, _dossier: Path) -> object:
    from binome.contrats.actes.acte import lire_actes
    from binome.contrats.actes.releve import releve

    return releve(lire_actes(_json(brut, "actes")), JOUR, JOUR).en_json()


def _cas(brut: bytes, dossier: Path) -> object:
    from binome.cli.lecture import lire_la_situation
    from binome.simulation.simuler import simuler

    return simuler(lire_la_situation(str(_depose(brut, dossier, ".toml")))).en_json()


def _reforme(suffixe: str) -> Callable[[bytes, Path], object]:
    def lire(brut: bytes, dossier: Path) -> object:
        from binome.droit.loi import loi_en_vigueur
        from binome.lots.reformes import reforme
        from binome.simulation.simuler import simuler

        loi = loi_en_vigueur()
        loi = loi.avec(reforme(str(_depose(brut, dossier, suffixe)), loi.catalogue))
        return simuler(MEDECIN, loi=loi).en_json()

    return lire


def _table(suffixe: str) -> Callable[[bytes, Path], object]:
    def lire(brut: bytes, dossier: Path) -> object:
        from binome.lots.execution import traiter_un_fichier

        entree = _depose(brut, dossier, suffixe)
        return traiter_un_fichier(entree, dossier / "sortie.csv", remplacer=True)

    return lire


def _marges(brut: bytes, dossier: Path) -> object:
    from binome.nation.marges import lire_marges

    return lire_marges([_depose(brut, dossier, "-effectifs-et-les-densites.csv")])


def _nombre(brut: bytes, _dossier: Path) -> object:
    from binome.moteur import saisie
    from binome.moteur.erreurs import ErreurDeSaisie
    from binome.nation.hypotheses import hypotheses, lire_hypothese

    texte, lus = _texte(brut), []
    lecteurs: list[Callable[[str, str], object]] = [
        saisie.lire_compte, saisie.lire_date, saisie.lire_fraction, saisie.lire_part, saisie.lire_centiemes, saisie.lire_montant,
        saisie.lire_oui_non, lambda champ, valeur: saisie.lire_annee(champ, valeur, 5),
        lambda _, valeur: lire_hypothese(next(iter(hypotheses())), valeur),
    ]  # fmt: skip
    for lire in lecteurs:
        try:
            lus.append(lire("champ", texte))
        except ErreurDeSaisie as refus:
            lus.append(str(refus))
    return lus


def _adresse(brut: bytes, _dossier: Path) -> object:
    page, _, suite = brut.decode("latin-1").partition("?")
    rendue = _client().get(page if page.startswith("/") else "/resultat/", QUERY_STRING=suite)
    contenu = rendue.getvalue() if rendue.streaming else rendue.content
    if rendue.status_code >= 500 or b"Traceback" in contenu:
        raise AssertionError(f"statut {rendue.status_code}")
    return rendue.status_code


def _api(operation: str) -> Callable[[bytes, Path], object]:
    def lire(brut: bytes, _dossier: Path) -> object:
        rendue = _client().post(f"/api/v1/{operation}", brut, content_type="application/json")
        lu = json.loads(rendue.content)
        if rendue.status_code >= 500 or (rendue.status_code != 200 and not lu["detail"]):
            raise AssertionError(f"statut {rendue.status_code} : {lu}")
        return lu

    return lire


def _exemples_de(nom: str) -> Callable[[], list[bytes]]:
    return lambda: PORTES[nom].exemples()


@cache
def _client() -> Any:
    os.environ["BINOME_API_DEBIT"] = "0"
    from django.test import Client

    import tests.web.conftest  # noqa: F401  (sets the application up)

    return Client(headers={"host": "127.0.0.1"}, raise_request_exception=True)


def _depose(brut: bytes, dossier: Path, suffixe: str) -> Path:
    fichier = dossier / f"donne{suffixe}"
    fichier.write_bytes(brut)
    return fichier


def _fichiers(suffixe: str) -> Callable[[], list[bytes]]:
    """Return the samples that the tests of files keep."""
    return lambda: [fichier.read_bytes() for fichier in sorted(FICHIERS.rglob(f"*{suffixe}"))]


def _recus() -> list[bytes]:
    from binome.simulation.recu import recu

    return [json.dumps(recu(MEDECIN, loi)).encode() for loi in (None, "rampe")]


def _parquets() -> list[bytes]:
    import polars as pl

    sortie = BytesIO()
    pl.DataFrame([MEDECIN | {"constats": None}] * 3).drop("constats").write_parquet(sortie)
    return [sortie.getvalue()]


FICHIERS = Path(__file__).parents[1] / "lots" / "fichiers"
MEDECIN = json.loads((CORPUS / "situation" / "medecin.json").read_text("utf-8"))
PORTES = {
    porte.nom: porte
    for porte in (
        Porte("situation", ".json", mutations.JSON, _situation),
        Porte("recu", ".json", mutations.JSON, _recu, _recus),
        Porte("groupe", ".json", mutations.JSON, _groupe),
        Porte("actes", ".json", mutations.JSON, _actes),
        Porte("cas", ".toml", mutations.TEXTE, _cas),
        Porte("reforme_yaml", ".yaml", mutations.TEXTE, _reforme(".yaml")),
        Porte("reforme_toml", ".toml", mutations.TEXTE, _reforme(".toml")),
        Porte("reforme_csv", ".csv", mutations.TEXTE, _reforme(".csv")),
        Porte("csv", ".csv", mutations.TEXTE, _table(".csv"), _fichiers(".csv")),
        Porte("jsonl", ".jsonl", mutations.TEXTE, _table(".jsonl"), _fichiers(".jsonl")),
        Porte("xlsx", ".xlsx", mutations.ARCHIVE, _table(".xlsx"), _fichiers(".xlsx")),
        Porte("ods", ".ods", mutations.ARCHIVE, _table(".ods"), _fichiers(".ods")),
        Porte("parquet", ".parquet", mutations.BINAIRE, _table(".parquet"), _parquets),
        Porte("marges", ".csv", mutations.TEXTE, _marges),
        Porte("nombre", ".txt", mutations.TEXTE, _nombre),
        Porte("api_simulations", ".json", mutations.JSON, _api("simulations"), _exemples_de("situation")),
        Porte("api_verifications", ".json", mutations.JSON, _api("verifications"), _recus),
        Porte("api_objectifs", ".json", mutations.JSON, _api("objectifs"), _exemples_de("situation")),
        Porte("adresse", ".txt", mutations.TEXTE, _adresse),
    )
}
