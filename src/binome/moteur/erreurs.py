"""The engine's refusals. Every message is a French sentence that can be shown as it is.

ErreurBinome
├── ErreurDeDroit      the law's own files are wrong (overlap, hole in a table, unknown name)
├── DroitAbsent        no version of a rule or number is in force on the date asked for
└── ErreurDeSaisie     what the user gave cannot be read (defined where input is read)
"""

from __future__ import annotations


class ErreurBinome(Exception):
    """Root of every refusal of Binôme."""


class ErreurDeDroit(ErreurBinome):
    """The law's data contradict themselves or leave a hole: a defect to mend, never a user's mistake."""


class DroitAbsent(ErreurBinome):
    """Nothing is in force on the date asked for."""
