"""Receipt codes: 210123-7KQM-2XHT-9FDW. The county's code, then 60 bits that are written down nowhere.

The letters are Crockford's: no I, L, O, U; whoever writes O or l for 0 or 1 is understood.
"""

import hmac
import re

from shouwang.access.encryption import blind_index

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = 12
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_NOISE = re.compile(r"[\s\-－—–_.]+")
_FULL_WIDTH = str.maketrans({chr(0xFF01 + at): chr(0x21 + at) for at in range(94)})


def make_code(*, county_code: str, sent_key: bytes) -> str:
    """The code of what was sent: sending the same again gives the same code, and nobody without the key can make it."""
    secret = blind_index(sent_key.hex(), purpose="receipt code")
    number = int.from_bytes(secret, "big")
    letters = "".join(ALPHABET[number >> (5 * at) & 31] for at in range(LETTERS))
    return "-".join((county_code, *(letters[at : at + 4] for at in range(0, LETTERS, 4))))


def read_code(text: str) -> tuple[str, str]:
    """(the county's code, the secret letters) of what somebody typed; whatever it is, two texts."""
    plain = _NOISE.sub("", text.translate(_FULL_WIDTH)).upper()[:64]
    return plain[:-LETTERS], plain[-LETTERS:].translate(_MEANT)


def key_of(code: str) -> bytes:
    """What is kept of a code."""
    county_code, secret = read_code(code)
    return blind_index(f"{county_code}:{secret}", purpose="receipt")


def is_same(one: bytes, other: bytes) -> bool:
    """Without telling by the time it takes how much of them is alike."""
    return hmac.compare_digest(bytes(one), bytes(other))
