"""Starts ringback serve for the time of a test session."""
import os
import re
import shlex
import signal
import subprocess
from threading import Thread
from typing import List, Mapping, Optional

from .ringback import RingbackError


# npx would fetch a package of this name from the registry where ringback is not installed.
DEFAULT_COMMAND = "npx --no-install ringback"


class Serve:
    """A ringback serve that runs in virtual time on a free port."""

    def __init__(self, command: str, argv: List[str], environment: Mapping[str, str]) -> None:
        words = [*shlex.split(command), "serve", *argv, "--port", "0", "--virtual-time"]
        try:
            self._process = subprocess.Popen(
                words,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                # npx starts another process; both are stopped as one group.
                start_new_session=True,
            )
        except OSError as error:
            raise RingbackError("no-command", f"Cannot start {words[0]}: {error.strerror}.", _INSTALL) from None
        self.url = self._listening()
        # A pipe that nobody reads fills up.
        Thread(target=self._process.stderr.read, daemon=True).start()

    def stop(self) -> None:
        self._signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _signal(self, number: int) -> None:
        if not hasattr(os, "killpg"):
            self._process.terminate()
            return
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            pass

    def _listening(self) -> str:
        lines: List[str] = []
        for line in self._process.stderr:
            lines.append(line)
            found = re.search(r"Use (http://\S+) in place of", line)
            if found is not None:
                return found[1]
        self.stop()
        raise RingbackError("serve-failed", "ringback serve did not start:\n" + "".join(lines), _INSTALL)


_INSTALL = (
    "Is ringback installed (npm install -D ringback)? The ini option ringback_command says how to run it; it is "
    f"`{DEFAULT_COMMAND}` by default."
)


def serve_argv(app: str, public_url: Optional[str]) -> List[str]:
    return [app, *(["--public-url", public_url] if public_url else [])]


def serve_environment(environment: Mapping[str, str]) -> Mapping[str, str]:
    """An account is made up where there is none; nothing leaves this machine."""
    return {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": "0" * 32, **environment}
