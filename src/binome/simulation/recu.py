"""The calculation receipt: canonical, hashed, replayable offline, without a clock.

It holds what was given, the law that was used (version, numbers with dates and sources, the whole of a reform), every
step, the lectures, the rounding and the result. Replaying it says « same », or which figure or step differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Final

from binome.contrats.decrire import decrire
from binome.contrats.dossier import ouvrir
from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.droit.reformes_ecrites import relire
from binome.droit.reformes_en_mots import en_mots
from binome.langue.courante import FRANCAIS, en_langue
from binome.moteur.canonique import canonique
from binome.moteur.ecarts import ecarts
from binome.moteur.erreurs import ErreurBinome, ErreurDeSaisie, PasUnRecu, montrer, mot
from binome.moteur.mots import visible
from binome.moteur.rendu import FACULTATIF, EnJson, champs_rendus, parmi
from binome.simulation.calcul import rendre
from binome.simulation.explication import Derivation, Pas, deriver
from binome.simulation.reponse import ReponseCalculee

FORMAT: Final = "binome-recu/1"
OCTETS_AU_PLUS: Final = 20_000_000
"""No receipt is longer, even of a case of which little is known."""
_LONGUEUR_D_UNE_VERSION: Final = 200
_DIFFERENCES_AU_PLUS: Final = 200
_ARRONDI: Final = "Fractions exactes ; un seul arrondi, au centime, demi vers le haut, au versement."


@dataclass(frozen=True, slots=True)
class Verification(EnJson):
    """What the replay of a receipt found; `identique` when nothing differs."""

    identique: bool
    intact: bool
    meme_droit: bool
    """Whether the law of the receipt is the law that is in force here."""
    differences: tuple[str, ...]
    reforme: str | None = field(default=None, metadata=FACULTATIF)
    """The sentence that says that the receipt applies a reform, and which."""
    rejoue_sous: str | None = field(default=None, metadata=FACULTATIF)
    """The archived law that it was replayed under, when that is not the law in force (`binome.archives`)."""
    aujourd_hui: tuple[str, ...] | None = field(default=None, metadata=FACULTATIF)
    """What the law in force says otherwise, when the receipt was replayed under an archived one."""


@dataclass(frozen=True, slots=True)
class NombreDuRecu(EnJson):
    """A number of the law as printed in its file, since when, and from where."""

    valeur: Any
    depuis: date
    source: str
    verifie_le: date


@dataclass(frozen=True, slots=True)
class Contenu(EnJson):
    """What a receipt holds: everything that a replay needs."""

    format: str = field(metadata=parmi(lambda: (FORMAT,)))
    situation: dict[str, Any]
    version_du_droit: str
    reforme: dict[str, Any] | None = field(metadata=FACULTATIF)
    lectures: dict[str, str]
    nombres: dict[str, NombreDuRecu]
    arrondi: str
    pas: tuple[Pas, ...]
    resultat: ReponseCalculee


@dataclass(frozen=True, slots=True)
class Recu(EnJson):
    """A receipt: its content, and the SHA-256 of the canonical form of it."""

    contenu: Contenu
    empreinte: str


def recu(situation: Mapping[str, Any] | Situation, loi: Loi | str | None = None) -> dict[str, Any]:
    """Return the receipt of a simulation as JSON data (`Recu`).

    Args:
        situation: the doctor, as for `simuler`.
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.

    Raises:
        ErreurDeSaisie: the situation cannot be read.
    """
    loi = loi_choisie(loi)
    contenu = _contenu(lire_situation(situation, loi), loi).en_json()
    return {"contenu": contenu, "empreinte": empreinte(contenu)}


def empreinte(contenu: object) -> str:
    """Return the SHA-256 of the canonical JSON (RFC 8785) of a content, in UTF-8."""
    return sha256(canonique(contenu).encode()).hexdigest()


def _contenu(situation: Situation, loi: Loi) -> Contenu:
    """Return what a receipt holds, in French whatever the reader's language: it is replayed to the letter."""
    with en_langue(FRANCAIS):
        dossier = ouvrir(situation, loi)
        derivation = deriver(dossier)
        return Contenu(
            FORMAT,
            decrire(situation, loi),
            loi.version,
            None if loi.reforme.est_vide else loi.reforme.en_json(),
            _lectures(derivation),
            _nombres(derivation),
            _ARRONDI,
            derivation.pas,
            rendre(dossier),
        )


