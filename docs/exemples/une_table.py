"""Une table de médecins : la même réponse que pour un seul, une ligne par année de contrat."""

import polars as pl

import binome

medecins = pl.DataFrame(
    {
        "specialite": ["01", "01", "04"],
        "secteur": ["1", "2-optam", "1"],
        "option_etp": ["1", "0.5", "1"],
        "date_signature": ["2024-09-01"] * 3,
        "pmt_initiale": [900, 1500, None],
        "pfa_initiale": [1400, 2000, 1700],
        "pmt_annee_3": [1100, 1450, None],
        "pfa_annee_3": [1600, 2010, 1800],
    }
)
reponses = binome.simuler_lot(medecins)
with pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_hide_column_data_types=True):
    print(
        reponses.filter(annee=3).select("ligne", "statut", "objectif_pmt", "objectif_pfa", "part", "montant", "motif")
    )
