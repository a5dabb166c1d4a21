"""What the program writes of itself into docs/ is what it is."""

import re

from tests.architecture.house import ROOT
from tools.make_docs import TARGET, write_page


def test_the_page_of_commands_is_fresh() -> None:
    assert TARGET.read_text("utf-8") == write_page(), "run: make docs"


def test_every_page_of_the_handbook_leads_to_pages_that_exist() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []
