from __future__ import annotations

from collections.abc import Callable

import pytest

from binome.cli.principal import principal

Lancer = Callable[..., tuple[int, str, str]]


@pytest.fixture
def lancer(capsys: pytest.CaptureFixture[str]) -> Lancer:
    """Run a command in this process: exit code, output, errors."""

    def executer(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as sortie:
            principal(list(arguments))
        capture = capsys.readouterr()
        assert "Traceback" not in capture.err
        return int(sortie.value.code or 0), capture.out, capture.err

    return executer
