import type { Random } from './random.ts';

export type Language = 'en' | 'ka' | 'ru' | 'sq' | 'ro' | 'uk';

/** What a report is about; each database has codes of its own for these. */
export type Topic =
  | 'violence'
  | 'campaigning'
  | 'observers'
  | 'unauthorised'
  | 'verification'
  | 'stuffing'
  | 'secrecy'
  | 'mobile'
  | 'lists'
  | 'protocol'
  | 'invalid'
  | 'sealing'
  | 'copy'
  | 'buying'
  | 'resources'
  | 'media'
  | 'online'
  | 'access'
  | 'finance'
  | 'calm';

interface Wording {
  readonly titles: readonly string[];
  readonly texts: readonly string[];
}

/** Slots: `{st}` a polling station, `{t}` a time, `{n}` a small number, `{m}` a larger one, `{place}` a town. */
const wordings: Record<Topic, Partial<Record<Language, Wording>> & { readonly en: Wording }> = {
  violence: {
    en: {
      titles: [
        'Scuffle outside polling station {st}',
        'Voters intimidated in {place}',
        'Threats against commission members in {place}',
      ],
      texts: [
        'Around {t} a group of some {n} men gathered by the entrance of polling station {st} and demanded to know how arriving voters would vote.',
        'Two men who said they were from the campaign headquarters of a candidate threatened the secretary of the commission of station {st}; police came after {n} minutes.',
        'A fight broke out between party representatives in front of station {st} at about {t}. Voting was interrupted for {n} minutes.',
        'A teacher in {place} told us that the school director had asked the staff for photographs of their marked ballots and had spoken of consequences.',
      ],
    },
    ka: {
      titles: ['ფიზიკური დაპირისპირება {st} უბანთან', 'ამომრჩევლებზე ზეწოლა, {place}'],
      texts: [
        '{t} საათისთვის {st} საარჩევნო უბნის შესასვლელთან შეიკრიბა დაახლოებით {n} მამაკაცი, რომლებიც ამომრჩევლებს ეკითხებოდნენ, ვის აძლევდნენ ხმას.',
        'უბნის მიმდებარე ტერიტორიაზე მოხდა სიტყვიერი და შემდეგ ფიზიკური დაპირისპირება პარტიების წარმომადგენლებს შორის. ხმის მიცემა შეჩერდა {n} წუთით.',
        'კომისიის წევრს დაემუქრნენ სამსახურიდან გათავისუფლებით, თუ საჩივარს დაარეგისტრირებდა.',
      ],
    },
    ru: {
      titles: ['Давление на избирателей, УИК {st}', 'Угрозы членам комиссии, {place}'],
      texts: [
        'Около {t} у входа на участок {st} собралась группа из примерно {n} человек, которые выясняли у избирателей, за кого они будут голосовать.',
        'Учительница сообщила, что директор школы требует фотографии заполненных бюллетеней и говорит о последствиях.',
        'Члену комиссии с правом решающего голоса угрожали увольнением, если он не подпишет протокол.',
      ],
    },
    sq: {
      titles: ['Tension në vendvotimin {st}', 'Kërcënime ndaj votuesve në {place}'],
      texts: [
        'Rreth orës {t} para qendrës së votimit u mblodhën rreth {n} persona që pyesnin votuesit se për kë do të votonin.',
        'Anëtari i KVV-së u kërcënua nga një përfaqësues i subjektit politik; policia ndërhyri pas {n} minutash.',
      ],
    },
    ro: {
      titles: ['Intimidarea alegătorilor la secția {st}', 'Altercație la secția {st}, {place}'],
      texts: [
        'În jurul orei {t}, un grup de circa {n} persoane s-a adunat la intrarea în secția {st} și întreba alegătorii cum vor vota.',
        'Între reprezentanții concurenților electorali a izbucnit o altercație; votarea a fost întreruptă pentru {n} minute.',
      ],
    },
    uk: {
      titles: ['Тиск на виборців, дільниця {st}', 'Погрози членам комісії, {place}'],
      texts: [
        'Близько {t} біля входу до дільниці {st} зібралося приблизно {n} чоловіків, які розпитували виборців, за кого ті голосуватимуть.',
        'Члену комісії погрожували звільненням, якщо він внесе зауваження до протоколу. Поліцію викликано о {t}.',
      ],
    },
  },
  campaigning: {
    en: {
      titles: [
        'Campaigning within 100 metres of station {st}',
        'Party material inside the polling station',
        'Party tent beside the school in {place}',
      ],
      texts: [
        'A party tent with {n} coordinators stood less than 100 metres from station {st}; voters were ticked off on a list as they came.',
        'Two posters of a candidate hung in the corridor that leads to the voting room. They were taken down after our observer asked, at {t}.',
        'A person with party badges spoke to voters in the queue about {n} promises of the governing party until the chair asked him to leave.',
      ],
    },
    ka: {
      titles: ['აგიტაცია საარჩევნო უბანთან, {st}', 'აღმრიცხველები უბნის შესასვლელთან'],
      texts: [
        'უბნიდან 100 მეტრზე ნაკლებ მანძილზე იმყოფებოდა პარტიის კარავი, სადაც {n} კოორდინატორი ამომრჩევლებს სიაში ნიშნავდა.',
        'უბნის შესასვლელთან განთავსებული იყო საარჩევნო სუბიექტის ორი პლაკატი. დამკვირვებლის შენიშვნის შემდეგ, {t} საათზე, ჩამოხსნეს.',
        'საარჩევნო უბნის მიმდებარე ტერიტორიაზე აღმრიცხველები აკონტროლებდნენ ამომრჩეველთა ნებას.',
      ],
    },
    ru: {
      titles: ['Агитация у участка {st}', 'Агитационные материалы на участке'],
      texts: [
        'Менее чем в 100 метрах от участка {st} стояла палатка партии, где {n} координаторов отмечали пришедших избирателей по списку.',
        'В коридоре, ведущем в помещение для голосования, висели два плаката кандидата. Сняты после замечания наблюдателя в {t}.',
      ],
    },
    sq: {
      titles: ['Propagandë politike brenda vendvotimit {st}', 'Materiale partiake në {place}'],
      texts: [
        'Në korridorin e qendrës së votimit qëndronin dy pllakate të një kandidati; u hoqën në orën {t} pas vërejtjes së vëzhguesit.',
        'Një person me simbole partiake bisedonte me votuesit në radhë për rreth {n} minuta.',
      ],
    },
    ro: {
      titles: ['Agitație electorală în preajma secției {st}'],
      texts: [
        'La mai puțin de 100 de metri de secția {st} activa un cort al unui partid, unde {n} persoane țineau evidența alegătorilor veniți.',
      ],
    },
    uk: {
      titles: ['Агітація в день голосування, дільниця {st}'],
      texts: [
        'У коридорі перед приміщенням для голосування висіли два плакати кандидата. Зняті о {t} після зауваження спостерігача.',
      ],
    },
  },
  observers: {
    en: {
      titles: [
        'Observer ordered out of station {st}',
        'Observers kept at a distance in {place}',
        'Entry refused to accredited observer',
      ],
      texts: [
        'At {t} the chair of station {st} ordered our accredited observer to leave, for "disturbing the work of the commission". No written decision was given.',
        'Our observers had to stay behind a line drawn {n} metres from the ballot boxes and could see neither the register nor the verification device.',
        'The accredited observer was let in only {n} minutes after opening, since "there are too many observers already".',
        'Masked men followed our mobile team by car for {n} kilometres from {place} and filmed its members.',
      ],
    },
    ka: {
      titles: ['დამკვირვებლის გაძევება {st} უბნიდან', 'დამკვირვებლის უფლების შეზღუდვა, {place}'],
      texts: [
        '{t} საათზე {st} უბნის თავმჯდომარემ აკრედიტებულ დამკვირვებელს უბნის დატოვება მოსთხოვა. წერილობითი გადაწყვეტილება არ გადაუციათ.',
        'დამკვირვებლებს ყუთებიდან {n} მეტრის დაშორებით მიუჩინეს ადგილი, საიდანაც ვერც სიას და ვერც ვერიფიკაციის პროცესს ვერ ხედავდნენ.',
        'დამკვირვებელს აეკრძალა ფოტო და ვიდეოგადაღება, მიუხედავად იმისა, რომ კანონი ამას უშვებს.',
      ],
    },
    ru: {
      titles: ['Удаление наблюдателя с участка {st}', 'Ограничение прав наблюдателей, {place}'],
      texts: [
        'В {t} председатель комиссии участка {st} потребовал от наблюдателя покинуть помещение. Письменного решения не выдали.',
        'Наблюдателям отвели место в {n} метрах от урн, откуда не видно ни списка, ни выдачи бюллетеней.',
        'Наблюдателю запретили фото- и видеосъёмку, ссылаясь на устное указание вышестоящей комиссии.',
      ],
    },
    sq: {
      titles: ['Vëzhguesi u pengua në vendvotimin {st}'],
      texts: [
        'Kryesuesi i KVV-së nuk e lejoi vëzhguesin e akredituar të qëndrojë pranë kutisë; ai u nxor jashtë në orën {t}.',
      ],
    },
    ro: {
      titles: ['Observator îndepărtat din secția {st}', 'Accesul observatorilor îngrădit, {place}'],
      texts: [
        'La ora {t}, președintele secției {st} a cerut observatorului acreditat să părăsească localul, fără o decizie scrisă.',
        'Observatorii au fost așezați la {n} metri de urne și nu au putut vedea listele.',
      ],
    },
    uk: {
      titles: ['Спостерігача не допустили на дільницю {st}', 'Перешкоджання спостерігачам, {place}'],
      texts: [
        'О {t} голова комісії дільниці {st} вимагав від офіційного спостерігача залишити приміщення. Письмового рішення не надали.',
        'Спостерігачам відвели місце за {n} метрів від урн, звідки не видно видачі бюлетенів.',
      ],
    },
  },
  unauthorised: {
    en: {
      titles: ['Unauthorised persons in station {st}', 'Unknown persons during counting'],
      texts: [
        '{n} people without badges stayed in the voting room all morning; the chair said that they were "helping with the queue".',
        'The head of the local administration sat in the commission’s room from opening until {t} and gave instructions on the telephone.',
      ],
    },
    ka: {
      titles: ['უფლებამოსილების არმქონე პირები უბანზე {st}'],
      texts: [
        'უბანზე იმყოფებოდა {n} პირი ბეიჯის გარეშე. თავმჯდომარის თქმით, ისინი „რიგის მოწესრიგებაში ეხმარებოდნენ“.',
      ],
    },
    ru: {
      titles: ['Посторонние на участке {st}'],
      texts: [
        'На участке до {t} находились {n} человек без бейджей; председатель пояснил, что они «помогают с очередью».',
      ],
    },
    sq: {
      titles: ['Persona të paautorizuar në vendvotimin {st}'],
      texts: ['Në vendvotim qëndruan {n} persona pa akreditim deri në orën {t}.'],
    },
    uk: {
      titles: ['Сторонні особи на дільниці {st}'],
      texts: [
        'До {t} на дільниці перебували {n} осіб без посвідчень; голова пояснив, що вони «допомагають з чергою».',
      ],
    },
  },
  verification: {
    en: {
      titles: [
        'Ink not checked at station {st}',
        'Verification device out of order for {n} minutes',
        'Voter turned away in {place}',
      ],
      texts: [
        'Between {t} and the next half hour the fingers of {n} voters were not checked for ink before the ballot was handed out.',
        'The verification device stopped working at {t}. For {n} minutes voters were found in the paper register only, and no record was made.',
        'A voter with a valid identity card was turned away because somebody had already signed for her; the chair refused to record it.',
      ],
    },
    ka: {
      titles: ['მარკირების შემოწმების დარღვევა, უბანი {st}', 'ვერიფიკაციის აპარატის შეფერხება'],
      texts: [
        '{t} საათიდან ნახევარი საათის განმავლობაში {n} ამომრჩეველს მარკირება არ შეუმოწმეს.',
        'ვერიფიკაციის აპარატი {t} საათზე გაითიშა. {n} წუთის განმავლობაში ამომრჩევლებს მხოლოდ ქაღალდის სიაში ეძებდნენ.',
        'ამომრჩეველს უთხრეს, რომ მის ნაცვლად უკვე იყო ხელი მოწერილი სიაში.',
      ],
    },
    ru: {
      titles: ['Голосование без проверки документов, УИК {st}', 'Сбой считывателя, {n} минут'],
      texts: [
        'С {t} в течение получаса {n} избирателям выдали бюллетени без проверки документа.',
        'Избирательнице отказали: в списке напротив её фамилии уже стояла подпись. Акт составлять не стали.',
      ],
    },
    ro: {
      titles: ['Probleme cu sistemul de verificare la secția {st}', 'Votare fără act valabil'],
      texts: [
        'Sistemul electronic nu a funcționat de la ora {t} timp de {n} minute; alegătorii au fost înscriși doar în lista suplimentară.',
        'O alegătoare a constatat că în dreptul numelui ei exista deja o semnătură.',
      ],
    },
    uk: {
      titles: ['Видача бюлетенів без паспорта, дільниця {st}'],
      texts: ['З {t} упродовж пів години {n} виборцям видали бюлетені без перевірки документа.'],
    },
  },
  stuffing: {
    en: {
      titles: [
        'Several ballots put in at once at station {st}',
        'A stack of folded ballots found in {place}',
      ],
      texts: [
        'When the box was opened, {n} ballots were found folded together; all were marked for the same list.',
        'At {t} our observer saw a man put at least {n} ballots into the box; a member of the commission stood in front of him.',
      ],
    },
    ka: {
      titles: ['ბიულეტენების ჩაყრა, უბანი {st}'],
      texts: [
        'ყუთის გახსნისას აღმოჩნდა {n} ერთად დაკეცილი ბიულეტენი, ყველა ერთი სუბიექტის სასარგებლოდ.',
        '{t} საათზე დამკვირვებელმა დააფიქსირა, როგორ ჩააგდო პირმა ყუთში რამდენიმე ბიულეტენი ერთდროულად.',
      ],
    },
    ru: {
      titles: ['Вброс бюллетеней, участок {st}'],
      texts: [
        'При вскрытии урны обнаружена стопка из {n} бюллетеней, сложенных вместе, с отметкой за одного кандидата.',
        'В {t} наблюдатель видел, как мужчина опустил в урну не менее {n} бюллетеней.',
      ],
    },
    sq: {
      titles: ['Më shumë se një fletëvotim në kuti, {st}'],
      texts: ['Në orën {t} vëzhguesi pa një person duke futur më shumë se një fletëvotim në kuti.'],
    },
    uk: {
      titles: ['Вкидання бюлетенів, дільниця {st}'],
      texts: ['Під час розкриття скриньки виявлено {n} складених разом бюлетенів з однаковою позначкою.'],
    },
  },
  secrecy: {
    en: {
      titles: [
        'Secrecy of the vote not ensured at station {st}',
        'Camera pointed at the voting booths',
        'Family voting in {place}',
      ],
      texts: [
        'The booths stood with their open side to the room; from the observers’ chairs {n} marked ballots could be read.',
        'A party’s video camera on the wall was directed at the ballot scanner. It was turned only at {t}, when two observers complained.',
        'Couples and whole families entered the booth together; we counted {n} cases in one hour.',
        'The marker showed through the paper, so that the mark could be seen while voters fed the ballot into the scanner.',
      ],
    },
    ka: {
      titles: ['ხმის მიცემის ფარულობის დარღვევა, უბანი {st}', 'ვიდეოკამერა კაბინების მიმართულებით'],
      texts: [
        'კაბინები ისე იყო განლაგებული, რომ {n} ამომრჩევლის არჩევანი დარბაზიდან ჩანდა.',
        'პარტიის მიერ დამონტაჟებული ვიდეოკამერა სკანერისკენ იყო მიმართული. {t} საათზე, საჩივრის შემდეგ, შეატრიალეს.',
        'მარკერის ფერი ბიულეტენის მეორე მხარეს ჩანდა, რაც ფარულობას არღვევდა.',
      ],
    },
    ru: {
      titles: ['Нарушение тайны голосования, участок {st}'],
      texts: [
        'Кабины стояли открытой стороной к залу; за час замечено {n} заполненных бюллетеней.',
        'Камера на стене направлена на кабины; повернули в {t} после жалобы.',
      ],
    },
    sq: {
      titles: ['Më shumë se një person prapa kabinës, {st}', 'Votim familjar në {place}'],
      texts: [
        'Brenda një ore u shënuan {n} raste kur më shumë se një person qëndronte prapa kabinës.',
        'Një votues e fotografoi fletëvotimin e plotësuar në orën {t}; KVV-ja nuk reagoi.',
      ],
    },
    ro: {
      titles: ['Secretul votului încălcat la secția {st}'],
      texts: [
        'Cabinele erau amplasate cu partea deschisă spre sală; într-o oră au fost observate {n} cazuri.',
        'Un alegător a fotografiat buletinul completat la ora {t}.',
      ],
    },
    uk: {
      titles: ['Порушення таємниці голосування, дільниця {st}'],
      texts: ['Виборці фотографували заповнені бюлетені; за годину зафіксовано {n} випадків.'],
    },
  },
  mobile: {
    en: {
      titles: ['Mobile box list doubled at station {st}', 'Mobile voting without observers in {place}'],
      texts: [
        'The list for the mobile ballot box grew from {n} to {m} names in the two days before the election; {n} of those visited had not asked for it.',
        'The mobile box left at {t} in a private car; there was no place in it for observers.',
      ],
    },
    ka: {
      titles: ['გადასატანი ყუთის დარღვევა, უბანი {st}'],
      texts: [
        'გადასატანი ყუთი უბნიდან {t} საათზე კერძო ავტომობილით გაიტანეს; დამკვირვებლისთვის ადგილი არ აღმოჩნდა.',
        'გადასატანი ყუთის სიაში {m} ამომრჩეველი იყო, მათ შორის {n} პირი, რომელსაც განცხადება არ დაუწერია.',
      ],
    },
    ru: {
      titles: ['Надомное голосование без наблюдателей, УИК {st}'],
      texts: [
        'Переносная урна выехала в {t} на частной машине, мест для наблюдателей не нашлось. В реестре {m} человек, {n} из них заявлений не подавали.',
      ],
    },
    ro: {
      titles: ['Urna mobilă, secția {st}'],
      texts: [
        'Urna mobilă a plecat la ora {t} cu un automobil privat; în listă erau {m} persoane, {n} dintre ele fără cerere.',
      ],
    },
    uk: {
      titles: ['Голосування вдома без спостерігачів, дільниця {st}'],
      texts: ['Переносна скринька виїхала о {t} приватним авто; з {m} осіб у витязі {n} не подавали заяв.'],
    },
  },
  lists: {
    en: {
      titles: ['Deceased voters on the list in {place}', 'Names missing from the register at station {st}'],
      texts: [
        'In a sample of {m} names of the voter list of station {st}, {n} had died and {n} did not live at the address.',
        '{n} voters did not find their names although they had voted here at the last election; the hotline could not be reached before {t}.',
      ],
    },
    ka: {
      titles: ['უზუსტობები ამომრჩეველთა სიაში, უბანი {st}'],
      texts: [
        'სიის {m} ჩანაწერიდან {n} გარდაცვლილი აღმოჩნდა, ნაწილი კი მითითებულ მისამართზე არ ცხოვრობს.',
        '{n} ამომრჩეველმა სიაში საკუთარი თავი ვერ იპოვა.',
      ],
    },
    ru: {
      titles: ['Ошибки в списке избирателей, УИК {st}'],
      texts: ['Из {m} проверенных записей {n} относятся к умершим; {n} избирателей не нашли себя в списке.'],
    },
    ro: {
      titles: ['Inexactități în listele electorale, {place}'],
      texts: ['Din {m} de înregistrări verificate, {n} priveau persoane decedate.'],
    },
    uk: {
      titles: ['Помилки у списку виборців, дільниця {st}'],
      texts: ['Із {m} перевірених записів {n} стосувалися померлих; {n} виборців не знайшли себе у списку.'],
    },
    sq: {
      titles: ['Votues që nuk e gjetën emrin në listë, {st}'],
      texts: ['{n} votues nuk e gjetën emrin në listën e votuesve deri në orën {t}.'],
    },
  },
  protocol: {
    en: {
      titles: [
        'Protocol of station {st} does not add up',
        'Results protocol corrected without a decision',
        'Figures changed at the district commission',
      ],
      texts: [
        'The number of signatures in the register is smaller by {n} than the number of ballots in the boxes; the protocol was signed all the same at {t}.',
        'Three figures in the protocol of station {st} were corrected by hand; no explanatory note was attached.',
        'The protocol that was published differs by {n} votes from the copy that our observer received at {t}.',
      ],
    },
    ka: {
      titles: ['დისბალანსი შემაჯამებელ ოქმში, უბანი {st}', 'ოქმის გადასწორება, უბანი {st}'],
      texts: [
        'ხელმოწერების რაოდენობა {n}-ით ნაკლებია ყუთში აღმოჩენილი ბიულეტენების რაოდენობაზე; ოქმი მაინც დამტკიცდა {t} საათზე.',
        'შემაჯამებელ ოქმში სამი მონაცემი ხელით არის გადასწორებული, ახსნა-განმარტება არ ერთვის.',
      ],
    },
    ru: {
      titles: ['Контрольные соотношения не сходятся, УИК {st}', 'Протокол переписан'],
      texts: [
        'Число подписей в списке на {n} меньше числа бюллетеней в урнах; протокол подписан в {t}.',
        'Опубликованные данные отличаются на {n} голосов от копии, выданной наблюдателю в {t}.',
      ],
    },
    sq: {
      titles: ['Mospërputhje në formularin e rezultateve, {st}'],
      texts: ['Numri i nënshkrimeve është për {n} më i vogël se numri i fletëvotimeve në kuti.'],
    },
    ro: {
      titles: ['Proces-verbal cu erori, secția {st}'],
      texts: [
        'Numărul semnăturilor este cu {n} mai mic decât numărul buletinelor din urne; procesul-verbal a fost semnat la ora {t}.',
      ],
    },
    uk: {
      titles: ['Виправлення у протоколі, дільниця {st}'],
      texts: [
        'Оприлюднені дані відрізняються на {n} голосів від копії протоколу, яку спостерігач отримав о {t}.',
      ],
    },
  },
  invalid: {
    en: {
      titles: ['Valid ballots declared invalid at station {st}'],
      texts: [
        '{n} ballots with a clear mark were put on the pile of the invalid ones without a vote of the commission.',
        'The commission counted {n} ballots without a stamp as valid after some argument.',
      ],
    },
    ka: {
      titles: ['ბიულეტენების უსაფუძვლო გაბათილება, უბანი {st}'],
      texts: ['{n} ბიულეტენი, რომელშიც ნება ნათლად იყო გამოხატული, კენჭისყრის გარეშე გაბათილდა.'],
    },
    ru: {
      titles: ['Необоснованная недействительность бюллетеней, УИК {st}'],
      texts: ['{n} бюллетеней с ясной отметкой признаны недействительными без голосования комиссии.'],
    },
    ro: {
      titles: ['Buletine declarate nule la secția {st}'],
      texts: ['{n} buletine cu voința clar exprimată au fost declarate nule fără vot.'],
    },
  },
  sealing: {
    en: {
      titles: ['Broken seals on arrival at station {st}', 'Box not shown empty'],
      texts: [
        'The seals of {n} of the packages were already broken when the commission received them; this was not recorded.',
        'The box was not shown to those present before it was closed at {t}. The serial numbers of the seals were not written down.',
      ],
    },
    ka: {
      titles: ['ლუქების დარღვევა, უბანი {st}'],
      texts: [
        'საარჩევნო მასალების {n} პაკეტი დაულუქავი იყო, რაც ოქმში არ აისახა.',
        'ყუთის დალუქვამდე, {t} საათზე, დამსწრე პირებისთვის ყუთი არ უჩვენებიათ.',
      ],
    },
    ru: {
      titles: ['Урны не опечатаны, участок {st}'],
      texts: ['До {t} {n} урны стояли без пломб; номера пломб не записаны.'],
    },
    uk: {
      titles: ['Пошкоджені пломби, дільниця {st}'],
      texts: ['{n} пакети документації надійшли з пошкодженими пломбами, акт не складено.'],
    },
  },
  copy: {
    en: {
      titles: ['Copy of the protocol refused at station {st}'],
      texts: [
        'The chair of station {st} refused a stamped copy of the protocol and left the building by the back door at {t}.',
        'Observers got the copy of the protocol only after {n} hours, without a stamp.',
      ],
    },
    ka: {
      titles: ['ოქმის ასლის გაცემაზე უარი, უბანი {st}'],
      texts: ['თავმჯდომარემ უარი განაცხადა შემაჯამებელი ოქმის ასლის გაცემაზე და {t} საათზე უბანი დატოვა.'],
    },
    ru: {
      titles: ['Отказ в выдаче копии протокола, УИК {st}'],
      texts: ['Заверенную копию протокола не выдали; председатель покинул участок в {t}.'],
    },
    uk: {
      titles: ['Відмова видати копію протоколу, дільниця {st}'],
      texts: ['Копію протоколу з мокрою печаткою не видали; голова залишив дільницю о {t}.'],
    },
  },
  buying: {
    en: {
      titles: ['Money offered for votes in {place}', 'Food parcels distributed before the vote'],
      texts: [
        'Residents of {place} reported that identity cards had been collected and that {m} in the local currency was offered for a vote.',
        'From a van without number plates {n} sacks of flour were handed out, with a leaflet of a candidate in each.',
      ],
    },
    ka: {
      titles: ['ამომრჩევლის მოსყიდვის სავარაუდო ფაქტი, {place}'],
      texts: [
        'მოსახლეობის ინფორმაციით, აგროვებდნენ პირადობის მოწმობებს და ხმის სანაცვლოდ {m} ლარს სთავაზობდნენ.',
      ],
    },
    ru: {
      titles: ['Подкуп избирателей, {place}'],
      texts: [
        'По словам жителей, за голос предлагали {m} единиц местной валюты; с машины без номеров раздали {n} мешков муки.',
      ],
    },
    ro: {
      titles: ['Transportarea organizată și coruperea alegătorilor, {place}'],
      texts: [
        'Potrivit locuitorilor, pentru un vot s-au oferit {m} lei prin intermediul unei aplicații bancare.',
        'Alegătorii au fost aduși cu {n} microbuze; un coordonator bifa numele pe o listă.',
      ],
    },
    uk: {
      titles: ['Підкуп виборців, {place}'],
      texts: ['За словами мешканців, за голос пропонували {m} гривень; список вели {n} «координаторів».'],
    },
  },
  resources: {
    en: {
      titles: ['Public employees at a rally in {place}', 'Municipal transport used for a campaign event'],
      texts: [
        'Kindergarten and school staff were told to attend the rally in {place}; {n} municipal buses brought them there.',
        'The mayor announced {n} new social programmes at a meeting where the party’s candidates were introduced.',
        'The page of the municipality on a social network shared {n} posts of a candidate within a week.',
      ],
    },
    ka: {
      titles: ['ადმინისტრაციული რესურსის გამოყენება, {place}'],
      texts: [
        'საბავშვო ბაღებისა და სკოლების თანამშრომლებს წინასაარჩევნო შეხვედრაზე დასწრება დაავალეს; ისინი {n} მუნიციპალური ავტობუსით მიიყვანეს.',
        'მერმა {n} ახალი სოციალური პროგრამა იმ შეხვედრაზე გამოაცხადა, სადაც პარტიის კანდიდატები წარადგინეს.',
      ],
    },
    ru: {
      titles: ['Использование административного ресурса, {place}'],
      texts: [
        'Сотрудников школ и детских садов обязали прийти на встречу с кандидатом; их привезли {n} муниципальными автобусами.',
      ],
    },
    ro: {
      titles: ['Folosirea resurselor administrative, {place}'],
      texts: [
        'Angajații grădinițelor și școlilor au fost obligați să participe la o întâlnire electorală; au fost aduși cu {n} autobuze.',
      ],
    },
    uk: {
      titles: ['Використання адмінресурсу, {place}'],
      texts: [
        'Працівників шкіл зобов’язали прийти на зустріч із кандидатом; їх привезли {n} комунальними автобусами.',
      ],
    },
  },
  media: {
    en: {
      titles: ['One-sided news coverage', 'Paid content not labelled as such'],
      texts: [
        'In the {n} weeks watched, the public broadcaster gave the governing party {m} minutes of prime time news, for the greater part in a positive tone.',
        'A regional channel showed {n} spots of a candidate without marking them as paid.',
      ],
    },
    ka: {
      titles: ['მედიის მიკერძოებული გაშუქება'],
      texts: [
        'დაკვირვების {n} კვირაში საზოგადოებრივმა მაუწყებელმა მმართველ პარტიას საინფორმაციო გამოშვებებში {m} წუთი დაუთმო, უმეტესად დადებითი ტონით.',
      ],
    },
    ru: {
      titles: ['Односторонее освещение кампании'],
      texts: [
        'За {n} недели общественный вещатель уделил правящей партии {m} минут новостей, преимущественно в положительном тоне.',
      ],
    },
    ro: {
      titles: ['Reflectare părtinitoare în mass-media'],
      texts: ['În {n} săptămâni, postul regional a acordat unui singur concurent {m} minute în știri.'],
    },
  },
  online: {
    en: {
      titles: ['Network of anonymous pages against observers', 'Coordinated false accounts'],
      texts: [
        'A network of {n} anonymous pages paid for posts that call citizen observers "agents of foreign powers"; they reached {m} thousand users.',
        '{n} accounts, all opened in the same week, spread a false report that polling stations in {place} would close at noon.',
      ],
    },
    ka: {
      titles: ['დეზინფორმაცია სოციალურ ქსელში'],
      texts: [
        '{n} ანონიმური გვერდი ასპონსორებდა პოსტებს, რომლებშიც დამკვირვებელ ორგანიზაციებს „უცხო ქვეყნის აგენტებს“ უწოდებდნენ.',
      ],
    },
    ru: {
      titles: ['Скоординированные фальшивые аккаунты'],
      texts: [
        '{n} аккаунтов, открытых за одну неделю, распространяли ложное сообщение о закрытии участков в полдень.',
      ],
    },
    ro: {
      titles: ['Dezinformare în rețelele sociale'],
      texts: [
        '{n} conturi deschise în aceeași săptămână au răspândit știrea falsă că secțiile se închid la prânz.',
      ],
    },
  },
  access: {
    en: {
      titles: ['Station {st} not accessible for wheelchair users'],
      texts: [
        'The only entrance of station {st} has {n} steps and no ramp; {n} voters had to be carried.',
        'The tactile ballot frame was missing; two blind voters were helped by a member of the commission.',
      ],
    },
    ka: {
      titles: ['უბანი {st} არ არის ადაპტირებული'],
      texts: ['უბნის ერთადერთ შესასვლელს {n} საფეხური აქვს და პანდუსი არ არის.'],
    },
    ru: {
      titles: ['Участок {st} недоступен для маломобильных избирателей'],
      texts: ['Единственный вход на участок имеет {n} ступеней, пандуса нет.'],
    },
    sq: {
      titles: ['Vendvotimi {st} pa qasje fizike'],
      texts: ['Hyrja e vetme ka {n} shkallë dhe nuk ka rampë për persona me aftësi të kufizuara.'],
    },
    uk: {
      titles: ['Дільниця {st} недоступна для людей з інвалідністю'],
      texts: ['Єдиний вхід має {n} сходинок, пандуса немає.'],
    },
  },
  finance: {
    en: {
      titles: ['Campaign spending above the limit', 'Donations by employees of one company'],
      texts: [
        '{n} employees of one company gave a party the same sum on the same day, {m} thousand altogether.',
        'The reports of {n} candidates did not mention the outdoor advertising that our monitors had counted in {place}.',
      ],
    },
    ka: {
      titles: ['დაუდეკლარირებელი წინასაარჩევნო ხარჯი'],
      texts: ['{n} კანდიდატის ანგარიშში არ აისახა გარე რეკლამის ხარჯი, რომელიც მონიტორებმა დააფიქსირეს.'],
    },
    ro: {
      titles: ['Cheltuieli electorale nedeclarate'],
      texts: ['Rapoartele a {n} concurenți nu au reflectat publicitatea stradală constatată de observatori.'],
    },
  },
  calm: {
    en: {
      titles: ['Orderly opening at station {st}', 'Voting calm and well run in {place}'],
      texts: [
        'Station {st} opened on time with all {n} members of the commission present; procedures were followed and explained to the observers.',
        'Until {t} voting went on calmly. The queue never exceeded {n} people and voters who needed help were given it according to the law.',
      ],
    },
    ka: {
      titles: ['უბანი {st} დროულად გაიხსნა'],
      texts: ['უბანი დროულად გაიხსნა, კომისიის {n} წევრი ადგილზე იყო, პროცედურები დაცულია.'],
    },
    ru: {
      titles: ['Участок {st} открылся вовремя'],
      texts: ['До {t} голосование шло спокойно, наблюдателям обеспечен полный обзор.'],
    },
    ro: {
      titles: ['Deschidere în termen la secția {st}'],
      texts: ['Secția s-a deschis la timp, cu toți cei {n} membri prezenți.'],
    },
    uk: {
      titles: ['Спокійне голосування, дільниця {st}'],
      texts: ['До {t} голосування тривало спокійно, порушень не зафіксовано.'],
    },
  },
};

