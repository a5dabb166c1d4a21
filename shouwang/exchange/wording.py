"""Refusals and problems in words. Codes travel between processes and into tests; people see only these sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
        _("The file unpacks to a suspicious size (%(reason)s: %(count)s) and was not opened."),
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


def refusal_words(code: str, details: dict[str, str | int]) -> tuple[str, str]:
    """What is wrong, and what to do about it. An unknown code gets the words of `unreadable`."""
    message, advice = REFUSALS.get(code, REFUSALS["unreadable"])
    return str(message) % details, str(advice) % details
