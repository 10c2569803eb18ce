"""Refusals of the page: each owns its HTTP status and its sentence for people."""

from __future__ import annotations

from typing import Any

from huibao.errors import HuibaoError


class Refusal(HuibaoError):
    """Base: something that was asked for is not done; ``current`` tells how things stand now, if that helps."""

    status = 400

    def __init__(self, message: str, current: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.current = current


class NotSignedIn(Refusal):
    """Nobody is signed in."""

    status = 401


class Forbidden(Refusal):
    """The person's role does not allow it, or the request does not come from our own page."""

    status = 403


class Missing(Refusal):
    """There is no such thing, or it is not this person's to see: both look alike from outside."""

    status = 404


class Conflict(Refusal):
    """Somebody else changed it since it was read; ``current`` is their state."""

    status = 409


class TooLarge(Refusal):
    """More than a limit allows."""

    status = 413


class Invalid(Refusal):
    """The content of the request makes no sense here."""

    status = 422


class TooMany(Refusal):
    """Too many attempts; wait."""

    status = 429
