"""An operation: what is asked, how it is answered, and what the document says of it, from one description."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from binome.api import demandes
from binome.api.composants import schema_de, validateur
from binome.api.corps import JSON, OCTETS_D_UN_CORPS, lire_le_corps, lire_les_parametres
from binome.api.demandes import Demande, Parametres, reference
from binome.api.problemes import DE_HTTP, TYPE_DE_CONTENU, HorsDuSchema, RefusHttp
from binome.contrats.champs.formes import Forme, Schema, SousChamp
from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.moteur.erreurs import MANQUE, MoyenAbsent
from binome.moteur.rendu import en_donnees

_TOUJOURS: Final = (400, 406, 429, 500, MANQUE.statut_http)
_AVEC_UN_CORPS: Final = (413, 415)


@dataclass(frozen=True, slots=True)
class Demandee:
    """What an operation is given: the law, the body and the parameters once read, what the address names."""

    loi: Loi
    corps: Any
    parametres: Mapping[str, Any]
    nom: str = ""


@dataclass(frozen=True)
class Operation:
    """One operation of the API."""

    nom: str
    chemin: str
    resume: str
    theme: str
    repondre: Callable[[Demandee], object]
    reponse: Any
    """Type of the answer: a record, or a list of them."""
    demande: Demande | None = None
    parametres: Parametres = field(default_factory=dict)
    sous_reforme: bool = False
    """Whether a reform may be applied."""
    description: str = ""
    octets: int = OCTETS_D_UN_CORPS
    """How long a body may be."""

    @property
    def methode(self) -> str:
        """The method of HTTP."""
        return "GET" if self.demande is None else "POST"

    @cached_property
    def tous_les_parametres(self) -> Parametres:
        """The parameters of the address, the reform among them."""
        reforme = {"reforme": demandes.reforme()} if self.sous_reforme else {}
        return {**reforme, **self.parametres}

    def vue(self, requete: HttpRequest, nom: str = "") -> HttpResponseBase:
        """Answer a request.

        Raises:
            RefusHttp: HTTP itself refuses.
            ErreurBinome: there is no answer.
        """
        accepter(requete, (JSON,))
        parametres = lire_les_parametres(requete, self.tous_les_parametres)
        _verifier({nom: requete.GET[nom] for nom in parametres}, self.tous_les_parametres)
        loi = loi_choisie(parametres.get("reforme"))
        corps = None if self.demande is None else _lire(self.demande(loi), lire_le_corps(requete, self.octets))
        reponse = en_donnees(self.repondre(Demandee(loi, corps, parametres, nom)))
        return HttpResponse(json.dumps(reponse, ensure_ascii=False).encode(), JSON)

    def dite(self, definitions: dict[str, Schema]) -> dict[str, Any]:
        """Return what the document says beside the address and the name."""
        refus = [*_TOUJOURS, *(() if self.demande is None else _AVEC_UN_CORPS), *([404] if "{" in self.chemin else [])]
        dite: dict[str, Any] = {
            "parameters": [parametre(un) for un in self.tous_les_parametres.values()],
            "responses": {
                200: {
                    "description": "La réponse.",
                    "content": {JSON: {"schema": schema_de(self.reponse, definitions)}},
                },
                **{statut: probleme(statut) for statut in sorted(refus)},
            },
        }
        if self.demande is not None:
            forme = self.demande(loi_choisie(None))
            contenu = {"schema": forme.schema, **({"example": forme.exemple} if forme.exemple else {})}
            dite["requestBody"] = {"required": True, "content": {JSON: contenu}}
        return dite


def probleme(statut: int) -> dict[str, Any]:
    """Return what the document says of a problem."""
    titre = DE_HTTP[statut].titre if statut in DE_HTTP else MoyenAbsent.titre
    return {"description": f"{titre}.", "content": {TYPE_DE_CONTENU: {"schema": reference("Probleme")}}}


def parametre(un: SousChamp) -> dict[str, Any]:
    """Return what the document says of a parameter."""
    return {"in": "query", "name": un.nom, "required": False, "description": un.libelle, "schema": un.forme.schema}


def accepter(requete: HttpRequest, offerts: tuple[str, ...]) -> str:
    """Return the type of content of the answer, the first offered that the request accepts.

    Raises:
        RefusHttp: it accepts none (406).
    """
    choisi = requete.get_preferred_type(offerts)
    if choisi is None:
        raise RefusHttp(406, dire("Formats de la réponse : {offerts}.", offerts=", ".join(offerts)))
    return choisi


def _lire(forme: Forme[Any], brut: object) -> Any:
    """Return a body once read; what can be read and is not written as the schema says is refused."""
    lue = forme.lire("corps", brut)
    _obeir(forme.schema, brut)
    return lue


def _verifier(bruts: Mapping[str, str], parametres: Parametres) -> None:
    for nom, brut in bruts.items():
        _obeir(parametres[nom].forme.schema, brut, nom)


def _obeir(schema: Schema, brut: object, champ: str = "") -> None:
    valide = validateur(json.dumps(schema))
    if not valide.is_valid(brut):
        chemins = [_chemin(une.instance_path) for une in valide.iter_errors(brut)]
        raise HorsDuSchema(champ or next((un for un in chemins if un), "corps"))


def _chemin(pas: list[str | int]) -> str:
    ecrit = "".join(f"[{un}]" if isinstance(un, int) else f".{un}" for un in pas)
    return ecrit.removeprefix(".")
