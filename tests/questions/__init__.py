"""What people ask, with the right readings: the rows, the figures they are asked of, and how answers are judged."""
