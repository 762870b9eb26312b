# What a figure is. $number comes with its hedge ("about 450,000").
headline-period_total = { $number } { $adjective } { $noun } lost { $during }
headline-cumulative = { $number } { $adjective } { $noun } lost from { $start } to { $end }
headline-daily_average = { $number } { $adjective } { $noun } lost a day { $during }
headline-so-far = { $headline } (so far)

# A figure in a list: the number first, the rest in few words.
item-period_total = { $number } { $during }
item-cumulative = { $number } up to { $end }
item-daily_average = { $number } a day { $during }

number-exact = { $value }
number-about = about { $value }
number-over = over { $value }
number-under = just under { $value }
number-at_least = at least { $value }
number-at_most = up to { $value }
number-range = { $low } to { $high }
number-with-range = { $value } ({ $low } to { $high })

# When: after "lost", and by itself.
during-day = on { $day }
during-week = in the week of { $start } to { $end }
during-month = in { $month }
during-quarter = in Q{ $quarter } { $year }
during-year = in { $year }
during-span = from { $start } to { $end }
name-day = { $day }
name-week = { $start } – { $end }
name-month = { $month }
name-quarter = Q{ $quarter } { $year }
name-year = { $year }
name-span = { $start } – { $end }

# Who says so.
says-report = According to { $claimant }, report of { $date }
says-claim = { $who }, { $date }
who-speaker = { $speaker } ({ $body })
claimant-of = { $claimant }: { $who }

scope-killed = killed
scope-wounded = wounded
scope-missing = missing
scope-captured = captured
scope-deserted = deserted
scope-destroyed = destroyed
scope-damaged = damaged
scope-abandoned = abandoned
scope-unspecified = not defined
counts = Counts { $scopes } together.
counts-one = Counts the { $scopes } alone.
counts-unspecified = The claimant does not define what it counts.
not-apart = There is no figure for the { $asked } alone.
verified-claimed = A claim by one side, not independently verified.
verified-estimated = An estimate, not a count.
verified-confirmed_by_name = Confirmed by name, so a minimum.
verified-visually_confirmed = Confirmed by pictures, so a minimum.
short-claimed = claim
short-estimated = estimate
short-confirmed_by_name = by name
short-visually_confirmed = by pictures

grain-day = day
grain-week = week
grain-month = month
grain-quarter = quarter
grain-year = year
grain-span = period
grains-day = days
grains-week = weeks
grains-month = months
grains-quarter = quarters
grains-year = years
grains-span = periods
a-day = a day
up-to = up to { $end }

# Where a figure stands.
record-standing = The highest { $grain } so far: it broke { $broke } ({ $broke-when }).
record-standing-first = The highest { $grain } so far.
record-past = The highest { $grain } until then: it broke { $broke } ({ $broke-when }). No longer: { $now } in { $now-when } passed it, as reported on { $since }.
record-past-first = The highest { $grain } until then. No longer: { $now } in { $now-when } passed it, as reported on { $since }.
record-none = Not a record: the highest { $grain } so far is { $highest-when }, with { $highest }.
change-more = { $difference } more ({ $percent }) than { $before } ({ $value }).
change-less = { $difference } fewer ({ $percent }) than { $before } ({ $value }).
change-same = The same as { $before }.

beside = What others said, by their own definitions:
companions = The same days: { $list }
computed = How: { $closing } (report of { $closing-date }) − { $opening } (report of { $opening-date }) = { $value }.
computed-from-zero = How: the total in the report of { $closing-date }; counting began on { $war-start }.
computed-average = { $how } Divided by { $days } days.
source = Source:
sources = Sources:
sources-more = … and { $count } earlier reports of the same series.
citation-short = { $publisher }, { $published }
citation = { $publisher }, “{ $title }”, { $published }
disputed = Copies of this report differ; another one gives:
flag-fall = The claimant's total fell by { $fall } in the report of { $date }: a correction within these days.
flag-fall-day = The claimant's total fell by { $fall } here: a correction, not what that day lost.
flag-correction = { $part } of the rise in the report of { $date } correct earlier days.
flag-correction-day = { $part } of this rise correct earlier days; the report itself gave { $rest }.
flag-contradicted = The report of { $date } gives a rise of { $rest }, though its total rose by { $rise }: a correction or a misprint.
flag-contradicted-day = The report itself gives a rise of { $rest }, though its total rose by { $rise }: a correction or a misprint.
flag-jump = The rise of { $rise } in the report of { $date } is beyond what the reports around it lead to expect ({ $bound } at most): it may hold a correction.
flag-standstill = The report of { $date } repeats the total of the day before: it seems to have missed a day.
flag-catch_up = The rise in the report of { $date } seems to hold two days, as the total stood still the day before.
flag-early = In the first four weeks totals were rough and rose in leaps: a single day then is no reliable figure.
flags-corrections = In these days the claimant corrected its running total { $count } times, by { $part } in all, so this is not only what was lost then.
flags-more = … and { $count } more such reports.
running = The period is not over: counted up to { $end }, the last day reported.
newest-report = The newest stored report is of { $date }.

