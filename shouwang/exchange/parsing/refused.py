"""The one exception of the child: a file that is not taken, by a code that the parent puts into words."""


class Refused(Exception):
    """code: a key of `shouwang.exchange.wording.REFUSALS`; details: values for its sentence, plain JSON."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
