"""What is wrong with data that was to be taken in."""


class IngestError(ValueError):
    """Data cannot be taken in; the message names the file, the place in it, and what is wrong there."""
