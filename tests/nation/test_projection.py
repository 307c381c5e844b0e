"""Laws played on one nation: the same doctors, the same fates, sums that add up, whatever the cores."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import binome
from binome.droit.catalogue import catalogue
from binome.droit.codes import CODES_D_OPTION, CODES_DE_SECTEUR, Statut
from binome.droit.loi import loi_en_vigueur
from binome.droit.reformes import Reforme
from binome.droit.reformes_ecrites import lire_reforme

np = pytest.importorskip("numpy", reason="the population is an extra")
pytest.importorskip("llvmlite", reason="the compiler is an extra")

from binome.nation import tirages
from binome.nation.dynamique import DEUX_32, calibrer
from binome.nation.hasard import scores_normaux
from binome.nation.hypotheses import valeurs
from binome.nation.population import generer
from binome.nation.projection import _a_la_signature, projeter
from binome.nation.tirages import Mesure, Sommes, Tache, boucle_des_tirages, executer
from binome.noyau import boucles as noyau
from binome.noyau.calcul import avertissement
from binome.noyau.colonnes import ANNEES, Entree, Sortie
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


def _tache(nation: Any, tirages: int, recours: Fraction) -> Tache:
    retenues = valeurs()
    s = _a_la_signature(nation, loi_en_vigueur(), retenues, 1)
    d = calibrer(nation, s.sorties[:, Sortie.STATUT] != Statut.NON_REMPLI, retenues, tirages, 1)
    d = d._replace(recours=np.full(len(nation.matrice), int(DEUX_32 * recours)))
    loi = s.lois[0]
    return Tache(s.entrees, s.a_part, s.engagements, s.maintien, d, loi.regime, loi.baremes, loi.lectures, 1, 0)


def test_un_decoupage_ne_change_rien(nation: Any) -> None:
    """What a cluster does: each piece knows the number of its first doctor."""
    tache = _tache(nation, 10, Fraction(1, 2)).tranche(0, 900)
    (tout,) = executer([tache])
    morceaux = executer(tache.decouper(131), 1)
    assert len(morceaux) == 7
    assert (tout.par_medecin == np.concatenate([m.par_medecin for m in morceaux])).all()
    assert (tout.par_tirage == sum(m.par_tirage for m in morceaux)).all()
    assert (tout.ecarts == sum(m.ecarts for m in morceaux)).all()


def test_la_boucle_compilee_est_celle_de_l_interprete(nation: Any) -> None:
    tache = _tache(nation, 4, TOUS).tranche(0, 25)
    (compilees,) = executer([tache])
    sommes = Sommes(*(np.zeros_like(table) for table in compilees))
    boucle_des_tirages(
        tache.baremes[0],
        tache.regime,
        tache.lectures,
        (tache.entrees, tache.a_part, tache.engagements, tache.maintien),
        tuple(tache.dynamique),
        scores_normaux(),
        np.array([1, 0]),
        (0, ANNEES),
        sommes,
        0,
        25,
    )
    assert all((a == b).all() for a, b in zip(sommes, compilees, strict=True))
    assert sommes.par_medecin[:, :, Mesure.CONTRATS].sum() == 25 * 4 * ANNEES


def test_sans_compilateur_la_nation_est_la_meme(nation: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slow, and said so: the same loops through the interpreter."""
    compilees = executer([_tache(nation, 3, TOUS).tranche(0, 12)])
    monkeypatch.setitem(sys.modules, "binome.noyau.compilation", None)
    noyau.noyau_d_engagement.cache_clear()
    tirages.noyau_des_tirages.cache_clear()
    try:
        assert "llvmlite" in avertissement()
        lentes = executer([_tache(nation, 3, TOUS).tranche(0, 12)])
    finally:
        monkeypatch.undo()
        noyau.noyau_d_engagement.cache_clear()
        tirages.noyau_des_tirages.cache_clear()
    for une, autre in zip(compilees, lentes, strict=True):
        assert all((a == b).all() for a, b in zip(une, autre, strict=True))


