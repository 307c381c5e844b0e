"""`python -m binome`."""

from binome.cli.principal import principal

if __name__ == "__main__":
    principal()
