"""Les courbes des objectifs : celles des règles, le médecin à sa place, rien au travers de ce qui n'est pas publié."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import pytest

import binome
from binome.contrats.dossier import ouvrir
from binome.contrats.situation import lire_situation
from binome.droit.catalogue import catalogue
from binome.droit.choix import loi_choisie
from binome.droit.codes import ColonneDObjectif, Option, Patientele, Percentile, PointDObjectif
from binome.droit.loi import Loi, loi_en_vigueur
from binome.droit.reformes_ecrites import lire_reforme
from binome.rapports.courbes_svg import en_svg, phrases
from binome.simulation.courbes import Courbe, Courbes, _ordinaire, courbes
from binome.simulation.courbes import _tracees as _gardees
from tests.simulation.strategies import MG

GENERALISTE = {"specialite": "01", "date_signature": "2024-09-01"}
COLONNES = {Patientele.PMT: ColonneDObjectif.PMT_GENERALISTES, Patientele.PFA: ColonneDObjectif.PFA}
SVG = "{http://www.w3.org/2000/svg}"


def _tracees(donnees: dict[str, Any], patientele: Patientele, loi: Loi | None = None) -> Courbes:
    trouvees = _cherchees(donnees, patientele, loi)
    assert trouvees is not None
    return trouvees


def _cherchees(donnees: dict[str, Any], patientele: Patientele, loi: Loi | None = None) -> Courbes | None:
    return courbes(ouvrir(lire_situation(donnees), loi or loi_en_vigueur()), patientele)


def _du_medecin(donnees: dict[str, Any], patientele: Patientele) -> Courbes:
    simulation = binome.simuler(donnees)
    trouvees = courbes(simulation.dossier, patientele, simulation.objectifs)
    assert trouvees is not None
    return trouvees


def _sur(courbe: Courbe, patients: int) -> tuple[int, int]:
    """Return the whole numbers that the straight line of a curve runs between at a count, a patient apart."""
    avant, apres = next((a, b) for a, b in pairwise(courbe.points) if a.patients <= patients <= b.patients)
    longueur = max(apres.patients - avant.patients, 1)
    monte = (apres.objectif - avant.objectif) * (patients - avant.patients)
    return avant.objectif + monte // longueur - 1, avant.objectif - (-monte // longueur) + 1


@pytest.mark.parametrize("patientele", Patientele)
def test_aux_rangs_publies_la_courbe_passe_par_les_cases_imprimees(patientele: Patientele) -> None:
    tracees = _tracees(GENERALISTE, patientele)
    table = catalogue().bareme(catalogue().verifie_le).objectifs[COLONNES[patientele]]
    points = dict(
        zip(
            Percentile,
            (PointDObjectif.PLATEAU, PointDObjectif.P50, PointDObjectif.P94, PointDObjectif.P95_PLUS),
            strict=True,
        )
    )
    for ligne in tracees.lignes:
        if ligne.rang is None:
            continue
        for courbe, objectif in zip(tracees.courbes, ligne.objectifs, strict=True):
            if (patientele, courbe.option, ligne.rang) == (Patientele.PFA, Option.UN_ET_DEMI, Percentile.P50):
                assert objectif == table[PointDObjectif.PLATEAU][courbe.option] == 604
            else:
                assert objectif == table[points[ligne.rang]][courbe.option]


def test_chaque_option_du_tableau_a_sa_courbe_et_le_tiers_de_temps_n_en_a_pas() -> None:
    for patientele in Patientele:
        options = [courbe.option for courbe in _tracees(GENERALISTE, patientele).courbes]
        assert options == [Option.DEMI, Option.UN, Option.UN_ET_DEMI, Option.DEUX]


@pytest.mark.parametrize("lectures", [{}, {"loi_degressive": "percentile", "estimation_percentile": "lognormale"}])
@pytest.mark.parametrize("option", ["0.5", "1"])
def test_partout_la_courbe_dit_ce_que_dit_la_simulation(option: str, lectures: dict[str, str]) -> None:
    donnees = {**MG, "option_etp": option, "constats": [], "lectures": lectures}
    par_patientele = {patientele: _tracees(donnees, patientele) for patientele in Patientele}
    rang = next(n for n, une in enumerate(par_patientele[Patientele.PMT].courbes) if une.option.code == option)
    for pmt, pfa in zip(range(800, 2300, 187), range(1250, 3400, 250), strict=False):
        objectifs = binome.simuler({**donnees, "pmt_initiale": pmt, "pfa_initiale": pfa}).objectifs
        assert objectifs.pmt is not None
        for patientele, patients, rendu in ((Patientele.PMT, pmt, objectifs.pmt), (Patientele.PFA, pfa, objectifs.pfa)):
            bas, haut = _sur(par_patientele[patientele].courbes[rang], patients)
            assert rendu.patients is not None
            assert bas <= rendu.patients <= haut, (patientele, patients)


def test_le_tableau_et_le_dessin_ont_les_memes_valeurs() -> None:
    for patientele in Patientele:
        tracees = _tracees(GENERALISTE, patientele)
        for ligne in tracees.lignes:
            for courbe, objectif in zip(tracees.courbes, ligne.objectifs, strict=True):
                bas, haut = _sur(courbe, ligne.patients)
                assert bas <= objectif <= haut


@pytest.mark.parametrize(
    ("donnees", "patientele"),
    [
        ({"specialite": "04"}, Patientele.PFA),
        ({"specialite": "04"}, Patientele.PMT),
        ({"specialite": "14"}, Patientele.PMT),
        ({}, Patientele.PFA),
        ({"specialite": "01", "date_signature": "2020-06-01"}, Patientele.PMT),
        ({"specialite": "01", "date_signature": "2023-06-01"}, Patientele.PMT),
    ],
)
def test_rien_ne_se_trace_au_travers_de_l_inconnu(donnees: dict[str, Any], patientele: Patientele) -> None:
    assert _cherchees(donnees, patientele) is None


def test_les_seuils_que_donne_la_caisse_suffisent() -> None:
    donnees = {"specialite": "04", "seuils_caisse": {"pfa": {"p50": 1900, "p90": 3000, "p95": 3600}}}
    tracees = _tracees(donnees, Patientele.PFA)
    assert [ligne.patients for ligne in tracees.lignes if ligne.rang is not None] == [1457, 1900, 3000, 3600]


def test_une_reforme_deplace_les_courbes() -> None:
    loi = loi_en_vigueur().avec(
        lire_reforme("essai", {"nombres": {"objectifs": [["pfa", "plateau", "1", 200]]}}, catalogue())
    )
    assert _tracees(GENERALISTE, Patientele.PFA, loi).courbes[1].points[0].objectif == 200
    assert _tracees(GENERALISTE, Patientele.PFA).courbes[1].points[0].objectif == 467


def test_le_point_du_medecin_est_sur_sa_courbe() -> None:
    pmt = _du_medecin({**MG, "pmt_initiale": 1500}, Patientele.PMT)
    assert (pmt.option, pmt.medecin, pmt.attendu) == (Option.UN, (1500, 196), 196)


@pytest.mark.parametrize(
    "autre", [{"age": "66"}, {"date_premiere_installation": "2024-06-01"}, {"objectifs_convenus": {"pmt": 40}}]
)
def test_un_medecin_que_regle_autre_chose_n_est_pas_sur_la_courbe_et_c_est_dit(autre: dict[str, Any]) -> None:
    pmt = _du_medecin({**MG, "pmt_initiale": 900, "pfa_initiale": 1400, **autre}, Patientele.PMT)
    assert pmt.medecin is not None
    assert pmt.attendu == 305 != pmt.medecin.objectif
    assert list(phrases(pmt))[-1].startswith("Il n'est pas sur la courbe")


def test_un_objectif_inconnu_n_a_pas_de_point() -> None:
    assert _du_medecin({**MG, "rqth_ou_ald": True}, Patientele.PMT).medecin is None


@pytest.mark.parametrize("patients", [None, 400, 775, 900, 1400, 1858, 2500, 9000])
def test_le_dessin_est_bien_forme_nomme_et_dans_son_cadre(patients: int | None) -> None:
    tracees = (
        _tracees(GENERALISTE, Patientele.PMT)
        if patients is None
        else _du_medecin({**MG, "pmt_initiale": patients, "pfa_initiale": 1400}, Patientele.PMT)
    )
    racine = ET.fromstring(en_svg(tracees))
    _, _, largeur, hauteur = map(int, racine.attrib["viewBox"].split())
    lignes = [un for un in racine.iter(f"{SVG}path") if "ligne" in un.attrib["class"].split()]
    assert len(lignes) == len(tracees.courbes)
    assert len({(ligne.attrib["stroke-dasharray"], ligne.attrib["stroke-width"]) for ligne in lignes}) == len(lignes)
    for ligne in lignes:
        couples = [tuple(map(int, couple.split())) for couple in ligne.attrib["d"].removeprefix("M").split("L")]
        assert all(0 <= x <= largeur and 0 <= y <= hauteur for x, y in couples)
    textes = [un.text or "" for un in racine.iter(f"{SVG}text")]
    for courbe in tracees.courbes:
        assert any(f"{courbe.option.code.replace('.', ',')} ETP" in texte for texte in textes)
    assert [un.tag.removeprefix(SVG) for un in racine][:2] == ["title", "desc"]
    ronds = racine.findall(f".//{SVG}circle")
    assert len(ronds) == (0 if patients is None else 1)


def test_la_description_dit_chaque_courbe_en_mots() -> None:
    dites = list(phrases(_du_medecin(MG, Patientele.PMT)))
    assert (
        dites[1].replace("\u202f", " ") == "1 ETP : +305 jusqu'à 1 045 patients, +110 à 1 858, +109 à partir de 2 187."
    )
    assert dites[-1] == "Votre point : 900 patients au départ, +305 demandés."


def test_sans_point_la_courbe_du_medecin_garde_son_nom() -> None:
    dessin = en_svg(_du_medecin({**MG, "rqth_ou_ald": True}, Patientele.PMT))
    assert "<circle" not in dessin
    assert "choisie'>1 ETP<" in dessin.replace('"', "'")


@pytest.mark.parametrize("patientele", Patientele)
@pytest.mark.parametrize("date_signature", ["2020-06-01", "2024-09-01"])
@pytest.mark.parametrize("reforme", [None, "avenant_7"])
def test_d_un_medecin_a_l_autre_la_courbe_gardee_est_celle_que_l_on_tracerait(
    patientele: Patientele, date_signature: str, reforme: str | None
) -> None:
    """Of the other patientèle the rules only look at its bracket: one curve serves all doctors of a bracket."""
    loi, nees = loi_choisie(reforme), 0
    for specialite in ("01", "14", "12"):
        for autre in range(0, 4_000, 83):
            donnees: dict[str, Any] = {"specialite": specialite, "date_signature": date_signature}
            donnees |= {"option_etp": "1", "pmt_initiale": autre, "pfa_initiale": autre + 311}
            dossier = ouvrir(lire_situation(donnees, loi), loi)
            ordinaire = _ordinaire(dossier, patientele)
            avant = _gardees.cache_info().misses
            assert _gardees(ordinaire) == _gardees.__wrapped__(ordinaire)
            nees += _gardees.cache_info().misses - avant
    assert nees < 40
