"""What is wrong with data that was to be taken in."""

from pydantic import ValidationError


class IngestError(ValueError):
    """Data cannot be taken in; the message names the file, the place in it, and what is wrong there."""


def faults(error: ValidationError) -> str:
    """Everything that a model found wrong, each with the field it is about."""
    return "; ".join(f"{'.'.join(map(str, fault['loc'])) or error.title}: {fault['msg']}" for fault in error.errors())
