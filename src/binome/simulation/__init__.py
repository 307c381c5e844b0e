"""One doctor: a situation in, five years of payments out, with reasons."""
