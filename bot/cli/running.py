"""`lossbot run`: the Telegram bot."""


def run() -> int:
    """Run the bot until it is stopped; its exit status."""
    from bot.app import main

    return main()
