"""Why the ledger refuses: named, each with the sentence that the person at the screen reads."""


class Refused(Exception):
    """Base of this folder's refusals; its text says what, where and what to do."""


class ChangedMeanwhile(Refused):
    """Somebody else changed the record after this form was opened."""


class NothingChanged(Refused):
    """Neither is everything as before, nor is anything different."""


class NotListed(Refused):
    """The child is not on the ledger."""


class AlreadyListed(Refused):
    """The child is on the ledger already."""


class LeftTheLedger(Refused):
    """The child left the ledger: the record is read only until the child is listed again."""


class ReasonDoesNotHold(Refused):
    """The facts say otherwise than the reason that was given."""


class NotListedByPlan(Refused):
    """The plan's gate is closed; `refusals` say by which clause, or which fact is missing."""

    def __init__(self, words: str, refusals: tuple[object, ...]) -> None:
        super().__init__(words)
        self.refusals = refusals


class AlreadyFiled(Refused):
    """This identity number has a file already: one child, one file. `file` is that file."""

    def __init__(self, words: str, file: object) -> None:
        super().__init__(words)
        self.file = file


class TransferRefused(Refused):
    """A hand-over to another county that cannot be done now: nothing is offered, it was answered, or it waits already."""
