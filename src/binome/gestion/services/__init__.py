"""The commands: each checks the right, changes what it changes and writes its entry, in one transaction."""
