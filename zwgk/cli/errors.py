"""What a command refuses."""


class Refused(Exception):
    """The command cannot be carried out; the message says why, in Chinese."""
