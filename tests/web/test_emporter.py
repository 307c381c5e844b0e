"""What is taken away: report, tables, data, receipt, calendar; from a page and in both languages."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from icalendar import Calendar

import binome
from binome.cas import cas
from binome.rapports.calendrier import en_ics
from binome.rapports.rapport import en_pdf
from binome.rapports.tableaux import en_csv, en_xlsx
from binome.simulation.recu import verifier
from tests.web.conftest import ANCIEN, AVEC_CONSTAT, Demander

SIMULATION = binome.simuler(
    specialite="01",
    secteur="1",
    option_etp="1",
    date_signature="2024-09-01",
    pmt_initiale=900,
    pfa_initiale=1400,
    constats=[{"annee": 3, "pmt": 1100, "pfa": 1600}],
)


@pytest.mark.parametrize(
    ("forme", "nature", "debut"),
    [
        ("pdf", "application/pdf", b"%PDF"),
        ("xlsx", "application/vnd.openxml", b"PK"),
        ("csv", "text/csv", b"\xef\xbb\xbf"),
        ("json", "application/json", b"{"),
        ("recu", "application/json", b"{"),
        ("ics", "text/calendar", b"BEGIN:VCALENDAR"),
    ],
)
@pytest.mark.parametrize("champs", [AVEC_CONSTAT, ANCIEN, {}, {"specialite": "radiologie"}])
def test_chaque_format_se_telecharge(
    demander: Demander, forme: str, nature: str, debut: bytes, champs: dict[str, str]
) -> None:
    for prefixe in ("", "/en"):
        reponse = demander(f"{prefixe}/resultat/emporter.{forme}", champs)
        assert reponse.status_code == 200
        assert reponse["Content-Type"].startswith(nature)
        assert "attachment" in reponse["Content-Disposition"]
        assert reponse.content.startswith(debut)
    assert demander(f"/resultat/emporter.{forme}", {**AVEC_CONSTAT, "pmt_initiale": "x"}).status_code == 400


def test_le_recepisse_telecharge_se_rejoue(demander: Demander) -> None:
    recu = json.loads(demander("/resultat/emporter.recu", AVEC_CONSTAT).content)
    assert verifier(recu).identique


def test_le_rapport_est_balise_et_archivable() -> None:
    rapport = en_pdf(SIMULATION, "http://127.0.0.1/resultat/?specialite=01")
    assert b"/StructTreeRoot" in rapport or b"/MarkInfo" in rapport
    assert b"pdfuaid" in rapport
    assert b"pdfaid" in rapport
    assert b"/Lang" in rapport
    assert en_pdf(SIMULATION) != rapport


def test_chaque_cas_a_son_rapport() -> None:
    """One case per folder is enough to meet every kind of situation the report must hold."""
    dossiers = {un_cas.nom.split("/")[0]: un_cas for un_cas in cas()}
    for un_cas in dossiers.values():
        assert en_pdf(binome.simuler(un_cas.situation)).startswith(b"%PDF")


def test_le_csv_se_relit() -> None:
    lignes = list(csv.DictReader(io.StringIO(en_csv(SIMULATION).decode("utf-8-sig")), delimiter=";"))
    assert [ligne["montant_maximal"] for ligne in lignes[:5]] == [
        "38000.00",
        "28000.00",
        "22000.00",
        "22000.00",
        "22000.00",
    ]
    assert lignes[2]["solde"] == "3426.23"
    assert lignes[3]["montant"] == ""


def test_le_classeur_ne_contient_aucune_formule() -> None:
    classeur = zipfile.ZipFile(io.BytesIO(en_xlsx(SIMULATION)))
    feuilles = [classeur.read(nom).decode() for nom in classeur.namelist() if nom.startswith("xl/worksheets/")]
    assert len(feuilles) == 4
    assert not any("<f>" in feuille for feuille in feuilles)
    assert "14426.23" in feuilles[0]


def test_l_agenda_a_chaque_echeance_et_des_identifiants_stables() -> None:
    agenda: Any = Calendar.from_ical(en_ics(SIMULATION))
    dates = [str(e["dtstart"].dt) for e in agenda.walk("VEVENT")]
    assert len(dates) == len(SIMULATION.echeances)
    assert "2026-11-01" in dates
    assert en_ics(SIMULATION) == en_ics(SIMULATION)
    descriptions = [str(un["description"]) for un in agenda.walk("VEVENT")]
    assert any(une.startswith("Au plus tard.\nÀ réclamer à la caisse si rien n'est venu : ") for une in descriptions)
    assert all("Indicatif : seul le contrat fait foi." in une for une in descriptions)
    identifiants = [str(e["uid"]) for e in agenda.walk("VEVENT")]
    assert len(set(identifiants)) == len(identifiants)


def test_un_trop_percu_s_affiche_a_rendre() -> None:
    chute = binome.simuler(
        specialite="01",
        secteur="1",
        option_etp="1",
        date_signature="2024-09-01",
        pmt_initiale=900,
        pfa_initiale=1400,
        constats=[{"annee": 3, "pmt": 1300, "pfa": 1399}],
    )
    assert any("à rendre : 11\u202f000\xa0€" in un.quoi for un in chute.echeances)
    assert chute.annees[2].solde == Decimal("-11000.00")
