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

# For the bot's owners.
telegram-command-status = What is stored, and how fetching it goes
telegram-command-claim = Add a claim, step by step
telegram-command-cancel = Stop adding a claim
telegram-owners-only = That is for the bot's owners, in a private chat with me. LOSSBOT_OWNERS names them; your own id is { $id }.
telegram-how-owner =
    You own this bot: forward or paste a daily report to have it read and stored, /claim adds a claim, /status tells how things stand, /deliveries how far alerts have come.

telegram-report-store = Store
telegram-report-all = Store it all
telegram-report-sure = Store what is not held
telegram-report-discard = Discard
telegram-report-discarded = Discarded: nothing was stored.
telegram-report-gone = I can no longer see the report. Please send it again.
telegram-report-no-link = Nothing is stored without a source, and I see none: forward the post from a public channel, or send the report with the link on a line of its own, or reply to it with the link.
telegram-report-no-date = Nothing can be stored without the date of the report. Send it again with its date in the text.
telegram-report-no-totals = There is no total in it, so there is nothing to store.
telegram-report-protected = A report was posted in { $channel }, and its posts cannot be forwarded: { $link }. To store it, send me its text with the link on a line of its own.
telegram-report-day-in-doubt = It may be of another day than it seems.
telegram-report-stored = Stored. Answers use it from now on.
telegram-report-replaced = Stored in the place of what was known of this report, which is kept as a revision.
telegram-report-known = It is stored already, just as it is.
telegram-report-nothing-left = Nothing was stored: all of it is held back.

telegram-claim-title = A new claim
telegram-claim-how-to-stop = Reply to this message. /cancel stores nothing.
telegram-claim-too-long = That is too long: { $most } characters at most.
telegram-claim-gone = I can no longer see what was answered. Please begin again with /claim.
telegram-claim-done = Done
telegram-claim-store = Store
telegram-claim-store-all = Store it all the same
telegram-claim-cancel = Cancel
telegram-claim-change = Change an answer
telegram-claim-add-speaker = Add the person who said it
telegram-claim-add-body = Add the office
telegram-claim-add-note_en = Add a note
telegram-claim-cancelled = Nothing was stored.
telegram-claim-held = So it is held back.

telegram-choice-period_total = Lost between two days
telegram-choice-cumulative = All since 24 February 2022
telegram-choice-daily_average = A day, on average
telegram-choice-exact = No hedge
telegram-choice-about = About
telegram-choice-over = Over
telegram-choice-under = Just under
telegram-choice-at_least = At least
telegram-choice-at_most = Up to
telegram-choice-claimed = Claimed by a side
telegram-choice-estimated = Estimated by others
telegram-choice-confirmed_by_name = Confirmed by name
telegram-choice-visually_confirmed = Confirmed by pictures

telegram-status-title = How things stand
telegram-status-figures = { $reports } reports and { $claims } claims; the newest report is of { $newest }.
telegram-status-sync-off = Fetching is switched off (LOSSBOT_SYNC).
telegram-status-never = Never fetched.
telegram-status-success = Last success: { $at } ({ $added } reports added, { $revised } revised).
telegram-status-failure = Last failure: { $at }. { $why }
telegram-status-due = Next: { $due }.
telegram-status-due-now = now
telegram-status-moment = { $day }, { $time } in Kyiv
telegram-status-held = Held back at the last fetch: { $count }. `lossbot sync --accept-held` stores them, with the bot stopped.