/** What happened next; one may follow any report. */
const sequels: Record<Language, readonly string[]> = {
  en: [
    'A complaint was filed on the spot.',
    'The chair refused to register the complaint.',
    'The district commission gave a warning to the secretary.',
    'The police took statements from two people.',
    'The matter was put right after about half an hour.',
    'Party representatives confirmed what our observer had seen.',
    'The same was reported from two neighbouring stations.',
    'We have asked the election administration for an explanation.',
  ],
  ka: [
    'ადგილზე დაიწერა საჩივარი.',
    'თავმჯდომარემ საჩივრის რეგისტრაციაზე უარი თქვა.',
    'დარღვევა ნახევარ საათში აღმოიფხვრა.',
    'საოლქო კომისიამ პასუხისმგებელ პირს გაფრთხილება მისცა.',
    'ანალოგიური ფაქტი მეზობელ ორ უბანზეც დაფიქსირდა.',
    'პოლიციამ ორ პირს ჩამოართვა ახსნა-განმარტება.',
  ],
  ru: [
    'На месте подана жалоба.',
    'Председатель отказался принять жалобу.',
    'Нарушение устранили примерно через полчаса.',
    'Территориальная комиссия вынесла предупреждение секретарю.',
    'О том же сообщили с двух соседних участков.',
    'Полиция опросила двух человек.',
  ],
  sq: [
    'Ankesa u paraqit në vend.',
    'Kryesuesi nuk pranoi ta regjistrojë ankesën.',
    'Parregullsia u evitua pas gjysmë ore.',
    'E njëjta gjë u raportua edhe nga dy vendvotime fqinje.',
  ],
  ro: [
    'A fost depusă o plângere pe loc.',
    'Președintele a refuzat să înregistreze plângerea.',
    'Situația a fost remediată după circa o jumătate de oră.',
    'Poliția a luat declarații de la două persoane.',
  ],
  uk: [
    'На місці подано скаргу.',
    'Голова відмовився прийняти скаргу.',
    'Порушення усунули приблизно за пів години.',
    'Про те саме повідомили з двох сусідніх дільниць.',
    'Поліція опитала двох осіб.',
  ],
};

/** Whether there are words about this in the language. */
function speaks(topic: Topic, language: Language): boolean {
  return wordings[topic][language] !== undefined;
}

/** An invented report about a topic; in English where there are no words in the language. */
export function report(
  random: Random,
  topic: Topic,
  wanted: Language,
  place: { readonly station: string; readonly town: string; readonly time: string },
): { readonly title: string; readonly text: string; readonly language: Language } {
  const language = speaks(topic, wanted) ? wanted : 'en';
  const wording = wordings[topic][language] ?? wordings[topic].en;
  const filled = (template: string): string =>
    template
      .replaceAll('{st}', place.station)
      .replaceAll('{place}', place.town)
      .replaceAll('{t}', place.time)
      .replace(/\{n\}/g, () => String(random.between(3, 28)))
      .replace(/\{m\}/g, () => String(random.between(40, 320)));
  const first = filled(random.pick(wording.texts));
  const second = topic !== 'calm' && random.chance(0.55) ? ` ${random.pick(sequels[language])}` : '';
  return { title: filled(random.pick(wording.titles)), text: first + second, language };
}
