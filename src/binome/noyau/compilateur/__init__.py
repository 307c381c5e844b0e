"""A compiler for the language that rules are written in: integers, truths, records, tables, plain `if`s, early returns.

It reads the source of a rule and of all that it calls, writes the text of one module of machine instructions, and lets
LLVM optimise it. The language is that of `CONTRIBUTING.md`; anything else is refused with the rule and its line.
"""
