"""Tables: groups add up to the nation, intervals hold the mean, unknown stays unknown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("llvmlite", reason="the compiler is an extra")

from binome.nation.resultats.groupes import Dimension
from binome.nation.resultats.tableaux import tabuler

if TYPE_CHECKING:
    from binome.nation.projection import Projection
    from binome.nation.resultats.tableaux import Tableaux

EN_VIGUEUR = "droit_en_vigueur"


def test_les_groupes_font_la_nation(tableaux: Tableaux) -> None:
    total = tableaux.annees[EN_VIGUEUR][-1]
    for dimension in Dimension:
        groupes = tableaux.groupes[dimension]
        assert abs(sum(groupe.cout for groupe in groupes) - total.cout.cout) <= len(groupes)
        assert abs(sum(groupe.contrats for groupe in groupes) - total.contrats) <= len(groupes)
        assert sum(groupe.medecins for groupe in groupes) == pytest.approx(83_524, abs=len(groupes))


def test_le_total_est_la_somme_des_annees_et_l_intervalle_tient_la_moyenne(tableaux: Tableaux) -> None:
    *annees, total = tableaux.annees[EN_VIGUEUR]
    assert abs(sum(annee.cout.cout for annee in annees) - total.cout.cout) <= 5
    for ligne in (*annees, total):
        assert ligne.cout.cout_bas <= ligne.cout.cout <= ligne.cout.cout_haut
        parts = [Decimal(str(part)) for part in ligne.issues.a_plat().values()]
        assert abs(sum(parts, Decimal(-1))) <= Decimal("0.0002")


def test_les_patients_gagnes_divisent_le_cout(tableaux: Tableaux) -> None:
    total = tableaux.annees[EN_VIGUEUR][-1]
    pmt, net, *_ = tableaux.cout_par_patient
    assert pmt.patients == total.patients_pmt
    assert pmt.cout is not None
    assert abs(pmt.cout - total.cout.cout / pmt.patients) <= 1
    assert net.cout is not None
    assert net.cout > pmt.cout, "what controls gained too is not bought"


def test_la_rampe_n_a_que_des_gagnants(tableaux: Tableaux) -> None:
    tous, *groupes = tableaux.gagnants["rampe"]
    assert tous.perdants == 0
    assert tous.gagnants > 0
    assert tous.solde == pytest.approx(tableaux.lois[1].ecart, abs=2)
    par_zone = [groupe for groupe in groupes if groupe.groupe.startswith("Zone : ")]
    assert len(par_zone) == 3
    assert abs(sum(groupe.gagnants for groupe in par_zone) - tous.gagnants) <= len(par_zone)


def test_un_montant_inconnu_n_est_ni_un_gain_ni_une_perte(tableaux: Tableaux) -> None:
    (pediatrie,) = [g for g in tableaux.gagnants["reglement_arbitral"] if g.groupe.startswith("Spécialité : pédiatrie")]
    assert pediatrie.incomparables > 0


def test_une_lecture_sans_effet_n_est_pas_montree(tableaux: Tableaux) -> None:
    noms = {ligne.lecture for ligne in tableaux.lectures}
    assert {"test_activite", "tranche_montant"} <= noms
    assert "trop_percu" not in noms, "what is due does not depend on how it is recovered"


def test_la_distribution_croit(tableaux: Tableaux) -> None:
    deciles = [ligne.montant_annuel_moyen for ligne in tableaux.distribution]
    assert len(deciles) == 9
    assert deciles == sorted(deciles)


def test_les_ecarts_comptent_les_annees_observees(tableaux: Tableaux) -> None:
    observees = sum(annee.contrats for annee in tableaux.annees[EN_VIGUEUR][2:5])
    pfa = sum(ligne.annees_de_contrat for ligne in tableaux.ecarts if ligne.patientele == "pfa")
    assert pfa <= observees + 40
    assert pfa > observees * 0.9


def test_les_controles_ne_sont_pas_loin_des_chiffres_publies(tableaux: Tableaux) -> None:
    """5 283 contracts of general practitioners in October 2024 were not used to set anything."""
    simules = int(tableaux.controles[0].simule.replace("\u202f", ""))
    assert abs(simules - 5283) < 0.05 * 5283


def test_les_limites_et_les_hypotheses_viennent_d_abord(tableaux: Tableaux) -> None:
    assert list(tableaux.par_nom())[:2] == ["limites", "hypotheses"]
    assert len(tableaux.hypotheses) > 15


def test_deux_reformes_du_meme_nom_ont_chacune_leurs_tables(projection: Projection) -> None:
    rampe, *_ = projection.reformes
    tableaux = tabuler(replace(projection, reformes=(rampe, rampe), lectures=(), reference_des_lectures=None))
    assert list(tableaux.annees) == [EN_VIGUEUR, "rampe", "rampe (2)"]
    assert tableaux.gagnants["rampe"] == tableaux.gagnants["rampe (2)"]
    assert len(tableaux.lois) == 3
