"""The operations under one roof: addresses, the document that describes them, the page that shows it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import NinjaAPI, Swagger
from ninja.openapi.schema import OpenAPISchema

from binome import __version__
from binome.api import contrats, droit, lots, simulations
from binome.api.composants import composants, schema_de
from binome.api.langue import langue_demandee, parler
from binome.api.lots import OperationDeLot
from binome.api.operations import Operation
from binome.api.problemes import Probleme, RefusHttp, refuser
from binome.contrats.champs.formes import Schema
from binome.droit.loi import loi_en_vigueur
from binome.moteur.erreurs import DEFAUT, MANQUE
from binome.moteur.refus import en_refus

OPERATIONS: Final[tuple[Operation | OperationDeLot, ...]] = (
    *simulations.OPERATIONS,
    *contrats.OPERATIONS,
    *lots.OPERATIONS,
    *droit.OPERATIONS,
)
_JOURNAL: Final = logging.getLogger("binome.api")
VERSION: Final = "1.0.0"
"""Version of the contract with programs; the engine and the law have theirs."""
_DESCRIPTION: Final = (
    "L'aide à l'emploi d'un assistant médical, pour les programmes : les réponses de la ligne de commande et des "
    "pages. Outil indépendant de l'État et de l'Assurance Maladie ; les résultats sont indicatifs, seul le contrat "
    "fait foi. Un champ absent ou nul est inconnu, jamais zéro. Rien n'est enregistré : aucune requête n'écrit, "
    "toutes peuvent être rejouées."
)


class _Api(NinjaAPI):
    """The addresses of the operations, and a document whose schemas are those of the readers and of the records."""

    def __init__(self) -> None:
        super().__init__(
            title="Binôme",
            version=VERSION,
            description=_DESCRIPTION,
            docs=Swagger(settings={"docExpansion": "list", "defaultModelsExpandDepth": 0, "validatorUrl": None}),
            docs_url="/documentation",
            urls_namespace="api",
            openapi_extra={"info": {"license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}},
        )
        self.definitions: dict[str, Schema] = {}
        schema_de(Probleme, self.definitions)
        for operation in OPERATIONS:
            self._ajouter(operation)

    def _ajouter(self, operation: Operation | OperationDeLot) -> None:
        self.default_router.add_api_operation(
            operation.chemin,
            [operation.methode],
            _vue(operation),
            operation_id=operation.nom,
            summary=operation.resume,
            description=operation.description or None,
            tags=[operation.theme],
            openapi_extra=operation.dite(self.definitions),
        )

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the document."""
        document = super().get_openapi_schema(**options)
        document["components"] = {**document["components"], "schemas": composants(self.definitions)}
        document["info"]["x-version-du-droit"] = loi_en_vigueur().version
        document["info"]["x-version-du-moteur"] = __version__
        return document


def _vue(operation: Operation | OperationDeLot) -> Callable[..., HttpResponseBase]:
    """Return what answers an address, in the shape that the framework reads: its path parameter is an argument."""
    if "{" not in operation.chemin:
        return lambda request: _repondre(operation, request)
    return lambda request, nom: _repondre(operation, request, nom)


def _repondre(operation: Operation | OperationDeLot, requete: HttpRequest, nom: str = "") -> HttpResponseBase:
    """Return the answer of an operation, or the problem, in the language that the request asks for."""
    with parler(langue_demandee(requete)):
        try:
            return operation.vue(requete, nom)
        except RefusHttp as refus:
            return refuser(refus)
        except Exception as faute:
            refus_dit = en_refus(faute)
            if refus_dit is None or refus_dit.consequence == DEFAUT:
                raise
            if refus_dit.consequence == MANQUE:
                _JOURNAL.exception("moyen absent : %s", operation.nom)
            return refuser(refus_dit)


API: Final = _Api()
