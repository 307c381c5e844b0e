"""A field declared in one place is found everywhere: here two toy ones, a simple one and a nested one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import click
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from binome.cli.commun import ecrire_json, options_de_situation, situation_donnee
from binome.contrats import situation
from binome.contrats.champs import description
from binome.contrats.champs.description import Devenir, champs, champs_de
from binome.contrats.champs.formes import Genre
from binome.contrats.decrire import decrire
from binome.contrats.dossier import Dossier
from binome.contrats.situation import Situation, lire_situation
from binome.lots.lignes import (
    colonne_du_champ,
    colonnes_connues,
    est_un_nombre,
    situation_de_la_ligne,
    verifier_les_colonnes,
)
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation import terme
from binome.simulation.calcul import rendre
from binome.simulation.reponse import ReponseCalculee
from binome.web import adresse
from binome.web.formulaire import FormulaireDeSituation, groupes
from docs.generer import page_des_champs
from docs.traductions import phrases
from tests.simulation.strategies import MG

JOUETS = """
[animal]
libelle = "Animal du cabinet"
forme = "mot"
choix = { chat = "un chat", chien = "un chien" }
question = "Quel animal vit au cabinet ?"
pourquoi = "Pour le test."
ou = "Dans la salle d'attente."
groupe = "medecin"
au_terme = "efface"

[visites]
libelle = "Visites à domicile"
forme = "par_axe"
axes = ["patientele"]
de = "compte"
etiquette = "Visites · {patientele}"
question = "Combien de visites ?"
pourquoi = "Pour le test."
ou = ""
groupe = "patienteles"
exemple = { pmt = 12, pfa = 30 }
adresse = "visites_{0}"
option = { paires = true, metavar = "pmt=N,pfa=N" }
"""


@dataclass(frozen=True, slots=True)
class SituationJouet(Situation):
    """A situation with two fields more."""

    animal: str | None = None
    visites: dict[str, int] | None = None


@pytest.fixture(autouse=True)
def jouets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The description of fields and the situation, each with the toy fields."""
    fichier = tmp_path / "champs.toml"
    fichier.write_text(description.FICHIER.read_text("utf-8") + JOUETS, "utf-8")
    monkeypatch.setattr(description, "FICHIER", fichier)
    monkeypatch.setattr(situation, "Situation", SituationJouet)
    champs_de.cache_clear()
    yield
    champs_de.cache_clear()


DONNEES: dict[str, Any] = {"animal": "chat", "visites": {"pmt": 12}}


def test_la_lecture_et_la_description_les_connaissent() -> None:
    lue = lire_situation({"animal": " Chat ", "visites": {"pmt": "12", "pfa": None}})
    assert isinstance(lue, SituationJouet)
    assert (lue.animal, lue.visites) == ("chat", {"pmt": 12})
    assert decrire(lue) == DONNEES
    assert {champ.name for champ in fields(SituationJouet)} == set(champs())
    for faux in ({"animal": "chameau"}, {"visites": {"pmt": -1}}, {"visites": {"ald": 1}}):
        with pytest.raises(ErreurDeSaisie):
            lire_situation(faux)


def test_le_schema_les_connait() -> None:
    schema = Draft202012Validator(champs().schema())
    assert schema.is_valid(DONNEES)
    assert not schema.is_valid({"animal": "chameau"})
    assert not schema.is_valid({"visites": {"pmt": -1}})


def test_la_ligne_de_commande_les_connait() -> None:
    @click.command()
    @options_de_situation
    def essai(situation: str | None, **options: Any) -> None:
        ecrire_json(situation_donnee(situation, options))

    aide = CliRunner().invoke(essai, ["--help"]).output
    assert "--animal chat|chien" in aide
    assert "--visites pmt=N,pfa=N" in aide
    assert "Animal du cabinet" in aide
    rendu = CliRunner().invoke(essai, ["--animal", "chat", "--visites", "pmt=12"]).output
    assert lire_situation(json.loads(rendu)) == lire_situation(DONNEES)


def test_la_page_de_toutes_les_questions_les_demande() -> None:
    assert "animal" in groupes()["Votre situation"]
    assert groupes()["Les patientèles"][-2:] == ("visites_pmt", "visites_pfa")
    formulaire = FormulaireDeSituation(["animal", "visites_pmt"], {"animal": "chien"})
    rendu = str(formulaire)
    assert "Quel animal vit au cabinet ?" in rendu
    assert '<option value="chien" selected>un chien</option>' in rendu
    assert "Visites · médecin traitant (PMT)" in rendu


def test_une_adresse_les_porte() -> None:
    ecrite = dict(parse_qsl(adresse.ecrire(DONNEES)))
    assert {"animal": "chat", "visites_pmt": "12"}.items() <= ecrite.items()
    lue = adresse.lire(ecrite)
    assert (lue.erreurs, lue.situation) == ({}, lire_situation(DONNEES))
    assert list(adresse.lire({"visites_pfa": "beaucoup"}).erreurs) == ["visites_pfa"]


def test_un_fichier_a_leurs_colonnes() -> None:
    assert {"animal", "visites.pmt", "visites.pfa"} <= set(colonnes_connues())
    verifier_les_colonnes(["animal", "visites.pfa"])
    assert lire_situation(situation_de_la_ligne({"animal": "chat", "visites.pmt": "12", "visites.pfa": ""})) == (
        lire_situation(DONNEES)
    )
    assert colonne_du_champ("visites.pmt", DONNEES) == "visites.pmt"
    assert est_un_nombre("visites.pmt"), "a count that nothing ties to its neighbour is a number like any other"


def test_la_documentation_et_le_catalogue_anglais_les_connaissent() -> None:
    page = "\n".join(page_des_champs())
    for morceau in ("## `animal`", "`chat` un chat", "--visites pmt=N,pfa=N", "`visites.pmt`"):
        assert morceau in page
    assert {"Animal du cabinet", "un chat", "Visites", "Quel animal vit au cabinet ?"} <= set(phrases())


def test_le_terme_du_contrat_les_garde_ou_les_oublie(monkeypatch: pytest.MonkeyPatch) -> None:
    vues: list[Any] = []

    def noter(dossier: Dossier) -> ReponseCalculee:
        vues.append(dossier.situation)
        return rendre(dossier)

    monkeypatch.setattr(terme, "rendre", noter)
    terme.comparer_au_terme({**MG, **DONNEES, "constats": [{"annee": 5, "pmt": 1205, "pfa": 1867}]})
    [nouvelle] = vues
    assert (nouvelle.animal, nouvelle.visites) == (None, {"pmt": 12})
    assert (nouvelle.pmt_initiale, nouvelle.pfa_initiale, nouvelle.constats) == (1205, 1867, ())


def test_seul_ce_qui_est_ecrit_dans_la_description_decide() -> None:
    """What a face decides by itself is a short table: what stands for a personal field, and nothing else."""
    assert {nom for nom, champ in champs().items() if champ.personnel} == set(adresse.SUBSTITUTIONS)
    remplaces = {nom for nom, champ in champs().items() if champ.au_terme is Devenir.REMPLACE}
    assert remplaces == {"date_signature", "pmt_initiale", "pfa_initiale", "age"}
    for champ in champs().values():
        assert champ.groupe in ("", *champs().groupes)
        a_plat = champ.forme.genre not in (Genre.OBJET, Genre.LISTE) or champs().adresses.emboite(champ.nom)
        assert a_plat or not champ.groupe, "what is asked on the page has names in addresses"
