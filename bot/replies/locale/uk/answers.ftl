# Чим є число. $number подається із застереженням («близько 450 000»).
headline-period_total = { $number } { $noun }: втрати { $party-genitive } { $during }
headline-cumulative = { $number } { $noun }: втрати { $party-genitive } від { $start } до { $end }
headline-daily_average = { $number } { $noun } на день: втрати { $party-genitive } { $during }
headline-so-far = { $headline } (поки що)

# Число в переліку: спершу воно, далі коротко решта.
item-period_total = { $number } { $during }
item-cumulative = { $number } станом на { $end }
item-daily_average = { $number } на день { $during }

number-exact = { $value }
number-about = близько { $value }
number-over = понад { $value }
number-under = майже { $value }
number-at_least = щонайменше { $value }
number-at_most = до { $value }
number-range = від { $low } до { $high }
number-with-range = { $value } (від { $low } до { $high })

# Коли: після слова «втрати» і окремо.
during-day = за { $day }
during-week = за тиждень { $start } – { $end }
during-month = за { $month }
during-quarter = за { $quarter } квартал { $year }
during-year = за { $year } рік
during-span = від { $start } до { $end }
name-day = { $day }
name-week = { $start } – { $end }
name-month = { $month }
name-quarter = { $quarter } квартал { $year }
name-year = { $year } рік
name-span = { $start } – { $end }

# Хто це каже.
says-report = За даними: { $claimant }, зведення від { $date }
says-claim = { $who }, { $date }
who-speaker = { $speaker } ({ $body })
claimant-of = { $claimant }: { $who }

scope-killed = убиті
scope-wounded = поранені
scope-missing = зниклі безвісти
scope-captured = полонені
scope-deserted = дезертири
scope-destroyed = знищене
scope-damaged = пошкоджене
scope-abandoned = покинуте
scope-unspecified = не визначено
counts = Враховано разом: { $scopes }.
counts-one = Враховано лише: { $scopes }.
counts-unspecified = Джерело не пояснює, кого чи що враховано.
not-apart = Окремого числа ({ $asked }) немає.
verified-claimed = Це твердження однієї зі сторін, незалежно не перевірене.
verified-estimated = Це оцінка, а не підрахунок.
verified-confirmed_by_name = Підтверджено поіменно, тож це мінімум.
verified-visually_confirmed = Підтверджено фото чи відео, тож це мінімум.
short-claimed = твердження
short-estimated = оцінка
short-confirmed_by_name = поіменно
short-visually_confirmed = за фото й відео

grain-day = день
grain-week = тиждень
grain-month = місяць
grain-quarter = квартал
grain-year = рік
grain-span = період
grains-day = днів
grains-week = тижнів
grains-month = місяців
grains-quarter = кварталів
grains-year = років
grains-span = періодів
a-day = на день
up-to = станом на { $end }

# Яке місце посідає число.
record-standing = Найбільше досі число за { $grain }: перевершено { $broke } ({ $broke-when }).
record-standing-first = Найбільше досі число за { $grain }.
record-past = Найбільше на той час число за { $grain }: перевершено { $broke } ({ $broke-when }). Уже не рекорд: { $now } ({ $now-when }), зведення від { $since }.
record-past-first = Найбільше на той час число за { $grain }. Уже не рекорд: { $now } ({ $now-when }), зведення від { $since }.
record-none = Не рекорд: найбільше досі число за { $grain } – { $highest } ({ $highest-when }).
change-more = На { $difference } більше ({ $percent }), ніж { $before } ({ $value }).
change-less = На { $difference } менше ({ $percent }), ніж { $before } ({ $value }).
change-same = Стільки ж, скільки { $before }.

