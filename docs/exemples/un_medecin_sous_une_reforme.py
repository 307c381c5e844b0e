"""Un médecin sous une réforme, écrite en quelques lignes, à côté du droit en vigueur."""

import binome
from binome.droit.reformes_ecrites import lire_toml

droit = binome.loi_en_vigueur()
la_mienne = lire_toml(
    "plus_tot",
    """
    titre = "Une seule année d'observation, et une baisse payée au moins bon taux"

    [nombres]
    annees_d_observation = 1
    part_selon_le_motif = [["baisse_de_patientele", "moins_bon_taux"]]
    """,
    droit.catalogue,
)
medecin = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
    "constats": [{"annee": 3, "pmt": 1100, "pfa": 1399}],
}
for loi in (droit, "rampe", droit.avec(la_mienne)):
    simulation = binome.simuler(medecin, loi=loi)
    print(simulation.reforme.phrase if simulation.reforme else "Droit en vigueur.")
    print(f"  année 3 : {simulation.annees[2].montant} € ; au moins {simulation.total.minimum} € en cinq ans")
