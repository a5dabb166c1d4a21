"""What is shown of an identity number or a phone before somebody unveils it with a reason."""


def mask_citizen_id(text: str) -> str:
    """前6后4: 340422********0025."""
    return f"{text[:6]}{'*' * (len(text) - 10)}{text[-4:]}" if len(text) > 10 else "*" * len(text)


def mask_phone(text: str) -> str:
    """138****5678."""
    return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}" if len(text) > 7 else "*" * len(text)


def mask_text(text: str) -> str:
    """An address: its first six characters."""
    return f"{text[:6]}{'*' * max(0, len(text) - 6)}"
