"""Numbers of the demo: identity numbers, phones and keys that follow from the seed and stay clear of real ones.

Running numbers of a birthday are given from 995 downwards, where no registration office has got to; phones begin with
19900; birth certificates with X. The demo is never to be mixed with real people all the same: `is_synthetic` says so.
"""

from collections import defaultdict
from datetime import date
from functools import lru_cache
from random import Random
from uuid import UUID

from shouwang.registry.citizen_id import CHECK_CHARACTERS, WEIGHTS

HIGHEST = {"male": 995, "female": 994}
PHONES = 1_000_000


@lru_cache(maxsize=65536)
def _weigh(first14: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(first14, WEIGHTS, strict=False))


class NumberMaker:
    """Gives each number once. `keys_from_ms` is the moment that the keys of rows seem to be made at."""

    def __init__(self, rng: Random, *, keys_from_ms: int) -> None:
        self.rng = rng
        self.used: dict[tuple[str, str], int] = defaultdict(int)
        self.phones = 0
        self.certificates = 0
        self.moment = keys_from_ms << 80
        self.count = 0

    def citizen_id(self, *, prefix: str, born_on: date, sex: str) -> str:
        """A right number; those of twins follow one another."""
        first14 = f"{prefix}{born_on:%Y%m%d}"
        sequence = HIGHEST[sex] - 2 * self.used[first14, sex]
        self.used[first14, sex] += 1
        tens, unit = divmod(sequence, 10)
        total = _weigh(first14) + tens // 10 * WEIGHTS[14] + tens % 10 * WEIGHTS[15] + unit * WEIGHTS[16]
        return f"{first14}{sequence:03d}{CHECK_CHARACTERS[total % 11]}"

    def phone(self) -> str:
        """1990000xxxx for the first ten thousand families, then on through 19900."""
        self.phones += 1
        return f"19900{self.phones % PHONES:06d}"

    def birth_certificate(self) -> str:
        """A letter that no office uses, and nine digits."""
        self.certificates += 1
        return f"X{self.certificates:09d}"

    def key(self) -> str:
        """A UUIDv7 as 32 hexadecimal digits, later than the one before."""
        self.count += 1
        high, low = divmod(self.count, 1 << 30)
        body = (0x7 << 76) | ((high & 0xFFF) << 64) | (0b10 << 62) | (low << 32) | self.rng.getrandbits(32)
        return f"{self.moment | body:032x}"


def as_uuid(key: str) -> UUID:
    """The key as the models know it."""
    return UUID(hex=key)
