"""Laws played on one nation: the same doctors, the same fates, sums that add up, whatever the cores."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from binome.droit.catalogue import catalogue
from binome.droit.reformes_ecrites import lire_reforme

np = pytest.importorskip("numpy", reason="the population is an extra")
pytest.importorskip("llvmlite", reason="the compiler is an extra")

from binome.nation.matrices import ANNEES
from binome.nation.mesures import Mesure
from binome.nation.projection import projeter
from tests.nation.conftest import JOUR

TOUS = Fraction(1)


def _total(simulee: Any) -> Any:
    return sum(sommes.par_tirage.sum(axis=0) for sommes in simulee.sommes)


def test_les_sommes_par_medecin_et_par_tirage_font_le_meme_total(projection: Any) -> None:
    for simulee in (projection.reference, *projection.reformes):
        for sommes in simulee.sommes:
            assert (sommes.par_medecin.sum(axis=0) == sommes.par_tirage.sum(axis=0)).all()


def test_chaque_annee_de_contrat_a_une_issue_et_une_seule(projection: Any) -> None:
    for simulee in (projection.reference, *projection.reformes):
        t = _total(simulee)
        issues = [Mesure.INTEGRALES, Mesure.PRORATAS, Mesure.NULLES, Mesure.INCONNUES]
        assert (t[:, issues].sum(axis=1) == t[:, Mesure.CONTRATS]).all()
        assert (t[:, Mesure.MANQUES_DE_PEU] <= t[:, Mesure.PRORATAS] + t[:, Mesure.NULLES]).all()


def test_les_premieres_annees_sont_payees_en_entier(projection: Any) -> None:
    t = _total(projection.reference)
    assert (t[:2, [Mesure.PRORATAS, Mesure.NULLES]] == 0).all()
    assert (t[2:, Mesure.NULLES] > 0).all()


def test_la_rampe_ne_fait_que_des_gagnants_et_aucune_signature(projection: Any) -> None:
    rampe = projection.reformes[0]
    for avant, apres in zip(projection.reference.sommes, rampe.sommes, strict=True):
        ecart = apres.par_medecin - avant.par_medecin
        assert (ecart[:, :, Mesure.CENTIMES] >= 0).all()
        assert (ecart[:, :, [Mesure.CONTRATS, Mesure.GAIN_PMT, Mesure.GAIN_PFA]] == 0).all()
    assert _total(rampe)[:, Mesure.CENTIMES].sum() > _total(projection.reference)[:, Mesure.CENTIMES].sum()


def test_une_reforme_qui_ne_change_rien_ne_change_rien(nation: Any, projection: Any) -> None:
    p30 = catalogue().bareme(JOUR).distribution[0][0][0]
    neutre = lire_reforme("neutre", {"nombres": {"distribution": [["pmt", "01", "p30", p30]]}}, catalogue())
    rejouee = projeter(nation, [neutre], tirages=20, graine=3)
    for une in (rejouee.reference, *rejouee.reformes):
        for avant, apres in zip(projection.reference.sommes, une.sommes, strict=True):
            assert all((a == b).all() for a, b in zip(avant, apres, strict=True))


def test_le_nombre_de_coeurs_ne_change_rien(nation: Any, projection: Any) -> None:
    for fils in (1, 3):
        rejouee = projeter(nation, tirages=20, graine=3, fils=fils)
        for avant, apres in zip(projection.reference.sommes, rejouee.reference.sommes, strict=True):
            assert all((a == b).all() for a, b in zip(avant, apres, strict=True))


def test_une_autre_graine_donne_d_autres_destins(nation: Any, projection: Any) -> None:
    rejouee = projeter(nation, tirages=20, graine=4)
    assert (_total(rejouee.reference) != _total(projection.reference)).any()


def test_des_departs_supposes_arretent_des_contrats(nation: Any) -> None:
    t = _total(projeter(nation, tirages=20, choisies={"departs": Decimal("0.1")}).reference)
    contrats = [Fraction(int(t[rang, Mesure.CONTRATS]), int(t[0, Mesure.CONTRATS])) for rang in range(ANNEES)]
    assert all(abs(part - Fraction(9, 10) ** rang) < Fraction(1, 50) for rang, part in enumerate(contrats))


def test_une_lecture_qui_ne_change_rien_a_ses_sommes_egales(projection: Any) -> None:
    par_nom = {une.reforme.nom: une for une in projection.lectures}
    base = _total(projection.reference_des_lectures)
    assert (_total(par_nom["trop_percu=plancher_zero"]) == base).all()
    assert (_total(par_nom["test_activite=les_deux"]) != base).any()
