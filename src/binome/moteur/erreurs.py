"""The refusals of Binôme, all of them. Every message is a French sentence that can be shown as it is.

ErreurBinome                what was asked cannot be answered                                   exit 2    HTTP 400
├── ErreurDeSaisie          a field cannot be read
│   ├── ChampInconnu        a key that no field bears
│   ├── TropPrecis          more decimals than are kept
│   └── Contradiction       values that can each be read, and that contradict one another
├── DroitAbsent             no version of a rule or number is in force on the date asked for
├── AnneeIndeterminee       a contract year depends on something unknown
├── ActeRefuse              a sequence of acts that cannot be
├── PasUnRecu               what was given is not a receipt
├── ErreurDeDroit           the law's own files are wrong: a defect to mend                     exit 70   HTTP 500
└── MoyenAbsent             the machine lacks something: room on a disk, a right, a library     exit 69   HTTP 503
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import ClassVar, Final, NamedTuple

from binome.langue.courante import dire
from binome.moteur.mots import visible
from binome.moteur.proximite import vouliez_vous


class Consequence(NamedTuple):
    """What a face does of a refusal: the exit code of a command, the status of a page."""

    code_de_sortie: int
    statut_http: int


_MAJUSCULE: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
REFUS: Final = Consequence(2, 400)
DEFAUT: Final = Consequence(70, 500)
MANQUE: Final = Consequence(69, 503)


class ErreurBinome(Exception):
    """Root of every refusal of Binôme."""

    consequence: ClassVar[Consequence] = REFUS
    titre: ClassVar[str] = "La demande ne peut pas recevoir de réponse"
    """What kind of refusal it is, in French, whatever the case."""

    @classmethod
    def code(cls) -> str:
        """Return the name under which programs know this kind of refusal."""
        return _MAJUSCULE.sub("_", cls.__name__).lower()

    @property
    def en_phrase(self) -> str:
        """What is wrong, for a reader who sees what was asked."""
        return str(self)


class ErreurDeDroit(ErreurBinome):
    """The law's data contradict themselves or leave a hole: a defect to mend, never a user's mistake."""

    consequence = DEFAUT
    titre = "Les fichiers du droit sont fautifs"


class MoyenAbsent(ErreurBinome):
    """The machine lacks something that the work needs: room, a right, a library, the same engine elsewhere."""

    consequence = MANQUE
    titre = "Il manque un moyen à la machine"


class DroitAbsent(ErreurBinome):
    """Nothing is in force on the date asked for."""

    titre = "Aucun texte n'est en vigueur à cette date"


class AnneeIndeterminee(ErreurBinome):
    """The year cannot be evaluated: not eligible, or an objective, a bracket or the option is unknown."""

    titre = "L'année dépend de quelque chose d'inconnu"


class ActeRefuse(ErreurBinome):
    """A sequence of acts that cannot be: the sentence says which act, when, and why."""

    titre = "Cette suite d'actes est impossible"


class PasUnRecu(ErreurBinome):
    """What was given is not a receipt."""

    titre = "Ce n'est pas un récépissé"


_LONGUEUR_MONTREE: Final = 60
_BITS_ECRITS: Final = 1_000


class ErreurDeSaisie(ErreurBinome):
    """A field that cannot be read: `champ`, `valeur`, and what is accepted are in the message."""

    titre = "Un champ ne se lit pas"

    def __init__(self, champ: str, valeur: object, attendu: str, conseil: str = "") -> None:
        self.champ = champ
        self.valeur = valeur
        self.attendu = attendu
        self.conseil = conseil
        super().__init__(f"Champ « {visible(champ)} » : {_refus(valeur)}. Attendu : {attendu}.{conseil}")

    @property
    def en_phrase(self) -> str:
        """What is wrong and what is accepted, for a reader who sees the field."""
        refus = _refus(self.valeur)
        attendu = dire("Attendu : {attendu}.", attendu=dire(self.attendu))
        return f"{refus[0].upper()}{refus[1:]}. {attendu}{self.conseil}"


class Contradiction(ErreurDeSaisie):
    """Values that can each be read, and that contradict one another."""

    titre = "Des valeurs se contredisent"


class TropPrecis(ErreurDeSaisie):
    """A number with more decimals than are kept."""

    titre = "Un nombre a trop de décimales"


class ChampInconnu(ErreurDeSaisie):
    """A key that no field bears; the nearest one is proposed."""

    titre = "Un champ est inconnu"

    def __init__(self, champ: str, connus: Collection[str], ou: str = "la situation") -> None:
        proche = vouliez_vous(champ, connus)
        super().__init__(champ, champ, f"un champ connu de {ou}", proche)
        liste = "" if proche else f" Champs connus : {', '.join(connus)}."
        self.args = (f"Champ « {_court(champ)} » inconnu dans {ou}.{proche}{liste}",)


def _refus(valeur: object) -> str:
    """Return that a value is refused, without a full stop."""
    if valeur is None:
        return dire("aucune valeur n'est donnée")
    if isinstance(valeur, list | tuple):
        return dire("une liste n'est pas acceptée")
    return dire("{valeur} n'est pas accepté", valeur=montrer(valeur))


def montrer(valeur: object) -> str:
    """Return the value as a reader can recognise it, cut when long."""
    if valeur is None:
        return dire("l'absence de valeur")
    if isinstance(valeur, bool):
        return "« oui »" if valeur else "« non »"
    if isinstance(valeur, Mapping):
        return "un objet"
    if isinstance(valeur, list | tuple):
        return "une liste"
    return f"« {_court(mot(valeur))} »"


def mot(valeur: object) -> str:
    """Return the value as a text; an integer of thousands of digits, that Python refuses to write, is only named."""
    if isinstance(valeur, int) and valeur.bit_length() > _BITS_ECRITS:
        return dire("un nombre démesuré")
    return str(valeur)


def _court(texte: str) -> str:
    montre = visible(texte[: _LONGUEUR_MONTREE + 1])
    return montre if len(montre) <= _LONGUEUR_MONTREE else montre[:_LONGUEUR_MONTREE] + "…"
