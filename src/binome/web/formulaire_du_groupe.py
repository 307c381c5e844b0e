"""A group of doctors in an address: its fields numbered by doctor and by year, each with what is wrong beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from binome.collectif.groupe import champs_du_groupe
from binome.contrats.champs.formes import COMPTE, Forme
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.saisie import lire_entier

MEDECINS: Final = "medecins"
_MEDECINS_AU_DEPART: Final = 2
_MEDECINS_MONTRES: Final = 40
_COMPTES: Final = ("pmt", "pfa")
_REPONSES: Final = ("nouvel_installe", "contrat_individuel")
_DU_GROUPE: Final = ("date_signature", "forme", "etp", "docteurs_juniors")
_FACULTATIF: Final = "docteurs_juniors"


class Case(NamedTuple):
    """One box of the form: its name in the address, what is written in it, what is wrong with it."""

    nom: str
    valeur: str
    faute: str


class LigneDeMedecin(NamedTuple):
    """The boxes of a doctor."""

    rang: int
    pmt: Case
    pfa: Case
    nouvel_installe: Case
    contrat_individuel: Case


class LigneDeConstat(NamedTuple):
    """The boxes of a year's constat."""

    annee: int
    pmt: Case
    pfa: Case


@dataclass(frozen=True, slots=True)
class FormulaireDuGroupe:
    """What the address says of a group, and the sentences that refuse it, by name of box."""

    valeurs: Mapping[str, str]
    medecins: int
    annees: range
    fautes: dict[str, str]

    @property
    def donnees(self) -> dict[str, Any]:
        """The group as the engine reads it."""
        constats = [
            {"annee": annee, **self._comptes(f"c{annee}_")} for annee in self.annees if self._constat_donne(annee)
        ]
        groupe = {nom: self.valeurs[nom] for nom in _DU_GROUPE if self.valeurs.get(nom)}
        return {**groupe, MEDECINS: [self._medecin(rang) for rang in self.rangs], "constats": constats}

    @property
    def rangs(self) -> range:
        """The ranks of the doctors, from 1."""
        return range(1, self.medecins + 1)

    @property
    def cases(self) -> dict[str, Case]:
        """The boxes of the whole group."""
        return {nom: self.case(nom) for nom in _DU_GROUPE}

    @property
    def lignes(self) -> list[LigneDeMedecin]:
        """The boxes of each doctor."""
        return [
            LigneDeMedecin(rang, *(self.case(f"m{rang}_{nom}") for nom in (*_COMPTES, *_REPONSES)))
            for rang in self.rangs
        ]

    @property
    def constats(self) -> list[LigneDeConstat]:
        """The boxes of each year whose constat counts."""
        return [LigneDeConstat(annee, *(self.case(f"c{annee}_{nom}") for nom in _COMPTES)) for annee in self.annees]

    def case(self, nom: str) -> Case:
        """Return a box."""
        return Case(nom, self.valeurs.get(nom, ""), self.fautes.get(nom, ""))

    def _comptes(self, debut: str) -> dict[str, str]:
        return {nom: self.valeurs[debut + nom] for nom in _COMPTES}

    def _medecin(self, rang: int) -> dict[str, Any]:
        debut = f"m{rang}_"
        return {**self._comptes(debut), **{nom: bool(self.valeurs.get(debut + nom)) for nom in _REPONSES}}

    def _constat_donne(self, annee: int) -> bool:
        return any(self.valeurs.get(f"c{annee}_{nom}") for nom in _COMPTES)

    def verifier(self, loi: Loi) -> None:
        """Read every box, and note what is wrong beside it."""
        champs = champs_du_groupe(loi)
        for nom in _DU_GROUPE:
            self._lire(nom, champs[nom].forme, obligatoire=nom != _FACULTATIF)
        debuts = [f"m{rang}_" for rang in self.rangs]
        debuts += [f"c{annee}_" for annee in self.annees if self._constat_donne(annee)]
        for debut in debuts:
            for nom in _COMPTES:
                self._lire(debut + nom, COMPTE, obligatoire=True)

    def _lire(self, nom: str, forme: Forme[Any], *, obligatoire: bool) -> None:
        brut = self.valeurs.get(nom, "")
        if not brut:
            if obligatoire:
                self.fautes[nom] = dire("Cette réponse manque.")
            return
        try:
            forme.lire(nom, brut)
        except ErreurDeSaisie as faute:
            self.fautes[nom] = faute.en_phrase


def lire_le_formulaire(valeurs: Mapping[str, str], annees: range) -> FormulaireDuGroupe:
    """Read how many doctors the address shows; the boxes are read when an answer is asked for."""
    fautes: dict[str, str] = {}
    combien = _MEDECINS_AU_DEPART
    if valeurs.get(MEDECINS):
        attendu = dire("de 1 à {plafond} médecins", plafond=_MEDECINS_MONTRES)
        try:
            combien = lire_entier(MEDECINS, valeurs[MEDECINS], 1, _MEDECINS_MONTRES, attendu)
        except ErreurDeSaisie as faute:
            fautes[MEDECINS] = faute.en_phrase
    return FormulaireDuGroupe(valeurs, combien, annees, fautes)


def avec_un_de_plus(formulaire: FormulaireDuGroupe) -> dict[str, str]:
    """Return the address with one more doctor."""
    return {**formulaire.valeurs, MEDECINS: str(min(formulaire.medecins + 1, _MEDECINS_MONTRES))}


def sans(formulaire: FormulaireDuGroupe, retire: str) -> dict[str, str]:
    """Return the address without a doctor, those who follow moved up; the same when there is nobody to take away."""
    restants = [rang for rang in formulaire.rangs if str(rang) != retire]
    if len(restants) in (0, formulaire.medecins):
        return dict(formulaire.valeurs)
    noms = (*_COMPTES, *_REPONSES)
    anciens = {f"m{rang}_{nom}" for rang in formulaire.rangs for nom in noms}
    gardees = {nom: valeur for nom, valeur in formulaire.valeurs.items() if nom not in anciens}
    montes = {
        f"m{nouveau}_{nom}": formulaire.valeurs.get(f"m{ancien}_{nom}", "")
        for nouveau, ancien in enumerate(restants, 1)
        for nom in noms
    }
    return {**gardees, **{nom: valeur for nom, valeur in montes.items() if valeur}, MEDECINS: str(len(restants))}


def en_adresse(groupe: Mapping[str, Any]) -> dict[str, str]:
    """Return what an address says of a group known by its fields."""
    adresse = {nom: str(groupe[nom]) for nom in _DU_GROUPE if nom in groupe}
    adresse[MEDECINS] = str(len(groupe[MEDECINS]))
    for rang, medecin in enumerate(groupe[MEDECINS], 1):
        adresse |= {f"m{rang}_{nom}": str(medecin[nom]) for nom in _COMPTES}
        adresse |= {f"m{rang}_{nom}": "oui" for nom in _REPONSES if medecin.get(nom)}
    for constat in groupe.get("constats", ()):
        adresse |= {f"c{constat['annee']}_{nom}": str(constat[nom]) for nom in _COMPTES}
    return adresse
