"""Summaries written outside the system (上传的总结): read, confirmed by a person, then submitted.

extract.py reads title, text and figures out of a file; actions.py keeps, mends, drops and confirms;
freezing.py makes the submission; queries.py says whose text it may be and what is doubtful.
"""
