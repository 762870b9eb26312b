### Підписки, приватність і те, що власники бачать про сповіщення.

alerts-choose = Про що вам повідомляти? Натисніть або напишіть: /subscribe новий місячний рекорд втрат танків
alerts-subscribed = Повідомлю тут:
alerts-standing = Як є зараз:
alerts-nothing-read = Не розумію, за чим стежити. Наприклад: /subscribe артилерія понад 60 за день
alerts-no-averages = Я стежу за днями, тижнями й місяцями, а за середніми числами – ні. Натомість можу повідомити про таке:
alerts-confirm = Адміністратор цього чату може ввімкнути це одним дотиком:
alerts-none = Сповіщень тут ще немає. Почати: /subscribe
alerts-list = Сповіщення тут:
alerts-more = Є ще { $number }: їх буде видно, коли прибрати деякі з цих.
alerts-elsewhere = В інших темах цього чату: ще { $number }; їх покаже /alerts там.
alerts-too-many = Сповіщень у чаті може бути щонайбільше { $most }, і для цього вже немає місця. Їх показує /alerts: дотик до ✖ звільняє місце.
alerts-ended = Зупинено:
alerts-nothing-ended = Тут нічого зупиняти.
alerts-none-meant = Названого тут немає, тож нічого не зупинено. Дотик до ✖ прибирає сповіщення.
alerts-quiet = Тихі години: { $start }–{ $end }, { $zone }. Що надійде тим часом, прийде потім одним повідомленням.
alerts-quiet-off = Тихих годин немає. Увімкнути: /quiet 22-7 Europe/Kyiv; вимкнути: /quiet off
alerts-quiet-unread = Напишіть години так: /quiet 22:30-7 Europe/Kyiv
alerts-button-pause = ⏸ Призупинити { $number }
alerts-button-resume = ▶ Відновити { $number }
alerts-button-mute = 🔕 День тиші { $number }
alerts-button-remove = ✖ Прибрати { $number }
alerts-admins-only = Сповіщення цього чату змінюють лише його адміністратори.
alerts-done = Готово.
alerts-gone = Такого сповіщення вже немає.

privacy-text =
    Що я зберігаю про цей чат: його номер і вид, мову й часовий пояс, тихі години, підписки і які сповіщення він отримав, щоб можна було їх виправити. Запитань я не зберігаю.
    /forget видаляє все це.
privacy-nothing = Про цей чат я нічого не зберігаю. Запитань я не зберігаю.
privacy-kept = Зараз зберігається: підписок { $subscriptions }, отриманих сповіщень { $alerts }.
privacy-ask = Видалити все, що я зберігаю про цей чат, разом із підписками?
privacy-button = Видалити все
privacy-forgotten = Видалено. Про цей чат я більше нічого не зберігаю.

owner-running = надсилається
owner-paused = призупинено
owner-cancelled = скасовано
owner-finished = завершено
owner-none = Сповіщень ще немає.
owner-alert = { $id }: { $state }. Надіслано { $sent }, відкладено { $held }, не вдалося { $failed }, невідомо { $uncertain }, у дорозі { $flight }.
owner-pause = Призупинити { $id }
owner-resume = Продовжити { $id }
owner-cancel = Скасувати { $id }

telegram-command-subscribe = Дізнаватися про рекорди: /subscribe місячний рекорд танків
telegram-command-alerts = Що ви отримуєте; пауза, тиша, видалення
telegram-command-privacy = Що зберігається про цей чат
telegram-command-deliveries = Як надсилаються сповіщення; пауза, далі, скасувати
