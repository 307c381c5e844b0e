"""The acts of a contract: dated facts that nothing edits. A correction is another act.

Every act says when it takes effect, when it became known, who recorded it and on what proof.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from binome.contrats.champs.formes import COMPTE, FRACTION, MONTANT, Forme, Genre, mot
from binome.contrats.champs.noms_du_droit import OUI_NON, SIMPLES
from binome.contrats.echeancier import NatureDeVersement
from binome.contrats.situation import forme_de_situation
from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.moteur.codes import Codes
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.proximite import vouliez_vous
from binome.moteur.saisie import lire_date, lire_objet


class NatureDActe(Codes):
    """The natures of acts; the order is that in which acts of one day are replayed."""

    SIGNATURE = 0
    EMBAUCHE = 1
    REPRISE = 2
    AVENANT_OPTION = 3
    AVENANT_SECOND_ASSISTANT = 4
    AVENANT_65_ANS = 5
    AVENANT_PRIMO_INSTALLE = 6
    AVENANT_OBJECTIFS = 7
    CONSTAT = 8
    DECISION_CPN = 9
    POINT_SEMESTRIEL = 10
    FORMATION = 11
    REMPLACEMENT_DU_SECRETAIRE = 12
    VERSEMENT = 13
    RECOUVREMENT = 14
    SUSPENSION = 15
    RESILIATION = 16
    DEMENAGEMENT = 17
    CHANGEMENT_DE_SPECIALITE = 18
    CLOTURE = 19
    PROROGATION = 20
    RECONDUCTION = 21


@dataclass(frozen=True, slots=True)
class Acte:
    """One act. `donnees` holds what its nature carries, already read."""

    id: str
    nature: NatureDActe
    effectif_le: date
    connu_le: date
    par: str = ""
    piece: str = ""
    contrat: str = ""
    """The signature of the contract that it is about; the last one signed by its day when not given."""
    donnees: Mapping[str, Any] = field(default_factory=dict)

    @property
    def cle(self) -> tuple[date, int, str]:
        """Order of replay: day of effect, then nature, then identifier; never the order of recording."""
        return (self.effectif_le, int(self.nature), self.id)


@dataclass(frozen=True, slots=True)
class Correction:
    """An act that cancels another, or replaces it, from the day it is known."""

    id: str
    vise: str
    connu_le: date
    par: str
    piece: str
    remplace: Acte | None

    @property
    def cle(self) -> tuple[date, str]:
        """Order in which corrections are applied."""
        return (self.connu_le, self.id)


ChampsDesActes = Mapping["NatureDActe", Mapping[str, Forme[Any]]]


def _lire_texte(champ: str, valeur: object) -> str:
    if not isinstance(valeur, str):
        raise ErreurDeSaisie(champ, valeur, "un texte")
    return valeur


def _lire_paiement(champ: str, valeur: Any) -> NatureDeVersement:
    if valeur not in _PAIEMENTS:
        raise ErreurDeSaisie(champ, valeur, " ou ".join(_PAIEMENTS))
    return NatureDeVersement(valeur)


_PAIEMENTS: Final = tuple(nature for nature in NatureDeVersement if nature is not NatureDeVersement.TROP_PERCU)
TEXTE: Final = Forme(Genre.TEXTE, _lire_texte, str, {"type": "string"}, "un texte", "")
_PAIEMENT: Final = Forme(
    Genre.CODE, _lire_paiement, str, {"enum": [str(un) for un in _PAIEMENTS]}, " ou ".join(_PAIEMENTS), "acompte"
)
_INITIATIVE: Final = mot({"medecin": "médecin", "caisse": "caisse"})
_COMPTES: Final = {"pmt": COMPTE, "pfa": COMPTE}
_OBJECTIFS: Final = {"objectif_pmt": COMPTE, "objectif_pfa": COMPTE}
_MOTIF: Final = {"motif": TEXTE}


@lru_cache(16)
def champs_des_actes(loi: Loi) -> ChampsDesActes:
    """Return what each nature of act says, and how it is read under a law."""
    annee, option = (SIMPLES[nom]({}, loi) for nom in ("annee", "option_etp"))
    avenant = {**_COMPTES, **_OBJECTIFS}
    return {
        NatureDActe.SIGNATURE: {"situation": forme_de_situation(loi), "suite_de": TEXTE},
        NatureDActe.EMBAUCHE: {},
        NatureDActe.REPRISE: {},
        NatureDActe.AVENANT_OPTION: {"option_etp": option},
        NatureDActe.AVENANT_SECOND_ASSISTANT: {"option_etp": option, **_COMPTES},
        NatureDActe.AVENANT_65_ANS: _COMPTES,
        NatureDActe.AVENANT_PRIMO_INSTALLE: avenant,
        NatureDActe.AVENANT_OBJECTIFS: avenant,
        NatureDActe.CONSTAT: {"annee": annee, **_COMPTES, "circonstances_exceptionnelles": OUI_NON},
        NatureDActe.DECISION_CPN: {"annee": annee, "part_decidee": FRACTION},
        NatureDActe.POINT_SEMESTRIEL: {},
        NatureDActe.FORMATION: {},
        NatureDActe.REMPLACEMENT_DU_SECRETAIRE: {},
        NatureDActe.VERSEMENT: {"annee": annee, "pour": _PAIEMENT, "montant": MONTANT},
        NatureDActe.RECOUVREMENT: {"montant": MONTANT, **_MOTIF},
        NatureDActe.SUSPENSION: _MOTIF,
        NatureDActe.RESILIATION: {"initiative": _INITIATIVE, **_MOTIF},
        NatureDActe.DEMENAGEMENT: _MOTIF,
        NatureDActe.CHANGEMENT_DE_SPECIALITE: _MOTIF,
        NatureDActe.CLOTURE: {},
        NatureDActe.PROROGATION: {},
        NatureDActe.RECONDUCTION: _MOTIF,
    }


_OBLIGATOIRES: Final[dict[NatureDActe, tuple[str, ...]]] = {
    NatureDActe.SIGNATURE: ("situation",),
    NatureDActe.AVENANT_OPTION: ("option_etp",),
    NatureDActe.AVENANT_SECOND_ASSISTANT: ("option_etp",),
    NatureDActe.CONSTAT: ("annee",),
    NatureDActe.DECISION_CPN: ("annee", "part_decidee"),
    NatureDActe.VERSEMENT: ("annee", "pour", "montant"),
    NatureDActe.RECOUVREMENT: ("montant",),
    NatureDActe.RESILIATION: ("initiative",),
}


def obligatoires(nature: NatureDActe) -> tuple[str, ...]:
    """Return the fields that an act of a nature must have, beside its nature."""
    return ("effectif_le", *_OBLIGATOIRES.get(nature, ()))


COMMUNS: Final = ("id", "nature", "effectif_le", "connu_le", "par", "piece", "contrat")
CORRECTION: Final = "correction"


def lire_actes(donnees: object, loi: Loi | str | None = None) -> tuple[Acte | Correction, ...]:
    """Read a list of acts, under a law (in force by default).

    Raises:
        ErreurDeSaisie: not a list, an unknown nature or field, an identifier used twice, a correction of nothing.
    """
    if not isinstance(donnees, list):
        raise ErreurDeSaisie("actes", donnees, "une liste d'actes")
    champs = champs_des_actes(loi_choisie(loi))
    actes = tuple(_lire(f"actes[{rang}]", brut, rang, champs) for rang, brut in enumerate(donnees))
    for identifiant, fois in Counter(acte.id for acte in actes).items():
        if fois > 1:
            raise ErreurDeSaisie("id", identifiant, "un identifiant d'acte donné une seule fois")
    _verifier_les_corrections(actes)
    _verifier_les_renvois(actes)
    return actes


def _verifier_les_renvois(actes: tuple[Acte | Correction, ...]) -> None:
    """Refuse an act that names a contract which no act signs."""
    connus = [acte.id for acte in actes]
    for acte in actes:
        if isinstance(acte, Acte):
            for champ, nomme in (("contrat", acte.contrat), ("suite_de", acte.donnees.get("suite_de", ""))):
                if nomme and nomme not in connus:
                    conseil = vouliez_vous(nomme, connus)
                    raise ErreurDeSaisie(champ, nomme, "l'identifiant d'une signature", conseil)


def _verifier_les_corrections(actes: tuple[Acte | Correction, ...]) -> None:
    """Refuse a correction that would change nothing, or that bears on an act which another one has replaced."""
    par_id = {acte.id: acte for acte in actes}
    deja: dict[str, str] = {}
    for correction in sorted((a for a in actes if isinstance(a, Correction)), key=lambda une: une.cle):
        vise = par_id.get(correction.vise)
        if vise is None:
            conseil = vouliez_vous(correction.vise, list(par_id))
            raise ErreurDeSaisie("vise", correction.vise, "l'identifiant d'un acte du contrat", conseil)
        if vise is correction:
            raise ErreurDeSaisie("vise", vise.id, "l'acte que cette correction corrige, pas elle-même")
        if vise.id in deja:
            raise ErreurDeSaisie("vise", vise.id, f"un acte à corriger ; il est déjà corrigé par « {deja[vise.id]} »")
        if isinstance(vise, Correction):
            _verifier_la_reprise(correction, vise)
        deja[vise.id] = correction.id


def _verifier_la_reprise(correction: Correction, vise: Correction) -> None:
    """Refuse to correct again what no act replaces, or what is not known yet."""
    if vise.remplace is None:
        raise ErreurDeSaisie("vise", vise.id, f"un acte ; « {vise.id} » annule un acte et n'en laisse pas à corriger")
    if vise.cle > correction.cle:
        raise ErreurDeSaisie("vise", vise.id, "une correction déjà connue ; celle-ci est connue après")


def _lire(ou: str, brut: object, rang: int, champs: ChampsDesActes) -> Acte | Correction:
    if not isinstance(brut, Mapping):
        raise ErreurDeSaisie(ou, brut, "un acte {nature, effectif_le, …}")
    nature = brut.get("nature")
    if nature == CORRECTION:
        lu = lire_objet(ou, brut, ("id", "nature", "vise", "connu_le", "par", "piece", "remplace"))
        if "vise" not in lu or "connu_le" not in lu:
            raise ErreurDeSaisie(ou, None, "une correction avec « vise » et « connu_le »")
        identifiant = _lire_texte(f"{ou}.id", lu.get("id", f"acte-{rang + 1}"))
        remplace = None
        if "remplace" in lu:
            brut_remplace = lu["remplace"]
            if isinstance(brut_remplace, Mapping):
                brut_remplace = {"id": identifiant, **brut_remplace}
            lu_remplace = _lire(f"{ou}.remplace", brut_remplace, rang, champs)
            if isinstance(lu_remplace, Correction):
                raise ErreurDeSaisie(f"{ou}.remplace", CORRECTION, "un acte, pas une correction")
            remplace = lu_remplace
        return Correction(
            identifiant,
            _lire_texte(f"{ou}.vise", lu["vise"]),
            lire_date(f"{ou}.connu_le", lu["connu_le"]),
            _lire_texte(f"{ou}.par", lu.get("par", "")),
            _lire_texte(f"{ou}.piece", lu.get("piece", "")),
            remplace,
        )
    return _lire_acte(ou, brut, rang, champs)


def _lire_acte(ou: str, brut: Mapping[str, object], rang: int, champs: ChampsDesActes) -> Acte:
    nature = _nature(f"{ou}.nature", brut.get("nature"))
    formes = champs[nature]
    lu = lire_objet(ou, brut, (*COMMUNS, *formes))
    for obligatoire in obligatoires(nature):
        if obligatoire not in lu:
            raise ErreurDeSaisie(f"{ou}.{obligatoire}", None, f"un champ obligatoire de l'acte « {nature.code} »")
    effectif_le = lire_date(f"{ou}.effectif_le", lu["effectif_le"])
    return Acte(
        id=_lire_texte(f"{ou}.id", lu.get("id", f"acte-{rang + 1}")),
        nature=nature,
        effectif_le=effectif_le,
        connu_le=lire_date(f"{ou}.connu_le", lu["connu_le"]) if "connu_le" in lu else effectif_le,
        par=_lire_texte(f"{ou}.par", lu.get("par", "")),
        piece=_lire_texte(f"{ou}.piece", lu.get("piece", "")),
        contrat=_lire_texte(f"{ou}.contrat", lu.get("contrat", "")),
        donnees={nom: forme.lire(f"{ou}.{nom}", lu[nom]) for nom, forme in formes.items() if nom in lu},
    )


def _nature(champ: str, valeur: object) -> NatureDActe:
    noms: dict[str, NatureDActe] = {nature.code: nature for nature in NatureDActe}
    if not isinstance(valeur, str) or valeur not in noms:
        conseil = vouliez_vous(valeur, noms) if isinstance(valeur, str) else ""
        raise ErreurDeSaisie(champ, valeur, ", ".join([*noms, CORRECTION]), conseil)
    return noms[valeur]


def retenus(actes: tuple[Acte | Correction, ...], connu_au: date) -> tuple[Acte, ...]:
    """Return the acts known on a day, corrections applied, in the order of replay."""
    connus = {acte.id: acte for acte in actes if isinstance(acte, Acte) and acte.connu_le <= connu_au}
    corrections = [a for a in actes if isinstance(a, Correction) and a.connu_le <= connu_au]
    for correction in sorted(corrections, key=lambda une: une.cle):
        connus.pop(correction.vise, None)
        if correction.remplace is not None:
            connus[correction.id] = correction.remplace
    return tuple(sorted(connus.values(), key=lambda acte: acte.cle))


def noms_suivis(actes: tuple[Acte | Correction, ...], connu_au: date) -> dict[str, str]:
    """Return the acts that corrections known on a day have replaced, each with the one that stands for it."""
    corrections = [a for a in actes if isinstance(a, Correction) and a.connu_le <= connu_au]
    suivis: dict[str, Correction] = {}
    for une in sorted(corrections, key=lambda une: une.cle):
        suivis |= {ancien: une for ancien, derniere in suivis.items() if derniere.id == une.vise}
        suivis[une.vise] = une
    return {ancien: une.remplace.id for ancien, une in suivis.items() if une.remplace is not None}


def centimes(montant: Decimal) -> int:
    """Return an amount of an act in cents."""
    return int(montant.scaleb(2))
