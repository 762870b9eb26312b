"""From a text to a question: pure; it knows no figures, no Telegram, and of the clock only the day it is given."""
