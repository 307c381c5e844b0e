"""Un médecin : ce que son contrat vaut, et ce que les doutes des textes y changent."""

import binome

simulation = binome.simuler(
    specialite="01",
    secteur="1",
    option_etp="1",
    date_signature="2024-09-01",
    pmt_initiale=900,
    pfa_initiale=1400,
    constats=[{"annee": 3, "pmt": 1100, "pfa": 1600}],
)
for annee in simulation.annees:
    print(f"année {annee.annee} : {annee.montant} € sur {annee.montant_maximal} € ({annee.motif})")
for effet in simulation.lectures:
    print(f"doute : {effet.question} Retenu : {effet.retenue}.")
