"""The operation on many situations: a stream in, a stream out, refusals by line, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.http import HttpRequest, StreamingHttpResponse

from binome.api.corps import lire_les_parametres, trop_grand, type_de_contenu, verifier_la_longueur
from binome.api.demandes import Parametres, reforme
from binome.api.langue import langue_demandee, parler
from binome.api.operations import accepter, parametre, probleme
from binome.contrats.champs.formes import Schema
from binome.droit.choix import loi_choisie
from binome.lots.colonnes import ENTIERES
from binome.lots.flux import CHAMP, RAISON, EcrivainDeFlux, EnArrow, EnJsonLignes, repondre
from binome.lots.formats import FLUX_ARROW
from binome.lots.lignes import COLONNES
from binome.moteur.erreurs import MANQUE

JSON_LIGNES: Final = "application/x-ndjson"
ARROW: Final = "application/vnd.apache.arrow.stream"
OCTETS_D_UN_LOT: Final = 256 << 20
_PAR_LECTURE: Final = 1 << 20
_REFUS: Final = (400, 406, 413, 415, 429, 500, MANQUE.statut_http)


@dataclass(frozen=True, slots=True)
class _Format:
    """A type of stream: how the file that waits is called, and what writes the answer."""

    suffixe: str
    ecrivain: Callable[[], EcrivainDeFlux]


_FORMATS: Final = {JSON_LIGNES: _Format(".jsonl", EnJsonLignes), ARROW: _Format(FLUX_ARROW, EnArrow)}


class OperationDeLot:
    """Many situations in one request."""

    nom = "simuler_un_lot"
    chemin = "lots"
    methode = "POST"
    resume = "Simuler chaque ligne d'un flux : JSON Lines ou Arrow, en entrée comme en sortie."
    theme = "Beaucoup de médecins"
    description = (
        "Une situation par ligne, sous les champs de Situation (ou à plat : pmt_annee_3…) ; les autres colonnes "
        "connues comme identifiants voyagent. En sortie, une ligne par contrat et par année, dans l'ordre de l'entrée. "
        "Une ligne qui ne se lit pas n'arrête rien : elle est rendue à sa place avec son champ et la raison. La "
        "dernière ligne d'un flux JSON Lines compte les lignes lues et refusées ; un flux sans elle est coupé."
    )

    @property
    def tous_les_parametres(self) -> Parametres:
        """The parameters of the address."""
        return {"reforme": reforme()}

    def vue(self, requete: HttpRequest, _nom: str = "") -> StreamingHttpResponse:
        """Answer a request: the body waits on the disk, the answer leaves block by block.

        Raises:
            RefusHttp: HTTP itself refuses.
            ErreurBinome: the whole stream cannot be read.
        """
        parametres = lire_les_parametres(requete, self.tous_les_parametres)
        entree = type_de_contenu(requete, tuple(_FORMATS))
        autres = tuple(un for un in _FORMATS if un != entree)
        sortie = accepter(requete, (entree, *autres))
        verifier_la_longueur(requete, OCTETS_D_UN_LOT)
        with ExitStack() as pile:
            dossier = Path(pile.enter_context(TemporaryDirectory(prefix="binome-lot-")))
            fichier = dossier / f"lot{_FORMATS[entree].suffixe}"
            _deposer(requete, fichier)
            morceaux = repondre(fichier, loi_choisie(parametres.get("reforme")), _FORMATS[sortie].ecrivain)
            garde = pile.pop_all()
        return StreamingHttpResponse(_dits(morceaux, garde, langue_demandee(requete)), content_type=sortie)

    def dite(self, _definitions: dict[str, Schema]) -> dict[str, Any]:
        """Return what the document says beside the address and the name."""
        return {
            "parameters": [parametre(un) for un in self.tous_les_parametres.values()],
            "requestBody": {
                "required": True,
                "content": {JSON_LIGNES: {"schema": _lignes({"$ref": "#/components/schemas/Situation"})}, ARROW: {}},
            },
            "responses": {
                200: {"description": "Le flux.", "content": {JSON_LIGNES: {"schema": _lignes(_rendues())}, ARROW: {}}},
                **{statut: probleme(statut) for statut in _REFUS},
            },
        }


def _lignes(schema: Schema) -> Schema:
    return {"type": "string", "contentMediaType": "application/json", "contentSchema": schema}


def _rendues() -> Schema:
    """Return the schema of a line of the answer: a contract year, a refusal, or the end."""
    colonnes = {nom: {"type": ["integer" if nom in ENTIERES else "string", "null"]} for nom in COLONNES}
    refus = {"ligne": {"type": "integer"}, CHAMP: {"type": "string"}, RAISON: {"type": "string"}}
    fin = {"fin": {"const": True}, "lues": {"type": "integer"}, "refusees": {"type": "integer"}}
    return {"anyOf": [_objet(colonnes), _objet(refus), _objet(fin)]}


def _objet(proprietes: Schema) -> Schema:
    return {"type": "object", "properties": proprietes, "required": list(proprietes)}


def _deposer(requete: HttpRequest, fichier: Path) -> None:
    """Put a body on the disk, piece by piece.

    Raises:
        RefusHttp: it is beyond its bound.
    """
    ecrits = 0
    with fichier.open("wb") as flux:
        while morceau := requete.read(_PAR_LECTURE):
            ecrits += len(morceau)
            if ecrits > OCTETS_D_UN_LOT:
                raise trop_grand(OCTETS_D_UN_LOT)
            flux.write(morceau)


def _dits(morceaux: Iterator[bytes], garde: ExitStack, langue: str) -> Iterator[bytes]:
    """Yield an answer piece by piece in a language, and forget what was sent."""
    with garde:
        while True:
            with parler(langue):
                morceau = next(morceaux, None)
            if morceau is None:
                return
            yield morceau


OPERATIONS: Final = (OperationDeLot(),)