beside = Що казали інші, кожен за своїм визначенням:
companions = За ті самі дні: { $list }
computed = Як пораховано: { $closing } (зведення від { $closing-date }) − { $opening } (зведення від { $opening-date }) = { $value }.
computed-from-zero = Як пораховано: підсумок зі зведення від { $closing-date }; відлік почався { $war-start }.
computed-average = { $how } Поділено на кількість днів: { $days }.
source = Джерело:
sources = Джерела:
sources-more = … і ще { $count } попередніх зведень того самого ряду.
citation-short = { $publisher }, { $published }
citation = { $publisher }, «{ $title }», { $published }
disputed = Копії цього зведення різняться; інша подає:
flag-fall = У зведенні за { $date } загальна цифра зменшилася на { $fall }: це виправлення в межах цих днів.
flag-fall-day = Загальна цифра тут зменшилася на { $fall }: це виправлення, а не втрати того дня.
flag-correction = { $part } із приросту у зведенні за { $date } – виправлення за попередні дні.
flag-correction-day = { $part } із цього приросту – виправлення за попередні дні; саме зведення подало { $rest }.
flag-contradicted = Зведення за { $date } подає приріст { $rest }, а загальна цифра зросла на { $rise }: виправлення або описка.
flag-contradicted-day = Саме зведення подає приріст { $rest }, а загальна цифра зросла на { $rise }: виправлення або описка.
flag-jump = Приріст { $rise } у зведенні за { $date } більший, ніж дають чекати сусідні зведення (щонайбільше { $bound }): у ньому може бути виправлення.
flag-standstill = Зведення за { $date } повторює цифру попереднього дня: схоже, день пропущено.
flag-catch_up = Приріст у зведенні за { $date }, схоже, охоплює два дні, бо напередодні цифра не змінилася.
flag-early = У перші чотири тижні цифри були приблизні й зростали стрибками: окремий день тоді – ненадійна цифра.
flags-corrections = { $count ->
    [one] За ці дні загальну цифру виправлено { $count } раз
    [few] За ці дні загальну цифру виправлено { $count } рази
   *[other] За ці дні загальну цифру виправлено { $count } разів
}, разом на { $part }, тож це не лише втрати цих днів.
flags-more = { $count ->
    [one] … і ще { $count } таке зведення.
    [few] … і ще { $count } такі зведення.
   *[other] … і ще { $count } таких зведень.
}
running = Період ще триває: пораховано до { $end }, останнього дня зі зведенням.
newest-report = Найновіше збережене зведення – від { $date }.

# Що бот додав від себе.
assumed = Ви не уточнили, тож узято: { $list }.
assumed-metric = { $metric }
assumed-party = втрати { $party-genitive }
assumed-claimant = дані, які оприлюднює { $claimant }
assumed-period = порівняно періоди ({ $grain })
spelling = «{ $typed }» прочитано як «{ $read }».
unread = Не зрозуміло, тож не враховано: { $words }.
follows = Після запитання «{ $question }».

# Порівняння та переліки.
compare-side = { $name }: { $number }
compare-more = { $second }: на { $difference } більше ({ $percent }), ніж { $first }.
compare-less = { $second }: на { $difference } менше ({ $percent }), ніж { $first }.
compare-same = Обидва числа однакові.
compare-definitions = Зважте на визначення: { $list }. Це не одне й те саме.
definition-of = { $claimant } рахує так: { $scopes }
definition-of-unspecified = { $claimant } не пояснює, що рахує
rank-title-highest = { $metric }: найбільші втрати { $party-genitive }
rank-title-lowest = { $metric }: найменші втрати { $party-genitive }
rank-place = { $place }. { $name }: { $number }
trend-title = { $metric }: втрати { $party-genitive } за періодами ({ $grain })
trend-place = { $name }: { $number }
record-title-highest = найбільше число за { $grain } { $scope }
record-title-lowest = найменше число за { $grain } { $scope }
record-headline = { $headline }: { $record }
record-broke = Перевершено { $number } ({ $when }).
so-far = досі
yes = Так.
no = Ні.
yes-then = Так, на той час; тепер уже ні.
number-agrees = Так, заявлено саме { $number }.
number-differs = Ні, заявлено не { $number }.
latest-day = З них { $number } { $during }.

