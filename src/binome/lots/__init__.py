"""Many rows: tables and files of situations in, answers out, through the kernel and the interpreter."""
