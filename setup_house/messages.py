"""The translations, compiled: every `.po` of the house to the `.mo` beside it. Runs inside `.venv`."""

from setup_house import places


def compile_messages() -> int:
    """Compile what changed and return how many files that were."""
    import polib

    changed = 0
    for source in sorted((places.ROOT / "shouwang").rglob("LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            beside = target.with_suffix(".new")
            polib.pofile(str(source)).save_as_mofile(str(beside))
            beside.replace(target)
            changed += 1
    return changed
