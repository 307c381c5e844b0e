"""The project of an employer as given: every field known, or unknown (None), never zero by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from binome.economie.champs import lire_champs
from binome.economie.codes import CategorieDePatient, Position
from binome.moteur.erreurs import Contradiction
from binome.moteur.primitives import Taux
from binome.moteur.saisie import CENTIEMES


@dataclass(frozen=True, slots=True)
class Projet:
    """What the employer says of the job. Sums in cents, shares as exact rates; None means unknown."""

    position: Position | None = None
    salaire_brut: int | None = None
    anciennete_ailleurs: int | None = None
    taux_at_mp: Taux | None = None
    mutuelle: int | None = None
    sante_au_travail: int | None = None
    frais_de_groupement: Taux | None = None
    formation: int | None = None
    remplacement: int | None = None
    equipement: int | None = None
    autres_salaires: tuple[int, ...] | None = None
    lectures_du_cout: tuple[tuple[str, str], ...] = ()
    consultations_par_jour: int | None = None
    """In hundredths, like the consultations of a patient."""
    jours_travailles: int | None = None
    patients_supplementaires: int | None = None
    consultations_par_patient: int | None = None
    tarif: int | None = None
    forfait_par_patient: int | None = None
    patients_types: tuple[tuple[CategorieDePatient, int], ...] | None = None
    taux_de_cotisations: Taux | None = None
    taux_d_impot: Taux | None = None
    tirages: int | None = None
    graine: int | None = None
    hypotheses: tuple[tuple[str, Decimal], ...] = ()

    def inconnus(self, *champs: str) -> tuple[str, ...]:
        """Return which of these fields are unknown."""
        return tuple(champ for champ in champs if getattr(self, champ) is None)


def lire_projet(donnees: Mapping[str, Any] | Projet) -> Projet:
    """Read the project of an employer; one already read is returned as it is.

    Raises:
        ErreurDeSaisie: unknown key, unreadable value.
        Contradiction: the same activity is given twice.
    """
    if isinstance(donnees, Projet):
        return donnees
    projet = Projet(**lire_champs(donnees))
    verifier(projet)
    return projet


def verifier(projet: Projet) -> None:
    """Refuse an activity that is given twice.

    Raises:
        Contradiction: two fields say the same thing.
    """
    if projet.consultations_par_jour is not None and projet.consultations_par_patient is not None:
        if projet.patients_supplementaires is not None:
            attendu = "des consultations par jour, ou des patients de plus qui consultent : pas les deux à la fois"
            raise Contradiction("consultations_par_jour", Decimal(projet.consultations_par_jour) / CENTIEMES, attendu)
    if projet.forfait_par_patient is not None and projet.patients_types is not None:
        raise Contradiction("forfait_par_patient", "les deux", "un forfait moyen, ou la répartition dont il se déduit")
