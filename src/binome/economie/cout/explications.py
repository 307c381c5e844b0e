"""The sentence and the sources of each line of a year: what was multiplied by what, and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final

from binome.economie.catalogue import CatalogueEconomique
from binome.economie.champs import champs_du_projet
from binome.economie.cout.lignes import COTISATIONS, SAISIES, LigneDeCout
from binome.economie.cout.paie import MOIS_PAR_AN, Fiche, Mois, minimum
from binome.economie.cout.registre import Registre
from binome.economie.cout.regles import annees_reprises, smic_mensuel, taux_de_la_prime
from binome.langue.ecriture import en_pourcent, en_texte, nombre
from binome.moteur.argent import en_euros
from binome.moteur.primitives import Taux, pour_cent
from binome.moteur.sources import Source

CENTIEMES: Final = 100
MILLION: Final = 10**6


@dataclass(frozen=True, slots=True)
class Fait:
    """The sentence of a line, and where its numbers come from."""

    phrase: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class AnneeVue:
    """What the sentences of a year look at: the register, its months, its pay."""

    registre: Registre
    catalogue: CatalogueEconomique
    mois: Sequence[Mois]
    fiches: Sequence[Fiche]

    def sources(self, *noms: str) -> tuple[Source, ...]:
        """Return the sources of some numbers over the months of the year, each once."""
        trouvees = [self.catalogue.version(nom, mois.jour).source for nom in noms for mois in self.mois]
        return tuple(dict.fromkeys(trouvees))


def expliquer(ligne: LigneDeCout, vue: AnneeVue) -> Fait:
    """Return the sentence and the sources of a line of a year."""
    if ligne in COTISATIONS:
        return _cotisation(COTISATIONS[ligne], vue)
    if ligne in SAISIES:
        saisie = _saisie(SAISIES[ligne], vue)
        return _avec_les_heures(saisie, vue) if ligne is LigneDeCout.FORMATION else saisie
    return _PHRASES[ligne](vue)


def _par_mois(textes: Iterable[str]) -> str:
    """Return what changes from month to month: « 5 mois à x, puis 7 mois à y »."""
    suites = [(texte, len(list(memes))) for texte, memes in groupby(textes)]
    return ", puis ".join(f"{combien} mois à {texte}" for texte, combien in suites)


def _suite(taux: Iterable[Taux]) -> str:
    return ", puis ".join(f"{_taux_entier(un)}\u00a0%" for un, _ in groupby(taux))


def _taux_entier(taux: Taux) -> str:
    """Return a rate in per cents with all its decimals."""
    return nombre(int(Fraction(*taux) * CENTIEMES * MILLION), MILLION)


def _salaire(vue: AnneeVue) -> Fait:
    projet = vue.registre.projet
    if projet.salaire_brut is None:
        au_smic = any(minimum(projet, mois.bareme) == smic_mensuel(mois.bareme) for mois in vue.mois)
        quoi = "Minimum de la position" + (", relevé au SMIC" if au_smic else "")
    else:
        releve = any(minimum(projet, mois.bareme) > projet.salaire_brut for mois in vue.mois)
        quoi = "Salaire convenu" + (", relevé au minimum" if releve else "")
    salaires = _par_mois(en_texte(en_euros(fiche.lignes[LigneDeCout.SALAIRE])) for fiche in vue.fiches)
    return Fait(f"{quoi} : {salaires}.", vue.sources("grille", "smic_horaire"))


def _anciennete(vue: AnneeVue) -> Fait:
    projet, taux = vue.registre.projet, []
    for fiches in vue.registre.equipe:
        rangs = {fiche.mois.jour: rang for rang, fiche in enumerate(fiches)}
        reprises = annees_reprises(projet.anciennete_ailleurs or 0, fiches[0].mois.bareme)
        presents = [mois for mois in vue.mois if mois.jour in rangs]
        taux += [taux_de_la_prime(reprises + rangs[m.jour] // MOIS_PAR_AN, m.bareme) for m in presents]
    return Fait(f"{_suite(map(pour_cent, taux))} du salaire de base.", vue.sources("taux_d_anciennete"))


def _cotisation(nom: str, vue: AnneeVue) -> Fait:
    return Fait(f"{_suite(getattr(mois.bareme, nom) for mois in vue.mois)} du salaire brut.", vue.sources(nom))


def _reduction(vue: AnneeVue) -> Fait:
    par_annee = {fiche.mois.jour.year: fiche for fiche in vue.fiches}
    dits = ", ".join(f"{en_pourcent(fiche.coefficient)} en {annee}" for annee, fiche in par_annee.items())
    return Fait(
        f"Part du salaire brut retirée des cotisations, régularisée mois après mois : {dits}.",
        vue.sources("taux_maximal_avant_2026", "reduction_variable", "smic_gele_de_la_reduction"),
    )


def _taxe(vue: AnneeVue) -> Fait:
    annees = sorted({mois.jour.year for mois in vue.mois})
    dites = [
        f"{en_texte(en_euros(vue.registre.taxes[annee].ajoutee))} en {annee}"
        for annee in annees
        if annee in vue.registre.taxes
    ]
    return Fait(
        "Calculée par année civile, pour tout le cabinet, puis répartie sur les mois ; l'emploi y ajoute "
        f"{', '.join(dites)}.",
        vue.sources("premier_seuil", "franchise", "plafond_de_la_decote"),
    )


def _avec_les_heures(fait: Fait, vue: AnneeVue) -> Fait:
    """Add what the training takes of the paid time, which the salary counts already."""
    heures = vue.mois[0].bareme.heures_de_formation
    phrase = f"{fait.phrase} Le titre demande {nombre(heures)} heures, payées : le salaire les compte déjà."
    return Fait(phrase, vue.sources("heures_de_formation"))


def _saisie(champ: str, vue: AnneeVue) -> Fait:
    decrit, valeur = champs_du_projet()[champ], getattr(vue.registre.projet, champ)
    if valeur is None:
        return Fait(f"Inconnu. {decrit.pourquoi}", ())
    dite = en_pourcent(valeur) if isinstance(valeur, tuple) else en_texte(en_euros(valeur))
    return Fait(f"{decrit.libelle} : {dite}, saisi.", ())


_PHRASES: Final[Mapping[LigneDeCout, Callable[[AnneeVue], Fait]]] = {
    LigneDeCout.SALAIRE: _salaire,
    LigneDeCout.ANCIENNETE: _anciennete,
    LigneDeCout.REDUCTION: _reduction,
    LigneDeCout.TAXE_SUR_LES_SALAIRES: _taxe,
}
