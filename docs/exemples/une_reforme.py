"""Une réforme : elle remplace des nombres, des cases de tableaux ou des lectures, et se compare au droit en vigueur."""

from datetime import date

from binome.droit.choix import reforme_prete
from binome.droit.loi import loi_en_vigueur
from binome.droit.reformes_ecrites import lire_toml
from binome.nation.population import generer
from binome.nation.projection import projeter
from binome.nation.resultats.tableaux import tabuler

droit = loi_en_vigueur().catalogue
la_mienne = lire_toml(
    "maintien_90",
    """
    titre = "Un maintien à 90 % à tout âge, et 40 000 € à P95"

    [nombres]
    seuil_de_maintien = "9/10"
    montants = [["p95_plus", "annees_suivantes", "1", 40000]]
    """,
    droit,
)
nation = generer(date(2024, 9, 1), medecins=2_000)
tableaux = tabuler(projeter(nation, [la_mienne, reforme_prete("rampe", droit)], tirages=20))
for ligne in tableaux.lois:
    print(f"{ligne.loi} : {ligne.cout.cout:,} € en cinq ans, {ligne.issues.part_nulle:.1%} des années à 0 €")
for nom, (tous, *_) in tableaux.gagnants.items():
    print(f"{nom} : {tous.gagnants:,} gagnants, {tous.perdants:,} perdants")
