# Сповіщення: що нового, що перевершено й на скільки.
alert-record-highest = Новий рекорд: найбільше досі число за { $grain }. Перевершено { $broke } ({ $when }) на { $difference }.
alert-record-lowest = Новий рекорд: найменше досі число за { $grain }. Менше за { $broke } ({ $when }) на { $difference }.
alert-passed = Уже більше за рекорд за { $grain }, { $broke } ({ $when }), на { $difference }. { $grain-title } ще не закінчився.
alert-stated-ahead = Рекорд за словами самого джерела, раніше за його щоденні зведення: більше за найбільше досі число за { $grain }, { $broke } ({ $when }), на { $difference }.
alert-stated-alone = Рекорд серед заяв самого джерела, а іншого від нього я не знаю: більше за найбільше число за { $grain }, яке воно називало раніше, { $broke } ({ $when }), на { $difference }.
alert-unit_over = Понад { $bound } за { $grain }: на { $difference } більше.
alert-difference = { $amount } ({ $percent })
alert-total_reached = Загальне число сягнуло { $bound }.
alert-definition = { $metric }: { $definition }
alert-definitions-left-out = Запитайте, що саме враховано, наприклад: Що рахують як { $metric }?

# Виправлення.
correction-title = Виправлення
correction-told = За зведенням від { $date } я повідомляв: { $headline }.
correction-now = Число переглянуто: тепер це { $value }.
correction-gone = Зведення більше не дають цього числа.
correction-record-stands = Це й далі рекорд.
correction-record-fell = Тож це не був рекорд.
correction-record-fell-same = Виявилося, що це не рекорд.
correction-bound-stands = Це й далі більше за { $bound }.
correction-bound-fell = Тож { $bound } не перевищено.
correction-bound-fell-same = Виявилося, що { $bound } не перевищено.

# Дайджести.
digest-title-day = { $when }: що було у зведеннях
digest-title-week = Тиждень { $when }: що було у зведеннях
digest-title-month = { $when }: що було у зведеннях
digest-line = { $metric }: { $number }
digest-line-changed = { $metric }: { $number } ({ $percent })
digest-line-record = { $line }, рекорд
digest-compared = У дужках – зміна до попереднього періоду ({ $grain }).
digest-nothing = За { $when } даних немає.

# Як називається підписка.
wish-record-highest = Рекорди: найбільше за { $grain }, { $what }
wish-record-lowest = Рекорди: найменше за { $grain }, { $what }
wish-any-highest = Будь-який рекорд: { $what }
wish-any-lowest = Будь-який найменший показник: { $what }
wish-any-metric = усе, що рахують
wish-threshold-total = { $metric }: загальне число сягає { $bound }
wish-threshold-unit = { $metric }: понад { $bound } за { $grain }
wish-digest-day = Дайджест щодня
wish-digest-week = Дайджест щотижня
wish-digest-month = Дайджест щомісяця
wish-losses-of = втрати { $party }
wish-by = за даними: { $claimant }
wish-paused = призупинено
wish-muted = без звуку до { $until }, { $time }
standing-now-highest = { $metric }, найбільше досі за { $grain }: { $value } ({ $when }), зведення від { $date }.
standing-now-lowest = { $metric }, найменше досі за { $grain }: { $value } ({ $when }), зведення від { $date }.
standing-so-far = Цей { $grain } досі: { $value }, по { $date }.
standing-by-statement = { $claimant }: щоденних даних про це немає. Повідомлю, коли таке число буде названо й заяву збережено.
total-now = Загальне число зараз: { $value }, зведення від { $date }.
total-reached = Загальне число вже сягнуло цього: { $value }, зведення від { $date }. Тож сповіщення про це не буде.
unit-now = Останнє за { $grain }: { $value } ({ $when }).

# Кнопки.
button-chart = Графік
button-compare = Порівняти
button-stop = Більше не треба
button-stop-one = Більше не треба: { $what }

# Малюнок за кнопкою «Графік».
chart-title = { $metric }: втрати { $party } { $units }
chart-in-all = від 24 лютого 2022
chart-claimed = За даними: { $claimant }
chart-marked = { $when }: { $value }
chart-marked-highest = { $when }: { $value }, на той час найбільше за { $grain }
chart-marked-lowest = { $when }: { $value }, на той час найменше за { $grain }
chart-broken = Попередній рекорд: { $value } ({ $when })
chart-total = Зведення від { $when }: { $value }
chart-so-far = { $when }, досі
chart-odd = Порожні: виправлення чи інша незвичність, тож не втрати того дня
chart-running = Заштриховано: ще триває, пораховано по { $when }
chart-upward = { $metric }, за { $grain }
chart-upward-total = { $metric }, усього
chart-across-reports = Дата зведення
chart-tick-quarter = { $quarter } кв. { $year }
chart-until = зведення до { $date }
chart-source = Джерело: { $publisher }, { $until }.