# What lossbot filled in.
assumed = As you didn't say, I took: { $list }.
assumed-metric = { $metric }
assumed-party = losses of { $party }
assumed-claimant = figures of { $claimant }
assumed-period = { $grain } compared
spelling = Read “{ $typed }” as “{ $read }”.
unread = Not understood, so not taken into account: { $words }.
follows = After “{ $question }”.

# Comparisons and rankings.
compare-side = { $name }: { $number }
compare-more = { $second }: { $difference } ({ $percent }) more than { $first }.
compare-less = { $second }: { $difference } ({ $percent }) less than { $first }.
compare-same = Both are the same.
compare-definitions = Mind the definitions: { $list }. These are not like for like.
definition-of = { $claimant } counts { $scopes }
definition-of-unspecified = { $claimant } does not define what it counts
rank-title-highest = { $metric }: the highest { $grains }
rank-title-lowest = { $metric }: the lowest { $grains }
rank-place = { $place }. { $name }: { $number }
trend-title = { $metric }, { $grain } by { $grain }
trend-place = { $name }: { $number }
record-title-highest = the highest { $grain } { $scope }
record-title-lowest = the lowest { $grain } { $scope }
record-headline = { $headline }: { $record }
record-broke = It broke { $number } ({ $when }).
so-far = so far
yes = Yes.
no = No.
yes-then = Yes, then; no longer now.
number-agrees = Yes, { $number } is the figure claimed.
number-differs = No, the figure claimed is not { $number }.
latest-day = { $number } of them { $during }.

# Words and sources.
definition-general = What “losses” means depends on who counts.
more-about = More: { $name }
sources-general = Every figure here was stated by somebody; each answer names them and links the page.
sources-providers = Daily totals come from:
sources-claimants = Single claims come from: { $list }.
sources-verified = None of these figures is independently verified unless the answer says so.
# No figure.
no-data-before_the_war = The reports begin with the full-scale invasion on { $war-start }; I hold nothing on { $what } before it.
no-data-not_reported_yet = { $metric } are in the reports only since { $since }, with a stock of earlier losses, so I can't tell { $what }.
no-data-no_report = I have no report that would give { $what }.
no-data-no_report-newest = I have no report for { $what }: the newest one stored is of { $newest }.
no-data-no_series = { $claimant } publishes no regular series, so there is nothing to rank or to compare day by day.
no-data-no_claim = I have no figure by { $claimant } for { $what }.
no-data-not_separate = { $claimant } does not count these apart, so I can't tell { $what } by that fate alone.
not-published = { $what }: not published yet. The report that completes it is due on { $due }.
next-question = You could ask:
out-of-scope-other = I hold reported losses in the Russo-Ukrainian war only, by the categories in the daily reports. That question is about something else.
out-of-scope-other_equipment = The reports have no category for that equipment, and I don't answer with a similar one.
out-of-scope-equipment_type = The reports don't tell models apart, so I have no figure for that one.
out-of-scope-stock = I hold what was reported lost, not what is left.
out-of-scope-production = I hold what was reported lost, not what was built or delivered.
out-of-scope-ratio = I hold numbers of losses, not ratios: the two sides are counted by different claimants in different ways.
out-of-scope-share = I hold numbers of losses, not shares or ratios: what there was to lose, or to set them against, is not reported.
out-of-scope-aid = I hold losses of people and equipment, not aid.
out-of-scope-claimant = I have no figures by that source.
out-of-scope-branch = The reports cover all forces together; they don't give losses by service.
out-of-scope-price = I hold numbers of losses, not what they cost.
out-of-scope-civilians = I hold military losses only.
out-of-scope-other_war = I hold the war since { $war-start } only.
out-of-scope-other_country = I hold the losses of Russia and of Ukraine only.
out-of-scope-forecast = I hold what was reported; I don't predict.
out-of-scope-advance = I hold losses of people and equipment, not territory.
out-of-scope-place = The reports cover the whole front; they don't give losses by place.
out-of-scope-unit = The reports cover all forces together; they don't give losses by unit or kind of troops.
out-of-scope-generals = The reports count everyone alike; they don't give losses by rank, age or name.
out-of-scope-named = The daily reports count everyone alike. Mediazona counts Russia's dead by name, and UALosses Ukraine's: ask for what one of them says.
out-of-scope-field = I hold what was reported lost, not how many are in the field.
out-of-scope-launches = I hold what was reported lost, not what was fired or how many attacks there were.
out-of-scope-cause = The reports don't say what the losses were caused by.
out-of-scope-detail = The reports don't tell losses by { $words } apart, so I have no figure for just that.
out-of-scope-habit = I can't add up certain days or hours, or leave some out: each figure is of days in a row.
not-understood-unread = I couldn't read { $words }. It may be what you ask about, or when, so I don't guess.
not-understood-unknown = I didn't understand that. I answer questions about reported losses: of what, whose, and when.
not-understood-empty = Ask me about reported losses: of what, whose, and when.
not-understood-greeting = Hello! Ask me about reported losses: of what, whose, and when.
not-understood-thanks = You're welcome. Ask on whenever you like.
clarify-day_or_month_first = That date can be read in two ways. Which do you mean?
clarify-claimant = Several sources give different figures for that. Whose do you want?
clarify-party = The two sides' losses are counted by different claimants in different ways, so I don't set them against each other. Whose do you want?
clarify-extreme = The best for one side is the worst for the other. Which do you mean?
clarify-spelling = Which of these do you mean?
clarify-impossible_date = There is no such date. Did you mean:
help-hint = /help shows what can be asked.

