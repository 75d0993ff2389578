/** Something in a text that may identify a person. */
export interface PersonalFind {
  readonly kind: PersonalKind;
  readonly text: string;
}

export type PersonalKind =
  | 'e-mail address'
  | 'telephone number'
  | 'personal number'
  | 'name'
  | 'profile'
  | 'IP address';

interface ColumnPattern {
  readonly what: string;
  readonly pattern: RegExp;
}

// Parts of column names in the languages of the databases that we know, some of them in Latin transcription.
const columnPatterns: readonly ColumnPattern[] = [
  {
    what: 'a telephone number',
    pattern:
      /phone|mobile|msisdn|whats?app|viber|\bgsm\b|\btel\b|telef|celular|телефон|\bтел\b|ტელეფონ|მობილურ|هاتف/,
  },
  { what: 'an e-mail address', pattern: /e ?mail|correo|почт|ელ ?ფოსტა|\bimejl\b/ },
  {
    what: 'a witness',
    pattern: /witness|свидетел|deshm|dëshm|sv[ij]?edo[kc]|martor|testigo|t[ée]moin|მოწმ|sahit|świad/,
  },
  {
    what: "a person's name",
    pattern:
      /(first|last|full|given|family|sur|middle|maiden|observer|witness|author|reporter|contact|person|applicant|victim|suspect|violator|monitor|supervisor) ?name|name (of )?(observer|witness|author|person|victim)|\bsurname\b|\bfio\b|\bфио\b|фамили|\bимя\b|отчеств|\bemri\b|mbiemr|\b(pre)?zime\b|\bime\b|prezim|\bnume\b|prenume|nombre|apellido|pr[ée]nom|სახელი|გვარი|soyad|imię|nazwisk|person (first|last)|reporter (first|last)/,
  },
  {
    what: 'a person',
    pattern:
      /\b(observer|author|reporter|submitter|complainant|applicant|victim|suspect|violator|perpetrator|username|user|typist|interviewer|created by|modified by|entered by)\b|заявител|автор|наблюдател|потерпевш|нарушител|დამკვირვებ|ავტორ|მომჩივან|დაზარალებულ|vëzhgues|vezhgues|posmatra[čc]|promatra[čc]|observador/,
  },
  {
    what: 'a personal number',
    pattern:
      /passport|personal (no|number|id|code)|national id|identity (no|number|card)|\b(id ?number|id ?card|inn|snils|jmbg|cnp|pesel|ssn|oib|egn)\b|паспорт|снилс|პირადი|lični broj/,
  },
  { what: 'an address', pattern: /address|adres|адрес|მისამართ|direcci[oó]n/ },
  {
    what: 'a date of birth',
    pattern: /birth|\bdob\b|рожден|დაბადებ|datelindj|datum ro[dđ]|naissance|nacimiento/,
  },
  { what: 'a device or network address', pattern: /\bip\b|ip ?address|device|imei|mac ?address|user ?agent/ },
  { what: 'a secret', pattern: /password|passwd|token|secret|hash pass|salt|пароль/ },
];

/** What a column's name says that it holds of people; null if nothing. */
export function personalColumn(name: string): string | null {
  const words = name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/[_\-.]+/g, ' ')
    .toLowerCase();
  return columnPatterns.find(({ pattern }) => unicode(pattern).test(words))?.what ?? null;
}

const unicodePatterns = new Map<RegExp, RegExp>();

/** With `\b` beside letters of any alphabet: JavaScript's own knows ASCII only. */
function unicode(pattern: RegExp): RegExp {
  let found = unicodePatterns.get(pattern);
  if (!found) {
    let opening = true;
    const source = pattern.source.replaceAll('\\b', () => {
      opening = !opening;
      return opening ? '(?![\\p{L}\\p{N}])' : '(?<![\\p{L}\\p{N}])';
    });
    found = new RegExp(source, 'u');
    unicodePatterns.set(pattern, found);
  }
  return found;
}

// Bounded: a cell of megabytes without a space must not be gone through again from each of its letters.
const email =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,64}(?:\.[\p{L}\p{N}-]{1,64}){0,6}\.\p{L}{2,24}/gu;
const profile =
  /(?<![\p{L}\p{N}_.@/-])@[a-z](?=[\w.]*[a-z])[\w.]{3,30}\w(?![\w@])|(?:t\.me|telegram\.me|facebook\.com|fb\.com|vk\.com|vk\.ru|ok\.ru|instagram\.com|twitter\.com|x\.com|tiktok\.com|linkedin\.com\/in)\/[\w.@-]{3,}/giu;
