"""Tables: groups add up to the nation, intervals hold the mean, unknown stays unknown; documents that can be read."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from binome.moteur.erreurs import ErreurDeSaisie

pytest.importorskip("numba", reason="the compiler is an extra")
pytest.importorskip("altair", reason="charts are an extra")

from binome.nation.resultats import (
    DIMENSIONS,
    LIMITES,
    comparaison,
    cout_par_patient,
    distribution,
    ecarts_aux_objectifs,
    gagnants,
    les_hypotheses,
    par_annee,
    par_dimension,
    prix_des_lectures,
    tableaux,
    validation,
)
from binome.rapports import graphiques
from binome.rapports.nation import ecrire, en_html, en_pdf, resume, sections


def test_les_groupes_font_la_nation(projection: Any) -> None:
    total = par_annee(projection, projection.reference)[-1]
    for dimension in DIMENSIONS:
        lignes = par_dimension(projection, projection.reference, dimension)
        assert abs(sum(ligne["cout"] for ligne in lignes) - total["cout"]) <= len(lignes)
        assert abs(sum(ligne["contrats"] for ligne in lignes) - total["contrats"]) <= len(lignes)
        assert sum(ligne["medecins"] for ligne in lignes) == pytest.approx(83_524, abs=len(lignes))


def test_le_total_est_la_somme_des_annees_et_l_intervalle_tient_la_moyenne(projection: Any) -> None:
    *annees, total = par_annee(projection, projection.reference)
    assert abs(sum(annee["cout"] for annee in annees) - total["cout"]) <= 5
    for ligne in (*annees, total):
        assert ligne["cout_bas"] <= ligne["cout"] <= ligne["cout_haut"]
        parts = [ligne[f"part_{issue}"] for issue in ("integrale", "prorata", "nulle", "inconnue")]
        assert abs(sum(parts) - 1) <= Decimal("0.0002")


def test_les_patients_gagnes_divisent_le_cout(projection: Any) -> None:
    total = par_annee(projection, projection.reference)[-1]
    pmt, net, *_ = cout_par_patient(projection, projection.reference)
    assert pmt["patients"] == total["patients_pmt"]
    assert abs(pmt["cout"] - total["cout"] / pmt["patients"]) <= 1
    assert net["cout"] > pmt["cout"], "what controls gained too is not bought"


def test_la_rampe_n_a_que_des_gagnants(projection: Any) -> None:
    tous = gagnants(projection, projection.reformes[0])[0]
    assert tous["perdants"] == 0
    assert tous["gagnants"] > 0
    assert tous["solde"] == pytest.approx(comparaison(projection)[1]["ecart"], abs=2)
    par_zone = gagnants(projection, projection.reformes[0], "zone")
    assert abs(sum(ligne["gagnants"] for ligne in par_zone) - tous["gagnants"]) <= len(par_zone)


def test_un_montant_inconnu_n_est_ni_un_gain_ni_une_perte(projection: Any) -> None:
    par_specialite = {ligne["groupe"]: ligne for ligne in gagnants(projection, projection.reformes[2], "specialite")}
    pediatrie = next(ligne for nom, ligne in par_specialite.items() if nom.startswith("pédiatrie"))
    assert pediatrie["incomparables"] > 0


def test_une_lecture_sans_effet_n_est_pas_montree(projection: Any) -> None:
    noms = {ligne["lecture"] for ligne in prix_des_lectures(projection)}
    assert {"test_activite", "tranche_montant"} <= noms
    assert "trop_percu" not in noms, "what is due does not depend on how it is recovered"


def test_la_distribution_croit(projection: Any) -> None:
    deciles = [ligne["montant_annuel_moyen"] for ligne in distribution(projection, projection.reference)]
    assert len(deciles) == 9
    assert deciles == sorted(deciles)


def test_les_ecarts_comptent_les_annees_observees(projection: Any) -> None:
    lignes = ecarts_aux_objectifs(projection, projection.reference)
    annees = par_annee(projection, projection.reference)
    observees = sum(annee["contrats"] for annee in annees[2:5])
    pfa = sum(ligne["annees_de_contrat"] for ligne in lignes if ligne["patientele"] == "pfa")
    assert pfa <= observees + 40
    assert pfa > observees * 0.9


def test_les_controles_ne_sont_pas_loin_des_chiffres_publies(projection: Any) -> None:
    """5 283 contracts of general practitioners in October 2024 were not used to set anything."""
    simules = int(validation(projection)[0]["simule"].replace("\u202f", ""))
    assert abs(simules - 5283) < 0.05 * 5283


def test_les_hypotheses_et_les_limites_viennent_d_abord(projection: Any) -> None:
    noms = list(tableaux(projection))
    assert noms[:2] == ["limites", "hypotheses"]
    html = en_html(projection)
    assert html.index("Ce que ce calcul ne dit pas") < html.index("Hypothèses") < html.index("loi par loi")
    assert all(limite.split(" : ")[0].replace("'", "&#x27;") in html for limite in LIMITES)
    assert len(les_hypotheses(projection)) > 15
    assert resume(projection).replace("'", "&#x27;") in html


def test_chaque_graphique_a_sa_table(projection: Any) -> None:
    rendues = sections(projection)
    assert sum(section.svg is not None for section in rendues) >= 8
    for section in rendues:
        assert section.lignes
        assert section.svg is None or section.svg.startswith("<svg")
    assert graphiques.lectures(projection) is not None


def test_le_pdf_est_balise_et_dit_ses_limites(projection: Any) -> None:
    pdf = en_pdf(projection)
    assert pdf.startswith(b"%PDF")
    assert b"/StructTreeRoot" in pdf


@pytest.mark.parametrize("nom", ["r.html", "r.pdf", "r.xlsx", "r.json", "tables"])
def test_chaque_document_s_ecrit_et_se_relit(projection: Any, tmp_path: Path, nom: str) -> None:
    ecrire(projection, tmp_path / nom)
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
    assert couts == [a["cout"] for a in par_annee(projection, projection.reference)]


def test_une_sortie_impossible_est_refusee_avant_de_calculer(projection: Any, tmp_path: Path) -> None:
    with pytest.raises(ErreurDeSaisie, match=r"\.html"):
        ecrire(projection, tmp_path / "r.docx")
    with pytest.raises(ErreurDeSaisie, match="existe"):
        ecrire(projection, tmp_path / "absent" / "r.html")
