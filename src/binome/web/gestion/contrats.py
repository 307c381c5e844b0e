"""The list of contracts: searched, filtered, sorted; what a form gives, read into the filters of the table."""

from __future__ import annotations

from typing import Any, Final

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet

from binome.contrats.actes.etats import EtatDeContrat
from binome.droit.loi import loi_en_vigueur
from binome.gestion.modeles.contrats import Apercu

_TRIS: Final = {
    "prochain_jour": "Prochaine date",
    "-en_jeu": "Somme en jeu",
    "-exigible": "Somme exigible",
    "-a_recouvrer": "Versé en trop",
    "contrat__numero": "Numéro",
    "contrat__medecin__nom": "Nom",
}


class FiltreDesContrats(django_filters.FilterSet):
    """What a list of contracts may be narrowed to."""

    q = django_filters.CharFilter(label="Chercher", method="chercher")
    etat = django_filters.ChoiceFilter(
        label="État", choices=[(un.code, un.libelle) for un in EtatDeContrat], empty_label="tous"
    )
    regime = django_filters.ChoiceFilter(
        label="Régime",
        choices=lambda: [(un.id, un.titre) for un in loi_en_vigueur().catalogue.regimes],
        empty_label="tous",
    )
    annee = django_filters.NumberFilter(label="Année de contrat")
    tri = django_filters.ChoiceFilter(label="Trier par", choices=tuple(_TRIS.items()), method="trier", empty_label=None)

    class Meta:
        """The columns that are filtered as they are."""

        model = Apercu
        fields = ("etat", "regime", "annee")

    def __init__(self, donnees: Any, *args: Any, **noms: Any) -> None:
        donnees = donnees.copy()
        donnees.setdefault("tri", "prochain_jour")
        super().__init__(donnees, *args, **noms)
        for champ in self.form.fields.values():
            champ.widget.attrs["class"] = "form-select" if isinstance(champ.widget, forms.Select) else "form-control"

    def chercher(self, apercus: QuerySet[Apercu], _nom: str, texte: str) -> QuerySet[Apercu]:
        """Keep contracts whose number, doctor or RPPS holds each word."""
        for mot in texte.split()[:5]:
            apercus = apercus.filter(
                Q(contrat__numero__icontains=mot)
                | Q(contrat__medecin__nom__icontains=mot)
                | Q(contrat__medecin__prenom__icontains=mot)
                | Q(contrat__medecin__rpps=mot)
            )
        return apercus

    def trier(self, apercus: QuerySet[Apercu], _nom: str, tri: str) -> QuerySet[Apercu]:
        """Sort, what is not known at the end, the numbers of contracts deciding between equals."""
        champ = F(tri.removeprefix("-"))
        vers = champ.desc(nulls_last=True) if tri.startswith("-") else champ.asc(nulls_last=True)
        return apercus.order_by(vers, "contrat__numero")
