"""The form of a situation, made from the description of its fields; the engine's readers do the reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from binome.contrats.situation import SEUILS, champs
from binome.droit.catalogue import catalogue
from binome.droit.codes import CODES_D_OPTION, CODES_DE_SECTEUR
from binome.langue.courante import dire
from binome.web.adresse import AGE_DU_MAINTIEN, MOINS_DE_65, PATIENTELES, Lue

_SECTEURS: Final = {
    "1": "secteur 1",
    "2-optam": "secteur 2 avec Optam",
    "2-optam-aco": "secteur 2 avec Optam-ACO",
    "2": "secteur 2 sans Optam",
    "3": "secteur 3 (hors convention)",
}
_ZONES: Final = {
    "zip": "zone d'intervention prioritaire (ZIP)",
    "zac": "zone d'action complémentaire (ZAC)",
    "hors": "hors de ces zones",
}
_OPTIONS: Final = {
    "1/3": "un tiers de temps (fermé depuis mai 2023)",
    "0.5": "mi-temps",
    "1": "temps plein",
    "1.5": "1,5 temps plein (second assistant)",
    "2": "2 temps pleins (second assistant)",
}
_NUMERIQUES: Final = ("compte", "prorogations")


class FormulaireDeSituation(forms.Form):
    """Some fields of a situation, filled from the address and marked with what could not be read."""

    def __init__(self, noms: Iterable[str], valeurs: Mapping[str, str], lue: Lue | None = None) -> None:
        noms = list(noms)
        super().__init__(data={nom: valeurs.get(nom, "") for nom in noms})
        self._erreurs = {} if lue is None else lue.erreurs
        for nom in noms:
            self.fields[nom] = _champ(nom)

    def clean(self) -> dict[str, Any]:
        """Report the reading of the address, field by field."""
        for nom, phrase in self._erreurs.items():
            if nom in self.fields:
                self.add_error(nom, phrase)
        return self.cleaned_data


def _champ(nom: str) -> forms.Field:
    base, _sep, annee = nom.partition("_annee_")
    if nom in _PARTICULIERS:
        return _PARTICULIERS[nom]()
    if annee:
        return _compte_constate(base, annee)
    if nom.startswith("seuil_"):
        _seuil, patientele, percentile = nom.split("_")
        return _nombre(f"{percentile.upper()} · {_nom_de(patientele)}")
    if nom.startswith("objectif_"):
        return _nombre(
            _("Patients supplémentaires convenus · {patientele}").format(
                patientele=_nom_de(nom.removeprefix("objectif_"))
            )
        )
    if nom.startswith("second_"):
        return _second(nom.removeprefix("second_"))
    if nom.startswith("lecture_"):
        return _lecture(nom.removeprefix("lecture_"))
    return _champ_de_la_situation(nom)


def _champ_de_la_situation(nom: str) -> forms.Field:
    champ = champs()[nom]
    aide = " ".join(dire(texte) for texte in (champ.pourquoi, champ.ou and f"{champ.ou}") if texte)
    commun: dict[str, Any] = {"label": dire(champ.question), "help_text": aide, "required": False}
    choix = _CHOIX.get(champ.forme)
    if choix is not None:
        return forms.CharField(widget=forms.Select(choices=[("", _("je ne sais pas encore")), *choix()]), **commun)
    if champ.forme == "date":
        return forms.CharField(widget=forms.DateInput(attrs={"type": "date"}), **commun)
    if champ.forme in _NUMERIQUES:
        return forms.CharField(widget=_saisie_de_nombre(), **commun)
    if champ.forme in ("centiemes", "part"):
        exemple = "72,5" if champ.forme == "centiemes" else "0,85"
        attributs = {"inputmode": "decimal", "placeholder": exemple}
        return forms.CharField(widget=forms.TextInput(attrs=attributs), **commun)
    return forms.CharField(widget=forms.TextInput(), **commun)


def _saisie_de_nombre() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric"})


def _nombre(libelle: str, aide: str = "") -> forms.Field:
    return forms.CharField(label=libelle, help_text=aide, required=False, widget=_saisie_de_nombre())


def _oui_non(libelle: str, aide: str = "") -> forms.Field:
    return forms.CharField(
        label=libelle,
        help_text=aide,
        required=False,
        widget=forms.Select(choices=[("", _("je ne sais pas encore")), ("non", _("non")), ("oui", _("oui"))]),
    )


def _nom_de(patientele: str) -> str:
    return {"pmt": _("médecin traitant (PMT)"), "pfa": _("file active (PFA)")}[patientele]


def _compte_constate(base: str, annee: str) -> forms.Field:
    if base == "circonstances":
        return _oui_non(_("Circonstances exceptionnelles invoquées, année {annee}").format(annee=annee))
    libelle = _("Année {annee} · {patientele}").format(annee=annee, patientele=_nom_de(base))
    return _nombre(libelle)


def _second(nom: str) -> forms.Field:
    if nom == "annee":
        return _nombre(
            _("Année de contrat du passage à 1,5 ou 2 ETP"),
            _("À partir de l'année {annee}.").format(
                annee=catalogue().bareme(catalogue().verifie_le).annee_du_second_assistant
            ),
        )
    return _nombre(_("Ce jour-là · {patientele}").format(patientele=_nom_de(nom)))


def _lecture(nom: str) -> forms.Field:
    lecture = catalogue().lectures[nom]
    choix = [("", _("par défaut"))] + [(code, dire(sens)) for code, sens in lecture.choix.items()]
    return forms.CharField(label=dire(lecture.question), required=False, widget=forms.Select(choices=choix))


def _age() -> forms.Field:
    age = catalogue().bareme(catalogue().verifie_le).age_du_maintien
    choix = [
        ("", _("je ne dis rien (moins de {age} ans supposés)").format(age=age)),
        (MOINS_DE_65, _("moins de {age} ans").format(age=age)),
        (AGE_DU_MAINTIEN, _("{age} ans ou plus").format(age=age)),
    ]
    return forms.CharField(
        label=_("Quel âge aurez-vous à la signature ?"),
        help_text=_(
            "À partir de {age} ans l'objectif est un maintien. Aucune date de naissance n'est demandée."
        ).format(age=age),
        required=False,
        widget=forms.Select(choices=choix),
    )


def _objectif_particulier() -> forms.Field:
    return _oui_non(
        _("Votre objectif est-il à convenir avec la caisse (situation particulière) ?"),
        _("Par exemple une RQTH ou une ALD : aucun motif n'est demandé ni gardé. Aucun seuil n'est alors exigé."),
    )


_PARTICULIERS: Final = {"age": _age, "objectif_particulier": _objectif_particulier}


def _choix_de_specialite() -> list[tuple[str, str]]:
    return [
        (s.code, f"{dire(s.libelle)} ({s.code})" if s.code != s.alias else dire(s.libelle))
        for s in catalogue().specialites
    ]


_CHOIX: Final[dict[str, Any]] = {
    "specialite": _choix_de_specialite,
    "secteur": lambda: [(code, dire(_SECTEURS[code])) for code in CODES_DE_SECTEUR],
    "option_etp": lambda: [(code, dire(_OPTIONS[code])) for code in CODES_D_OPTION],
    "zone": lambda: [(code, dire(nom)) for code, nom in _ZONES.items()],
    "oui_non": lambda: [("non", _("non")), ("oui", _("oui"))],
}

TOUS: Final = {
    "Le contrat": ("specialite", "secteur", "date_signature", "option_etp"),
    "Les patientèles": ("pmt_initiale", "pfa_initiale", "pmt_adultes_initiale"),
    "Les rangs et les seuils donnés par la caisse": (
        "percentile_pmt",
        "percentile_pfa",
        *(f"seuil_{p}_{s}" for p in PATIENTELES for s in SEUILS),
    ),
    "Votre situation": (
        "age",
        "date_premiere_installation",
        "objectif_particulier",
        "objectif_pmt",
        "objectif_pfa",
        "part_activite_liberale",
        "part_honoraires_cliniques",
        "cabinet_distinct",
    ),
    "Le second assistant (1,5 ou 2 ETP)": (
        "zone",
        "contrat_1_etp_en_cours",
        "objectifs_precedents_atteints",
        "second_annee",
        "second_pmt",
        "second_pfa",
    ),
    "Un contrat signé avant 2024": (
        "exercice_regroupe",
        "exercice_coordonne",
        "coordination_renforcee",
        "departement",
        "part_patients_moins_16_ans",
        "date_embauche",
        "prorogations",
    ),
    "Les constats": tuple(f"{p}_annee_{a}" for a in (3, 4, 5) for p in PATIENTELES),
}
