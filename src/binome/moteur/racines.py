"""Powers that are not whole, rounded exactly: integer roots, no binary float on the way."""

from __future__ import annotations

from binome.moteur.primitives import Taux


def racine(valeur: int, degre: int) -> int:
    """Return the greatest integer whose power `degre` does not exceed `valeur` (Newton, from above)."""
    if valeur == 0:
        return 0
    trouvee = 1 << -(-valeur.bit_length() // degre)
    while True:
        suivante = ((degre - 1) * trouvee + valeur // trouvee ** (degre - 1)) // degre
        if suivante >= trouvee:
            return trouvee
        trouvee = suivante


def puissance_arrondie(base: Taux, exposant: Taux, facteur: Taux) -> int:
    """Return `facteur` x `base` ** `exposant` rounded to the nearest integer, halves up; nothing is negative."""
    puissance, degre = exposant
    double = (2 * facteur[0]) ** degre * base[0] ** puissance // (facteur[1] ** degre * base[1] ** puissance)
    return (racine(double, degre) + 1) // 2
