"""Write shouwang/registry/data/similar_characters.tsv (look-alikes) and simplified.tsv (traditional and variant forms).

Sources: stroke orders and four-corner codes of the package char-similar 0.0.2 (Apache-2.0), over the characters of
GB 2312; `TSCharacters.txt` of OpenCC as shipped by opencc-python-reimplemented 0.1.7 (Apache-2.0).
Run: python tools/make_similar_characters.py CHAR_SIMILAR_FOLDER OPENCC_FOLDER
"""

import json
import sys
from pathlib import Path

from rapidfuzz.distance import Indel

FOLDER = Path(__file__).resolve().parent.parent / "shouwang/registry/data"
MOST = 10
FEW_STROKES = 4


def list_characters() -> list[str]:
    """The 6,763 characters of GB 2312."""
    rows = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return [row.decode("gb2312") for row in rows if row.decode("gb2312", "ignore")]


def closeness(first: str, second: str, corners: int) -> float:
    """From 0 to 1: how alike two stroke orders with that many equal corners look; 0 below the threshold."""
    few, many = sorted((first, second), key=len)
    if len(few) > FEW_STROKES and len(few) / len(many) >= 0.6 and (many.endswith(few) or many.startswith(few)):
        return 0.8
    ratio = Indel.normalized_similarity(first, second)
    floor = {4: 0.75, 3: 0.75, 2: 0.84}.get(corners, 0.92)
    if len(many) <= FEW_STROKES:
        floor = max(floor, 0.85)
    return ratio if ratio >= floor else 0


def write_similar(folder: Path) -> None:
    """One line a character: its look-alikes, the closest first; each pair stands once, at the earlier character."""
    orders = json.loads((folder / "char_similar/data/char_order.dict").read_text(encoding="utf-8"))
    corners = json.loads((folder / "char_similar/data/char_fourangle.dict").read_text(encoding="utf-8"))
    characters = [c for c in list_characters() if c in orders and c in corners]
    near: dict[str, list] = {c: [] for c in characters}
    for place, one in enumerate(characters):
        for other in characters[place + 1 :]:
            equal = sum(a == b for a, b in zip(corners[one][:4], corners[other][:4], strict=True))
            alike = closeness(orders[one], orders[other], equal)
            if alike:
                near[one].append((alike + equal / 20, other))
                near[other].append((alike + equal / 20, one))
    pairs: dict[str, list[str]] = {}
    for one in characters:
        for _, other in sorted(near[one], reverse=True)[:MOST]:
            first, second = sorted((one, other))
            if second not in pairs.setdefault(first, []):
                pairs[first].append(second)
    lines = [f"{one}\t{''.join(others)}\n" for one, others in sorted(pairs.items())]
    (FOLDER / "similar_characters.tsv").write_text("".join(lines), encoding="utf-8", newline="\n")


def write_simplified(folder: Path) -> None:
    """Two columns of characters a simplified form: it, and all that fold into it."""
    folded: dict[str, list[str]] = {}
    for line in (folder / "opencc/dictionary/TSCharacters.txt").read_text(encoding="utf-8").splitlines():
        old, new = line.split("\t")
        if old not in new.split(" "):
            folded.setdefault(new.split(" ")[0], []).append(old)
    lines = [f"{new}\t{''.join(old)}\n" for new, old in sorted(folded.items())]
    (FOLDER / "simplified.tsv").write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_similar(Path(sys.argv[1]))
    write_simplified(Path(sys.argv[2]))
