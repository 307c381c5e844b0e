"""What is paid, in cents: the first payment, the sum due, the solde."""

from __future__ import annotations

from binome.droit.bareme import Bareme
from binome.droit.codes import CalendrierDeVersement, FamilleDeRegime, Option, Palier
from binome.droit.lectures import Lectures, TropPercu
from binome.moteur.argent import en_centimes
from binome.moteur.primitives import INCONNU, Taux, au_moins, choix, part_de, pour_cent
from binome.moteur.trace import regle
from binome.moteur.unites import Centimes, Euros


@regle("guide-occitanie §III.2", "B")
def calendrier_de_l_annee(regime: FamilleDeRegime, option: Option, bareme: Bareme) -> CalendrierDeVersement:
    """Le calendrier d'une année : celui de la convention du jour, ou celui que garde un ancien contrat."""
    return choix(choix(bareme.calendrier, regime), option)


@regle("guide-occitanie §III.2", "B")
def part_du_premier_versement(calendrier: CalendrierDeVersement, palier: Palier, bareme: Bareme) -> Taux:
    """La part du montant maximal versée d'abord ; inconnue quand les documents ne la donnent pas."""
    pourcents = choix(choix(bareme.premier_versement, calendrier), palier)
    if pourcents < 0:
        return (INCONNU, 1)
    return pour_cent(pourcents)


@regle("guide-occitanie §III.2", "B")
def mois_avant_versement(calendrier: CalendrierDeVersement, palier: Palier, bareme: Bareme) -> int:
    """Le délai du premier versement, en mois ; négatif quand il n'est pas connu ou se compte autrement."""
    return choix(choix(bareme.delai_de_versement, calendrier), palier)


@regle("guide-occitanie §III.2", "B")
def mois_avant_solde(calendrier: CalendrierDeVersement, palier: Palier, bareme: Bareme) -> int:
    """Le délai du solde après l'anniversaire qui clôt l'année, en mois ; négatif quand il n'est pas connu."""
    return choix(choix(bareme.delai_du_solde, calendrier), palier)


@regle("guide-occitanie §III.2", "B")
def en_une_fois(premiere_part: Taux) -> bool:
    """L'année est-elle versée en une seule fois ? Aussi quand aucune avance n'est connue."""
    return premiere_part[0] == INCONNU or au_moins(premiere_part, (1, 1))


@regle("guide-occitanie §III.2", "B")
def acompte(montant_maximal: Euros, premiere_part: Taux) -> Centimes:
    """L'acompte d'une année : une part du montant maximal, non modulée, en centimes."""
    return part_de(en_centimes(montant_maximal), premiere_part)


@regle("guide-occitanie §III.2", "B")
def montant_du(montant_maximal: Euros, part: Taux) -> Centimes:
    """La somme due pour une année : le montant maximal par la part, arrondi une seule fois au centime."""
    return part_de(en_centimes(montant_maximal), part)


@regle("guide-occitanie §III.2", "B")
def solde(du: Centimes, acompte_verse: Centimes, lectures: Lectures) -> Centimes:
    """Le solde, en centimes : négatif, c'est un trop-perçu à rendre (ou abandonné, selon la lecture)."""
    difference = du - acompte_verse
    if difference < 0 and lectures.trop_percu == TropPercu.PLANCHER_ZERO:
        return 0
    return difference
