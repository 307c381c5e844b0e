"""The report of a projection: composed once, the answer first, in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from binome.moteur.erreurs import ErreurDeSaisie

pytest.importorskip("llvmlite", reason="the compiler is an extra")
pytest.importorskip("altair", reason="charts are an extra")

from binome.langue.tableau import Unite
from binome.langue.tableau import ecrire as ecrire_la_cellule
from binome.nation.resultats import tableaux as module_des_tableaux
from binome.nation.resultats.controles import LIMITES
from binome.nation.resultats.enregistrement import en_lignes
from binome.rapports.couleurs import INTEGRALE, NULLE, PRORATA
from binome.rapports.nation import graphiques
from binome.rapports.nation import rapport as module_du_rapport
from binome.rapports.nation.documents import ecrire, verifier_les_sorties
from binome.rapports.nation.page import en_html
from binome.rapports.nation.pdf import en_pdf
from binome.rapports.nation.rapport import Rapport, composer
from binome.rapports.nation.sections import Partie

if TYPE_CHECKING:
    from binome.nation.projection import Projection


@pytest.fixture(scope="module")
def rapport(projection: Projection) -> Rapport:
    return composer(projection, date(2026, 3, 1))


def test_la_reforme_se_lit_d_abord_les_hypotheses_ensuite(rapport: Rapport) -> None:
    html = en_html(rapport)
    effets = [html.index(escape(effet)) for effet in rapport.effets]
    assert len(effets) == 3
    assert effets[-1] < html.index(escape(rapport.reference)) < html.index("loi par loi")
    assert html.index("loi par loi") < html.index("Ce que coûte un patient gagné") < html.rindex("Ce que ce calcul ne")
    assert html.rindex("Ce que ce calcul ne dit pas") < html.index("<h3>Hypothèses")
    assert html.index("href='#limites'") < html.index("loi par loi"), "limits are one link away from the first figure"
    assert all(escape(limite.split(" : ")[0]) in html for limite in LIMITES)
    assert "Établi le 1er mars 2026." in html


def test_un_effet_dit_le_cout_sa_part_et_les_annees_payees_zero(rapport: Rapport) -> None:
    en_vigueur, rampe, *_ = rapport.tableaux.lois
    part = round(100 * Fraction(rampe.ecart, en_vigueur.cout.cout))
    avant, apres = (round(100 * Fraction(loi.issues.part_nulle or 0)) for loi in (en_vigueur, rampe))
    millions = round(Fraction(rampe.ecart, 10**6))
    phrase = rapport.effets[0].replace("\u00a0", " ")
    assert phrase == (
        f"« Une rampe au lieu du couperet à 0 € » : +{millions} M€ en cinq ans (+{part} %) ; "
        f"années de contrat payées 0 € : {avant} % → {apres} %."
    )


def test_sans_reforme_la_reponse_est_le_cout_du_droit_en_vigueur(projection: Projection) -> None:
    seul = composer(replace(projection, reformes=(), lectures=(), reference_des_lectures=None))
    assert seul.effets == ()
    assert seul.resume == seul.reference
    assert seul.reference.startswith("Sous le droit en vigueur")
    assert [section.cle for section in seul.sections if section.partie is Partie.REPONSE] == ["lois"]
    assert en_html(seul).count("<h1>") == 1
    assert en_pdf(seul).startswith(b"%PDF")


def test_chaque_titre_dit_un_chiffre_et_son_sujet(rapport: Rapport) -> None:
    for section in rapport.sections:
        if section.partie is not Partie.METHODE:
            assert section.sujet
            assert re.search(r"\d", section.titre), section.titre


def test_les_issues_ont_les_couleurs_de_la_carte(rapport: Rapport) -> None:
    for teinte in (INTEGRALE, PRORATA, NULLE):
        assert teinte.forte in rapport.dessins["lois"]
        assert teinte.forte in rapport.dessins["annees"]


def test_aucun_code_des_lectures_n_est_montre(rapport: Rapport) -> None:
    html = en_html(rapport)
    assert not [une.lecture for une in rapport.tableaux.lectures if une.lecture in html]


def test_chaque_graphique_a_sa_table(rapport: Rapport) -> None:
    assert all(section.lignes for section in rapport.sections)
    assert set(rapport.dessins) <= {section.cle for section in rapport.sections}
    assert len(rapport.dessins) >= 8
    assert "lectures" in rapport.dessins
    assert all(svg.startswith("<svg") for svg in rapport.dessins.values())


def test_chaque_colonne_est_un_champ_de_sa_table(rapport: Rapport) -> None:
    for section in rapport.sections:
        cles = [colonne.cle for colonne in section.colonnes]
        assert len(set(cles)) == len(cles)
        assert any(colonne.essentielle for colonne in section.colonnes), section.cle
        assert all(len(ligne) == len(cles) for ligne in section.lignes)


def test_plusieurs_documents_ne_calculent_qu_une_fois(
    projection: Projection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    appels: list[str] = []

    def compter(nom: str, vraie: Callable[..., object]) -> Callable[..., object]:
        def comptee(*arguments: object) -> object:
            appels.append(nom)
            return vraie(*arguments)

        return comptee

    monkeypatch.setattr(module_du_rapport, "tabuler", compter("tables", module_des_tableaux.tabuler))
    monkeypatch.setattr(graphiques, "dessiner", compter("dessins", graphiques.dessiner))
    compose = composer(projection)
    for nom in ("r.json", "r.xlsx"):
        ecrire(compose, tmp_path / nom)
    assert appels == ["tables"], "figures alone need no chart"
    for nom in ("r.html", "r.pdf"):
        ecrire(compose, tmp_path / nom)
    assert appels == ["tables", "dessins", "dessins"], "for a page, then for a phone"


def test_le_pdf_est_balise_et_dit_ses_limites(rapport: Rapport) -> None:
    pdf = en_pdf(rapport)
    assert pdf.startswith(b"%PDF")
    assert b"/StructTreeRoot" in pdf


@pytest.mark.parametrize("nom", ["r.html", "r.pdf", "r.xlsx", "r.json", "tables"])
def test_chaque_document_s_ecrit_et_se_relit(rapport: Rapport, tmp_path: Path, nom: str) -> None:
    ecrire(rapport, tmp_path / nom)
    polars = pytest.importorskip("polars", reason="tables are an extra")
    if nom == "tables":
        couts = polars.read_parquet(tmp_path / nom / "annees_droit_en_vigueur.parquet")["cout"].to_list()
    elif nom == "r.json":
        couts = [
            a["cout"] for a in json.loads((tmp_path / nom).read_text("utf-8"))["tableaux"]["annees droit_en_vigueur"]
        ]
    elif nom == "r.xlsx":
        feuille = polars.read_excel(tmp_path / nom, sheet_name="annees droit_en_vigueur", engine="calamine")
        couts = feuille["cout"].to_list()
    else:
        assert (tmp_path / nom).stat().st_size > 20_000
        return
    assert couts == [ligne["cout"] for ligne in en_lignes(rapport.tableaux.annees["droit_en_vigueur"])]


@pytest.mark.parametrize("nom", ["essai [1] : a/b*?", "x" * 60, "annees", "'"])
def test_le_nom_d_une_reforme_fait_toujours_une_feuille(projection: Projection, tmp_path: Path, nom: str) -> None:
    polars = pytest.importorskip("polars", reason="tables are an extra")
    reformes = tuple(
        replace(une, reforme=replace(une.reforme, nom=nom + suite))
        for une, suite in zip(projection.reformes, ("", "", "2"), strict=True)
    )
    compose = composer(replace(projection, reformes=reformes))
    ecrire(compose, tmp_path / "r.xlsx")
    feuilles = polars.read_excel(tmp_path / "r.xlsx", sheet_id=0, engine="calamine", raise_if_empty=False)
    assert len(feuilles) == len(compose.tableaux.par_nom())


def test_une_sortie_impossible_est_refusee_avant_de_calculer(rapport: Rapport, tmp_path: Path) -> None:
    with pytest.raises(ErreurDeSaisie, match=r"\.html"):
        verifier_les_sorties([tmp_path / "r.docx"])
    with pytest.raises(ErreurDeSaisie, match="existe"):
        ecrire(rapport, tmp_path / "absent" / "r.html")


def test_une_cellule_se_lit_selon_son_unite() -> None:
    assert ecrire_la_cellule(12345, Unite.EUROS) == "12\u202f345\u00a0€"
    assert ecrire_la_cellule(12345, Unite.NOMBRE) == "12\u202f345"
    assert ecrire_la_cellule(None, Unite.PART) == "—"
    assert ecrire_la_cellule(True, Unite.OUI_NON) == "oui"
