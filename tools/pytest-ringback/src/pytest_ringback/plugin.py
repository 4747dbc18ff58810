"""The fixtures and options of pytest-ringback."""
import os
from typing import Iterator, Optional

import pytest

from .ringback import Ringback, RingbackError
from .serve import DEFAULT_COMMAND, Serve, serve_argv, serve_environment


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("ringback").addoption(
        "--ringback-url",
        metavar="URL",
        help="A ringback serve that runs already (default: RINGBACK_URL, or one is started)",
    )
    parser.addini("ringback_command", f"How ringback is run (default: {DEFAULT_COMMAND})", default=DEFAULT_COMMAND)
    parser.addini("ringback_app", "Where your app listens: http://127.0.0.1:5000", default="")
    parser.addini("ringback_public_url", "The public URL of your app, if it checks against one", default="")


@pytest.fixture(scope="session")
def ringback_app(pytestconfig: pytest.Config) -> Optional[str]:
    """Where the app listens. Override it to start your app."""
    return pytestconfig.getini("ringback_app") or None


@pytest.fixture(scope="session")
def ringback_server(pytestconfig: pytest.Config, ringback_app: Optional[str]) -> Iterator[Ringback]:
    """The virtual Twilio of the session: one that runs already, or one that is started."""
    url = pytestconfig.getoption("--ringback-url") or os.environ.get("RINGBACK_URL")
    if url:
        yield Ringback(url, ringback_app)
        return
    if ringback_app is None:
        raise RingbackError(
            "no-app",
            "No app URL given.",
            "Override the fixture ringback_app, or write ringback_app = http://127.0.0.1:5000 into pytest.ini.",
        )
    command = os.environ.get("RINGBACK_COMMAND") or pytestconfig.getini("ringback_command")
    argv = serve_argv(ringback_app, pytestconfig.getini("ringback_public_url"))
    serve = Serve(command, argv, serve_environment(os.environ))
    try:
        yield Ringback(serve.url)
    finally:
        serve.stop()


@pytest.fixture
def ringback(ringback_server: Ringback) -> Iterator[Ringback]:
    """A virtual Twilio without calls."""
    yield ringback_server
    ringback_server.reset()
