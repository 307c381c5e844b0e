"""Draw the structure of the house, and count what one should watch, from the sources alone.

    python -m docs.structure [FOLDER OF THE PACKAGE]

Rooms from the lowest to the highest, what each imports, circles (late imports followed too), and counts.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PAQUET = Path(__file__).parents[1] / "src" / "binome"
FONCTION_LONGUE = 40
Graphe = dict[str, set[str]]


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name, its text, its tree."""

    nom: str
    texte: str
    arbre: ast.Module

    @property
    def piece(self) -> str:
        """The room: the first folder below the package."""
        morceaux = self.nom.split(".")
        return morceaux[1] if len(morceaux) > 1 else morceaux[0]

    @property
    def lignes(self) -> int:
        """Lines that are not blank."""
        return sum(1 for ligne in self.texte.splitlines() if ligne.strip())

    def fonctions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Yield every function and method."""
        yield from (n for n in ast.walk(self.arbre) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def modules(paquet: Path = PAQUET) -> dict[str, Module]:
    """Return the modules of a package, by dotted name."""
    lus = {}
    for fichier in sorted(paquet.rglob("*.py")):
        morceaux = [paquet.name, *fichier.relative_to(paquet).with_suffix("").parts]
        nom = ".".join(morceaux[:-1] if morceaux[-1] == "__init__" else morceaux)
        texte = fichier.read_text("utf-8")
        lus[nom] = Module(nom, texte, ast.parse(texte))
    return lus


def graphe(lus: dict[str, Module], types: bool = False) -> Graphe:
    """Return what each module imports inside the package; `types` adds what the type checker alone imports."""
    return {nom: set(_imports(module, lus, types)) - {nom} for nom, module in lus.items()}


def _imports(module: Module, connus: dict[str, Module], types: bool) -> Iterator[str]:
    pour_les_types = {
        id(sous)
        for noeud in ast.walk(module.arbre)
        if isinstance(noeud, ast.If) and ast.unparse(noeud.test).endswith("TYPE_CHECKING")
        for sous in ast.walk(noeud)
    }
    for noeud in ast.walk(module.arbre):
        if not types and id(noeud) in pour_les_types:
            continue
        if isinstance(noeud, ast.Import):
            yield from (alias.name for alias in noeud.names if alias.name in connus)
        elif isinstance(noeud, ast.ImportFrom) and noeud.module:
            for alias in noeud.names:
                complet = f"{noeud.module}.{alias.name}"
                if complet in connus:
                    yield complet
                elif noeud.module in connus:
                    yield noeud.module


def circuits(aretes: Graphe) -> list[list[str]]:
    """Return the groups of modules that import one another, whatever the way round (Tarjan)."""
    rangs: dict[str, int] = {}
    bas: dict[str, int] = {}
    pile: list[str] = []
    trouves: list[list[str]] = []

    def visiter(nom: str) -> None:
        rangs[nom] = bas[nom] = len(rangs)
        pile.append(nom)
        for suivant in sorted(aretes.get(nom, ())):
            if suivant not in rangs:
                visiter(suivant)
                bas[nom] = min(bas[nom], bas[suivant])
            elif suivant in pile:
                bas[nom] = min(bas[nom], rangs[suivant])
        if bas[nom] == rangs[nom]:
            debut = pile.index(nom)
            groupe = sorted(pile[debut:])
            del pile[debut:]
            if len(groupe) > 1:
                trouves.append(groupe)

    for nom in sorted(aretes):
        if nom not in rangs:
            visiter(nom)
    return trouves


def etages(aretes: Graphe, lus: dict[str, Module]) -> list[tuple[str, set[str]]]:
    """Return the rooms and the rooms that each imports, the lowest first."""
    pieces = {module.piece for module in lus.values()}
    vers = {
        piece: {lus[cible].piece for nom, cibles in aretes.items() if lus[nom].piece == piece for cible in cibles}
        - {piece}
        for piece in pieces
    }
    ordre: list[str] = []
    restantes = set(pieces)
    while restantes:
        pretes = sorted(p for p in restantes if vers[p] <= set(ordre)) or sorted(restantes)
        ordre += pretes
        restantes -= set(pretes)
    return [(piece, vers[piece]) for piece in ordre]


def comptes(lus: dict[str, Module], aretes: Graphe) -> dict[str, str]:
    """Return the counts that the house watches."""
    fonctions = [f for module in lus.values() for f in module.fonctions()]
    longueurs = [(f.end_lineno or f.lineno) - f.lineno + 1 for f in fonctions]
    vagues = sum(1 for f in fonctions if _a_un_any(f))
    tailles = [module.lignes for module in lus.values()]
    texte = "\n".join(module.texte for module in lus.values())
    noms = [n for module in lus.values() for n in ast.walk(module.arbre)]
    appels = sum(1 for n in noms if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "catalogue")
    return {
        "modules, lignes": f"{len(lus)}, {sum(tailles)}",
        "module : médiane, plus long": f"{median(tailles):.0f}, {max(tailles)}",
        "fonction : médiane, plus longue": f"{median(longueurs):.0f}, {max(longueurs)}",
        f"fonctions de plus de {FONCTION_LONGUE} lignes": str(sum(1 for n in longueurs if n > FONCTION_LONGUE)),
        "signatures avec Any": f"{vagues} sur {len(fonctions)} ({100 * vagues // max(len(fonctions), 1)} %)",
        "circuits, imports tardifs compris": str(len(circuits(aretes))),
        "appels de catalogue()": str(appels),
        "en_json écrits à la main": str(sum(1 for f in fonctions if f.name == "en_json")),
        ".name.lower()": str(texte.count(".name.lower()")),
        "lignes soustraites au formateur": str(texte.count("fmt" + ": skip")),
    }


def _a_un_any(fonction: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    arguments = fonction.args
    annotations = [a.annotation for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    annotations += [a.annotation for a in (arguments.vararg, arguments.kwarg) if a is not None]
    annotations.append(fonction.returns)
    return any(
        isinstance(n, ast.Name) and n.id == "Any"
        for annotation in annotations
        if annotation is not None
        for n in ast.walk(annotation)
    )


def principal(paquet: Path) -> None:
    """Print the drawing and the counts."""
    lus = modules(paquet)
    aretes = graphe(lus)
    for piece, dessous in reversed(etages(aretes, lus)):
        tailles = [module.lignes for module in lus.values() if module.piece == piece]
        print(f"{piece:<14}{len(tailles):>4} modules {sum(tailles):>6} lignes   -> {' '.join(sorted(dessous)) or '·'}")
    print()
    for nom, valeur in comptes(lus, aretes).items():
        print(f"{nom:<40}{valeur}")
    for groupe in circuits(aretes):
        print("circuit :", ", ".join(groupe))


if __name__ == "__main__":
    principal(Path(sys.argv[1]) if len(sys.argv) > 1 else PAQUET)