# Слова та джерела.
definition-general = Що означають «втрати», залежить від того, хто рахує.
more-about = Докладніше: { $name }
sources-general = Кожне число тут хтось оголосив; у кожній відповіді названо хто й дано посилання.
sources-providers = Щоденні підсумки:
sources-claimants = Окремі заяви: { $list }.
sources-verified = Жодне з цих чисел незалежно не перевірене, якщо у відповіді не сказано інакше.

# Числа немає.
no-data-before_the_war = Зведення починаються з повномасштабного вторгнення { $war-start }; про те, що було раніше, даних у мене немає. Запитано: { $what }.
no-data-not_reported_yet = { $metric } є у зведеннях лише від { $since }, уже з попередніми втратами, тож цього сказати не можу: { $what }.
no-data-no_report = Немає зведення, з якого було б видно: { $what }.
no-data-no_report-newest = Немає зведення, з якого було б видно: { $what }. Найновіше збережене – від { $newest }.
no-data-no_series = { $claimant } не оприлюднює регулярного ряду, тож ні з чим порівняти чи скласти перелік.
no-data-no_claim = Такого числа від цього джерела ({ $claimant }) у мене немає: { $what }.
no-data-not_separate = { $claimant } не рахує цього окремо, тож сказати не можу: { $what }.
not-published = { $what }: ще не оприлюднено. Зведення, яке це завершить, має вийти { $due }.
next-question = Можна запитати:
out-of-scope-other = Я знаю лише оголошені втрати в російсько-українській війні за категоріями щоденних зведень. Це запитання про інше.
out-of-scope-other_equipment = У зведеннях немає такої категорії техніки, а схожою я не відповідаю.
out-of-scope-equipment_type = Зведення не розрізняють моделей, тож окремого числа немає.
out-of-scope-stock = Я знаю, що оголошено втраченим, а не що залишилося.
out-of-scope-production = Я знаю, що оголошено втраченим, а не що виготовлено чи поставлено.
out-of-scope-ratio = Я знаю кількість втраченого, а не співвідношення: втрати двох сторін рахують різні джерела й по-різному.
out-of-scope-share = Я знаю кількість втраченого, а не частки чи співвідношення: скільки було всього, не оголошують.
out-of-scope-aid = Я знаю про втрати людей і техніки, а не про допомогу.
out-of-scope-claimant = Чисел цього джерела я не маю.
out-of-scope-branch = Зведення рахують усі сили разом і не поділяють втрат за видами військ.
out-of-scope-price = Я знаю кількість втраченого, а не його вартість.
out-of-scope-civilians = Я знаю лише військові втрати.
out-of-scope-other_war = Я знаю лише про війну від { $war-start }.
out-of-scope-other_country = Я знаю лише про втрати Росії та України.
out-of-scope-forecast = Я знаю, що оголошено; прогнозів не роблю.
out-of-scope-advance = Я знаю про втрати людей і техніки, а не території.
out-of-scope-place = Зведення охоплюють увесь фронт і не поділяють втрат за місцем.
out-of-scope-unit = Зведення рахують усі сили разом і не поділяють втрат за частинами чи родами військ.
out-of-scope-generals = Зведення рахують усіх однаково й не поділяють втрат за званням, віком чи іменами.
out-of-scope-named = Щоденні зведення рахують усіх однаково. Поіменно рахують Медіазона (загиблих росіян) і UALosses (загиблих українців): запитайте, що каже хтось із них.
out-of-scope-field = Я знаю, що оголошено втраченим, а не скільки військ воює.
out-of-scope-launches = Я знаю, що оголошено втраченим, а не що випущено і скільки було атак.
out-of-scope-cause = У зведеннях не сказано, від чого були втрати.
out-of-scope-detail = Зведення не розрізняють втрати за ознакою { $words }, тож саме такого числа я не маю.
out-of-scope-habit = Я не можу скласти певні дні чи години або вилучити якісь: кожне число — за дні поспіль.
not-understood-unread = Не вдалося прочитати: { $words }. Можливо, саме про це запитання, тож не вгадуватиму.
not-understood-unknown = Не зрозумів. Я відповідаю на запитання про оголошені втрати: чого, чиї та коли.
not-understood-empty = Запитайте про оголошені втрати: чого, чиї та коли.
not-understood-greeting = Вітаю! Запитайте про оголошені втрати: чого, чиї та коли.
not-understood-thanks = Будь ласка. Питайте ще.
clarify-day_or_month_first = Цю дату можна прочитати двояко. Що ви мали на увазі?
clarify-claimant = Різні джерела називають різні числа. Чиє вам потрібне?
clarify-party = Втрати двох сторін рахують різні джерела й по-різному, тож я їх не зіставляю. Чиї вам потрібні?
clarify-extreme = Найкраще для однієї сторони – найгірше для іншої. Що ви мали на увазі?
clarify-spelling = Що з цього ви мали на увазі?
clarify-impossible_date = Такої дати немає. Можливо, йдеться про таке:
help-hint = /help – що можна запитати.

