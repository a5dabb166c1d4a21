"""The translations of each room: `python tools/messages.py [ROOM ...]` adds new msgids to a room's `.po`, drops old ones.

A room (`shouwang/page`, `shouwang/mechanisms/visit` ...) keeps `locale/zh_Hans/LC_MESSAGES/django.po` beside its code.
msgids are English; entries are sorted and carry no line numbers, so that two branches merge. What the page room
translates (Back, Search, Yes ...) no other room repeats. What is still to be translated is printed;
`python tools/messages.py fill ROOM < FILE` takes lines `English<TAB>Chinese`.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "shouwang"
SHARED = HOUSE / "page"
PO = Path("locale") / "zh_Hans" / "LC_MESSAGES" / "django.po"
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}
_CALL = re.compile(
    r"\b(gettext|ngettext|_)\(u?((?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'))(?:,\s*u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'))?"
)

Message = tuple[str, str]
"""(msgid, msgid_plural or empty)"""


def list_rooms() -> list[Path]:
    """The folders of Django apps, which may hold translations."""
    rooms = [path.parent for path in HOUSE.rglob("apps.py")]
    return sorted(room for room in rooms if any(room.rglob("*.py")))


def collect(room: Path) -> set[Message]:
    """Every msgid in the room's Python and templates."""
    found: set[Message] = set()
    for path in room.rglob("*.py"):
        if "tests" not in path.parts and "migrations" not in path.parts:
            found.update(_in_python(ast.parse(path.read_text("utf-8"))))
    for path in room.rglob("templates/**/*.*"):
        found.update(_in_template(path.read_text("utf-8"), path))
    return found


def _in_python(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if name in ONE and texts:
                yield texts[0], ""
            elif name in MANY and len(texts) >= 2:
                yield texts[0], texts[1]


def _in_template(text: str, path: Path) -> Iterator[Message]:
    from django.utils.translation.template import templatize

    for call in _CALL.finditer(templatize(text, origin=str(path))):
        words = [ast.literal_eval(part) for part in call.groups()[1:] if part]
        yield (words[0], words[1]) if call.group(1) == "ngettext" else (words[0], "")


def read_po(room: Path) -> polib.POFile:
    if (room / PO).exists():
        return polib.pofile(str(room / PO), wrapwidth=118)
    made = polib.POFile(wrapwidth=118)
    made.metadata = {
        "Language": "zh_Hans", "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit", "Plural-Forms": "nplurals=1; plural=0;",
    }  # fmt: skip
    return made


def save_po(room: Path, po: polib.POFile) -> None:
    po.sort(key=lambda entry: entry.msgid)
    (room / PO).parent.mkdir(parents=True, exist_ok=True)
    po.save(str(room / PO))


def update(room: Path) -> list[str]:
    """Brings the room's `.po` to what its code says; returns the msgids that lack a translation."""
    wanted, po = collect(room), read_po(room)
    if room != SHARED:
        wanted -= collect(SHARED)
    known = {(entry.msgid, entry.msgid_plural): entry for entry in po}
    for key in known.keys() - wanted:
        po.remove(known[key])
    for msgid, plural in sorted(wanted - known.keys()):
        more = {"msgid_plural": plural, "msgstr_plural": {0: ""}} if plural else {}
        flags = ["python-format"] if "%(" in msgid else []
        po.append(polib.POEntry(msgid=msgid, msgstr="", flags=flags, **more))
    if wanted or known:
        save_po(room, po)
    return list_untranslated(po)


def list_untranslated(po: polib.POFile) -> list[str]:
    return [entry.msgid for entry in po if not (entry.msgstr_plural.get(0) if entry.msgid_plural else entry.msgstr)]


def fill(room: Path, lines: Iterator[str]) -> None:
    """Takes `English<TAB>Chinese` lines into the room's `.po`."""
    given = dict(line.rstrip("\n").split("\t", 1) for line in lines if "\t" in line)
    po = read_po(room)
    for entry in po:
        chinese = given.get(entry.msgid.replace("\n", "\\n"), "").replace("\\n", "\n")
        if chinese and entry.msgid_plural:
            entry.msgstr_plural[0] = chinese
        elif chinese:
            entry.msgstr = chinese
    save_po(room, po)


def main() -> int:
    if sys.argv[1:2] == ["fill"]:
        fill(ROOT / sys.argv[2], iter(sys.stdin))
        return 0
    chosen = [ROOT / name for name in sys.argv[1:]] or list_rooms()
    missing = {room: update(room) for room in chosen}
    for room, words in missing.items():
        for word in words:
            print(f"{room.relative_to(ROOT)}\t{word!r}")
    return 1 if any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
