"""Columns of days as integers: what they say of a doctor is computed row by row by the kernel.

Two signatures that live under the same law on every anniversary are one contract; a birth or an installation then only
tells whether an age is reached, whether it is recent. Days that do not clearly agree are left to the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from binome.contrats.champs.noms_du_droit import derniere_annee, duree_du_contrat
from binome.contrats.dossier import premier_jour_d_installation
from binome.contrats.maintien import jour_du_maintien
from binome.contrats.situation import AGES_PLAUSIBLES
from binome.droit.cadre import cadre_de
from binome.droit.loi import Loi, LoiDuContrat
from binome.moteur.dates_ecrites import DERNIERE_ANNEE, PREMIERE_ANNEE
from binome.moteur.erreurs import ErreurBinome
from binome.moteur.primitives import INCONNU

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from binome.noyau.lignes import Entiers, Table

AGE: Final = "age"
SIGNATURE, NAISSANCE, INSTALLATION, EMBAUCHE = DATES = (
    *("date_signature", "date_naissance", "date_premiere_installation", "date_embauche"),
)
_LECTURES: Final = "lectures."
_ISO: Final = "%Y-%m-%d"
_EPOQUE: Final = date(1970, 1, 1).toordinal()
_JOURS_D_UNE_ANNEE: Final = 366


@dataclass(frozen=True, slots=True)
class Jours:
    """Days of each row, as ordinals, -1 where not given; and which rows the reader must judge."""

    signatures: Entiers
    naissances: Entiers
    installations: Entiers
    au_lecteur: NDArray[np.bool_]


@dataclass(slots=True)
class Signatures:
    """One day of signature for all those whose contracts live under the same law, year after year."""

    loi: Loi
    _choisis: dict[tuple[Any, ...], int] = field(default_factory=dict)
    _premiers: dict[tuple[str, LoiDuContrat], int] = field(default_factory=dict)

    def representant(self, ordinal: int, choix: dict[str, str]) -> int:
        """Return the day that stands for a day of signature under some readings."""
        cle = (ordinal, *choix.items())
        if cle not in self._choisis:
            self._choisis[cle] = self._chercher(ordinal, choix)
        return self._choisis[cle]

    def _chercher(self, ordinal: int, choix: dict[str, str]) -> int:
        try:
            cadre = cadre_de(self.loi, date.fromordinal(ordinal), None, choix)
            loi = (cadre.regime.id, cadre.du_contrat(derniere_annee(self.loi)))
        except (ErreurBinome, KeyError, ValueError):
            return ordinal  # the reader will say why
        return self._premiers.setdefault(loi, ordinal)


def lire_les_jours(table: pl.DataFrame, loi: Loi) -> Jours:
    """Return the days of a table."""
    import numpy as np

    lus = {nom: _ordinaux(table, nom) for nom in DATES}
    signatures, naissances, installations, embauches = (ordinaux for ordinaux, _ in lus.values())
    au_lecteur = np.logical_or.reduce([illisibles for _, illisibles in lus.values()])
    au_lecteur |= _douteux(signatures - naissances, signatures, naissances, AGES_PLAUSIBLES)
    au_lecteur |= (installations != INCONNU) & (installations <= naissances)
    au_lecteur |= (installations != INCONNU) & (signatures != INCONNU) & (installations > signatures)
    if AGE in table.columns:
        au_lecteur |= (naissances != INCONNU) & table[AGE].is_not_null().to_numpy()
    duree = duree_du_contrat(loi)
    au_lecteur |= _douteux(embauches - signatures, embauches, signatures, (-duree, duree))
    return Jours(signatures, naissances, installations, au_lecteur)


def _douteux(ecarts: Entiers, uns: Entiers, autres: Entiers, annees: tuple[int, int]) -> NDArray[np.bool_]:
    """Return where two days given are not clearly apart by a number of years within bounds."""
    bas, haut = ((annees[0] + 1) * _JOURS_D_UNE_ANNEE, (annees[1] - 1) * (_JOURS_D_UNE_ANNEE - 1))
    douteux: NDArray[np.bool_] = (uns != INCONNU) & (autres != INCONNU) & ((ecarts < bas) | (ecarts > haut))
    return douteux


def _ordinaux(table: pl.DataFrame, nom: str) -> tuple[Entiers, NDArray[np.bool_]]:
    """Return a column of days as ordinals, and where a cell says something else."""
    import numpy as np
    import polars as pl

    if nom not in table.columns:
        return np.full(table.height, INCONNU, dtype=np.int64), np.zeros(table.height, dtype=bool)
    colonne, jour = pl.col(nom), pl.col(nom)
    if table.schema[nom] == pl.String:
        nette = colonne.str.strip_chars()
        colonne, jour = pl.when(nette != "").then(nette), nette.str.to_date(_ISO, strict=False)
    elif table.schema[nom] != pl.Date:
        jour = pl.lit(None, dtype=pl.Date)
    lus = table.select(jour.alias("jour"), colonne.is_not_null().alias("dit"))
    borne = pl.when(pl.col("jour").dt.year().is_between(PREMIERE_ANNEE, DERNIERE_ANNEE)).then(pl.col("jour"))
    ordinal = borne.cast(pl.Int64) + _EPOQUE
    lus = lus.select(ordinal.fill_null(INCONNU).alias("ordinal"), "dit")
    ordinaux = lus["ordinal"].to_numpy()
    return ordinaux, lus["dit"].to_numpy() & (ordinaux == INCONNU)


def representer(table: pl.DataFrame, jours: Jours, signatures: Signatures) -> pl.DataFrame:
    """Return the table without its days, but for the signature, written as the day that stands for it."""
    import polars as pl

    reste = table.drop(*(nom for nom in DATES if nom in table.columns))
    if SIGNATURE not in table.columns:
        return reste
    lectures = [nom for nom in table.columns if nom.startswith(_LECTURES)]
    if not lectures:
        return reste.with_columns(_representants(jours.signatures, signatures))
    cles = pl.DataFrame({SIGNATURE: jours.signatures, **{nom: table[nom] for nom in lectures}})
    distinctes = cles.unique(maintain_order=True)
    choisis = [_representant(ligne, lectures, signatures) for ligne in distinctes.iter_rows()]
    appariees = cles.join(
        distinctes.with_columns(pl.Series("_jour", choisis, dtype=pl.Date)),
        on=cles.columns,
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    return reste.with_columns(appariees["_jour"].alias(SIGNATURE))


def _representants(ordinaux: Entiers, signatures: Signatures) -> pl.Series:
    """Return the day that stands for each signature when no reading is chosen: each distinct day is looked for once."""
    import numpy as np
    import polars as pl

    premier = ordinaux.min()
    rangs = ordinaux - premier
    distincts = np.flatnonzero(np.bincount(rangs))
    choisis = np.empty(distincts[-1] + 1, dtype="datetime64[D]")
    choisis[distincts] = [_representant((int(un),), (), signatures) for un in distincts + premier]
    return pl.Series(SIGNATURE, choisis[rangs])


def _representant(ligne: Sequence[Any], lectures: Sequence[str], signatures: Signatures) -> date | None:
    ordinal, *choix = ligne
    if ordinal == INCONNU:
        return None
    choisies = {
        nom.removeprefix(_LECTURES): str(choix_lu).strip()
        for nom, choix_lu in zip(lectures, choix, strict=True)
        if choix_lu not in (None, "")
    }
    return date.fromordinal(signatures.representant(ordinal, choisies))


def dire_les_jours(lignes: Table, rangs: Entiers, jours: Jours, loi: LoiDuContrat, sans_signature: date) -> None:
    """Write in the kernel's rows what the days of their doctors say, under the law that they share.

    Args:
        lignes: the kernel's rows, columns of `Ligne`.
        rangs: rank in the table of each of them.
        jours: days of the table.
        loi: the law.
        sans_signature: day that is looked at when the signature is unknown.
    """
    import numpy as np

    naissances, installations = jours.naissances[rangs], jours.installations[rangs]
    if (naissances == INCONNU).all() and (installations == INCONNU).all():
        return
    from binome.noyau.calcul import noyau_des_jours

    signatures = jours.signatures[rangs]
    signatures = np.where(signatures == INCONNU, sans_signature.toordinal(), signatures)
    maintiens = _par_jour(naissances, lambda jour: jour_du_maintien(jour, loi.signature, loi.lectures))
    limites = _par_jour(signatures, lambda jour: premier_jour_d_installation(jour, loi.signature))
    ages, recentes = np.empty(len(rangs), dtype=np.int64), np.empty(len(rangs), dtype=np.int64)
    noyau_des_jours()(loi.lectures, signatures, maintiens, installations, limites, ages, recentes, 0, len(rangs))
    for colonne, dits, donnes in (("a_65_ans", ages, naissances), ("installation_recente", recentes, installations)):
        lignes[f"medecin.{colonne}"] = np.where(donnes == INCONNU, lignes[f"medecin.{colonne}"], dits)


def _par_jour(ordinaux: Entiers, calculer: Any) -> Entiers:
    """Return what a calculation gives of each distinct day, -1 where there is none."""
    import numpy as np

    distincts, rangs = np.unique(ordinaux, return_inverse=True)
    rendus = [INCONNU if un == INCONNU else calculer(date.fromordinal(un)) for un in distincts.tolist()]
    return np.array(rendus, dtype=np.int64)[rangs]
