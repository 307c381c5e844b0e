"""Simuler un médecin par l'API, avec la bibliothèque standard seule : python simuler.py ADRESSE."""

import json
import sys
from urllib.request import Request, urlopen

situation = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "zone": "hors",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
    "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}],
}
demande = Request(  # noqa: S310  (the address is the reader's)
    f"{sys.argv[1]}/api/v1/simulations?effets=non",
    data=json.dumps(situation).encode(),
    headers={"Content-Type": "application/json", "Accept-Language": "fr"},
)
with urlopen(demande) as reponse:  # noqa: S310
    simulation = json.load(reponse)
annee = simulation["annees"][2]
print(f"année {annee['annee']} : {annee['montant']} € sur {annee['montant_maximal']} €, part {annee['part']}")
