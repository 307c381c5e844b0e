"""Figures, dates and words in the language of the page; terms of the glossary."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django import template
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from binome.contrats.actes.acte import CORRECTION, NatureDActe
from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.champs.description import champs
from binome.contrats.dossier import Dossier
from binome.contrats.echeancier import NatureDeVersement
from binome.droit.bareme import Bareme
from binome.droit.loi import loi_en_vigueur
from binome.droit.reperes import Repere
from binome.langue import noms
from binome.langue.courante import dire as dire_en_langue
from binome.langue.courante import langue
from binome.langue.ecriture import en_date, en_etp, en_mois, en_pourcent, en_texte
from binome.langue.ecriture import nombre as nombre_en_texte
from binome.langue.tableau import Cellule, Colonne, Ligne, Unite, ecrire
from binome.moteur.argent import en_euros
from binome.moteur.codes import Code, Codes, Mots
from binome.moteur.sources import Source
from binome.rapports.courbes_svg import du_medecin, titre
from binome.rapports.courbes_svg import en_svg as courbes_en_svg
from binome.rapports.frise_svg import frise
from binome.rapports.jauge_svg import en_svg as jauge_en_svg
from binome.simulation.courbes import Courbes
from binome.simulation.doutes_de_la_carte import Divergence
from binome.simulation.jauges import Jauge
from binome.simulation.phrases import changements_en_mots, en_mots, verdict
from binome.simulation.quantites import Quantite
from binome.simulation.reponse import AnneeDeContrat, Effet, ReponseCalculee
from binome.simulation.simuler import Simulation

register = template.Library()


@register.filter
def euros(montant: Decimal | None) -> SafeString | str:
    """Return an amount that people read and machines too; a dash when unknown."""
    if montant is None:
        return "—"
    return format_html('<data value="{}">{}</data>', f"{montant:.2f}", en_texte(montant))


@register.filter
def centimes(somme: int | None) -> SafeString | str:
    """Return a sum in cents as an amount that people read and machines too; a dash when unknown."""
    return euros(None if somme is None else en_euros(somme))


@register.filter
def jour(le: date | None) -> SafeString | str:
    """Return a day in words; a dash when unknown."""
    if le is None:
        return "—"
    return format_html('<time datetime="{}">{}</time>', le.isoformat(), en_date(le))


@register.filter
def cellule(ligne: Ligne, colonne: Colonne) -> SafeString | str:
    """Return the cell of a row, as people read it and machines too."""
    valeur = ligne[colonne.cle]
    if isinstance(valeur, tuple):
        unes = ((_simple(une, colonne.unite),) for une in valeur)
        return format_html("<span>{}</span>", format_html_join(" – ", "{}", unes))
    return _simple(valeur, colonne.unite)


def _simple(valeur: Cellule, unite: Unite) -> SafeString | str:
    if isinstance(valeur, Decimal) and unite is Unite.EUROS:
        return euros(valeur)
    return jour(valeur) if isinstance(valeur, date) else ecrire(valeur, unite)


@register.filter
def nombre(valeur: int | None) -> str:
    """Return a count with the separators of the language."""
    return "—" if valeur is None else nombre_en_texte(valeur)


@register.filter
def pourcent(part: Fraction | None) -> str:
    """Return a share in per cents."""
    return "—" if part is None else en_pourcent(part)


@register.filter
def dire(phrase: str) -> str:
    """Return a sentence of the law in the language of the page."""
    return dire_en_langue(str(phrase))


@register.filter
def mots(code: Code[Codes] | Mots | None) -> str:
    """Return a code in words; a dash when unknown."""
    return "—" if code is None else en_mots(code)


@register.filter
def etat(code: str) -> str:
    """Return the state of a contract in words, from its code."""
    return EtatDeContrat[code.upper()].libelle if code else "—"


@register.filter
def nature(code: str) -> str:
    """Return the nature of an act in words, from its code."""
    return CORRECTION if code == CORRECTION else NatureDActe[code.upper()].libelle


@register.filter
def quoi(echeance: str) -> str:
    """Return what is expected on a day, in words."""
    return echeance.replace("_", " ")


@register.filter
def versement(code: str) -> str:
    """Return the nature of a payment in words, from its code."""
    return NatureDeVersement(code).libelle


@register.filter
def option(code: str) -> str:
    """Return a working time as readers write it: « 0,5 ETP »."""
    return en_etp(code)


@register.filter
def phrase(repere: Repere, bareme: Bareme) -> str:
    """Return a sentence of the law's pages, its numbers put in."""
    return repere.dite(bareme)


@register.filter
def mois(le: date) -> str:
    """Return the month of a day in words."""
    return en_mois(le)


@register.filter
def texte(nom: str) -> SafeString:
    """Return a link to a text where its author publishes it."""
    cite = loi_en_vigueur().catalogue.textes[nom]
    return format_html('<a href="{}" rel="noreferrer" lang="fr">{}</a>', cite.url, cite.titre)


@register.filter
def citation(source: Source) -> SafeString:
    """Return where a sentence comes from, as a link to the text: its short name, the section, the grade."""
    return format_html(
        '<a class="source" lang="fr" href="{}">{}, §{} ({})</a>',
        reverse("droit-fiche", args=["textes", source.texte]),
        loi_en_vigueur().catalogue.textes[source.texte].court,
        source.section,
        source.grade,
    )


