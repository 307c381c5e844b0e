"""What management refuses, beside the engine's own refusals: a right that is lacking, a state that has passed."""

from __future__ import annotations

from typing import Final

from binome.moteur.erreurs import REFUS, Consequence, ErreurBinome, ErreurDeSaisie

INTERDIT: Final = Consequence(REFUS.code_de_sortie, 403)
CONFLIT: Final = Consequence(REFUS.code_de_sortie, 409)


class AccesRefuse(ErreurBinome):
    """The account has no function that opens this action on this object."""

    consequence = INTERDIT
    titre = "Ce compte n'a pas ce droit"


class ContratChange(ErreurBinome):
    """The contract was changed since it was read: nothing is written over what another person wrote."""

    consequence = CONFLIT
    titre = "Le contrat a changé depuis que vous l'avez lu"


class EtatRefuse(ErreurBinome):
    """What is asked cannot be done from where the object stands."""

    consequence = CONFLIT
    titre = "Cela ne peut plus se faire dans cet état"


class ChampRefuse(ErreurDeSaisie):
    """A field that a table refuses, with the sentence that says why."""

    titre = "Un champ n'est pas accepté"

    def __init__(self, champ: str, valeur: object, phrase: str) -> None:
        super().__init__(champ, valeur, phrase)
        self.args = (f"Champ « {champ} » : {phrase}",)

    @property
    def en_phrase(self) -> str:
        """The sentence alone, for a reader who sees the field."""
        return self.attendu
