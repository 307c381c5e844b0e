"""Une hypothèse remplacée : ce qui bouge quand la corrélation des deux patientèles passe de 0,6 à 0,3."""

from datetime import date
from decimal import Decimal

from binome.nation.population import generer
from binome.nation.projection import projeter
from binome.nation.resultats.tableaux import tabuler

for correlation in ("0.6", "0.3"):
    choisies = {"correlation": Decimal(correlation)}
    nation = generer(date(2024, 9, 1), medecins=2_000, choisies=choisies)
    (ligne,) = tabuler(projeter(nation, tirages=20, choisies=choisies)).lois
    print(f"corrélation {correlation} : {ligne.eligibles:,} éligibles, {ligne.cout.cout:,} € en cinq ans")
