"""The form of a situation, made from the description of its fields; the engine's readers do the reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from binome.contrats.champs.description import Champ, champs
from binome.contrats.champs.formes import Forme, Genre
from binome.contrats.champs.noms import Place, chemins
from binome.langue.courante import dire
from binome.moteur.erreurs import ErreurDeSaisie
from binome.web.adresse import SUBSTITUTIONS, Lue, nombres_en_vigueur

EN_DIRECT: Final = "direct_"
"""Beside each field, the place of what is wrong with it while it is being typed."""
_A_TAPER: Final[Mapping[Genre, dict[str, str]]] = {
    Genre.DATE: {"type": "date"},
    Genre.ENTIER: {"inputmode": "numeric"},
    Genre.DECIMAL: {"inputmode": "decimal"},
}


class FormulaireDeSituation(forms.Form):
    """Some fields of a situation, filled from the address and marked with what could not be read."""

    def __init__(self, noms: Iterable[str], valeurs: Mapping[str, str], lue: Lue | None = None) -> None:
        noms = list(noms)
        super().__init__(data={nom: _montree(nom, valeurs.get(nom, "")) for nom in noms})
        self._erreurs = {} if lue is None else lue.erreurs
        for nom in noms:
            champ = self.fields[nom] = _champ(nom)
            champ.help_text = format_html('{}<span id="{}{}"></span>', champ.help_text, EN_DIRECT, nom)

    def clean(self) -> dict[str, object]:
        """Report the reading of the address, field by field."""
        for nom, phrase in self._erreurs.items():
            if nom in self.fields:
                self.add_error(nom, phrase)
        return self.cleaned_data


def _montree(nom: str, valeur: str) -> str:
    """Return a value as its widget shows it: a day in ISO, a code itself, whatever way they are written."""
    place = champs().adresses.place(nom)
    forme = None if place is None else place.champ.forme if place.sous is None else place.sous.forme
    if forme is None or forme.genre not in (Genre.DATE, Genre.CODE, Genre.OUI_NON) or not valeur.strip():
        return valeur
    try:
        ecrite = forme.decrire(forme.lire(nom, valeur.strip()))
    except ErreurDeSaisie:
        return valeur
    return ("oui" if ecrite else "non") if isinstance(ecrite, bool) else str(ecrite)


def en_direct(requete: Iterable[str], lue: Lue) -> dict[str, str]:
    """Return what is wrong with each field of a page that is being filled in; an empty text for one that is right."""
    noms = [nom for nom in requete if nom in _SUBSTITUTS or champs().adresses.place(nom) is not None]
    return {f"{EN_DIRECT}{nom}": lue.erreurs.get(nom, "") for nom in noms}


def groupes() -> dict[str, tuple[str, ...]]:
    """Return the fields of the page of all questions, by their names in addresses, under the title of their group."""
    return {
        titre: tuple(nom for champ in champs().values() if champ.groupe == groupe for nom in _noms(champ))
        for groupe, titre in champs().groupes.items()
    }


def noms_du_constat(annee: int) -> tuple[str, ...]:
    """Return the fields of the constat of one year that a page asks for."""
    constats = champs()["constats"]
    demandes = [sous.nom for sous in constats.forme.sous.values() if sous.formulaire and sous.nom != constats.forme.cle]
    return tuple(champs().adresses.nom(constats.nom, (str(annee), nom)) for nom in demandes)


def _noms(champ: Champ) -> Iterator[str]:
    """Yield the names in addresses of what a field asks."""
    if champ.nom in SUBSTITUTIONS:
        yield SUBSTITUTIONS[champ.nom].nom
    elif champ.forme.cle:
        for annee in _annees_jugees():
            yield from noms_du_constat(annee)
    else:
        noms = champs().adresses
        yield from (noms.nom(champ.nom, chemin) if chemin else champ.nom for chemin in chemins(champ.forme))


def _annees_jugees() -> range:
    bareme = nombres_en_vigueur()
    return range(bareme.annees_d_observation + 1, bareme.duree_du_contrat + 1)


def _champ(nom: str) -> forms.Field:
    if nom in _SUBSTITUTS:
        return _SUBSTITUTS[nom]()
    place = champs().adresses.place(nom)
    assert place is not None
    if place.sous is None:
        champ = place.champ
        aide = " ".join(dire(texte) for texte in (champ.pourquoi, champ.ou) if texte)
        return _saisie(champ.forme, dire(champ.question), aide, str(champ.exemple))
    return _saisie(place.sous.forme, en_parties(place, place.sous.libelle), en_parties(place, place.sous.aide))


def en_parties(place: Place[Champ], texte: str) -> str:
    """Return a label, each part in the current language, its year and the numbers of the law put in."""
    nombres = nombres_en_vigueur()._asdict()
    parties = [dire(partie) for partie in texte.split(" · ") if partie]
    return " · ".join(parties).format(**{**nombres, "annee": place.chemin[0]})


def _saisie(forme: Forme[Any], libelle: str, aide: str = "", exemple: str = "") -> forms.Field:
    """Return the widget of a form of field: a list of choices, or a box to type in."""
    widget: forms.Widget
    choix = forme.choix()
    if choix:
        widget = forms.Select(choices=[("", _("je ne sais pas encore")), *choix.items()])
    else:
        attributs = dict(_A_TAPER.get(forme.genre, {}))
        if forme.genre is Genre.DECIMAL:
            attributs["placeholder"] = exemple.replace(".", ",")
        widget = forms.DateInput(attrs=attributs) if forme.genre is Genre.DATE else forms.TextInput(attrs=attributs)
    return forms.CharField(label=libelle, help_text=aide, required=False, widget=widget)


def _objectif_particulier() -> forms.Field:
    return _saisie(
        champs()["rqth_ou_ald"].forme,
        _("Votre objectif est-il à convenir avec la caisse (situation particulière) ?"),
        _("Par exemple une RQTH ou une ALD : aucun motif n'est demandé ni gardé. Aucun seuil n'est alors exigé."),
    )


_SUBSTITUTS: Final[Mapping[str, Callable[[], forms.Field]]] = {"objectif_particulier": _objectif_particulier}
