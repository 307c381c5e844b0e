"""The law as cards: each regime, speciality and reform has its own, made again from what the catalogue says."""

from __future__ import annotations

from binome.droit import fiches
from binome.droit.catalogue import catalogue
from binome.droit.choix import reformes_pretes


def test_chaque_regime_a_sa_fiche_avec_ses_sources() -> None:
    faites = fiches.regimes.__wrapped__()
    assert list(faites) == [regime.id for regime in catalogue().regimes]
    for regime in catalogue().regimes:
        fiche = faites[regime.id]
        assert (fiche.titre, fiche.depuis, fiche.grade) == (regime.titre, regime.depuis, regime.grade)
        assert all(str(source) in fiche.sources for source in regime.sources)


def test_chaque_specialite_a_sa_fiche() -> None:
    faites = fiches.specialites.__wrapped__()
    assert list(faites) == [specialite.code for specialite in catalogue().specialites]


def test_chaque_reforme_prete_dit_ce_qu_elle_change() -> None:
    faites = fiches.reformes.__wrapped__()
    assert list(faites) == list(reformes_pretes(catalogue()))
    assert all(fiche.titre for fiche in faites.values())
    assert any(fiche.changements for fiche in faites.values())
