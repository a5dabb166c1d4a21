"""Doing things on a case, a file a subject; each is one transaction and leaves its event.

`step` is what every step of a case carries beside `by at today`: `proof_of seen at_time` of the form
(`duties.operations.record_case_event`, whose refusals they all raise too).
"""
