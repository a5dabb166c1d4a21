"""Refusals and problems in words. Codes travel between processes and into tests; people see only these sentences."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwang.registry.citizen_id_problem import SENTENCES

REFUSALS: dict[str, tuple[Promise, Promise]] = {
    "empty_file": (_("The file is empty."), _("Choose the right file; perhaps it was not saved completely.")),
    "file_too_large": (
        _("The file has %(mebibytes)s MB; at most %(allowed)s MB are taken."),
        _("Split it into several files, or remove pictures from it."),
    ),
    "not_a_spreadsheet": (
        _("This file is not a spreadsheet."),
        _("Upload an .xlsx, .xls or .csv file."),
    ),
    "other_format": (
        _("This is a file of the kind %(format)s, not a spreadsheet that can be read here."),
        _("Open it in WPS or Excel and save it as .xlsx, then upload that file."),
    ),
    "web_page": (
        _("This file calls itself a spreadsheet but holds a web page."),
        _("Open it in WPS or Excel and save it as .xlsx, then upload that file."),
    ),
    "xml_table": (
        _("This is an XML table of the year 2003."),
        _("Open it in WPS or Excel and save it as .xlsx, then upload that file."),
    ),
    "encrypted": (
        _("The file is protected by a password."),
        _("Open it, remove the password (File, Protect, Encrypt), save it and upload it again."),
    ),
    "macro": (
        _("The file holds macros (programs); for safety they are not accepted."),
        _("Save it as .xlsx without macros, then upload that file."),
    ),
    "zip_bomb": (
        _("The file unpacks to a suspicious size and was not opened."),
        _("Copy the rows into a new blank template and upload that one."),
    ),
    "damaged": (
        _("The file is damaged: its contents do not fit together."),
        _("Open it in WPS or Excel, save it under a new name and upload that file."),
    ),
    "part_too_large": (
        _("One part of the file (%(part)s) is too large to be read."),
        _("Copy the rows into a new blank template and upload that one."),
    ),
    "row_too_large": (
        _("One row of the sheet is larger than %(mebibytes)s MB."),
        _("Copy the rows into a new blank template and upload that one."),
    ),
    "too_much_memory": (
        _("Reading the file needs too much memory, so it was stopped."),
        _("Delete empty rows and columns at the edge of the sheet, or split the file, then upload it again."),
    ),
    "too_slow": (
        _("Reading the file took too long, so it was stopped."),
        _("Split it into several files, or copy the rows into a new blank template."),
    ),
    "ended": (
        _("The program that reads the file ended unexpectedly; nothing was saved."),
        _("Try again; if it happens again, save the file under a new name as .xlsx and upload that one."),
    ),
    "unreadable": (
        _("The file cannot be read."),
        _("Open it in WPS or Excel, save it under a new name as .xlsx and upload that file."),
    ),
    "unknown_encoding": (
        _("The characters of this text file cannot be recognised."),
        _("Save it as .xlsx, or as CSV in UTF-8 or GBK."),
    ),
    "no_sheet": (_("The file holds no worksheet."), _("Copy the rows into a new blank template and upload that one.")),
    "no_header": (
        _("No header line was found in the first %(rows)s rows of the sheet “%(sheet)s”."),
        _("Check that this is the right sheet; the header must name columns such as: %(columns)s."),
    ),
    "no_rows": (
        _("Below the header of the sheet “%(sheet)s” there is no row."),
        _("Check that this is the right sheet and that it was filled in."),
    ),
}

_COMPARE = _("Compare it with the document and correct it.")
_WRITE_DAY = _("Write year, month and day, such as 2016-05-01.")

PROBLEMS: dict[str, tuple[Promise, Promise | str]] = {
    "required": (
        _("This must be filled in."),
        _("Fill in the cell; in merged cells only the first row holds the value."),
    ),
    "unreadable_error": (
        _("The cell shows an error (%(shown)s)."),
        _("Type the value itself in place of the formula."),
    ),
    "unreadable_formula": (
        _("The cell holds a formula without a stored result (%(shown)s)."),
        _("Open the file in WPS or Excel and save it, or type the value itself."),
    ),
    "unreadable_characters": (
        _("The cell holds characters that no text may hold (%(shown)s)."),
        _("Delete the cell and type its text again."),
    ),
    "too_long": (_("The text has %(length)s characters; at most %(allowed)s are taken."), _("Shorten it.")),
    "private_character": (
        _("“%(shown)s” holds a character (%(code)s) that other computers cannot show."),
        _("Look up the character in the standard (GB 18030) and type it again; the row is taken as it is."),
    ),
    "name_stand_in": (
        _("“%(shown)s” is no complete name: a sign or a digit stands in it."),
        _("Type the character itself; the row is taken as it is."),
    ),
    "not_a_name": (_("“%(shown)s” is no name."), _("Type the name.")),
    "not_a_date": (_("“%(shown)s” is no date."), _WRITE_DAY),
    "date_impossible": (_("The date %(shown)s does not exist."), _COMPARE),
    "date_without_day": (_("“%(shown)s” does not say which day."), _WRITE_DAY),
    "date_short_year": (
        _("“%(shown)s” does not say which century."),
        _("Write the year with four digits, such as 2016-05-01."),
    ),
    "date_year_last": (_("In “%(shown)s” it is uncertain which is the month and which the day."), _WRITE_DAY),
    "date_lunar": (
        _("“%(shown)s” is a date of the lunar calendar."),
        _("Write the date of the solar calendar, as the document gives it."),
    ),
    "date_out_of_range": (_("The year of %(shown)s lies outside %(first)s to %(last)s."), _COMPARE),
    "digits_lost": (
        _("The spreadsheet stored this number as a figure (%(shown)s) and lost digits."),
        _("Format the column as text and type the number again."),
    ),
    "not_a_phone": (
        _("“%(shown)s” is no telephone number (%(digits)s digits)."),
        _("A mobile number has 11 digits; a fixed one begins with its area code."),
    ),
    "phone_several": (_("“%(shown)s” holds more than one number."), _("Keep the one by which the person is reached.")),
    "not_an_integer": (_("“%(shown)s” is no whole number."), _("Type digits only.")),
    "not_yes_no": (_("“%(shown)s” is neither yes nor no."), _("Choose 是 or 否.")),
    "unknown_choice": (_("“%(shown)s” is not in the list."), _("Choose one of: %(allowed)s.")),
    "unknown_choice_near": (
        _("“%(shown)s” is not in the list."),
        _("Perhaps “%(near)s” was meant. Choose one of: %(allowed)s."),
    ),
    "birth_differs": (_("The birth date %(shown)s differs from the one in the identity number, %(number)s."), _COMPARE),
    "sex_differs": (_("The sex differs from the one in the identity number."), _COMPARE),
}


def problem_words(code: str, details: dict[str, Any]) -> tuple[str, str]:
    """What is wrong with a cell, and what to do about it."""
    if code.startswith("citizen_id."):
        return str(SENTENCES[code.partition(".")[2]]) % details, ""
    message, advice = PROBLEMS[code]
    return str(message) % details, str(advice) % details


def joined_words(message: str, advice: str) -> str:
    """Both in one line, with a blank between them where the language has one."""
    return (gettext("%(message)s %(advice)s") % {"message": message, "advice": advice}).strip()


def refusal_words(code: str, details: dict[str, str | int]) -> tuple[str, str]:
    """What is wrong, and what to do about it. An unknown code gets the words of `unreadable`."""
    message, advice = REFUSALS.get(code, REFUSALS["unreadable"])
    return str(message) % details, str(advice) % details
