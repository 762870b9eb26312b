# Що прочитано в тексті щоденного зведення: власник вирішує, чи його зберегти.
reading-title = Зведення за { $date }
reading-title-undated = Зведення без дати
reading-compared = Порівняно зі зведенням за { $date }. ✓: саме зведення подає такий самий приріст.
reading-not-compared = Зведення за { $date }, з яким можна порівняти, не збережено.
reading-metric-agreed = { $what }: { $total } · { $rise } ✓
reading-metric-contradicted = { $what }: { $total } · { $rise } ✗ подано: { $published }
reading-metric-risen = { $what }: { $total } · { $rise }
reading-metric-published = { $what }: { $total } · подано: { $published }
reading-metric-alone = { $what }: { $total }
reading-metric-rise-only = { $what }: без загальної цифри · подано: { $published }
reading-odd = На що подивитися
reading-caution =
    { $what }{ $caution ->
        [no_date] дати в тексті немає
        [date_unclear] дата неоднозначна: або їх кілька, або її довелося обчислити
        [date_disagrees] дата в тексті не та, з якою він надійшов
        [label_corrected] підпис написано з помилкою, прочитано як найближчий
        [label_unclear] один підпис називає кілька категорій; його числа не прочитано
        [not_a_metric] рядок рахує те, чого тут не збирають; не прочитано
        [unknown_category] рядок рахує щось невідоме; не прочитано
        [total_missing] підпис без загальної цифри
        [number_unclear] число надруковано нечітко
        [rise_unclear] приріст надруковано не як «(+N)» або без числа
        [given_twice] подано двічі з різними числами; прочитано перше
        [unread] серед рядків є число без підпису
        [below_rise] загальна цифра менша за приріст
        [rise_contradicted] не сума вчорашньої цифри та поданого приросту
        [out_of_line] цифра поза межами сусідніх зведень
        [disagrees] за цей день збережено іншу цифру
       *[other] { $sentence }
    }
reading-more = … і ще { $count }.
reading-same = Саме це про це зведення вже збережено.
reading-replaces = Замінить те, що збережено про це зведення:
reading-change = { $what }: { $was } → { $now }
reading-nothing = нічого
reading-source = { "Джерело: " }
reading-held = Затримано
reading-doubtful = { $what }: у тексті сумнівно, див. вище.
