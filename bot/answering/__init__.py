"""From a question to an outcome: pure; it reads a snapshot of the store and is told what day it is."""
