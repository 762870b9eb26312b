"""Our own forms of figures in files: JSON that carries a whole store with its history, CSV for spreadsheets.

`docs/data.md` describes them to those who write such files by hand or by program.
"""
