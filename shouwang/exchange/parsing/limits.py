"""How much a file of a stranger may cost us."""

import resource
from dataclasses import dataclass

MEBIBYTE = 1 << 20
GRACE_SECONDS = 2
"""Between the signal that says "too slow" and the one that says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one reading. Sizes in bytes, times in seconds.

    silent_seconds: the child is ended when it says nothing for so long. member_ratio: unpacked / packed size of one
    part of the archive, looked at only above `small_member`. top_rows: rows of each tab sent for finding the header.
    """

    file_bytes: int = 200 * MEBIBYTE
    memory_bytes: int = 700 * MEBIBYTE
    cpu_seconds: int = 120
    silent_seconds: int = 60
    members: int = 3000
    member_bytes: int = 3072 * MEBIBYTE
    member_ratio: int = 250
    small_member: int = 20 * MEBIBYTE
    part_bytes: int = 64 * MEBIBYTE
    row_bytes: int = 8 * MEBIBYTE
    columns: int = 512
    sheets: int = 60
    top_rows: int = 40
    batch_rows: int = 5000


LIMITS = Limits()


def hold_to(limits: Limits) -> None:
    """Bind this process to the limits. Called in the child before it touches the file; cannot be undone."""
    bounds = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 32,
    }
    for what, bound in bounds.items():
        hard = resource.getrlimit(what)[1]
        most = float("inf") if hard == resource.RLIM_INFINITY else hard
        beyond = bound + GRACE_SECONDS if what == resource.RLIMIT_CPU else bound
        resource.setrlimit(what, (int(min(bound, most)), int(min(beyond, most))))
