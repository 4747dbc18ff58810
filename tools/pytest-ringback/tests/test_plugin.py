"""The plugin starts ringback serve, and drives it."""
import pytest

from pytest_ringback import Ringback, RingbackError
from pytest_ringback.serve import Serve


def test_a_call_from_the_greeting_to_the_end(ringback):
    call = ringback.call(from_="+14155550110", parameters={"FromCity": "OAKLAND"})
    assert call.waiting_for == "gather"
    call.expect(said=["Welcome", "Press 1"], waits_for="gather", no_errors=True)
    call.press("1").connects()
    assert call.waiting_for == "conversation"
    call.expect(dialled="+14155550131", requested="gather.action")
    assert call.hangup().is_over
    assert any("presses 1" in line for line in call.transcript)
    assert [each.sid for each in ringback.calls()] == [call.sid]


def test_a_person_who_is_busy(ringback):
    ringback.person("+14155550131", result="busy")
    ringback.call().press("1").ends().expect(said="Nobody is free.", ended="completed")


def test_a_person_who_answers(ringback):
    ringback.person(after=1, keys="5", says="Sales speaking.", hangs_up_after=2)
    call = ringback.call().press("1").ends()
    assert any("Sales speaking." in line for line in call.transcript)


def test_silence_and_time(ringback):
    call = ringback.call(settle=False).settle().waits(3)
    assert not call.is_over
    ringback.waits(10)
    assert call.refresh().is_over
    ringback.settled()


def test_every_test_starts_without_calls_and_with_people_as_at_the_start(ringback):
    assert ringback.calls() == []
    ringback.call().press("1").connects()


def test_an_expectation_that_is_not_met_fails_with_the_transcript(ringback):
    with pytest.raises(AssertionError, match="expected Au revoir to have been said") as failure:
        ringback.call().expect(said="Au revoir", waits_for="gather")
    assert 'says "Welcome."' in str(failure.value)


def test_what_is_refused_says_what_to_do(ringback):
    call = ringback.call().hangup()
    with pytest.raises(RingbackError, match="Read its transcript") as failure:
        call.press("1")
    assert failure.value.code == "call-over"
    with pytest.raises(RingbackError, match="npx ringback serve"):
        Ringback("http://127.0.0.1:9").calls()


@pytest.mark.parametrize("command, code", [("./no-such-program", "no-command"), ("false", "serve-failed")])
def test_a_command_that_does_not_run_says_how_to_install_ringback(command, code):
    with pytest.raises(RingbackError, match="npm install -D ringback") as failure:
        Serve(command, [], {})
    assert failure.value.code == code
