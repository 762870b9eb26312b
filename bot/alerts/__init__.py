"""From a change in the store to those who want to hear of it; knows nothing of Telegram."""
