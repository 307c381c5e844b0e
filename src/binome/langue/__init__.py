"""How things are said: the current language, and the only formatters of numbers, money, dates."""
