"""What is known: reports and claims with their sources, and the series computed from them.

Nothing here knows of Telegram or of questions.
"""
