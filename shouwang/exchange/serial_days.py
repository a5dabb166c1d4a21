"""The days that spreadsheets store as numbers."""

import datetime

DAY_ONE = {False: datetime.date(1899, 12, 30), True: datetime.date(1904, 1, 1)}
LAST_SERIAL = {False: 2958465, True: 2957003}


def day_of_serial(serial: int | float, *, is_1904: bool) -> datetime.date | datetime.datetime:
    """The day a serial number stands for. Excel's 1900 system counts a 29 February 1900 that never was."""
    days = int(serial)
    first = DAY_ONE[is_1904]
    day = first + datetime.timedelta(days=days + (1 if not is_1904 and days < 60 else 0))
    seconds = round((serial - days) * 86400)
    if not seconds:
        return day
    return datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(seconds=seconds)
