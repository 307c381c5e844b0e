"""A contract through its years: the situation it rests on, its acts, what each year is worth, when it is paid."""
