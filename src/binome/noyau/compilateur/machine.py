"""The machine side: the text of a kernel optimised, turned into object code, kept, loaded."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import Any, Final

import llvmlite
import llvmlite.binding as llvm

from binome.noyau.compilateur.depot import garder, relire

ENTREE: Final = "@entree("
"""How the text of a kernel names its only public function; each one bears another name once loaded."""
_VERROU: Final = Lock()


class Machine:
    """The processor at hand. One for the process: what it loads stays loaded."""

    def __init__(self) -> None:
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        processeur, traits = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
        self._sceau = f"{llvmlite.__version__}|{processeur}|{traits}"
        self._verrou = Lock()
        self._chargees: dict[str, int] = {}
        self._cible: Any = llvm.Target.from_default_triple().create_target_machine(
            cpu=processeur, features=traits, opt=3, jit=True
        )
        self._moteur: Any = llvm.create_mcjit_compiler(llvm.parse_assembly(""), self._cible)

    def fonction(self, texte: str) -> Callable[[int, int], None]:
        """Return the public function of a kernel; it takes the address of its arguments and that of its result."""
        cle = sha256(f"{self._sceau}|{texte}".encode()).hexdigest()
        nom = f"noyau_{cle}"
        with self._verrou:
            if cle not in self._chargees:
                objet = relire(cle)
                if objet is None:
                    objet = self._compiler(texte.replace(ENTREE, f"@{nom}("))
                    garder(cle, objet)
                self._moteur.add_object_file(llvm.ObjectFileRef.from_data(objet))
                self._moteur.finalize_object()
                self._chargees[cle] = self._moteur.get_function_address(nom)
        return ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(self._chargees[cle])

    def _compiler(self, texte: str) -> bytes:
        module: Any = llvm.parse_assembly(f'target triple = "{self._cible.triple}"\n{texte}')
        module.verify()
        reglages = llvm.create_pipeline_tuning_options(speed_level=3)
        reglages.loop_vectorization = True
        passes = llvm.create_pass_builder(self._cible, reglages)
        passes.getModulePassManager().run(module, passes)
        objet: bytes = self._cible.emit_object(module)
        return objet


@cache
def _machine() -> Machine:
    return Machine()


def machine() -> Machine:
    """Return the processor at hand, the same one for every thread."""
    with _VERROU:
        return _machine()
