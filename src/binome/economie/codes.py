"""The words of the cost and of the activity as integers; the choices of the readings stand in `lectures.py`."""

from __future__ import annotations

from binome.droit.codes import Secteur
from binome.moteur.codes import Codes
from binome.moteur.tables import Axe, Axes, axe


class Position(Codes):
    """Position in the grid of the collective agreement; an assistant stands between 5 and 9."""

    POSITION_4 = 0, "position 4", "4"
    POSITION_5 = 1, "position 5", "5"
    POSITION_6 = 2, "position 6", "6"
    POSITION_7 = 3, "position 7", "7"
    POSITION_8 = 4, "position 8", "8"
    POSITION_9 = 5, "position 9", "9"
    POSITION_10 = 6, "position 10", "10"
    POSITION_11 = 7, "position 11", "11"
    POSITION_12 = 8, "position 12", "12"
    POSITION_13 = 9, "position 13", "13"
    POSITION_14 = 10, "position 14", "14"
    POSITION_15 = 11, "position 15", "15"
    POSITION_16 = 12, "position 16", "16"


class PalierDAnciennete(Codes):
    """Steps of the seniority bonus."""

    DEBUT = 0
    TROIS_ANS = 1
    SEPT_ANS = 2
    DIX_ANS = 3
    TREIZE_ANS = 4
    SEIZE_ANS = 5
    DIX_HUIT_ANS = 6
    VINGT_ANS = 7


class CategorieDePatient(Codes):
    """What the forfait of a médecin traitant depends on."""

    MOINS_DE_7_ANS = 0, "moins de 7 ans"
    DE_7_A_74_ANS = 1, "de 7 à 74 ans"
    DE_75_A_79_ANS = 2, "de 75 à 79 ans"
    QUATRE_VINGTS_ANS_ET_PLUS = 3, "80 ans et plus", "80_ans_et_plus"
    ALD_MOINS_DE_80_ANS = 4, "en ALD, moins de 80 ans"
    ALD_80_ANS_ET_PLUS = 5, "en ALD, 80 ans et plus"


def axes(specialites: tuple[str, ...]) -> Axes:
    """Return the codes of every axis of the tables of this package."""
    return {
        "position": axe(Position),
        "palier_d_anciennete": axe(PalierDAnciennete),
        "categorie_de_patient": axe(CategorieDePatient),
        "secteur": axe(Secteur),
        "specialite": Axe(specialites),
    }
