"""Workload W: one doctor and one contract year a row, the same rules given to every engine, results in exact integers.

A simplification made for timing, not a reading of the law: the tables of general practitioners for everyone. Outputs:
`eligible`, `tranche`, `montant` (euros), objectives (patients, halves up), rates and share (millionths, rounded down),
`du` (cents, halves up).
"""
