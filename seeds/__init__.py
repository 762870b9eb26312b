"""The figures and words lossbot starts with: data only, read by `store.ingest.seeds` and `bot.understanding.words`."""
