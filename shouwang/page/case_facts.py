"""Which facts an act on a case brings, as `Act.facts` wants them: {case fact: value}. No answer changes nothing."""

from collections.abc import Callable, Mapping
from typing import Any


def same(*names: str, **always: Any) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """The fields of these names are facts of the same name, when answered; `always` are facts that the step itself brings."""

    def facts(fields: Mapping[str, Any]) -> dict[str, Any]:
        told = {name: fields[name] for name in names if fields.get(name) is not None}
        return {f"case.{name}": value for name, value in (told | always).items()}

    return facts
