"""Contract management: people and their rights, contracts, acts, payments, and a journal that nobody can rewrite.

What is owed comes from `binome.contrats`, which replays the acts; nothing here decides a sum.
"""
