#!/bin/sh
# Simuler un médecin par l'API, puis un flux de deux lignes dont une ne se lit pas : sh simuler.sh ADRESSE
set -eu
curl --silent --show-error --fail-with-body "$1/api/v1/simulations?effets=non" \
  --header 'Content-Type: application/json' --header 'Accept-Language: fr' \
  --data '{"date_signature": "2024-09-01", "specialite": "01", "secteur": "1", "option_etp": "1", "zone": "hors",
           "pmt_initiale": 900, "pfa_initiale": 1400, "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}]}'
echo
printf '%s\n' '{"specialite": "01", "date_signature": "2024-09-01", "pmt_initiale": 900, "pfa_initiale": 1400}' \
  '{"specialite": "01", "pmt_initiale": "beaucoup"}' |
  curl --silent --show-error --fail-with-body "$1/api/v1/lots" \
    --header 'Content-Type: application/x-ndjson' --data-binary @-