def test_chaque_destin_est_la_simulation_d_un_medecin(nation: Any) -> None:
    """One draw for one doctor at a time: the counts it gave, put in `simuler`, give the very same sum."""
    verifies = 0
    tache = _tache(nation, 1, TOUS)
    for i in range(0, 300, 7):
        e = tache.entrees[i]
        (sommes,) = executer([tache.tranche(i, i + 1)], 1)
        m = sommes.par_medecin[0]
        if 1 < tache.maintien[i] <= ANNEES:
            continue
        simulee = binome.simuler(
            specialite="01",
            secteur=CODES_DE_SECTEUR[e[Entree.SECTEUR]],
            option_etp=CODES_D_OPTION[e[Entree.OPTION]],
            date_signature=JOUR,
            pmt_initiale=int(e[Entree.PMT]),
            pfa_initiale=int(e[Entree.PFA]),
            date_naissance=date(JOUR.year - int(nation.ages[i]), 1, 1),
            zone=("zip", "zac", "hors")[e[Entree.ZONE]],
            constats=[
                {
                    "annee": rang + 1,
                    "pmt": int(e[Entree.PMT] + m[rang, Mesure.GAIN_PMT]),
                    "pfa": int(e[Entree.PFA] + m[rang, Mesure.GAIN_PFA]),
                }
                for rang in range(ANNEES)
            ],
        )
        if simulee.eligibilite.statut != "non_eligible":
            verifies += 1
            assert [a.montant for a in simulee.annees] == [
                Decimal(int(centimes)).scaleb(-2) for centimes in m[:, Mesure.CENTIMES]
            ]
    assert verifies > 20


def test_le_recours_est_cale_sur_les_chiffres_publies(nation: Any) -> None:
    s = _a_la_signature(nation, loi_en_vigueur(), valeurs(), 1)
    eligibles = s.sorties[:, Sortie.STATUT] != Statut.NON_REMPLI
    d = calibrer(nation, eligibles, valeurs(), 1, 1)
    g = slice(nation.strates[0].debut, nation.strates[0].fin)
    p, pmt = d.recours[g][eligibles[g]] / 2**32, nation.matrice[g, Entree.PMT]
    assert abs(p.mean() - 0.15) < 1e-6
    assert abs((p * pmt[eligibles[g]]).sum() / p.sum() / pmt.mean() - 1.373) < 1e-3
    croissances = d.croissance[0, d.tranche[g][eligibles[g]], 3]
    poids = p * pmt[eligibles[g]]
    assert abs((croissances * poids).sum() / poids.sum() / 10**6 - 0.195) < 1e-4
    assert (d.croissance[0, 1] == [124_000, 248_000, 372_000, 496_000, 620_000]).all()


def test_des_departs_supposes_arretent_des_contrats(nation: Any) -> None:
    t = _total(projeter(nation, tirages=20, choisies={"departs": Decimal("0.1")}).reference)
    contrats = [Fraction(int(t[rang, Mesure.CONTRATS]), int(t[0, Mesure.CONTRATS])) for rang in range(ANNEES)]
    assert all(abs(part - Fraction(9, 10) ** rang) < Fraction(1, 50) for rang, part in enumerate(contrats))


def test_une_lecture_qui_ne_change_rien_a_ses_sommes_egales(projection: Any) -> None:
    par_nom = {une.reforme.nom: une for une in projection.lectures}
    base = _total(projection.reference_des_lectures)
    assert (_total(par_nom["trop_percu=plancher_zero"]) == base).all()
    assert (_total(par_nom["test_activite=les_deux"]) != base).any()


def test_les_parts_eligibles_par_lecture_sont_celles_de_l_etude() -> None:
    """Study: at 0.6, both counts reach P30 for 57 % of doctors, either for 83 %; 98 % are in an admitted sector."""
    from binome.nation.effectifs import Effectif, Marges

    nation = generer(JOUR, graine=7, marges=Marges({"01": Effectif(20_000, 2022, "")}))
    attendues = {"les_deux": 57, "une_des_deux": 83, "pmt": 70}
    for choix, part in attendues.items():
        loi = loi_en_vigueur().avec(Reforme("x", "x", lectures=(("test_activite", choix),)))
        statuts = _a_la_signature(nation, loi, valeurs(), 0).sorties[:, Sortie.STATUT]
        assert abs((statuts != Statut.NON_REMPLI).mean() / 0.98 - part / 100) < 0.02


def test_une_regle_chargee_apres_coup_se_compile_aussi() -> None:
    """Whatever was compiled first in the process, a rule defined later is known to the compiler."""
    from binome.moteur.trace import REGLES, regle
    from binome.noyau.compilation import compiler

    @regle("etude-binome §noyau", "D")
    def double_d_essai(valeur: int) -> int:
        """Le double."""
        return valeur + valeur

    try:
        assert compiler(double_d_essai)(21) == 42
    finally:
        del REGLES["double_d_essai"]
