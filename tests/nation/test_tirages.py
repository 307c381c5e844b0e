"""Blocks of doctors drawn anywhere, through the compiler or not; each fate is one doctor's simulation."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

import binome
from binome.droit.catalogue import catalogue
from binome.droit.choix import loi_choisie
from binome.droit.codes import CODES_D_OPTION, CODES_DE_SECTEUR, FamilleDeRegime
from binome.droit.loi import Loi, loi_en_vigueur
from binome.droit.reformes_ecrites import lire_reforme

np = pytest.importorskip("numpy", reason="the population is an extra")
pytest.importorskip("llvmlite", reason="the compiler is an extra")

from binome.nation import destins
from binome.nation.destins import Cumuls, boucle_des_destins
from binome.nation.dynamique import DEUX_32, calibrer
from binome.nation.hypotheses import valeurs
from binome.nation.matrices import ANNEES
from binome.nation.mesures import LARGEUR_DES_ECARTS, SANS_CONTRAT, Mesure, assembler
from binome.nation.signature import signer
from binome.nation.tirages import SousUneLoi, Tache, executer
from binome.noyau.calcul import avertissement, noyau_des_signatures
from binome.noyau.lignes import LIGNE
from tests.nation.conftest import JOUR

if TYPE_CHECKING:
    from binome.nation.population import Population

TOUS = Fraction(1)


def _tache(nation: Population, tirages: int, recours: Fraction, loi: Loi | None = None) -> Tache:
    """General practitioners, each of whom signs with the same probability."""
    signatures = signer(nation, loi or loi_en_vigueur(), valeurs(), 1)
    eligibles = np.concatenate([une.eligibles for une in signatures])
    dynamique = calibrer(nation, eligibles, valeurs(), tirages, 1)
    generalistes, *_ = signatures
    contrats = generalistes.contrats(dynamique)._replace(
        recours=np.full(generalistes.strate.tires, int(DEUX_32 * recours))
    )
    return Tache((SousUneLoi(contrats, generalistes.loi),), dynamique.evolution, 1, 0)


def test_un_decoupage_ne_change_rien(nation: Population) -> None:
    """What a cluster does: each piece knows the number of its first doctor."""
    tache = _tache(nation, 10, Fraction(1, 2)).tranche(0, 900)
    ((tout,),) = executer([tache])
    morceaux = [sommes for (sommes,) in executer(tache.decouper(131), 1)]
    assert len(morceaux) == 7
    assert all((a == b).all() for a, b in zip(tout, assembler(morceaux), strict=True))


def test_la_boucle_compilee_est_celle_de_l_interprete(nation: Population) -> None:
    tache = _tache(nation, 4, TOUS).tranche(0, 25)
    ((compilees,),) = executer([tache])
    ((contrats, loi),) = tache.lois
    cumuls = Cumuls(
        np.zeros_like(compilees.par_medecin),
        np.zeros_like(compilees.par_tirage),
        np.zeros((2, LARGEUR_DES_ECARTS + 1), dtype=np.int64),
        np.full((25, 4), SANS_CONTRAT),
    )
    boucle_des_destins(
        loi.baremes[0],
        FamilleDeRegime(loi.regime),
        loi.lectures,
        contrats,
        tache.evolution,
        np.array([1, 0]),
        (0, ANNEES),
        cumuls,
        (0, 25),
    )
    assert (cumuls.par_medecin == compilees.par_medecin).all()
    assert (cumuls.par_tirage == compilees.par_tirage).all()
    assert (cumuls.ecarts[:, :LARGEUR_DES_ECARTS] == compilees.ecarts).all()
    connus = cumuls.par_medecin[:, :, Mesure.INCONNUES].sum(axis=1) == 0
    assert (cumuls.recus[connus].sum(axis=1) == cumuls.par_medecin[connus, :, Mesure.CENTIMES].sum(axis=1)).all()
    assert cumuls.par_medecin[:, :, Mesure.CONTRATS].sum() == 25 * 4 * ANNEES


def _oublier_les_noyaux() -> None:
    for un in (noyau_des_signatures, destins.noyau_des_destins):
        un.cache_clear()


def test_sans_compilateur_la_nation_est_la_meme(nation: Population, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slow, and said so: the same loops through the interpreter."""
    (compilees,) = executer([_tache(nation, 3, TOUS).tranche(0, 12)])
    monkeypatch.setitem(sys.modules, "binome.noyau.compilation", None)
    _oublier_les_noyaux()
    try:
        assert "llvmlite" in avertissement()
        (lentes,) = executer([_tache(nation, 3, TOUS).tranche(0, 12)])
    finally:
        monkeypatch.undo()
        _oublier_les_noyaux()
    for une, autre in zip(compilees, lentes, strict=True):
        assert all((a == b).all() for a, b in zip(une, autre, strict=True))


LES_MIENNES = lire_reforme(
    "les_miennes",
    {
        "depuis": "2026-01-01",
        "nombres": {
            "montants": [["base", "annees_suivantes", "1", 30_000]],
            "part_selon_le_motif": [["baisse_de_patientele", "moins_bon_taux"]],
        },
        "lectures": {"test_activite": "une_des_deux"},
    },
    catalogue(),
)


@pytest.mark.parametrize("loi", [loi_choisie(), loi_choisie("rampe"), loi_en_vigueur().avec(LES_MIENNES)])
def test_chaque_destin_est_la_simulation_d_un_medecin(nation: Population, loi: Loi) -> None:
    """One draw for one doctor at a time: the counts it gave, put in `simuler`, give the very same sum."""
    verifies = 0
    tache = _tache(nation, 1, TOUS, loi)
    for i in range(0, 300, 7):
        medecin, candidat = LIGNE.lire(nation.medecins, i)
        ((sommes,),) = executer([tache.tranche(i, i + 1)], 1)
        m = sommes.par_medecin[0]
        if 1 < tache.lois[0].contrats.maintien[i] <= ANNEES:
            continue
        simulee = binome.simuler(
            loi=loi,
            specialite="01",
            secteur=CODES_DE_SECTEUR[candidat.secteur],
            option_etp=CODES_D_OPTION[candidat.option],
            date_signature=JOUR,
            pmt_initiale=medecin.pmt.patients,
            pfa_initiale=medecin.pfa.patients,
            date_naissance=date(JOUR.year - int(nation.ages[i]), 1, 1),
            zone=("zip", "zac", "hors")[candidat.zone],
            constats=[
                {
                    "annee": rang + 1,
                    "pmt": int(medecin.pmt.patients + m[rang, Mesure.GAIN_PMT]),
                    "pfa": int(medecin.pfa.patients + m[rang, Mesure.GAIN_PFA]),
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
