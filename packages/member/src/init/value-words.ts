import { vocabularies } from '@observer-graph/contract';

/** What a raw value may mean in the contract's words; null if nothing comes to mind. */
export function wordFor(enumName: string, raw: string, words: readonly string[]): string | null {
  const plain = plainText(raw);
  const exact = words.find((word) => plainText(word) === plain);
  if (exact) return exact;
  const published = publishedWords(enumName).get(plain);
  if (published && words.includes(published)) return published;
  const guess = (guesses[enumName] ?? []).find(([, pattern]) => pattern.test(plain));
  return guess && words.includes(guess[0]) ? guess[0] : null;
}

function plainText(text: string): string {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const published = new Map<string, Map<string, string>>();

/** What public vocabularies call the same, as the contract knows it. */
function publishedWords(enumName: string): ReadonlyMap<string, string> {
  let words = published.get(enumName);
  if (!words) {
    words = new Map();
    const terms = vocabularies.find((vocabulary) => vocabulary.enum === enumName)?.terms ?? {};
    for (const [word, { label, matches }] of Object.entries(terms)) {
      for (const other of [label, ...Object.values(matches).flat()]) {
        if (!words.has(plainText(other))) words.set(plainText(other), word);
      }
    }
    published.set(enumName, words);
  }
  return words;
}

const guesses: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
  Theme: [
    ['OBSERVER_RIGHTS', /observer|наблюдат|დამკვირვ|posmatra|vëzhgues|vezhgues/],
    ['CAMPAIGN_FINANCE', /campaign financ|party financ|financ|финанс|დაფინანს/],
    ['STATE_RESOURCES', /state resource|administrative resource|админ.* ресурс|ადმინისტრაციულ/],
    ['VOTE_BUYING', /vote buying|brib|подкуп|підкуп|მოსყიდვ|ხმის ყიდვ|kupovin|blerje/],
    ['BALLOT_SECRECY', /secre|тайн|ფარულ|tajnost|fshehtë/],
    ['BALLOT_FRAUD', /stuff|fraud|multiple vot|carousel|карусел|კარუსელ|вброс|вкид|falsif|გაყალბ|кроцус/],
    [
      'VOTER_REGISTRATION',
      /voter (list|reg)|registration of voters|registration issue|списк|სია\b|სიებ|bira[cč]ki spis/,
    ],
    [
      'COUNTING_TABULATION_RESULTS',
      /count|tabulat|result|protocol|подсч|протокол|დათვლ|ოქმ|rezultat|brojanj/,
    ],
    ['COMPLAINTS_APPEALS', /complaint|appeal|жалоб|საჩივ|prigovor/],
    [
      'VIOLENCE_INTIMIDATION',
      /violen|intimid|threat|security|pressure|насил|угроз|давлен|ძალად|მუქარ|dhun|nasilj|pritis/,
    ],
    ['ONLINE_DISINFORMATION', /disinform|misinform|rumou?r|fake|дезинф/],
    ['MEDIA', /media|press|сми|მედია/],
    ['CAMPAIGN', /campaign|agitat|агитац|აგიტაც|kampanj|propagand/],
    ['CANDIDATES_PARTIES', /candidate|part(y|ies)|кандидат|კანდიდატ/],
    ['VOTER_EDUCATION', /voter (education|information)/],
    ['ELECTION_TECHNOLOGY', /technolog|electronic|biometric|equipment|kit failure/],
    ['LEGAL_FRAMEWORK', /legal|law|legislat|закон|კანონ/],
    [
      'ELECTION_ADMINISTRATION',
      /administrat|commission|staff|official|emb|комисси|კომისი|polling station (administration|logist)|materials?/,
    ],
    ['WOMEN', /women|gender|женщ|ქალ/],
    ['MINORITIES', /minorit|меньшин|უმცირეს/],
    ['DISABILITY', /disab|accessib|инвалид|შშმ/],
    ['OUT_OF_COUNTRY_VOTING', /out of country|abroad|diaspora/],
    ['VOTING', /voting|polling|opening|queue|vote\b|голосов|კენჭისყრ|ხმის მიცემ|маркир|მარკირ|glasanj|votim/],
    ['OTHER', /^other|иное|другое|სხვა|ostalo|tjera|altele/],
  ],
  EvidenceKind: [
    ['PHOTO', /image|photo|picture|jpe?g|png|фото|ფოტო/],
    ['VIDEO', /video|mp4|видео|відео|ვიდეო/],
    ['AUDIO', /audio|sound|voice|аудио|აუდიო/],
    ['LINK', /link|url|news|web/],
    ['TESTIMONY', /testimon|witness|statement|показан/],
    ['DOCUMENT', /pdf|document|application|text|file|scan|документ|დოკუმენტ/],
  ],
  Phase: [
    ['COUNTING_RESULTS', /count|clos|result|tabulat|подсч|დათვლ|brojanj/],
    ['POST_ELECTION', /post|after|после|შემდეგ/],
    ['REGISTRATION', /registr|регистр|რეგისტრ/],
    ['CAMPAIGN', /campaign|pre election|агитац|კამპანი|kampanj/],
    [
      'ELECTION_DAY',
      /election day|e day|opening|voting|polling|e-day|голосов|კენჭისყრ|ხმის მიცემ|izborni dan|dita e zgjedh/,
    ],
    ['LEGAL_AND_PLANNING', /planning|legal|prepar|подготов/],
  ],
  Severity: [
    ['CRITICAL', /critical|very high|^4$|критич/],
    ['HIGH', /high|serious|grave|major|^3$|высок/],
    ['MEDIUM', /medium|moderate|^2$|средн/],
    ['LOW', /low|minor|^1$|низк/],
  ],
  Priority: [
    ['HIGH', /high|^priority|urgent|immediate|высок/],
    ['MEDIUM', /medium|moderate|средн/],
    ['LOW', /low|низк/],
  ],
  Difficulty: [
    ['HIGH', /high|hard|difficult|te[sš]k/],
    ['MEDIUM', /medium|moderate|srednj/],
    ['LOW', /low|easy|lak/],
  ],
  Verification: [
    ['REJECTED', /reject|false report|отклон/],
    ['UNVERIFIED', /^0$|^f(alse)?$|un ?verif|not verif|unconfirm|pending|не подтв/],
    ['VERIFIED', /^1$|^t(rue)?$|verif|confirm|подтв/],
  ],
  FollowUp: [
    ['NEEDED', /need|open|pending|required/],
    ['DONE', /resolved|done|closed|complete/],
    ['NONE', /not applicable|none|no follow|n a/],
  ],
  ImplementationStatus: [
    ['NOT_EVALUATED', /not (yet )?evaluat|not assessed|unknown|no information/],
    ['NO_LONGER_APPLICABLE', /no longer|not applicable|obsolete/],
    ['NOT_IMPLEMENTED', /not (been )?implement|no progress|unfulfilled|не исполн|nije/],
    ['IN_PROGRESS', /progress|ongoing|being|begun|process/],
    ['PARTIALLY', /partial|partly|частичн|delimi/],
    ['MOSTLY', /most|largely/],
    ['FULLY', /full|implemented|completed|исполн|ispunjen|sprovedena/],
  ],
  ActionRequired: [
    ['SUB_LEGAL', /sub ?legal|sub legal|regulation|by ?law/],
    ['LEGAL_CHANGE', /legal|law|legislat/],
    ['PRACTICE', /practice|implementation|administrative/],
  ],
  Addressee: [
    ['PARLIAMENT', /parliament|legislat|assembly|duma/],
    ['EMB', /election (management|commission|administration)|\bemb\b|\bcec\b|cik|commission/],
    ['GOVERNMENT', /government|ministr|executive|president/],
    ['COURTS', /court|judic/],
    ['POLICE', /police|law enforcement/],
    ['PROSECUTION', /prosecut/],
    ['LOCAL_AUTHORITIES', /local|municipal|regional author/],
    ['PARTIES', /part(y|ies)|candidate/],
    ['MEDIA', /media|broadcast|press/],
    ['CIVIL_SOCIETY', /civil society|ngo|observer/],
    ['OTHER', /^other/],
  ],
  MissionKind: [
    ['LEOM', /limited/],
    ['EEM', /expert/],
    ['EFM', /follow/],
    ['NAM', /needs/],
    ['EAM', /assessment/],
    ['PVT', /parallel|pvt|quick count/],
    ['CITIZEN', /citizen|domestic|national/],
    ['EOM', /observation|eom/],
  ],
  MissionStatus: [
    ['PLANNED', /plan|notstarted|not started|upcoming/],
    ['ACTIVE', /activ|running|started|ongoing/],
    ['COMPLETED', /complet|closed|done|archiv|finished/],
    ['CANCELLED', /cancel/],
  ],
};

