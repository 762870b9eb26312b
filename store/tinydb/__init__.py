"""The embedded backend: TinyDB documents in one file for each collection, written by one process.

A file is only ever replaced as a whole, so that whoever reads it sees the last complete write.
"""
