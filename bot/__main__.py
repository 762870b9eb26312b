"""`python -m bot` is `lossbot`."""

from bot.cli.main import main

main()
