"""Employer un assistant : ce que cela coûte, rapporte et risque, à mi-temps et à temps plein."""

import binome

reponse = binome.rentabilite(
    specialite="01",
    secteur="1",
    option_etp="1",
    date_signature="2025-03-01",
    pmt_initiale=900,
    pfa_initiale=1400,
    position="7",
    taux_at_mp="2.08 %",
    mutuelle=20,
    consultations_par_jour=1,
    jours_travailles=220,
    tirages=200,
)
for annee in reponse.annees:
    print(f"année {annee.annee} : coût {annee.cout_employeur} €, aide {annee.aide} €, net {annee.net} €")
for option in reponse.options:
    print(f"{option.option_etp or 'aucune option'} : net {option.total.net} €, et {option.total.net_minimal} € au pire")
for inconnue in reponse.inconnues:
    print(f"à donner : {inconnue.libelle}")