/** A name of a country in some language as its code; null if it is none. */
export function countryCode(name: string): string | null {
  const text = name.trim();
  if (/^[A-Z]{2}$/.test(text)) return text;
  return countryNames().get(text.toLowerCase()) ?? null;
}

let countries: Map<string, string> | undefined;

function countryNames(): ReadonlyMap<string, string> {
  if (countries) return countries;
  countries = new Map([
    ['kosovo', 'XK'],
    ['russia', 'RU'],
    ['moldova', 'MD'],
  ]);
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const language of [
    'en',
    'fr',
    'es',
    'ru',
    'uk',
    'ka',
    'sr',
    'sq',
    'ro',
    'pl',
    'hy',
    'az',
    'sw',
    'ar',
  ]) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const one of letters) {
      for (const other of letters) {
        const code = one + other;
        const known = names.of(code)?.toLowerCase();
        // Codes that are withdrawn or reserved have names too; the first, and so the older, stays.
        if (
          known &&
          !countries.has(known) &&
          !/^(UK|SU|DD|YU|CS|TP|ZR|BU|FX|AN|EZ|UN|QO|Z[ZR]|X[ABCDEFGHIJLMNOPQRSTUVWYZ])$/.test(code)
        ) {
          countries.set(known, code);
        }
      }
    }
  }
  return countries;
}
