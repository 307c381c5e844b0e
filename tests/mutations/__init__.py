"""Small faults put into the sources one at a time: the tests that reach them must see each."""
