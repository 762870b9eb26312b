"""From a text to a question: pure, and ignorant of figures, of Telegram and of the clock but for the day it is given."""
