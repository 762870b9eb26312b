### Subscriptions, privacy, and what owners see of alerts.

alerts-choose = What should I tell you about? Tap, or say it: /subscribe tank losses hit a new monthly record
alerts-subscribed = I'll tell you here:
alerts-standing = As it stands now:
alerts-nothing-read = I can't tell what to watch. For example: /subscribe artillery over 60 in a day
alerts-no-averages = I watch days, weeks and months as they come, and no averages. What I can tell you of instead:
alerts-confirm = An admin of this chat can turn it on with one tap:
alerts-none = No alerts here yet. /subscribe starts one.
alerts-list = Alerts here:
alerts-more = And { $number } more, shown once some of these are removed.
alerts-elsewhere = In other topics of this chat: { $number } more; /alerts there shows them.
alerts-too-many = A chat can have { $most } alerts, and there is no room for this here. /alerts shows them: a tap on ✖ makes room.
alerts-ended = Stopped:
alerts-nothing-ended = There is nothing here to stop.
alerts-none-meant = None of these is what you named, so nothing was stopped. A tap on ✖ stops one.
alerts-quiet = Quiet hours: { $start }–{ $end }, { $zone }. What comes meanwhile arrives as one message afterwards.
alerts-quiet-off = No quiet hours. /quiet 22-7 Europe/Kyiv sets them; /quiet off ends them.
alerts-quiet-unread = Write the hours like this: /quiet 22:30-7 Europe/Kyiv
alerts-button-pause = ⏸ Pause { $number }
alerts-button-resume = ▶ Resume { $number }
alerts-button-mute = 🔕 A day's silence { $number }
alerts-button-remove = ✖ Remove { $number }
alerts-admins-only = Only admins of this chat change its alerts.
alerts-done = Done.
alerts-gone = That alert is no longer there.

privacy-text =
    What I keep about this chat: its number and kind, its language and time zone, its quiet hours, what it subscribed to, and which alerts it got, so that it can be corrected. Questions are not stored.
    /forget deletes all of it.
privacy-nothing = I keep nothing about this chat. Questions are not stored.
privacy-kept = Kept now: { $subscriptions ->
        [one] one subscription
       *[other] { $subscriptions } subscriptions
    }, { $alerts ->
        [one] one alert received
       *[other] { $alerts } alerts received
    }.
privacy-ask = Delete everything I keep about this chat, its subscriptions too?
privacy-button = Delete everything
privacy-forgotten = Deleted. I keep nothing about this chat any more.

owner-running = running
owner-paused = paused
owner-cancelled = cancelled
owner-finished = finished
owner-none = There are no alerts yet.
owner-alert = { $id }: { $state }. Sent { $sent }, held { $held }, failed { $failed }, uncertain { $uncertain }, under way { $flight }.
owner-pause = Pause { $id }
owner-resume = Resume { $id }
owner-cancel = Cancel { $id }

telegram-command-subscribe = Hear of new records: /subscribe tanks monthly record
telegram-command-alerts = What you hear of; pause, silence, remove
telegram-command-privacy = What is kept about this chat
telegram-command-deliveries = How far alerts have come; pause, resume, cancel
