"""The parts of the report, in order: a title, a sentence, a table. Charts are drawn apart, by the key of the part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from binome.langue.tableau import Colonne, ecrire
from binome.nation.projection import Projection
from binome.nation.resultats.enregistrement import Enregistrement, Plate, en_lignes
from binome.nation.resultats.groupes import TITRES, Dimension
from binome.nation.resultats.tableaux import Tableaux
from binome.rapports.nation import colonnes


@dataclass(frozen=True, slots=True)
class Section:
    """One part: its key, its title, what it says in words, its table as people read it."""

    cle: str
    titre: str
    texte: str
    colonnes: tuple[Colonne, ...]
    lignes: tuple[tuple[str, ...], ...]

    @property
    def est_une_liste(self) -> bool:
        """Whether it has one column, and reads as a list."""
        return len(self.colonnes) == 1


_CINQ_ANNEES: Final = (
    "Droit en vigueur, cinq années, dans la moyenne des tirages ; les parts se rapportent aux années de contrat."
)
_TEXTES_DES_GROUPES: Final = {
    Dimension.SPECIALITE: f"{_CINQ_ANNEES} * : seul P30 est publié, la courbe est empruntée aux généralistes.",
    Dimension.ZONE: f"{_CINQ_ANNEES} Aucun lien n'est supposé entre la zone et la patientèle.",
}


def en_tete(tableaux: Tableaux) -> tuple[Section, ...]:
    """Return what must be read before any figure: limits, assumptions, checks against published figures."""
    return (
        _section("limites", "Ce que ce calcul ne dit pas", "", colonnes.LIMITES, tableaux.limites),
        _section(
            "hypotheses",
            "Hypothèses",
            "Une hypothèse supposée n'est fixée par aucun chiffre publié.",
            colonnes.HYPOTHESES,
            tableaux.hypotheses,
        ),
        _section(
            "controles",
            "Contrôles",
            "Chiffres publiés que le calage n'utilise pas, et ce que le calcul en donne.",
            colonnes.CONTROLES,
            tableaux.controles,
        ),
    )


def sections(projection: Projection, tableaux: Tableaux) -> tuple[Section, ...]:
    """Return the figures; what has nothing to show is left out."""
    return (
        *_de_la_nation(projection, tableaux),
        *_des_contrats(tableaux),
        *_des_groupes(tableaux),
        *_des_reformes(projection, tableaux),
        *_des_lectures(tableaux),
    )


def _section(
    cle: str, titre: str, texte: str, les_colonnes: tuple[Colonne, ...], lignes: Sequence[Enregistrement]
) -> Section:
    return _de_lignes_plates(cle, titre, texte, les_colonnes, en_lignes(lignes))


def _de_lignes_plates(
    cle: str, titre: str, texte: str, les_colonnes: tuple[Colonne, ...], lignes: Sequence[Plate]
) -> Section:
    ecrites = tuple(tuple(ecrire(ligne[c.cle], c.unite) for c in les_colonnes) for ligne in lignes)
    return Section(cle, titre, texte, les_colonnes, ecrites)


def _de_la_nation(projection: Projection, tableaux: Tableaux) -> tuple[Section, ...]:
    return (
        _section(
            "lois",
            "Ce que coûte une promotion de contrats, loi par loi",
            "Cinq années de contrats signés le même jour, dans la moyenne des tirages ; les parts se rapportent aux "
            "années de contrat. Les traits noirs vont du 5e au 95e centile des tirages.",
            colonnes.LOIS,
            tableaux.lois,
        ),
        _section(
            "annees",
            "Année par année, droit en vigueur",
            "Les parts se rapportent aux contrats de l'année. Patients gagnés depuis la signature ; « dont "
            "tendance » est ce que les témoins ont connu sans contrat.",
            colonnes.ANNEES,
            tableaux.annees[projection.reference.reforme.nom],
        ),
    )


def _des_contrats(tableaux: Tableaux) -> tuple[Section, ...]:
    return (
        _section(
            "cout_par_patient",
            "Ce que coûte un patient gagné",
            "Coût des cinq années rapporté aux patients de plus à la fin.",
            colonnes.COUT_PAR_PATIENT,
            tableaux.cout_par_patient,
        ),
        _section(
            "ecarts",
            "Les seuils au patient près",
            "À combien de patients de l'objectif tombent les comptes, en années de contrat dans la moyenne des "
            "tirages, à partir de la troisième (les écarts de plus de 190 patients ne sont pas dessinés). Personne "
            "n'ajuste son activité au seuil dans ce calcul.",
            colonnes.ECARTS,
            tableaux.ecarts,
        ),
        _section(
            "distribution",
            "Ce que reçoit un contrat",
            "Montant moyen d'une année, de décile en décile des médecins qui signent dans un tirage au moins.",
            colonnes.DISTRIBUTION,
            tableaux.distribution,
        ),
    )


def _des_groupes(tableaux: Tableaux) -> list[Section]:
    return [
        _section(
            dimension,
            f"Par {TITRES[dimension][0].lower()}{TITRES[dimension][1:]}",
            _TEXTES_DES_GROUPES.get(dimension, _CINQ_ANNEES),
            colonnes.GROUPES,
            groupes,
        )
        for dimension, groupes in tableaux.groupes.items()
        if len(groupes) > 1
    ]


def _des_reformes(projection: Projection, tableaux: Tableaux) -> list[Section]:
    if not projection.reformes:
        return []
    lignes: list[Plate] = [
        {"loi": simulee.reforme.titre, **tous.a_plat()}
        for simulee, (tous, *_) in zip(projection.reformes, tableaux.gagnants.values(), strict=True)
    ]
    texte = (
        "En contrats, dans la moyenne des tirages, sur cinq ans. Chaque contrat est comparé au même médecin et au même "
        "destin sous le droit en vigueur ; ce qui n'est pas signé reçoit 0 €. Gagnants, perdants, inchangés et "
        "incomparables (le montant est inconnu sous l'une des deux lois) font les contrats signés sous l'une au moins."
    )
    return [_de_lignes_plates("gagnants", "Gagnants et perdants", texte, colonnes.GAGNANTS, lignes)]


def _des_lectures(tableaux: Tableaux) -> list[Section]:
    if not tableaux.lectures:
        return []
    texte = (
        "Ce que l'autre lecture changerait pour la nation en cinq ans, dans la moyenne des tirages : éligibles, "
        "contrats et coût en plus ou en moins. Une baisse qui vient d'années devenues inconnues n'est pas une économie."
    )
    titre = "Le prix de chaque lecture des textes"
    return [_section("lectures", titre, texte, colonnes.LECTURES, tableaux.lectures)]