@register.filter
def en_clair(valeur: object) -> str:
    """Return the name of an argument, an axis or a choice in words; anything else as it is."""
    return noms.nom_en_mots(valeur) if isinstance(valeur, str) else str(valeur)


@register.filter
def en_prose(phrase: object) -> str:
    """Return a sentence of the data without any name of the code."""
    return noms.en_prose(str(phrase))


@register.filter
def sous_la_lecture(adresse: str, divergence: Divergence) -> str:
    """Return an address under another choice of a reading."""
    autre = QueryDict(adresse, mutable=True)
    autre[champs().adresses.nom("lectures", (divergence.lecture,))] = divergence.choix
    return autre.urlencode()


@register.filter
def question_de(champ: str) -> str:
    """Return the question that a field asks."""
    return dire_en_langue(champs()[champ].question)


@register.filter
def changements(effet: Effet, dossier: Dossier) -> list[str]:
    """Return the figures that another choice would change, in words, the most telling first."""
    return changements_en_mots(effet, dossier, _PARLANTES, _CHANGEMENTS_MONTRES)


_PARLANTES = frozenset({Quantite.STATUT, Quantite.TOTAL_MINIMUM, Quantite.TOTAL_MAXIMUM, Quantite.TOTAL_CONSTATE})
_CHANGEMENTS_MONTRES = 4


@register.simple_tag
def terme(code: str, mots: str = "") -> SafeString:
    """Return a word linked to the glossary, its definition at hand for mouse, keyboard and touch."""
    entree = loi_en_vigueur().catalogue.lexique[code]
    definition = entree.anglais if langue() == "en" else entree.definition
    return format_html(
        '<a class="terme" href="{}#{}" data-definition="{}">{}</a>',
        reverse("lexique"),
        code,
        definition,
        mots or dire_en_langue(entree.terme),
    )


_LARGEUR, _HAUTEUR, _PIED = 660, 160, 30
_BARRES_LARGES = 80


@register.filter
def dessin_de_la_jauge(jauge: Jauge) -> str:
    """Return the gauge of a patientèle, as SVG."""
    return jauge_en_svg(jauge)


@register.filter
def dessin_de_la_frise(simulation: Simulation) -> str:
    """Return the timeline of a simulated contract, as SVG."""
    return frise(simulation.annees, simulation.jours)


@register.simple_tag
def barres(simulation: Simulation) -> SafeString:
    """Return the amounts of the years as bars: what is due in full colour, what may still come in outline."""
    hauts = [_haut(annee) for annee in simulation.annees]
    pas = min(_BARRES_LARGES, _LARGEUR // len(hauts))
    echelle = (_HAUTEUR - 2 * _PIED) / max([*hauts, Decimal(1)])
    barres = [
        _barre(
            rang * pas, pas - 12, int((annee.montant or 0) * echelle), int(haut * echelle), en_texte(haut), annee.annee
        )
        for rang, (annee, haut) in enumerate(zip(simulation.annees, hauts, strict=True))
    ]
    titre = dire_en_langue("Montant de chaque année : plein, dû ou assuré ; en pointillés, le maximum.")
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        _LARGEUR,
        _HAUTEUR,
        titre,
        format_html_join("", "{}", ((barre,) for barre in barres)),
    )


def _barre(x: int, largeur: int, du: int, total: int, montant: str, annee: int) -> SafeString:
    base, milieu = _HAUTEUR - _PIED, x + largeur // 2
    return format_html(
        '<rect x="{x}" y="{haut}" width="{largeur}" height="{total}" fill="none" class="barre-maximum"/>'
        '<rect x="{x}" y="{y}" width="{largeur}" height="{du}" class="barre-due"/>'
        '<text x="{milieu}" y="{etiquette}" font-size="13" text-anchor="middle">{montant}</text>'
        '<text x="{milieu}" y="{pied}" font-size="14" text-anchor="middle">{nom} {annee}</text>',
        x=x + 2,
        largeur=largeur,
        haut=base - total,
        total=total,
        y=base - du,
        du=du,
        milieu=milieu + 2,
        etiquette=base - total - 7,
        montant=montant,
        pied=base + 20,
        nom=dire_en_langue("an"),
        annee=annee,
    )


def _haut(annee: AnneeDeContrat) -> Decimal:
    if annee.montant_maximal is not None:
        return annee.montant_maximal
    return annee.montant_maximal_bornes[1] if annee.montant_maximal_bornes else Decimal(0)


@register.filter
def dessin(courbes: Courbes) -> str:
    """Return the picture of the curves of objectives, as SVG."""
    return courbes_en_svg(courbes)


@register.filter
def titre_des_courbes(courbes: Courbes) -> str:
    """Return what the curves show."""
    return titre(courbes)


@register.filter
def place_du_medecin(courbes: Courbes) -> str:
    """Return where the doctor stands on the curves."""
    return " ".join(du_medecin(courbes))


@register.simple_tag
def verdict_de(reponse: ReponseCalculee) -> str:
    """Return the one sentence of an answer."""
    return verdict(reponse)