# Help.
help-title = I answer questions about reported military losses in the Russo-Ukrainian war, each figure with its source.
help-ask = Ask in plain words, in English or Ukrainian: of what, when, and, if you like, who says so.
help-more = Also: compare (“tanks vs artillery in May 2024”), records (“worst month for drones”), rankings (“top 5 months”), averages (“per day in 2023”), definitions and sources.
help-neutral = I report who claims what. I add nothing up across claimants.

# Questions in full, as lossbot offers them. They must read back as what they stand for.
ask-figure = { $metric } lost by { $party } { $during }
ask-total = { $metric } lost by { $party } in total
ask-total-on = { $metric } lost by { $party } in total as of { $end }
ask-total-end = { $metric } lost by { $party } in total by the end of { $month }
ask-average = { $metric } lost by { $party } per day { $during }
ask-average-all = { $metric } lost by { $party } per day on average
ask-record-highest = highest { $grain } for { $metric } lost by { $party }
ask-record-lowest = lowest { $grain } for { $metric } lost by { $party }
ask-rank = top { $count } { $grains } for { $metric } lost by { $party }
ask-trend = trend of { $metric } lost by { $party }, { $units }
by-day = day by day
by-week = week by week
by-month = month by month
by-quarter = quarter by quarter
by-year = year by year
ask-latest = latest figures for { $metric } lost by { $party }
ask-definition = what counts as { $metric } lost
ask-sources = where do the figures come from
ask-help = help
ask-according = { $question } according to { $claimant }
ask-within = { $question } { $during }
ask-compared = { $question } compared with { $other }
ask-since = { $metric } lost by { $party } since { $start }

# Bounds and units.
passed-total = { $party }'s losses ({ $metric }) reached { $bound } in the report of { $date }: { $number }.
passed-before = The report before it, of { $date }, gave { $number }.
passed-not-yet = No: the total has not reached { $bound }. The newest, of { $date }, is { $number }.
passed-count-more = { $count } { $grains } with more than { $bound }
passed-count-less = { $count } { $grains } with fewer than { $bound }
passed-none-more = No { $grain } had more than { $bound }. The highest: { $number } ({ $when }).
passed-none-less = No { $grain } had fewer than { $bound }. The lowest: { $number } ({ $when }).
passed-first-more = The first { $grain } with more than { $bound } was { $when }: { $number }.
passed-first-less = The first { $grain } with fewer than { $bound } was { $when }: { $number }.
shown-of = The first { $shown } of { $count }:
average-per = { $number } { $noun } a { $grain } on average { $during }
differ-general = They count different things, in different ways:
differ-claimant = { $claimant }:

# What a figure was before.
never-revised = This figure has not been revised since it was first stored here.
revised = Revised: the report of { $date } said { $was }; since { $since } it is stored as { $now }.
nothing-said = nothing
