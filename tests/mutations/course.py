"""A session of tests that runs again in children, each with one fault in its memory.

The tests run once, sound: what each reaches and how long it takes are noted. Then each fault runs the tests that reach
its statement, the shortest first, in a child of the same warm process.
"""

from __future__ import annotations

import gc
import os
import random
import select
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import CodeType
from typing import Final

import coverage
import pytest
from hypothesis import Phase, settings

from tests.mutations.greffe import Empreinte, Presents

SECONDES: Final = 3
_SECONDES_DE_MONTRE: Final = 90
"""How long the tests of one fault may take beyond what they take sound."""

Touche = Mapping[int, Sequence[str]]
"""The tests that reach each line of a file."""


class Sort(Enum):
    """What became of a fault."""

    TUE = "tué"
    TROP_LONG = "trop long"
    SURVIT = "survit"
    HORS_D_ATTEINTE = "aucun essai ne l'atteint"
    A_FROID = "à mettre dans un processus neuf"


@dataclass
class Essai:
    """One fault to try: its name, what it changes, the tests to run."""

    cle: str
    fichier: str
    changes: dict[Empreinte, CodeType] | None
    essais: list[str]
    sort: Sort | None = None


@dataclass
class Course:
    """The plugin of the session: `preparer` makes the faults once it is known what the tests reach."""

    sources: Path
    preparer: Callable[[Mapping[str, Touche], Mapping[str, float]], list[Essai]]
    processus: int
    secondes: float | None = None
    faits: list[Essai] = field(default_factory=list)
    durees: dict[str, float] = field(default_factory=dict)
    ecartes: set[str] = field(default_factory=set)
    presents: Presents = field(init=False)
    _echec: bool = False

    def pytest_sessionstart(self) -> None:
        """Draw the same examples each time, and stop at the first that fails: nobody reads a smaller one."""
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutations", settings.default, derandomize=True, database=None, phases=phases)
        settings.load_profile("mutations")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests sound, then under each fault."""
        items = {item.nodeid: item for item in session.items}
        Presents(str(self.sources)).oublier()
        touche = self._noter(items)
        self.faits = self.preparer(touche, self.durees)
        self.presents = Presents(str(self.sources))
        gc.freeze()
        self._tout_essayer(items)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember that a test failed."""
        self._echec = self._echec or report.failed

    def _noter(self, items: Mapping[str, pytest.Item]) -> dict[str, dict[int, list[str]]]:
        """Run the sound tests; return those that reach each line. One that fails here would see faults everywhere."""
        mesure = coverage.Coverage(data_file=None, config_file=False, include=[f"{self.sources}/*"])
        mesure.start()
        for nom, item in items.items():
            mesure.switch_context(nom)
            self._echec, debut = False, time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            self.durees[nom] = time.process_time() - debut
            if self._echec:
                self.ecartes.add(nom)
        mesure.stop()
        donnees = mesure.get_data()
        touche: dict[str, dict[int, list[str]]] = defaultdict(dict)
        for fichier in donnees.measured_files():
            for ligne, noms in donnees.contexts_by_lineno(fichier).items():
                touche[fichier][ligne] = [nom for nom in noms if nom and nom not in self.ecartes]
        return touche

    def _tout_essayer(self, items: Mapping[str, pytest.Item]) -> None:
        attente = [un for un in self.faits if un.sort is None]
        random.Random(1).shuffle(attente)
        fin = None if self.secondes is None else time.monotonic() + self.secondes
        en_cours: dict[int, tuple[Essai, int]] = {}
        total = len(attente)
        while attente or en_cours:
            while attente and len(en_cours) < self.processus and (fin is None or time.monotonic() < fin):
                essai = attente.pop()
                tube, pid = self._lancer(essai, items)
                en_cours[tube] = (essai, pid)
            if not en_cours:
                return
            for tube in select.select(list(en_cours), [], [])[0]:
                essai, pid = en_cours.pop(tube)
                os.close(tube)
                essai.sort = _sort(os.waitpid(pid, 0)[1])
                if essai.sort is not Sort.TUE:
                    print(f"{total - len(attente)}/{total} {essai.sort.value} | {essai.cle}", flush=True)

    def _lancer(self, essai: Essai, items: Mapping[str, pytest.Item]) -> tuple[int, int]:
        lire, ecrire = os.pipe()
        pid = os.fork()
        if pid:
            os.close(ecrire)
            return lire, pid
        os.close(lire)
        code = 3
        try:
            code = self._dans_l_enfant(essai, items)
        finally:
            os._exit(code)

    def _dans_l_enfant(self, essai: Essai, items: Mapping[str, pytest.Item]) -> int:
        vide = os.open(os.devnull, os.O_WRONLY)
        os.dup2(vide, 1)
        os.dup2(vide, 2)
        # The clock of the processor: a machine that is busy elsewhere does not make a fault seen.
        signal.alarm(_SECONDES_DE_MONTRE)  # a child that waits for a lock burns no processor
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDES + 2 * sum(self.durees[nom] for nom in essai.essais))
        if essai.changes is None or not self.presents.greffer(essai.fichier, essai.changes):
            return 2
        self.presents.oublier()
        for nom in essai.essais:
            self._echec = False
            items[nom].config.hook.pytest_runtest_protocol(item=items[nom], nextitem=None)
            if self._echec:
                return 1
        return 0


def _sort(etat: int) -> Sort:
    if os.WIFSIGNALED(etat):
        return Sort.TROP_LONG
    return {0: Sort.SURVIT, 1: Sort.TUE, 2: Sort.A_FROID}.get(os.waitstatus_to_exitcode(etat), Sort.TUE)


def courir(course: Course, ou: Sequence[str]) -> None:
    """Run a session of the tests of some folders under this plugin."""
    muets = ("cacheprovider", "terminal", "xdist", "randomly")
    pytest.main(
        [
            "--override-ini=addopts=",
            "--capture=sys",
            "-W",
            "ignore::pytest.PytestAssertRewriteWarning",
            *(mot for nom in muets for mot in ("-p", f"no:{nom}")),
            *ou,
        ],
        plugins=[course],
    )
