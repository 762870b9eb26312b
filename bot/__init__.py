"""lossbot: reads a question about reported losses and answers with a figure and its source."""
