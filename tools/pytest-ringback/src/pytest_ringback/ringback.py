"""A virtual Twilio that is driven over the control routes of ringback serve."""
import json
from typing import Any, Dict, List, Optional, Sequence, Union
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

Texts = Union[str, Sequence[str]]


class RingbackError(Exception):
    """A control request that was refused. `code` is stable; `remedy` says what to do."""

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.code = code
        self.message = message
        self.remedy = remedy


class Ringback:
    """A virtual Twilio. `url` replaces https://api.twilio.com in your app's REST client."""

    def __init__(self, url: str, app: Optional[str] = None) -> None:
        """`app`: where the app listens, if it is not the one that ringback serve was started with."""
        self.url = url.rstrip("/")
        self.app = app and app.rstrip("/")
        # A proxy of the network cannot reach this machine.
        self._opener = build_opener(ProxyHandler({}))

    def call(
        self,
        voice_url: Optional[str] = None,
        *,
        from_: Optional[str] = None,
        to: Optional[str] = None,
        voice_fallback_url: Optional[str] = None,
        status_callback: Optional[str] = None,
        parameters: Optional[Dict[str, str]] = None,
        settle: Optional[bool] = None,
    ) -> "Call":
        """Calls the app, and returns when the call waits for the caller or is over.

        URLs may be paths of the app; `voice_url` is /voice unless serve was configured otherwise. `parameters` are added
        to the webhooks. With `settle=False` it returns at once.
        """
        state = self.post(
            "/calls",
            voiceUrl=self._absolute(voice_url or (self.app and "/voice")),
            voiceFallbackUrl=self._absolute(voice_fallback_url),
            statusCallback=self._absolute(status_callback),
            to=to,
            parameters=parameters,
            settle=settle,
            **{"from": from_},
        )
        return Call(self, state)

    def calls(self) -> List["Call"]:
        """The calls that were placed since the last reset."""
        return [Call(self, state) for state in self.get("/calls")["calls"]]

    def person(
        self,
        number: Optional[str] = None,
        *,
        result: Optional[str] = None,
        after: Optional[float] = None,
        keys: Optional[str] = None,
        says: Optional[str] = None,
        hangs_up_after: Optional[float] = None,
        answered_by: Optional[str] = None,
    ) -> None:
        """Says what happens when the app dials a number; without a number, any other number.

        `result`: answered, busy, no-answer or failed. A person who answers presses `keys`, says `says`, and hangs up
        `hangs_up_after` seconds later. `answered_by` is what answering machine detection finds.
        """
        self.post(
            "/people",
            number=number,
            result=result,
            after=after,
            keys=keys,
            says=says,
            hangsUpAfter=hangs_up_after,
            answeredBy=answered_by,
        )

    def waits(self, seconds: float) -> None:
        """Lets time pass on all calls, also those that the app created."""
        self.post("/waits", seconds=seconds)

    def settled(self) -> None:
        """Waits until every call is over, with everything that the calls started."""
        self.post("/settled")

    def reset(self) -> None:
        """Deletes every call, and makes people behave as at the start."""
        self.post("/reset")

    def get(self, path: str) -> Dict[str, Any]:
        """The answer to a control request; `path` is below /_ringback."""
        return self._send(Request(f"{self.url}/_ringback{path}"))

    def post(self, path: str, **fields: Any) -> Dict[str, Any]:
        """The answer to a control request with these fields; None leaves one out."""
        given = {name: value for name, value in fields.items() if value is not None}
        headers = {"Content-Type": "application/json"}
        return self._send(Request(f"{self.url}/_ringback{path}", json.dumps(given).encode(), headers))

    def _absolute(self, url: Optional[str]) -> Optional[str]:
        return f"{self.app}{url}" if self.app and url and url.startswith("/") else url

    def _send(self, request: Request) -> Dict[str, Any]:
        try:
            with self._opener.open(request, timeout=330) as answer:
                return json.load(answer)
        except HTTPError as error:
            raise _refusal(error) from None
        except URLError as error:
            message = f"Nothing answers at {self.url}: {error.reason}."
            raise RingbackError("not-running", message, "Start it: npx ringback serve <app> --virtual-time") from None


def _refusal(error: HTTPError) -> RingbackError:
    try:
        body = json.load(error)
        return RingbackError(body["code"], body["message"], body.get("remedy", ""))
    except (ValueError, KeyError, TypeError):
        return RingbackError("no-control-routes", f"HTTP {error.code} from {error.url}.", "Is this ringback serve?")


class Call:
    """A call to the app. What it shows is its state after the last thing that was done with it."""

    def __init__(self, ringback: Ringback, state: Dict[str, Any]) -> None:
        self._ringback = ringback
        self._state = state

    @property
    def sid(self) -> str:
        return self._state["callSid"]

    @property
    def status(self) -> str:
        """Twilio's call status."""
        return self._state["status"]

    @property
    def is_over(self) -> bool:
        return self._state["isOver"]

    @property
    def waiting_for(self) -> Optional[str]:
        """gather, record, dial, conversation, ...; None when nothing, or over."""
        return self._state["waitingFor"]

    @property
    def transcript(self) -> List[str]:
        """What was said, played and pressed, line by line."""
        return self._state["transcript"]

    def press(self, keys: str, *, settle: Optional[bool] = None) -> "Call":
        """Presses keys: 0-9 * # A-D."""
        return self._step("press", keys=keys, settle=settle)

    def say(self, text: str, *, settle: Optional[bool] = None) -> "Call":
        """Says something, which takes as long as speaking it takes."""
        return self._step("say", text=text, settle=settle)

    def waits(self, seconds: float) -> "Call":
        """The caller does nothing for some seconds."""
        return self._step("waits", seconds=seconds)

    def settle(self) -> "Call":
        """Lets time pass until the call waits for the caller, or is over."""
        return self._step("settle")

    def connects(self) -> "Call":
        """Lets time pass until somebody is on the other side."""
        return self._step("connects")

    def hangup(self) -> "Call":
        """The caller hangs up."""
        return self._step("hangup")

    def ends(self) -> "Call":
        """Lets time pass to the end of the call and of all that it started."""
        return self._step("ends")

    def refresh(self) -> "Call":
        """Reads the state again."""
        self._state = self._ringback.get(f"/calls/{self.sid}")
        return self

    def expect(
        self,
        *,
        said: Optional[Texts] = None,
        played: Optional[Texts] = None,
        dialled: Optional[Texts] = None,
        requested: Optional[Texts] = None,
        waits_for: Optional[str] = None,
        ended: Optional[str] = None,
        no_errors: Optional[bool] = None,
        logged: Optional[int] = None,
    ) -> "Call":
        """Fails the test, with every difference and the transcript, unless all of this holds."""
        __tracebackhide__ = True
        try:
            self._ringback.post(
                f"/calls/{self.sid}/expect",
                said=_texts(said),
                played=_texts(played),
                dialled=_texts(dialled),
                requested=_texts(requested),
                waitsFor=waits_for,
                ended=ended,
                noErrors=no_errors,
                logged=logged,
            )
        except RingbackError as error:
            if error.code != "expectation-not-met":
                raise
            difference = error.message
        else:
            return self
        raise AssertionError(difference)

    def _step(self, name: str, **fields: Any) -> "Call":
        self._state = self._ringback.post(f"/calls/{self.sid}/{name}", **fields)
        return self

    def __repr__(self) -> str:
        return f"<Call {self.sid} {self.status}, waiting for {self.waiting_for}>"


def _texts(texts: Optional[Texts]) -> Union[None, str, List[str]]:
    return texts if texts is None or isinstance(texts, str) else list(texts)
