"""The words of the cost and of the activity as integers; the choices of the readings stand in `lectures.py`."""

from __future__ import annotations

from binome.moteur.codes import Codes
from binome.moteur.tables import Axes, axe


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


AXES: Axes = {"position": axe(Position), "palier_d_anciennete": axe(PalierDAnciennete)}
"""The axes of the tables of this package."""