def _lectures(derivation: Derivation) -> dict[str, str]:
    return {nom: choix for _, pas in derivation.parcours() for nom, choix in pas.lectures.items()}


def _nombres(derivation: Derivation) -> dict[str, NombreDuRecu]:
    """Return every number consulted, as printed in the law's file, with its dates and source."""
    versions = {nombre.nom: nombre.version for _, pas in derivation.parcours() for nombre in pas.nombres}
    return {
        nom: NombreDuRecu(version.imprimee, version.depuis, str(version.source), version.verifie_le)
        for nom, version in sorted(versions.items())
    }


def verifier(donnees: Mapping[str, object], loi: Loi | None = None) -> Verification:
    """Replay a receipt offline: under the law in force (or `loi`), with the reform that it carries if it does.

    It is the same when its whole content is what the replay writes: nothing more, nothing less, of the same types.

    Raises:
        PasUnRecu: the data are not a receipt of a known format.
    """
    contenu, trouvees = _ouvrir(donnees)
    intact = not trouvees
    loi = loi_choisie(loi)
    try:
        loi = loi.avec(relire(contenu["reforme"], loi.catalogue)) if "reforme" in contenu else loi
    except ErreurBinome as refus:
        return Verification(False, intact, False, (*trouvees, f"La réforme du récépissé ne se lit plus : {refus}"))
    meme_droit = contenu["version_du_droit"] == loi.version
    if not meme_droit:
        trouvees += _droit_change(mot(contenu["version_du_droit"]), loi)
    trouvees += _rejouer(contenu, loi)
    reforme = en_mots(loi)
    dites = trouvees[:_DIFFERENCES_AU_PLUS]
    if len(trouvees) > len(dites):
        dites.append(f"Et {len(trouvees) - len(dites)} autres différences.")
    return Verification(not trouvees, intact, meme_droit, tuple(dites), None if reforme is None else reforme.phrase)


def _ouvrir(donnees: Mapping[str, object]) -> tuple[dict[str, Any], list[str]]:
    """Return the content of a receipt, and what shows without a replay that it was altered."""
    contenu, portee = donnees.get("contenu"), donnees.get("empreinte")
    if not isinstance(contenu, dict) or not isinstance(portee, str):
        raise PasUnRecu("Ce n'est pas un récépissé : il manque « contenu » ou « empreinte ».")
    try:
        calculee = empreinte(contenu)
    except ErreurDeSaisie as refus:
        raise PasUnRecu(f"Ce n'est pas un récépissé. {refus}") from refus
    if contenu.get("format") != FORMAT or any(champ not in contenu for champ in _champs()):
        raise PasUnRecu(f"Ce n'est pas un récépissé au format {FORMAT}.")
    trouvees = [
        f"{montrer(cle)} n'est ni le contenu ni l'empreinte du récépissé : rien ne le garantit."
        for cle in donnees
        if cle not in ("contenu", "empreinte")
    ]
    if calculee != portee:
        trouvees.append("L'empreinte ne correspond pas au contenu : le récépissé a été modifié.")
    return contenu, trouvees


def _droit_change(alors: str, loi: Loi) -> list[str]:
    """Return that the law is not the one of the receipt, and what was corrected since."""
    phrase = (
        f"Le droit a changé depuis : {visible(alors[:_LONGUEUR_D_UNE_VERSION])} alors, {loi.version} maintenant. "
        "Ce qui diffère peut en venir ; la version d'alors, elle, doit rejouer ce récépissé à l'identique."
    )
    return [phrase, *map(str, loi.catalogue.corrections_depuis(alors))]


def _champs() -> tuple[str, ...]:
    """Return the keys that every receipt has."""
    return tuple(champ.cle for champ in champs_rendus(Contenu) if not champ.presentation.facultatif)


def _rejouer(contenu: Mapping[str, Any], loi: Loi) -> list[str]:
    """Return where the replay differs, the law's version left out: it is said apart."""
    situation = contenu["situation"]
    if not isinstance(situation, dict):
        return ["La situation du récépissé n'est pas un objet {champ: valeur}."]
    try:
        rejoue = _contenu(lire_situation(situation, loi), loi).en_json()
    except ErreurBinome as refus:
        return [f"La situation du récépissé ne se lit plus : {refus}"]
    alors = contenu["version_du_droit"]
    if isinstance(alors, str):
        rejoue["version_du_droit"] = rejoue["resultat"]["version_du_droit"] = alors
    return list(ecarts("", contenu, rejoue))
