"""What comes in, bounded before any work: the body of a request, and the parameters of its address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.http import HttpRequest

from binome.api.demandes import Parametres
from binome.api.problemes import RefusHttp
from binome.langue.courante import dire
from binome.langue.ecriture import nombre
from binome.moteur.donnees_lues import TexteRefuse, lire_json
from binome.moteur.erreurs import ChampInconnu, ErreurDeSaisie

JSON: Final = "application/json"
OCTETS_D_UN_CORPS: Final = 1_000_000
_CHIFFRES_D_UNE_LONGUEUR: Final = 20


def type_de_contenu(requete: HttpRequest, lus: Collection[str]) -> str:
    """Return the type of the body, among those that are read here.

    Raises:
        RefusHttp: another one, or none (415).
    """
    donne = (requete.content_type or "").lower()
    if donne not in lus:
        detail = dire("Types lus ici : {lus}.", lus=", ".join(lus))
        raise RefusHttp(415, detail, {"Accept-Post": ", ".join(lus)})
    return donne


def verifier_la_longueur(requete: HttpRequest, octets: int) -> None:
    """Refuse a body that says itself too long.

    Raises:
        RefusHttp: it does (413).
    """
    annonce = requete.META.get("CONTENT_LENGTH") or "0"
    if not annonce.isdecimal() or len(annonce) > _CHIFFRES_D_UNE_LONGUEUR or int(annonce) > octets:
        raise trop_grand(octets)


def trop_grand(octets: int) -> RefusHttp:
    """Return the refusal of a body beyond its bound."""
    return RefusHttp(413, dire("Un corps de {octets} octets au plus est lu ici.", octets=nombre(octets)))


def lire_le_corps(requete: HttpRequest, octets: int = OCTETS_D_UN_CORPS) -> Any:
    """Return what the JSON body of a request holds, of so many bytes at most; numbers stay exact.

    Raises:
        RefusHttp: not JSON, not in UTF-8, too long, too deep, a key given twice…
    """
    type_de_contenu(requete, (JSON,))
    verifier_la_longueur(requete, octets)
    brut = requete.read(octets + 1)
    if len(brut) > octets:
        raise trop_grand(octets)
    try:
        return lire_json(brut.decode())
    except TexteRefuse as refus:
        raise RefusHttp(400, str(refus)) from refus
    except UnicodeDecodeError as refus:
        raise RefusHttp(400, dire("Le corps n'est pas en UTF-8.")) from refus


def lire_les_parametres(requete: HttpRequest, connus: Parametres) -> Mapping[str, Any]:
    """Return the parameters of the address, read one by one; those that are absent are left out.

    Raises:
        ErreurDeSaisie: unknown, given twice, unreadable.
    """
    lus = {}
    for nom, valeurs in requete.GET.lists():
        if nom not in connus:
            raise ChampInconnu(nom, connus, dire("l'adresse"))
        if len(valeurs) > 1:
            raise ErreurDeSaisie(nom, valeurs[-1], "un paramètre donné une seule fois")
        lus[nom] = connus[nom].forme.lire(nom, valeurs[0])
    return lus
