"""Call an app that answers phone calls from pytest, over the control routes of ringback serve."""
from .ringback import Call, Ringback, RingbackError

__all__ = ["Call", "Ringback", "RingbackError"]
