"""More patients, never fewer euros: what is proved, and the exceptions that the texts have."""

from __future__ import annotations

import pytest
import z3

from binome.droit.catalogue import catalogue
from binome.droit.codes import Motif, Option, Patientele
from tests.preuves.monotonie import CHAMPS, Recul, Remontee, plus_de_patients_a_la_signature, reculs, remontees
from tests.preuves.surete import baremes

DERNIER = list(baremes().values())[-1]
MOINS_BON = ("primo_meilleur_taux = moins_bon",)


def test_un_patient_de_plus_au_constat_ne_baisse_la_part_que_sous_une_lecture() -> None:
    """Of all readings together, one opens an exception: a level reached is paid by the worst of the two rates."""
    atteindre = (Motif.PRIMO_PRORATA_MEILLEUR_TAUX, Motif.PRIMO_UN_NIVEAU_ATTEINT)
    assert list(reculs(DERNIER)) == [Recul(champ, *atteindre, MOINS_BON) for champ in CHAMPS]


@pytest.mark.parametrize("jour", baremes())
@pytest.mark.parametrize("champ", CHAMPS)
def test_plus_de_patients_a_la_signature_ne_baisse_aucun_montant(jour: str, champ: str) -> None:
    assert plus_de_patients_a_la_signature(baremes()[jour], champ) == z3.unsat


def test_l_objectif_ne_remonte_que_la_ou_un_chiffre_imprime_le_fait_remonter() -> None:
    generaliste = catalogue().specialite("01")
    assert generaliste is not None
    assert list(remontees(generaliste.rang, {})) == []
    imprime = list(remontees(generaliste.rang, {"objectif_pfa_p50_1_5etp": "imprime"}))
    assert imprime[0] == Remontee(Patientele.PFA, Option.UN_ET_DEMI, imprime[0].patients, (604, 622))
