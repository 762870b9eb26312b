"""lossbot in a terminal."""