# Довідка.
help-title = Я відповідаю на запитання про оголошені військові втрати в російсько-українській війні: кожне число – із джерелом.
help-ask = Питайте звичайними словами, українською чи англійською: чого, коли і, якщо хочете, за чиїми даними.
help-more = А ще: порівняння («танки чи артилерія у травні 2024»), рекорди («найгірший місяць для безпілотників»), переліки («топ 5 місяців»), середні («на день у 2023»), визначення та джерела.
help-neutral = Я повідомляю, хто що стверджує, і не додаю чисел із різних джерел.

# Запитання повністю, як їх пропонує бот. Вони мають читатися саме так.
ask-figure = втрати { $party-genitive } { $during }: { $metric }
ask-total = загальні втрати { $party-genitive }: { $metric }
ask-total-on = загальні втрати { $party-genitive } станом на { $end }: { $metric }
ask-total-end = загальні втрати { $party-genitive } до кінця { $month }: { $metric }
ask-average = втрати { $party-genitive } в середньому на день { $during }: { $metric }
ask-average-all = втрати { $party-genitive } в середньому на день: { $metric }
ask-record-highest = найбільші втрати { $party-genitive } за { $grain }: { $metric }
ask-record-lowest = найменші втрати { $party-genitive } за { $grain }: { $metric }
ask-rank = топ { $count } { $grains }, втрати { $party-genitive }: { $metric }
ask-trend = динаміка втрат { $party-genitive } { $units }: { $metric }
by-day = по днях
by-week = по тижнях
by-month = по місяцях
by-quarter = по кварталах
by-year = по роках
ask-latest = останні дані про втрати { $party-genitive }: { $metric }
ask-definition = що означають втрати: { $metric }
ask-sources = звідки ці дані
ask-help = допомога
ask-according = { $question }, за даними: { $claimant }
ask-within = { $question } { $during }
ask-compared = { $question } (порівняти: { $other })
ask-since = втрати { $party-genitive } від { $start }: { $metric }

# Межі та одиниці часу.
passed-total = Втрати { $party-genitive } ({ $metric }) сягнули { $bound } у зведенні від { $date }: { $number }.
passed-before = У попередньому, від { $date }, було { $number }.
passed-not-yet = Ні: підсумок не сягнув { $bound }. Найновіший, від { $date }: { $number }.
passed-count-more = Більше ніж { $bound }: { $count } ({ $grains })
passed-count-less = Менше ніж { $bound }: { $count } ({ $grains })
passed-none-more = Більше ніж { $bound } за { $grain } не було. Найбільше: { $number } ({ $when }).
passed-none-less = Менше ніж { $bound } за { $grain } не було. Найменше: { $number } ({ $when }).
passed-first-more = Уперше більше ніж { $bound } за { $grain } – { $when }: { $number }.
passed-first-less = Уперше менше ніж { $bound } за { $grain } – { $when }: { $number }.
shown-of = Перші { $shown } із { $count }:
average-per = { $number } { $noun } в середньому за { $grain } { $during }
differ-general = Вони рахують різне й по-різному:
differ-claimant = { $claimant }:

# Чим число було раніше.
never-revised = Відколи це число збережено, його не змінювали.
revised = Змінено: у зведенні від { $date } було { $was }; від { $since } збережено { $now }.
nothing-said = нічого
