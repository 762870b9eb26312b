# Alerts: what is new, what it broke, and by how much.
alert-record-highest = New record: the highest { $grain } so far. It broke { $broke } ({ $when }) by { $difference }.
alert-record-lowest = New record: the lowest { $grain } so far. It went below { $broke } ({ $when }) by { $difference }.
alert-passed = Already more than the record for a { $grain }, { $broke } ({ $when }), by { $difference }. The { $grain } is not over.
alert-stated-ahead = A record by the claimant's own statement, ahead of its daily reports: more than the highest { $grain } so far, { $broke } ({ $when }), by { $difference }.
alert-stated-alone = A record among the claimant's own statements, which are all that I know of it: more than the highest { $grain } that it named before, { $broke } ({ $when }), by { $difference }.
alert-unit_over = More than { $bound } in a { $grain }: by { $difference }.
alert-difference = { $amount } ({ $percent })
alert-total_reached = The total has reached { $bound }.
alert-definition = { $metric }: { $definition }
alert-definitions-left-out = Ask me what each of these counts, for example: What counts as { $metric }?

# Corrections.
correction-title = Correction
correction-told = In the report of { $date } I told you: { $headline }.
correction-now = The figure has been revised: it is { $value } now.
correction-gone = The reports no longer give this figure.
correction-record-stands = It is still a record.
correction-record-fell = So it was no record.
correction-record-fell-same = It was no record after all.
correction-bound-stands = It is still past { $bound }.
correction-bound-fell = So it did not pass { $bound }.
correction-bound-fell-same = It did not pass { $bound } after all.

# Digests.
digest-title-day = { $when }: what was reported
digest-title-week = The week of { $when }: what was reported
digest-title-month = { $when }: what was reported
digest-line = { $metric }: { $number }
digest-line-changed = { $metric }: { $number } ({ $percent })
digest-line-record = { $line }, a record
digest-compared = In brackets: against the { $grain } before.
digest-nothing = Nothing was reported for { $when }.

# What a subscription is called: "records: the highest month, tanks".
wish-record-highest = Records: the highest { $grain }, { $what }
wish-record-lowest = Records: the lowest { $grain }, { $what }
wish-any-highest = Any record: { $what }
wish-any-lowest = Any record low: { $what }
wish-any-metric = anything counted
wish-threshold-total = { $metric }: the total reaches { $bound }
wish-threshold-unit = { $metric }: more than { $bound } in a { $grain }
wish-digest-day = A digest every day
wish-digest-week = A digest every week
wish-digest-month = A digest every month
wish-losses-of = losses of { $party }
wish-by = by { $claimant }
wish-paused = paused
wish-muted = muted until { $until }, { $time }
standing-now-highest = { $metric }, the highest { $grain } so far: { $value } ({ $when }), known since the report of { $date }.
standing-now-lowest = { $metric }, the lowest { $grain } so far: { $value } ({ $when }), known since the report of { $date }.
standing-so-far = This { $grain } so far: { $value }, up to { $date }.
standing-by-statement = { $claimant } publishes no daily figures of this. I tell you when it states such a number and the statement is stored.
total-now = The total now: { $value }, report of { $date }.
total-reached = The total has reached this already: { $value }, report of { $date }. So there will be no alert of it.
unit-now = The last { $grain }: { $value } ({ $when }).

# Buttons.
button-chart = Chart
button-compare = Compare
button-stop = Stop these
button-stop-one = Stop: { $what }

# The picture behind the button "Chart".
chart-title = { $metric }: losses of { $party } { $units }
chart-in-all = since 24 February 2022
chart-claimed = According to { $claimant }
chart-marked = { $when }: { $value }
chart-marked-highest = { $when }: { $value }, the highest { $grain } until then
chart-marked-lowest = { $when }: { $value }, the lowest { $grain } until then
chart-broken = The record before: { $value } ({ $when })
chart-total = Report of { $when }: { $value }
chart-so-far = { $when } so far
chart-odd = Hollow: a correction or otherwise odd, so not what the day lost
chart-running = Hatched: not over, counted up to { $when }
chart-upward = { $metric } a { $grain }
chart-upward-total = { $metric }, in all
chart-across-reports = Date of the report
chart-tick-quarter = Q{ $quarter } { $year }
chart-until = reports up to { $date }
chart-source = Source: { $publisher }, { $until }.
