"""Errors that a person reads. Messages are plain Chinese and say what to do."""


class DomainError(Exception):
    """A rule of the domain refused something; ``field`` names the form field it belongs to."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(DomainError):
    """The actor's roles do not permit this."""


class Conflict(DomainError):
    """Somebody else changed the same thing in the meantime."""
