### Що бот каже в Telegram, крім відповідей на запитання.

telegram-greeting =
    Вітаю! Я шукаю оприлюднені дані про втрати у війні Росії проти України. Разом із кожним числом ви дізнаєтеся, хто його назвав, коли, що саме пораховано, і отримаєте посилання.

    Запитуйте своїми словами, українською чи англійською. Наприклад:

telegram-how-private =
    Помилилися в слові? Відредагуйте запитання, і я виправлю відповідь.
    У будь-якому іншому чаті напишіть @{ $bot } і запитання та виберіть відповідь, яку надіслати.

telegram-how-group =
    У цій групі я відповідаю на /losses із запитанням після команди, на відповіді на мої повідомлення та на згадку @{ $bot }. Решти не чіпаю.
telegram-how-group-privacy =
    Якщо на згадку немає відповіді: можливо, Telegram не показує мені тут згадок. /losses і відповіді на мої повідомлення надходять завжди.

telegram-unknown-command = Такої команди я не знаю. Запитайте своїми словами або подивіться /help.
telegram-wordless = Я вмію читати лише текст. Напишіть запитання, наприклад: втрати за травень 2024?
telegram-stale-button = Ця кнопка застара: я вже не знаю, про що вона. Будь ласка, напишіть запитання.
telegram-failed = Щось пішло не так на моєму боці, і відповісти не вдалося. Запитайте, будь ласка, ще раз за мить.

telegram-inline-nothing = Не можу цього прочитати. Як запитати →

telegram-command-losses = Запитати про втрати: /losses травень 2024
telegram-command-sources = Звідки дані
telegram-command-about = Що це за бот і чим його дані не є
telegram-command-help = Про що і як запитувати

telegram-description =
    Скільки втрат оприлюднено у війні Росії проти України? Запитайте своїми словами: «втрати за травень 2024», «найгірший місяць за танками», «що каже Британія?»

    Кожна відповідь — це опубліковане число: хто його назвав, коли, за яким визначенням, і посилання. Це заяви сторін, а не перевірені підрахунки.
telegram-short-description = Оприлюднені втрати у війні Росії проти України: кожне число з джерелом, датою та посиланням.

# Виводиться в терміналі.
telegram-no-token =
    Щоб працювати в Telegram, боту потрібен власний токен. Це хвилина:
      1. У Telegram відкрийте чат із @BotFather і надішліть /newbot. Виберіть назву та ім'я користувача.
      2. BotFather відповість токеном на кшталт 123456789:AbC-dEf. Тримайте його в таємниці.
      3. Надішліть BotFather /setinline, виберіть бота й задайте підказку, наприклад: втрати за травень 2024?
      4. Запустіть бота з токеном у змінній середовища:
           LOSSBOT_TOKEN=123456789:AbC-dEf lossbot run

# Для власників бота.
telegram-command-status = Що збережено і як надходять дані
telegram-command-claim = Додати твердження крок за кроком
telegram-command-cancel = Припинити додавання
telegram-owners-only = Це лише для власників бота, у приватному чаті зі мною. Їх називає LOSSBOT_OWNERS; ваш номер – { $id }.
telegram-how-owner =
    Ви власник цього бота: перешліть або вставте щоденне зведення, щоб його прочитати й зберегти; /claim додає твердження, /status показує стан справ, /deliveries – як надсилаються сповіщення.

telegram-report-store = Зберегти
telegram-report-all = Зберегти все
telegram-report-sure = Зберегти без затриманого
telegram-report-discard = Відкинути
telegram-report-discarded = Відкинуто: нічого не збережено.
telegram-report-gone = Я вже не бачу самого зведення. Надішліть його, будь ласка, ще раз.
telegram-report-no-link = Без джерела нічого не зберігається, а його тут не видно: перешліть допис із відкритого каналу, або надішліть зведення з посиланням окремим рядком, або дайте посилання у відповідь на нього.
telegram-report-no-date = Без дати зведення зберегти нічого не можна. Надішліть його ще раз із датою в тексті.
telegram-report-no-totals = У ньому немає жодної загальної цифри, тож зберігати нічого.
telegram-report-protected = У каналі { $channel } з'явилося зведення, але його дописи не можна пересилати: { $link }. Щоб зберегти, надішліть мені текст із посиланням окремим рядком.
telegram-report-day-in-doubt = Воно може бути за інший день, ніж здається.
telegram-report-stored = Збережено. Відповіді вже враховують його.
telegram-report-replaced = Збережено замість того, що було відомо про це зведення; воно лишилося в історії.
telegram-report-known = Це вже збережено саме так.
telegram-report-nothing-left = Нічого не збережено: усе затримано.

telegram-claim-title = Нове твердження
telegram-claim-how-to-stop = Дайте відповідь на це повідомлення. /cancel – нічого не зберегти.
telegram-claim-too-long = Задовго: щонайбільше { $most } знаків.
telegram-claim-gone = Я вже не бачу попередніх відповідей. Почніть, будь ласка, знову: /claim.
telegram-claim-done = Готово
telegram-claim-store = Зберегти
telegram-claim-store-all = Усе одно зберегти
telegram-claim-cancel = Скасувати
telegram-claim-change = Змінити відповідь
telegram-claim-add-speaker = Додати, хто саме це сказав
telegram-claim-add-body = Додати установу
telegram-claim-add-note_en = Додати примітку
telegram-claim-cancelled = Нічого не збережено.
telegram-claim-held = Тому його затримано.

telegram-choice-period_total = Утрачено між двома днями
telegram-choice-cumulative = Усього від 24 лютого 2022 року
telegram-choice-daily_average = У середньому за день
telegram-choice-exact = Без застережень
telegram-choice-about = Близько
telegram-choice-over = Понад
telegram-choice-under = Трохи менше ніж
telegram-choice-at_least = Щонайменше
telegram-choice-at_most = До
telegram-choice-claimed = Заявлено стороною
telegram-choice-estimated = Оцінили інші
telegram-choice-confirmed_by_name = Підтверджено поіменно
telegram-choice-visually_confirmed = Підтверджено зображеннями

telegram-status-title = Стан справ
telegram-status-figures = Зведень: { $reports }, тверджень: { $claims }; найновіше зведення – за { $newest }.
telegram-status-sync-off = Отримання даних вимкнено (LOSSBOT_SYNC).
telegram-status-never = Ще не отримували.
telegram-status-success = Востаннє вдалося: { $at } (додано зведень: { $added }, змінено: { $revised }).
telegram-status-failure = Востаннє не вдалося: { $at }. { $why }
telegram-status-due = Наступного разу: { $due }.
telegram-status-due-now = зараз
telegram-status-moment = { $day }, { $time } за Києвом
telegram-status-held = Затримано під час останнього отримання: { $count }. Збереже їх `lossbot sync --accept-held`, коли бот зупинено.
