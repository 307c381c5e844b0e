"""Tables: groups add up to the nation, intervals hold the mean, unknown stays unknown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

np = pytest.importorskip("numpy", reason="the population is an extra")
pytest.importorskip("llvmlite", reason="the compiler is an extra")

from binome.nation.mesures import Compare, Mesure
from binome.nation.resultats.calculs import arrondir_ensemble
from binome.nation.resultats.groupes import TITRES, Dimension
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


def test_gagnants_perdants_et_inchanges_font_les_contrats(projection: Projection, tableaux: Tableaux) -> None:
    """The counts are contracts of a draw, and every row adds up, amounts included."""
    par_loi = dict(zip(tableaux.gagnants, tableaux.lois[1:], strict=True))
    for nom, lignes in tableaux.gagnants.items():
        for ligne in lignes:
            sortes = (ligne.gagnants, ligne.perdants, ligne.inchanges, ligne.incomparables)
            assert sum(sortes) == ligne.contrats
            assert ligne.gain + ligne.perte == ligne.solde
            assert ligne.gain >= 0 >= ligne.perte
        tous, *groupes = lignes
        assert tous.contrats >= max(par_loi[nom].contrats, tableaux.lois[0].contrats)
        for dimension in TITRES.values():
            les_siens = [groupe for groupe in groupes if groupe.groupe.startswith(f"{dimension} : ")]
            assert abs(sum(groupe.contrats for groupe in les_siens) - tous.contrats) <= len(les_siens)
    assert tableaux.gagnants["rampe"][0].contrats == tableaux.lois[0].contrats, "nobody signs more, or less"


def test_chaque_contrat_de_chaque_tirage_est_compare_une_fois(projection: Projection) -> None:
    """Exact, before any rounding: signed in either law, each fate is of one sort, and gains make the difference."""
    for simulee in projection.lois:
        for avant, apres in zip(projection.reference.sommes, simulee.sommes, strict=True):
            sortes = apres.compares[:, : Compare.INCOMPARABLES + 1].sum(axis=1)
            signes = [sommes.par_medecin[:, 0, Mesure.CONTRATS] for sommes in (avant, apres)]
            assert (sortes == np.maximum(*signes)).all(), "a law refuses a doctor or takes all his fates"
            connus = apres.compares[:, Compare.INCOMPARABLES] == 0
            ecarts = (apres.par_medecin - avant.par_medecin)[:, :, Mesure.CENTIMES].sum(axis=1)
            assert (apres.compares[connus, Compare.GAIN :].sum(axis=1) == ecarts[connus]).all()
    for sommes in projection.reference.sommes:
        assert (sommes.compares[:, [Compare.GAGNANTS, Compare.PERDANTS, Compare.GAIN, Compare.PERTE]] == 0).all()


def test_des_parts_arrondies_font_le_tout() -> None:
    assert arrondir_ensemble([Fraction(1, 3)] * 3) == [1, 0, 0]
    assert arrondir_ensemble([Fraction(3, 2), Fraction(0), Fraction(7, 4)]) == [1, 0, 2]
    assert arrondir_ensemble([]) == []


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
