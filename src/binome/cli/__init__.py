"""The command line: `binome`, in French, for people and for machines."""
