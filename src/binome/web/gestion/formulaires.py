"""The forms of management: an act by its own fields, a contract from a simulation or a receipt, a doctor, a payment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms

from binome.contrats.actes.acte import CORRECTION, NatureDActe, champs_des_actes, obligatoires
from binome.contrats.actes.etats import EtatDeContrat, Suite, transitions
from binome.contrats.champs.formes import Forme, Genre
from binome.droit.loi import loi_en_vigueur
from binome.gestion.modeles.caisses import Medecin

_LIBELLES: Final[Mapping[str, str]] = {
    "pmt": "Patientèle médecin traitant",
    "pfa": "File active",
    "objectif_pmt": "Objectif de patientèle médecin traitant",
    "objectif_pfa": "Objectif de file active",
    "annee": "Année de contrat",
    "option_etp": "Temps de travail",
    "part_decidee": "Part décidée",
    "motif": "Motif",
    "initiative": "À l'initiative de",
    "circonstances_exceptionnelles": "Circonstances exceptionnelles",
}
_PAR_AILLEURS: Final = (NatureDActe.SIGNATURE, NatureDActe.VERSEMENT, NatureDActe.RECOUVREMENT)
"""Acts that have their own page: the opening, the payments, the recoveries."""


def jour(libelle: str, valeur: object = None, exige: bool = True) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=libelle, initial=valeur, required=exige, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


def natures_permises(etat: EtatDeContrat) -> list[tuple[str, str]]:
    """Return the acts that the table opens from a state, with what people call them."""
    table = transitions().table
    permises = [un for un in NatureDActe if un not in _PAR_AILLEURS and table[un][etat] <= Suite.RECONDUIT]
    return [(un.code, un.libelle) for un in permises]


class FormulaireDActe(forms.Form):
    """An act: its day, its proof, and what its nature carries; the engine reads it."""

    def __init__(self, nature: NatureDActe, donnees: Mapping[str, str] | None = None, **noms: Any) -> None:
        super().__init__(donnees, **noms)
        self.nature = nature
        self.fields["effectif_le"] = jour("Prend effet le")
        for nom, forme in champs_des_actes(loi_en_vigueur())[nature].items():
            self.fields[nom] = _champ(nom, forme, nom in obligatoires(nature))
        self.fields["piece"] = forms.CharField(label="Pièce (référence)", required=False, max_length=200)

    @property
    def acte(self) -> dict[str, Any]:
        """The act in JSON, as `binome contrat` reads it."""
        dits = {nom: valeur for nom, valeur in self.cleaned_data.items() if valeur not in (None, "")}
        dits["effectif_le"] = self.cleaned_data["effectif_le"].isoformat()
        return {"nature": self.nature.code, "par": "caisse", **dits}


def _champ(nom: str, forme: Forme[Any], exige: bool) -> forms.Field:
    libelle = _LIBELLES.get(nom, nom.replace("_", " ").capitalize())
    if forme.genre is Genre.OUI_NON:
        return forms.ChoiceField(label=libelle, required=exige, choices=[("", "—"), ("oui", "oui"), ("non", "non")])
    if choix := forme.choix():
        return forms.ChoiceField(label=libelle, required=exige, choices=[("", "—"), *choix.items()])
    aide = "" if nom == "motif" else f"{forme.attendu[:1].upper()}{forme.attendu[1:]}."
    return forms.CharField(label=libelle, required=exige, max_length=200, help_text=aide)


def annulation(nom: str, connu_le: str, piece: str = "") -> dict[str, Any]:
    """Return the act that takes another one back."""
    return {"nature": CORRECTION, "vise": nom, "connu_le": connu_le, "par": "caisse", "piece": piece}


class FormulaireDOuverture(forms.Form):
    """Open a contract: for whom, under which number, from what."""

    medecin = forms.ModelChoiceField(label="Médecin", queryset=Medecin.objects.none(), empty_label="—")
    numero = forms.CharField(label="Numéro du contrat", max_length=40)
    signe_le = jour("Signé le", exige=False)
    adresse = forms.CharField(
        label="Adresse d'une simulation",
        required=False,
        max_length=8000,
        help_text="Celle que le médecin ou vous avez copiée depuis le résultat du simulateur.",
    )
    recu = forms.CharField(
        label="Ou récépissé de calcul (JSON)", required=False, widget=forms.Textarea({"rows": 4}), max_length=400_000
    )

    def __init__(self, medecins: Any, donnees: Any = None, **noms: Any) -> None:
        super().__init__(donnees, **noms)
        self.fields["medecin"].queryset = medecins


class FormulaireDeMedecin(forms.ModelForm):
    """A doctor of the caisse."""

    class Meta:
        """The fields that an officer fills in."""

        model = Medecin
        fields = ("rpps", "nom", "prenom", "specialite", "secteur", "zone", "commune", "courriel", "iban")
        labels: Final = {"rpps": "RPPS", "prenom": "Prénom", "specialite": "Spécialité (code)", "iban": "IBAN"}


class FormulaireDeConstat(forms.Form):
    """The counts of a year."""

    annee = forms.IntegerField(label="Année de contrat", min_value=1, max_value=8)
    pmt = forms.IntegerField(label="Patientèle médecin traitant", min_value=0, required=False)
    pfa = forms.IntegerField(label="File active", min_value=0, required=False)


class FormulaireDeRecouvrement(forms.Form):
    """Ask back what was paid too much: why, and when each instalment is expected."""

    motif = forms.CharField(label="Motif", max_length=200)
    premiere = jour("Première échéance")
    combien = forms.IntegerField(label="Nombre d'échéances mensuelles", min_value=1, max_value=36, initial=1)


def avec_classes(formulaires: Iterable[forms.BaseForm]) -> None:
    """Give our look to forms that are not drawn by the usual filter."""
    for formulaire in formulaires:
        for champ in formulaire.fields.values():
            champ.widget.attrs.setdefault(
                "class", "form-select" if isinstance(champ.widget, forms.Select) else "form-control"
            )
