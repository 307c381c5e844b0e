"""What the command line says to a person: words, never an identifier of the code; each figure once."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest

from binome.droit.catalogue import catalogue
from tests.conftest import RACINE

Lancer = Callable[..., tuple[int, str, str]]

MG = [
    *("--specialite", "01", "--secteur", "1", "--option-etp", "1", "--date-signature", "2024-09-01"),
    *("--pmt-initiale", "900", "--pfa-initiale", "1400"),
]
CARDIOLOGUE = [
    *("--specialite", "04", "--secteur", "1", "--option-etp", "1", "--date-signature", "2024-09-01"),
    *("--pfa-initiale", "1457"),
]
ANCIEN = [
    *("--specialite", "01", "--secteur", "1", "--option-etp", "0.5", "--date-signature", "2020-03-01"),
    *("--pmt-adultes-initiale", "1318", "--pfa-initiale", "2000", "--zone", "zip"),
]
ARBITRAL = [
    *("--specialite", "01", "--secteur", "1", "--option-etp", "1", "--date-signature", "2023-09-01"),
    *("--pmt-initiale", "900", "--pfa-initiale", "1400"),
]
P95 = [*MG[:8], "--pmt-initiale", "2300", "--pfa-initiale", "3300"]
PRIMO = [*MG, "--date-premiere-installation", "2024-06-01"]
RQTH = [*MG, "--rqth-ou-ald", "oui"]
COMMANDES = [
    *(["simuler", *qui] for qui in (MG, CARDIOLOGUE, ANCIEN, ARBITRAL, P95, PRIMO, RQTH)),
    ["simuler", *MG, "--pmt-initiale", "775"],
    ["simuler", *MG, "--constat", "3:1100:1600"],
    ["expliquer", *MG, "--constat", "3:1100:1600"],
    ["expliquer", *ANCIEN],
    ["objectif", *ARBITRAL],
    ["objectif", *ANCIEN, "--lecture", "modulation_avant_2024=inconnue", "--percentile-pmt", "60"],
    ["carte", *MG],
    ["carte", *MG[2:]],
    ["comparer", *MG, "--options", "0.5,1,1.5"],
    ["comparer", *MG, "--regimes", "tous"],
    ["comparer", *MG, "--lectures", "objectif_pmt_p95_1etp"],
    ["comparer", *MG, "--avec", "date_signature=2025-01-01 pmt_initiale=1000"],
    ["comparer", *MG, "--au-terme"],
    *(["contrat", str(cas)] for cas in sorted((RACINE / "cas" / "contrats").glob("*.toml"))),
]
IDENTIFIANT = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
LECTURES = catalogue().lectures


@pytest.fixture
def lancer(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Lancer:
    from binome.cli.principal import principal

    monkeypatch.setenv("COLUMNS", "400")

    def executer(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as sortie:
            principal(list(arguments))
        capture = capsys.readouterr()
        return int(sortie.value.code or 0), capture.out, capture.err

    return executer


@pytest.mark.parametrize("commande", COMMANDES, ids=lambda commande: " ".join(commande)[:60])
def test_aucun_identifiant_n_est_montre(commande: list[str], lancer: Lancer) -> None:
    code, dit, erreurs = lancer(*commande)
    assert (code, erreurs) == (0, "")
    assert dit
    assert IDENTIFIANT.findall(dit) == []


def test_un_doute_dit_son_choix_en_mots(lancer: Lancer) -> None:
    """« Retenu : imprime. » said a code; so did « avec « formule_p30 » »."""
    _, dit, _ = lancer("simuler", *CARDIOLOGUE)
    lecture = LECTURES["objectif_pfa_autres"]
    assert f"Retenu : {lecture.choix['imprime']}." in dit
    assert f"avec « {lecture.choix['formule_p30']} »" in dit
    seuil = LECTURES["seuil_p30"]
    assert f"« {seuil.question} » : avec le choix « {seuil.choix['strict']} »" in dit


def test_ce_qui_distingue_les_colonnes_est_en_mots(lancer: Lancer) -> None:
    assert "Option (temps de travail de l'assistant) : mi-temps" in lancer("comparer", *MG, "--options", "0.5,1")[1]
    assert "Régime : avenant 8 à la convention de 2016" in lancer("comparer", *MG, "--regimes", "tous")[1]
    lecture = LECTURES["seuil_p30"]
    dit = lancer("comparer", *MG, "--lectures", "seuil_p30")[1]
    assert f"{lecture.question} {lecture.choix['strict']}" in dit
    dit = lancer("comparer", *MG, "--avec", "date_signature=2025-01-01")[1]
    assert "La situation telle quelle" in dit
    assert "Date de signature du contrat : 1er janvier 2025" in dit


def test_un_maximum_n_est_dit_qu_une_fois(lancer: Lancer) -> None:
    """« maximum de l'année 2 : inconnu ; maximum de l'année 2 : 28 000 € à 38 000 € » said it twice."""
    presque = [*MG[:8], "--pmt-initiale", "1000", "--pfa-initiale", "2100"]
    lus = 0
    for situation in (presque, P95, CARDIOLOGUE, MG, ARBITRAL, ANCIEN):
        _, dit, _ = lancer("simuler", *situation)
        for ligne in dit.splitlines():
            chiffres = (
                re.findall(r"(?:^    avec « .* » : |; )([^:;]+) :", ligne) if ligne.startswith("    avec") else []
            )
            lus += len(chiffres)
            assert len(chiffres) == len(set(chiffres)), ligne
    assert lus > 20


def test_un_classeur_dit_le_choix_d_un_doute_en_mots() -> None:
    pytest.importorskip("xlsxwriter", reason="workbooks are an extra")
    import binome
    from binome.rapports.tableaux import en_xlsx

    simulation = binome.simuler(
        specialite="04", secteur="1", option_etp="1", date_signature="2024-09-01", pfa_initiale=1457
    )
    with ZipFile(BytesIO(en_xlsx(simulation))) as classeur:
        dits = {unescape(mot) for mot in re.findall(r"<t[^>]*>([^<]*)", classeur.read("xl/sharedStrings.xml").decode())}
    assert LECTURES["seuil_p30"].choix["inclus"] in dits
    assert "inclus" not in dits
