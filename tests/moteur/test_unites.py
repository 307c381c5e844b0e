"""Units: said by annotations, shown to readers, invisible to the type checker and the compiler."""

from __future__ import annotations

from typing import NamedTuple

from binome.moteur.unites import RESULTAT, Centimes, Euros, Jour, Unite, unites


class Paiement(NamedTuple):
    le: Jour
    somme: Centimes
    patients: int


def test_une_fonction_dit_l_unite_de_ses_arguments_et_de_son_resultat() -> None:
    def acompte(montant: Euros, patients: int) -> Centimes:
        return montant * patients

    assert acompte(2, 3) == 6
    assert unites(acompte) == {"montant": Unite.EUROS, RESULTAT: Unite.CENTIMES}


def test_un_enregistrement_dit_l_unite_de_ses_champs_et_rien_de_ceux_qui_n_en_ont_pas() -> None:
    assert unites(Paiement) == {"le": Unite.JOUR, "somme": Unite.CENTIMES}
