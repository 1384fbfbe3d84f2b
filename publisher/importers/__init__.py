"""Import: a foreign file (table, calendar, document) -> a publication, with a report of what became of each part.

    draft = read_file(Path("programme.xlsx"))       what the file holds, with its places in the file
    result = write_draft(draft, Path("content"), "dagarna", layout="programme-a4")
    print(result.report.lines())

`draft` holds the common form that every reader fills; `readers` finds the reader of a file; `merge` brings a draft into
a publication that exists already.
"""
