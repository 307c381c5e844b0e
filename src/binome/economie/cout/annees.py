"""`couter`: the cost of employing, contract year by contract year, or over a typical year at the numbers of a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from binome.economie.catalogue import CatalogueEconomique, catalogue_economique
from binome.economie.champs import champs_du_projet
from binome.economie.cout.explications import AnneeVue, expliquer
from binome.economie.cout.lignes import SAISIES, LigneDeCout
from binome.economie.cout.paie import MOIS_PAR_AN, Mois, minimum, mois_d_une_annee_type, mois_du_contrat
from binome.economie.cout.registre import Registre
from binome.economie.cout.reponse import (
    AnneeDeCout,
    ChoixDeLecture,
    Cout,
    Inconnue,
    LectureDuCout,
    LigneCalculee,
    Supposition,
)
from binome.economie.projet import Projet
from binome.langue.ecriture import en_date, en_texte
from binome.moteur.argent import en_euros
from binome.moteur.calendrier import plus_mois
from binome.moteur.erreurs import Contradiction, ErreurDeSaisie


def registre_du_contrat(projet: Projet, debut: date, etp: Sequence[Fraction]) -> Registre:
    """Return the cost of the months of some contract years; `etp`: working time of all assistants, one value a year.

    Raises:
        ErreurDeSaisie: neither the position nor the salary is known.
        Contradiction: the salary is above the ceiling, where other contributions begin.
    """
    catalogue = catalogue_economique()
    mois = mois_du_contrat(debut, MOIS_PAR_AN * len(etp), catalogue)
    return _registre(projet, mois, [un for un in etp for _ in range(MOIS_PAR_AN)], catalogue)


def registre_d_une_annee_type(projet: Projet, jour: date, etp: Fraction) -> Registre:
    """Return the cost of twelve months of one calendar year, all at the numbers of a day.

    Raises:
        ErreurDeSaisie: neither the position nor the salary is known.
        Contradiction: the salary is above the ceiling, where other contributions begin.
    """
    catalogue = catalogue_economique()
    return _registre(projet, mois_d_une_annee_type(jour, catalogue), [etp] * MOIS_PAR_AN, catalogue)


def _registre(
    projet: Projet, mois: tuple[Mois, ...], etp: Sequence[Fraction], catalogue: CatalogueEconomique
) -> Registre:
    if projet.position is None and projet.salaire_brut is None:
        raise ErreurDeSaisie("position", None, "la position de l'assistant (5 à 9), ou son salaire brut")
    plafond = min(un.bareme.plafond_mensuel for un in mois)
    if (projet.salaire_brut or 0) > plafond:
        attendu = f"un salaire d'au plus {en_texte(en_euros(plafond))} par mois, le plafond de la sécurité sociale"
        raise Contradiction("salaire_brut", en_texte(en_euros(projet.salaire_brut or 0)), attendu)
    return Registre(mois, tuple(etp), projet, catalogue.lectures_retenues(dict(projet.lectures_du_cout)))


def couter(registre: Registre) -> Cout:
    """Return what a register costs, year by year and line by line, with its doubts and what is not known."""
    rangs = range(0, len(registre.mois), MOIS_PAR_AN)
    annees = tuple(_annee(registre, debut) for debut in rangs)
    return Cout(
        annees,
        en_euros(total(registre)),
        tuple(_lectures(registre)),
        tuple(_hypotheses(registre)),
        tuple(_inconnues(registre.projet)),
    )


def total(registre: Registre) -> int:
    """Return the whole cost, in cents."""
    return sum(mois.total() for mois in registre.par_mois)


def totaux_par_annee(registre: Registre) -> tuple[int, ...]:
    """Return the cost of each year, in cents."""
    debuts = range(0, len(registre.mois), MOIS_PAR_AN)
    return tuple(sum(mois.total() for mois in registre.par_mois[debut : debut + MOIS_PAR_AN]) for debut in debuts)


def _annee(registre: Registre, debut: int) -> AnneeDeCout:
    fin = debut + MOIS_PAR_AN
    mois, lignes = registre.mois[debut:fin], registre.par_mois[debut:fin]
    vue = AnneeVue(registre, catalogue_economique(), mois, registre.fiches_de(debut, fin))
    calculees = tuple(
        _ligne(ligne, sum(un[ligne] for un in lignes), vue) for ligne in LigneDeCout if registre.assistants(debut)
    )
    return AnneeDeCout(
        debut // MOIS_PAR_AN + 1,
        mois[0].jour,
        plus_mois(mois[-1].jour, 1) - timedelta(days=1),
        tuple(etp for etp, _ in groupby(registre.etp[debut:fin])),
        calculees,
        en_euros(sum(un.total() for un in lignes)),
    )


def _ligne(ligne: LigneDeCout, centimes: int, vue: AnneeVue) -> LigneCalculee:
    fait = expliquer(ligne, vue)
    inconnue = ligne in SAISIES and getattr(vue.registre.projet, SAISIES[ligne]) is None
    montant = None if inconnue else en_euros(centimes)
    return LigneCalculee(ligne, ligne.libelle, montant, fait.phrase, fait.sources)


def _lectures(registre: Registre) -> Iterator[LectureDuCout]:
    choix = dict(registre.projet.lectures_du_cout)
    catalogue = catalogue_economique()
    for nom, lecture in catalogue.lectures.items():
        retenue = choix.get(nom, lecture.defaut)
        autres = []
        for code, sens in lecture.choix.items():
            if code != retenue:
                lu = catalogue.lectures_retenues({**choix, nom: code})
                autre = Registre(registre.mois, registre.etp, registre.projet, lu)
                autres.append(ChoixDeLecture(code, sens, en_euros(total(autre))))
        yield LectureDuCout(nom, lecture.question, retenue, tuple(autres))


def _hypotheses(registre: Registre) -> Iterator[Supposition]:
    """Yield what the cost supposes, in words."""
    catalogue, projet, mois = catalogue_economique(), registre.projet, registre.mois
    grille = catalogue.version("grille", mois[-1].jour)
    dernier = catalogue.dernier_changement
    yield Supposition(
        "grille",
        f"La dernière grille de salaires trouvée date du {en_date(grille.depuis)} ; une plus récente peut exister.",
        "salaire_brut",
    )
    if mois[0].jour < catalogue.premier_jour:
        connu = en_date(catalogue.premier_jour)
        yield Supposition("avant", f"Les mois d'avant le {connu} sont comptés aux nombres de ce jour.", None)
    if mois[-1].jour > dernier:
        yield Supposition(
            "apres", f"Après le {en_date(dernier)}, les derniers nombres connus sont prolongés sans hausse.", None
        )
    yield Supposition("mois_entiers", "Les mois de paie sont entiers, à partir de celui de l'embauche.", None)
    for champ in projet.inconnus("salaire_brut", "anciennete_ailleurs", "autres_salaires"):
        yield Supposition(champ, champs_du_projet()[champ].hypothese, champ)
    if projet.position is None:
        plancher = en_texte(en_euros(minimum(projet, mois[0].bareme)))
        yield Supposition("position", f"Position inconnue : minimum vérifié, le plus bas, {plancher}.", "position")


def _inconnues(projet: Projet) -> Iterator[Inconnue]:
    """Yield what nobody publishes and that was not given."""
    for champ in projet.inconnus(*SAISIES.values()):
        decrit = champs_du_projet()[champ]
        yield Inconnue(champ, decrit.libelle, decrit.pourquoi, decrit.ou)
