"""The names of the code in words that a person reads: « annee_du_contrat » is « année du contrat »."""

from __future__ import annotations

import re
from typing import Final

_ENTIERS: Final = {"du": "dû", "a_65_ans": "65 ans ou plus", "en_cours": "en cours"}
"""Names that say another thing word by word."""
_ACCENTUES: Final = (
    "accessibilité activité âge aînée année arrivée avancée bénéficiaire centièmes clôture communiqué constaté "
    "contrôle cotisée critère décidée dégressif délai démarche dénominateur départ département déposé dérogatoire "
    "dernière début décision dû durée déclarée échéance éligibilité employé engagée entrée équipe estimé état "
    "exigée fenêtre généraliste généralistes gériatrie hôpital indemnité inférieur installé intégral libérale "
    "libéral majorée médecin médecine médecins médian modulé montée nécessaire numérateur parité passée "
    "patientèle patientèles payée période pédiatre première précédent précédents prévenue présent privé publié "
    "référence régime règle règlement réponse rémunération renforcée résultat réduite retenue révisé séance "
    "situé située société spécialité spécialités supplémentaires série tolérée troisième numéro vérifié versé "
    "manqué excessive regroupé coordonné récente exceptionnelles décidé gynécologie pédiatrie générale"
)
_SIGLES: Final = "ald apl cpam cpn cqp etp mep pfa pmt ra rqth zac zip p30 p50 p70 p90 p94 p95"
_SANS_ACCENTS: Final = str.maketrans("àâçèéêëîïôûùü", "aaceeeeiiouuu")
_ECRITS: Final = {
    **{mot.translate(_SANS_ACCENTS): mot for mot in _ACCENTUES.split()},
    **{sigle: sigle.upper() for sigle in _SIGLES.split()},
}
_ELISION: Final = re.compile(r"\b([dl]) (?=\w)")


def nom_en_mots(nom: str) -> str:
    """Return the name of an argument, a field or a choice as a person writes it."""
    if nom in _ENTIERS:
        return _ENTIERS[nom]
    return _ELISION.sub(r"\1'", " ".join(_ECRITS.get(mot, mot) for mot in nom.split("_")))


_NOM: Final = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")


def en_prose(phrase: str) -> str:
    """Return a sentence whose names of the code are written in words."""
    return _NOM.sub(lambda trouve: nom_en_mots(trouve[0]), phrase)
