"""What more activity brings month after month; nothing is counted that was not given or published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from binome.contrats.situation import Situation
from binome.droit.codes import Secteur
from binome.economie.activite.regles import forfait_d_un_mois, recette_d_un_mois, tarif_publie, taux_de_cotisations
from binome.economie.catalogue import catalogue_economique
from binome.economie.projet import Projet
from binome.moteur.argent import en_centimes
from binome.moteur.primitives import INCONNU, Taux, au_plus_proche, choix

_UN_MOIS: Final[Taux] = (1, 12)


@dataclass(frozen=True, slots=True)
class Activite:
    """The activity that a doctor expects of his assistant; None where something that it needs is unknown."""

    situation: Situation
    projet: Projet

    @property
    def centiemes_par_an(self) -> int | None:
        """Consultations of a year, in hundredths."""
        projet = self.projet
        if projet.consultations_par_jour is not None and projet.jours_travailles is not None:
            return projet.consultations_par_jour * projet.jours_travailles
        if projet.consultations_par_patient is not None and projet.patients_supplementaires is not None:
            return projet.consultations_par_patient * projet.patients_supplementaires
        return None

    @property
    def taux_de_cotisations(self) -> Taux | None:
        """The marginal rate of contributions: given, or the indicative one of the sector."""
        if self.projet.taux_de_cotisations is not None:
            return self.projet.taux_de_cotisations
        bareme = catalogue_economique().bareme_d_activite(date.max)
        taux = taux_de_cotisations(
            Secteur.INCONNU if self.situation.secteur is None else self.situation.secteur, bareme
        )
        return taux if taux[0] >= 0 else None

    def tarif(self, jour: date) -> int | None:
        """Return the price of a consultation in a month: given, or the published one."""
        if self.projet.tarif is not None:
            return self.projet.tarif
        if self.situation.secteur is not None and self.situation.secteur is not Secteur.SECTEUR_1:
            return None
        specialite = INCONNU if self.situation.specialite is None else self.situation.specialite
        publie = tarif_publie(specialite, catalogue_economique().bareme_d_activite(jour))
        return publie if publie > 0 else None

    def forfait(self, jour: date) -> int | None:
        """Return the yearly forfait of one more patient in a month, in cents; 0 before it exists."""
        bareme = catalogue_economique().bareme_d_activite(jour).forfait_medecin_traitant
        if min(bareme) < 0:
            return 0
        if self.projet.patients_types is None:
            return self.projet.forfait_par_patient
        comptes = self.projet.patients_types
        somme = sum(compte * en_centimes(choix(bareme, categorie)) for categorie, compte in comptes)
        return au_plus_proche(somme, sum(compte for _, compte in comptes))

    def valeur_d_un_patient(self, jour: date) -> int | None:
        """Return what one more patient brings in a year; None when nobody said how often he comes."""
        tarif, par_patient = self.tarif(jour), self.projet.consultations_par_patient
        if tarif is None or par_patient is None:
            return None
        return recette_d_un_mois(par_patient, tarif, (1, 1)) + (self.forfait(jour) or 0)

    def par_mois(self, jours: Sequence[date]) -> tuple[int, ...] | None:
        """Return what the activity brings in each month; None when nothing of it is known."""
        consultations = [self._consultations(jour) for jour in jours]
        forfaits = [self._forfaits(jour) for jour in jours]
        if None in consultations and None in forfaits:
            return None
        return tuple((c or 0) + (f or 0) for c, f in zip(consultations, forfaits, strict=True))

    def _consultations(self, jour: date) -> int | None:
        tarif, centiemes = self.tarif(jour), self.centiemes_par_an
        return None if tarif is None or centiemes is None else recette_d_un_mois(centiemes, tarif, _UN_MOIS)

    def _forfaits(self, jour: date) -> int | None:
        forfait, patients = self.forfait(jour), self.projet.patients_supplementaires
        return None if forfait is None or patients is None else forfait_d_un_mois(patients, forfait, _UN_MOIS)

    def inconnues(self, jour: date) -> tuple[str, ...]:
        """Return the fields that the activity, or what is left of it, would need."""
        projet = self.projet
        manquent = []
        if self.centiemes_par_an is None:
            if projet.consultations_par_jour is None and projet.patients_supplementaires is None:
                manquent.append("consultations_par_jour")
            if projet.jours_travailles is None and projet.patients_supplementaires is None:
                manquent.append("jours_travailles")
            if projet.patients_supplementaires is not None:
                manquent.append("consultations_par_patient")
        if self.tarif(jour) is None:
            manquent.append("tarif")
        if projet.patients_supplementaires is not None and self.forfait(date.max) is None:
            manquent.append("forfait_par_patient")
        manquent += ["taux_de_cotisations"] if self.taux_de_cotisations is None else []
        return (*manquent, *projet.inconnus("taux_d_impot"))
