### What the bot says in Telegram that is no answer to a question.

telegram-greeting =
    Hello! I look up losses reported in Russia's war against Ukraine. With each figure comes who says so, when they said it, what it counts, and a link.

    Ask in your own words, in English or Ukrainian. For example:

telegram-how-private =
    Changed a word? Edit your question and I correct my answer.
    In any other chat, type @{ $bot } and a question there, and pick an answer to send.

telegram-how-group =
    In this group I answer /losses with a question after it, replies to my messages, and messages that mention @{ $bot }. Anything else I leave alone.
telegram-how-group-privacy =
    Should a mention get no answer: Telegram may not show me mentions here. /losses and replies always reach me.

telegram-unknown-command = I don't know that command. Ask in your own words, or see /help.
telegram-wordless = I can only read text. Write me your question, for example: losses in May 2024?
telegram-stale-button = This button is too old for me to know what it asks. Please type the question.
telegram-failed = Something went wrong on my side, and I could not answer. Please ask once more in a moment.

telegram-inline-nothing = I can't read that. How to ask →

telegram-command-losses = Ask for a figure: /losses May 2024
telegram-command-sources = Where the figures come from
telegram-command-about = What this bot is, and what its figures are not
telegram-command-help = What you can ask, and how

telegram-description =
    How many losses have been reported in Russia's war against Ukraine? Ask in your own words: "May 2024 losses?", "worst month for tanks", "what does the UK say?"

    Every answer is a published figure with who says so, when, by what definition, and a link. These are claims, not verified counts.
telegram-short-description = Reported losses in Russia's war against Ukraine: every figure with who says so, when, and a link.

# Printed in the terminal.
telegram-no-token =
    To run in Telegram, the bot needs a token of its own. It takes a minute:
      1. In Telegram, open a chat with @BotFather and send /newbot. Choose a name and a username.
      2. BotFather answers with a token that looks like 123456789:AbC-dEf. Keep it secret.
      3. Send /setinline to BotFather, choose the bot, and give a hint such as: May 2024 losses?
      4. Start the bot with the token in the environment:
           LOSSBOT_TOKEN=123456789:AbC-dEf lossbot run
