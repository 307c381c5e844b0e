"""The columns of the tables that people read: key, title, unit, and whether a narrow screen keeps them."""

from __future__ import annotations

from typing import Final

from binome.langue.tableau import Colonne, Unite


def _accessoire(cle: str, titre: str, unite: Unite = Unite.NOMBRE) -> Colonne:
    return Colonne(cle, titre, unite, essentielle=False)


_ISSUES: Final = (
    _accessoire("part_integrale", "Intégrale", Unite.PART),
    _accessoire("part_prorata", "Prorata", Unite.PART),
    Colonne("part_nulle", "0 €", Unite.PART),
    _accessoire("part_inconnue", "Inconnue", Unite.PART),
)
_COUT: Final = Colonne("cout", "Coût", Unite.EUROS)
_COUT_ENCADRE: Final = (
    _COUT,
    _accessoire("cout_bas", "5 % au-dessous de", Unite.EUROS),
    _accessoire("cout_haut", "5 % au-dessus de", Unite.EUROS),
)
_ELIGIBLES: Final = _accessoire("eligibles", "Éligibles")
_CONTRATS: Final = Colonne("contrats", "Contrats")
_LOI: Final = Colonne("loi", "Loi", Unite.MOT)
_PATIENTELE: Final = Colonne("patientele", "Patientèle", Unite.MOT)

LIMITES: Final = (Colonne("limite", "Limite", Unite.PHRASE),)
HYPOTHESES: Final = (
    Colonne("titre", "Hypothèse", Unite.PHRASE),
    Colonne("valeur", "Valeur", Unite.MOT),
    _accessoire("source", "Source", Unite.PHRASE),
    Colonne("supposee", "Supposée", Unite.OUI_NON),
)
CONTROLES: Final = (
    Colonne("chiffre", "Chiffre publié", Unite.MOT),
    Colonne("publie", "Publié", Unite.MOT),
    Colonne("simule", "Simulé", Unite.MOT),
)
LOIS: Final = (_LOI, _ELIGIBLES, _CONTRATS, *_COUT_ENCADRE, Colonne("ecart", "Écart", Unite.EUROS), *_ISSUES)
ANNEES: Final = (
    Colonne("annee", "Année", Unite.MOT),
    _CONTRATS,
    *_COUT_ENCADRE,
    *_ISSUES,
    _accessoire("manques_de_peu", "Manqués de 10 patients ou moins"),
    Colonne("patients_pmt", "Patients MT"),
    _accessoire("patients_pmt_sans_contrat", "dont tendance"),
    Colonne("patients_pfa", "File active"),
    _accessoire("patients_pfa_sans_contrat", "dont tendance"),
)
COUT_PAR_PATIENT: Final = (
    _PATIENTELE,
    Colonne("compares", "Comparés", Unite.MOT),
    Colonne("patients", "Patients gagnés"),
    _COUT,
)
ECARTS: Final = (_PATIENTELE, Colonne("ecart", "Écart à l'objectif"), Colonne("annees_de_contrat", "Années de contrat"))
DISTRIBUTION: Final = (
    Colonne("decile", "Décile"),
    Colonne("montant_annuel_moyen", "Montant annuel moyen", Unite.EUROS),
)
GROUPES: Final = (
    Colonne("groupe", "Groupe", Unite.MOT),
    Colonne("medecins", "Médecins"),
    _ELIGIBLES,
    _CONTRATS,
    _COUT,
    Colonne("cout_par_contrat_et_an", "Par contrat et par an", Unite.EUROS),
    *_ISSUES,
)
GAGNANTS: Final = (
    _LOI,
    Colonne("contrats", "Contrats comparés"),
    Colonne("gagnants", "Gagnants"),
    Colonne("perdants", "Perdants"),
    Colonne("inchanges", "Inchangés"),
    Colonne("incomparables", "Incomparables"),
    _accessoire("gain", "Gains", Unite.EUROS),
    _accessoire("perte", "Pertes", Unite.EUROS),
    Colonne("solde", "Solde", Unite.EUROS),
)
LECTURES: Final = (
    Colonne("question", "Ce que les textes ne tranchent pas", Unite.PHRASE),
    Colonne("reponse", "L'autre lecture", Unite.PHRASE),
    _ELIGIBLES,
    _CONTRATS,
    _COUT,
    _accessoire("annees_inconnues", "Années devenues inconnues"),
)