const ip = /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])/g;
const digits = /(?<![\p{L}\d.,:/-])(\+|00)?\(?\d[\d\s().-]{5,18}\d(?![\p{L}\d])/gu;
const phoneWord =
  /(?:phone|tel|mob|cell|call|whats ?app|viber|тел|моб|звон|ტელ|მობ|telefon|celular)[\p{L}.]*\s*[:№#-]*\s*(?:\p{L}+\s+)?$/iu;
const numberWord =
  /(?:passport|id(?:entity)?(?: card| number| no\.?)?|паспорт|снилс|инн|პირადი(?: ნომერი)?|პ\/ნ|jmbg|cnp|pesel|personal (?:no|number))[\s:№#.]*$/iu;

/** Characters of one text. */
const mostSearched = 100_000;

/** What in a text may identify somebody, by its form. It is guessing: it finds too much here and too little there. */
export function personalIn(whole: string): PersonalFind[] {
  const text = whole.slice(0, mostSearched);
  const finds: PersonalFind[] = [];
  const add = (kind: PersonalKind, found: string) => finds.push({ kind, text: found.trim() });
  for (const [found] of text.matchAll(email)) add('e-mail address', found);
  for (const [found] of text.matchAll(profile)) add('profile', found);
  for (const [found] of text.matchAll(ip)) add('IP address', found);
  for (const match of text.matchAll(digits)) {
    const kind = numberKind(match[0], text.slice(Math.max(0, match.index - 30), match.index));
    if (kind) add(kind, match[0]);
  }
  // Several patterns find the same name, or a part of it.
  const taken: [from: number, until: number][] = [];
  for (const pattern of namePatterns) {
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const until = index + found.length;
      if (taken.some(([start, end]) => index < end && until > start)) continue;
      taken.push([index, until]);
      add('name', found);
    }
  }
  return finds;
}

function numberKind(found: string, before: string): PersonalKind | null {
  const plain = found.replace(/\D/g, '');
  // A day.
  if (/(19|20)\d\d[-.]\d\d[-.]\d\d|(?<!\d)\d\d[-.]\d\d[-.](19|20)\d\d|^\d\d\.\d\d\.\d\d$/.test(found))
    return null;
  // A large number in groups of three.
  if (/^(\d{1,3}[ .])+\d{3}$/.test(found)) {
    return phoneWord.test(before) && plain.length >= 9 ? 'telephone number' : null;
  }
  if (numberWord.test(before) && plain.length >= 6) return 'personal number';
  if (/^(\+|00)/.test(found.trim()) && plain.length >= 9 && plain.length <= 15) return 'telephone number';
  if (phoneWord.test(before) && plain.length >= 7 && plain.length <= 15) return 'telephone number';
  // A national number as it is dialled: 0712 345 678, 8 (916) 123-45-67, 555 12 34 56.
  if (/^0\d{8,10}$/.test(plain) || /^8[89]\d{9}$/.test(plain) || /^8[3489]\d{9}$/.test(plain))
    return 'telephone number';
  if (/^5\d{8}$/.test(plain)) return 'telephone number';
  if (/^\d{11}$|^\d{13}$/.test(found)) return 'personal number';
  return null;
}

const given = [
  // Latin
  'John James Robert Michael William David Mary Peter Paul George Thomas Daniel Joseph Charles Anna Anne Maria Elena Andrei Ion Ioana',
  'Mihai Alexandru Cristian Vasile Nicolae Gheorghe Arben Agim Ilir Besnik Blerim Fatmir Arta Vjosa Luan Milan Marko Jelena Ivan Petar Dragan Zoran',
  'Nikola Stefan Jovan Ana Milica Ahmed Mohammed Muhammad Ali Hassan Ibrahim Fatima Omar Yusuf Grace Wanjiku Kamau Otieno Njeri Mwangi Kipchoge',
  'Achieng Juan Carlos Luis Pedro Jorge Ana José Maria Carmen Giorgi Nino Davit Mariam Levan Irakli Tamar Ketevan Zurab Nana Lasha Olga Irina Tatiana Sergei',
  'Sergey Aleksandr Alexander Vladimir Dmitry Dmitri Aleksei Alexei Svetlana Natalia Yuri Oleg Igor Piotr Jan Anna Katarzyna Tomasz Krzysztof Agnieszka',
  // Cyrillic
  'Александр Алексей Андрей Анна Антон Борис Вадим Валентина Валерий Василий Виктор Виталий Владимир Галина Геннадий Георгий Григорий Дарья Денис Дмитрий',
  'Евгений Евгения Екатерина Елена Иван Игорь Илья Ирина Кирилл Константин Людмила Максим Марина Мария Михаил Надежда Наталья Никита Николай Оксана Олег',
  'Ольга Павел Петр Пётр Роман Светлана Сергей Станислав Татьяна Тимур Юлия Юрий Ярослав Олександр Андрій Сергій Микола Володимир Петро Олена Наталія',
  'Марко Никола Јован Милан Драган Петар Јелена Милица',
]
  .join(' ')
  .split(' ')
  .join('|');

const georgianGiven =
  'გიორგი|ნინო|დავით|მარიამ|ლევან|ირაკლი|თამარ|ქეთევან|ზურაბ|ნანა|ლაშა|გია|ზაზა|მამუკა|ანა|ეკატერინე|სალომე|ლუკა|ნიკა|ნიკოლოზ|შალვა|ვახტანგ|თეა|მაია|ნათია|ირინა|ვასილ|ალექსანდრე|ბექა|თორნიკე|გოჩა|მალხაზ|თენგიზ|რევაზ|ელენე';
const surname = "\\p{Lu}[\\p{Ll}’'-]+(?:-\\p{Lu}\\p{Ll}+)?";

const namePatterns: readonly RegExp[] = [
  // Mr Smith, Dr. Anna Kovač, г-н Петров, гражданка Иванова
  new RegExp(
    `(?<![\\p{L}])(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sr|Sra|Señora?|Herr|Frau|Mme|Zoti|Zonja|Dl|Dna|г-н|г-жа|гр|гражданин|гражданка|господин|госпожа|пан|пані)\\.?\\s+${surname}(?:\\s+${surname})?`,
    'gu',
  ),
  // Иванов И. И., И. И. Иванов, J. Smith
  /(?<![\p{L}])\p{Lu}[\p{Ll}-]{2,}\s+\p{Lu}\.\s?\p{Lu}\./gu,
  /(?<![\p{L}.])(?:\p{Lu}\.\s?){1,2}\p{Lu}\p{Ll}{2,}/gu,
  // Иванов Иван Петрович
  /(?<!\p{L})(?:\p{Lu}\p{Ll}+\s+){1,2}\p{Lu}\p{Ll}+(?:ович|евич|ьич|овна|евна|ична|івна|йович)(?:а|у|ем|ой|е|ы)?(?!\p{L})/gu,
  // A given name and what may be a surname; the other way round too
  new RegExp(
    `(?<!\\p{L})(?:${given})(?:а|у|ом|я|ю|ем|ой|е|ы|и|ей)?\\s+(?:\\p{Lu}\\.\\s*)?${surname}(?!\\p{L})`,
    'gu',
  ),
  new RegExp(
    `(?<!\\p{L})\\p{Lu}\\p{Ll}+(?:ов|ев|ин|ова|ева|ина|ский|ская|енко|ук|юк|ић|ич|ић)(?:а|у|ым|ой|ым|е)?\\s+(?:${given})(?!\\p{L})`,
    'gu',
  ),
  // Georgian has no capitals: surnames end in -shvili, -dze …, in any case of the noun
  /(?<!\p{L})[ა-ჰ]{2,}\s+[ა-ჰ]{2,}(?:შვილ|ძე)(?:ი|ის|მა|მ|ს|ით|ისა|სთან|ისთვის)?(?!\p{L})/gu,
  new RegExp(
    `(?<!\\p{L})(?:${georgianGiven})(?:ის|ს|მა|მ|ა)?\\s+[ა-ჰ]{2,}(?:ია|უა|ავა|იან|ურ|ულ|ელ|ან|ძე|შვილ)(?:ი|ის|ს|მა|მ)?(?!\\p{L})`,
    'gu',
  ),
];

const personLike = /^\s*\p{Lu}[\p{Ll}’'-]+(?:\s+\p{Lu}\.?[\p{Ll}’'-]*){1,2}\s*$/u;

/** Whether a whole cell looks like a person's name and nothing else; alone it says little, in most cells of a column much. */
export function looksLikeName(text: string): boolean {
  return personLike.test(text) || /^[ა-ჰ]{2,}\s+[ა-ჰ]{3,}(?:შვილი|ძე|ია|უა|ავა|იანი|ური)$/u.test(text.trim());
}

/** Enough to find it again, not enough to spread it. */
export function masked(text: string): string {
  return [...text]
    .map((letter, index) => (index < 2 || !/[\p{L}\p{N}]/u.test(letter) ? letter : '•'))
    .join('');
}

export const personalLimits =
  'Looked for e-mail addresses, telephone and personal numbers, profiles, IP addresses, and names in Latin, Cyrillic and Georgian letters. ' +
  'Of a text the first 100,000 characters were searched. It cannot find rarer names, nicknames, other alphabets, who can be known by place, office or time, or what pictures behind links show. Let a person read before it is PUBLIC.';
