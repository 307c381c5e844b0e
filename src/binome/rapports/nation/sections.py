"""The parts of the report, in order: what it shows, its subject, a table. Charts are drawn apart, by the part's key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from binome.langue.ecriture import soignee
from binome.langue.tableau import Colonne, ecrire
from binome.nation.projection import Projection
from binome.nation.resultats.enregistrement import Plate, en_lignes
from binome.nation.resultats.groupes import TITRES, Dimension
from binome.nation.resultats.tableaux import Tableaux
from binome.rapports.nation import accroches, colonnes


class Partie(StrEnum):
    """Where a part stands: the answer first, then who and when, then how it was computed."""

    REPONSE = "reponse"
    DETAIL = "detail"
    METHODE = "methode"


@dataclass(frozen=True, slots=True)
class Section:
    """One part: its key, what it shows, its subject, how to read it, its table as people read it."""

    partie: Partie
    cle: str
    titre: str
    sujet: str
    """Empty where the title says it."""
    texte: str
    colonnes: tuple[Colonne, ...]
    lignes: tuple[tuple[str, ...], ...]

    @property
    def est_une_liste(self) -> bool:
        """Whether it has one column, and reads as a list."""
        return len(self.colonnes) == 1


PATIENTELES: Final = {"pmt": "médecin traitant", "pfa": "file active"}
_CINQ_ANNEES: Final = (
    "Droit en vigueur, cinq années, dans la moyenne des tirages ; les parts se rapportent aux années de contrat."
)
_TEXTES_DES_GROUPES: Final = {
    Dimension.SPECIALITE: f"{_CINQ_ANNEES} * : seul P30 est publié, la courbe est empruntée aux généralistes.",
    Dimension.ZONE: f"{_CINQ_ANNEES} Aucun lien n'est supposé entre la zone et la patientèle.",
}


def sections(projection: Projection, tableaux: Tableaux) -> tuple[Section, ...]:
    """Return the parts: the answer, the details, the method; what has nothing to show is left out."""
    return (
        *_reponse(projection, tableaux),
        *_des_contrats(projection, tableaux),
        *_des_groupes(tableaux),
        *_des_lectures(tableaux),
        *_methode(tableaux),
    )


def _section(
    partie: Partie,
    cle: str,
    titre: str,
    sujet: str,
    texte: str,
    les_colonnes: tuple[Colonne, ...],
    lignes: Sequence[Plate],
) -> Section:
    ecrites = tuple(tuple(ecrire(ligne[c.cle], c.unite) for c in les_colonnes) for ligne in lignes)
    return Section(partie, cle, soignee(titre), soignee(sujet), soignee(texte), les_colonnes, ecrites)


def _reponse(projection: Projection, tableaux: Tableaux) -> list[Section]:
    lois = _section(
        Partie.REPONSE,
        "lois",
        accroches.des_lois(tableaux.lois),
        "Une promotion de contrats, loi par loi",
        "Cinq années de contrats signés le même jour, dans la moyenne des tirages ; les parts se rapportent aux années "
        "de contrat. Les coûts vont du 5e au 95e centile des tirages.",
        colonnes.LOIS,
        en_lignes(tableaux.lois),
    )
    if not projection.reformes:
        return [lois]
    titres = [simulee.reforme.titre for simulee in projection.reformes]
    tous = [lignes[0] for lignes in tableaux.gagnants.values()]
    gagnants = _section(
        Partie.REPONSE,
        "gagnants",
        accroches.des_gagnants(titres, tous),
        "Gagnants et perdants",
        "En contrats, dans la moyenne des tirages, sur cinq ans. Chaque contrat est comparé au même médecin et au même "
        "destin sous le droit en vigueur ; ce qui n'est pas signé reçoit 0 €. Gagnants, perdants, inchangés et "
        "incomparables (le montant est inconnu sous l'une des deux lois) font les contrats signés sous l'une au moins.",
        colonnes.GAGNANTS,
        [{"loi": titre, **nation.a_plat()} for titre, nation in zip(titres, tous, strict=True)],
    )
    return [lois, gagnants]


def _des_contrats(projection: Projection, tableaux: Tableaux) -> tuple[Section, ...]:
    annees = tableaux.annees[projection.reference.reforme.nom]
    return (
        _section(
            Partie.DETAIL,
            "annees",
            accroches.des_annees(annees),
            "Année par année, droit en vigueur",
            "Les parts se rapportent aux contrats de l'année. Patients gagnés depuis la signature ; « dont tendance » "
            "est ce que les témoins ont connu sans contrat.",
            colonnes.ANNEES,
            en_lignes(annees),
        ),
        _section(
            Partie.DETAIL,
            "cout_par_patient",
            accroches.du_cout_par_patient(tableaux.cout_par_patient),
            "Ce que coûte un patient gagné",
            "Coût des cinq années rapporté aux patients de plus à la fin.",
            colonnes.COUT_PAR_PATIENT,
            en_lignes(tableaux.cout_par_patient),
        ),
        _section(
            Partie.DETAIL,
            "ecarts",
            accroches.des_ecarts(annees[-1]),
            "Les seuils au patient près",
            "À combien de patients de l'objectif tombent les comptes, en années de contrat dans la moyenne des "
            "tirages, à partir de la troisième (les écarts de plus de 190 patients ne sont pas dessinés). Personne "
            "n'ajuste son activité au seuil dans ce calcul.",
            colonnes.ECARTS,
            [ligne | {"patientele": PATIENTELES[str(ligne["patientele"])]} for ligne in en_lignes(tableaux.ecarts)],
        ),
        _section(
            Partie.DETAIL,
            "distribution",
            accroches.de_la_distribution(tableaux.distribution),
            "Ce que reçoit un contrat",
            "Montant moyen d'une année, de décile en décile des médecins qui signent dans un tirage au moins.",
            colonnes.DISTRIBUTION,
            en_lignes(tableaux.distribution),
        ),
    )


def _des_groupes(tableaux: Tableaux) -> list[Section]:
    return [
        _section(
            Partie.DETAIL,
            dimension,
            accroches.d_un_groupement(groupes),
            f"Par {TITRES[dimension][0].lower()}{TITRES[dimension][1:]}",
            _TEXTES_DES_GROUPES.get(dimension, _CINQ_ANNEES),
            colonnes.GROUPES,
            en_lignes(groupes),
        )
        for dimension, groupes in tableaux.groupes.items()
        if len(groupes) > 1
    ]


def _des_lectures(tableaux: Tableaux) -> list[Section]:
    if not tableaux.lectures:
        return []
    return [
        _section(
            Partie.DETAIL,
            "lectures",
            accroches.des_lectures(tableaux.lectures),
            "Le prix de chaque lecture des textes",
            "Ce que l'autre lecture changerait pour la nation en cinq ans, dans la moyenne des tirages : éligibles, "
            "contrats et coût en plus ou en moins. Une baisse qui vient d'années devenues inconnues n'est pas une "
            "économie.",
            colonnes.LECTURES,
            en_lignes(tableaux.lectures),
        )
    ]


def _methode(tableaux: Tableaux) -> tuple[Section, ...]:
    """Return what bounds the figures: limits, assumptions, checks against published figures."""
    supposees = "Une hypothèse supposée n'est fixée par aucun chiffre publié."
    publies = "Chiffres publiés que le calage n'utilise pas, et ce que le calcul en donne."
    return (
        _section(
            Partie.METHODE,
            "limites",
            "Ce que ce calcul ne dit pas",
            "",
            "",
            colonnes.LIMITES,
            en_lignes(tableaux.limites),
        ),
        _section(
            Partie.METHODE,
            "hypotheses",
            "Hypothèses",
            "",
            supposees,
            colonnes.HYPOTHESES,
            en_lignes(tableaux.hypotheses),
        ),
        _section(
            Partie.METHODE, "controles", "Contrôles", "", publies, colonnes.CONTROLES, en_lignes(tableaux.controles)
        ),
    )
