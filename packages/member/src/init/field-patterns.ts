import type { ProposedType } from './classify-tables.ts';

/** Which columns may fill a field, by their words; earlier patterns are surer. */
export interface FieldPattern {
  /** A field of the record, `place.name` for one of its parts. */
  readonly field: string;
  readonly patterns: readonly RegExp[];
  /** Several columns may fill it together, as a list. */
  readonly several?: true;
}

/** Words for the places around a place, the largest first. */
export const placeSizes: readonly RegExp[] = [
  /region\b|province\b|област|обл\b|რეგიონ|regioni|qark|jude[tț]|level [01]\b/,
  /county\b/,
  /district\b|raion|район|rajon|რაიონ|level 2\b/,
  /municip|komun|громад|op[sš]tin|მუნიციპ|level 3\b/,
  /city\b|town\b|город|місто|level \d|eqv\b/,
];

/** Any place around a place. */
export const placeAround = new RegExp(placeSizes.map(({ source }) => source).join('|'));

// Stems, since languages change the ends; Georgian in Latin letters too, and Albanian and Kosovo's own abbreviations
// (QV is a polling centre, VV a polling station).
const place: readonly FieldPattern[] = [
  { field: 'place.latitude', patterns: [/lat(itude)?\b|широт|განედ|ganedi|gjer[eë]si/] },
  { field: 'place.longitude', patterns: [/(lon|lng|long)(itude)?\b|долгот|довгот|გრძედ|grdzedi|gjat[eë]si/] },
  {
    field: 'place.name',
    patterns: [
      /(polling )?(station|location|place|precinct) (name|number|details|description)\b|(station|precinct)\b|(number|no|nr|num)\b$|nr ?(qv|vv)\b|номер (участ|дільниц)|ubnis nomeri|უბნის ნომერ/,
      /location\b|place\b|venue\b|участ|уик|дільниц|bira[cč]k|qv\b|vendvot|უბან|ubani|ubnis|sec[tț]i|address\b|where\b|lokacion/,
      /number$/,
    ],
  },
  {
    field: 'place.path',
    several: true,
    patterns: [placeAround],
  },
];

const shared: readonly FieldPattern[] = [
  {
    field: 'country',
    patterns: [
      /country( code| iso)?\b|iso ?2?\b|стран|країн|държава|država|drzava|shtet|[tț]ar[aă]\b|pa[ií]s\b|ქვეყან|qveqana/,
    ],
  },
  {
    field: 'organization',
    patterns: [
      /(recommending |observer )?organi[sz]ation\b|org\b|ngo\b|организац|організац|organizat|organizac|organizacia|ორგანიზაც/,
    ],
  },
  { field: 'language', patterns: [/lang(uage)?\b|locale\b|язык|мова\b|jezik|gjuh|limb[aă]\b|ენა\b/] },
  {
    field: 'updatedAt',
    patterns: [
      /(last )?(updated|modified|changed)( at| on)?\b|date ?modif|changed\b|измен|обновл|змінен|оновл|ndryshu|izmen|განახლ|ganakhl/,
    ],
  },
];

const elections: FieldPattern = {
  field: 'elections',
  patterns: [/election( id| key| code)?\b|выбор|вибор|izbor|zgjedh|alegeri|არჩევნ|archevn|elec[ct]i[oó]n\b/],
};

const title: FieldPattern = {
  field: 'title',
  patterns: [
    /title\b|headline\b|heading\b|заголов|naslov|titull|titlu|t[ií]tulo|სათაურ|satauri/,
    /subject\b|summary\b|name$|назван|назва\b|naziv/,
  ],
};

const text = [
  /description\b|desc\b|narrative\b|описан|опис\b|opis|përshkrim|pershkrim|descrier|descripci|აღწერ|aghtser/,
  /text\b|body\b|details?\b|content\b|what\b|story\b|текст|tekst|txt\b|ტექსტ|teksti|comments?\b/,
];

const themes: FieldPattern = {
  field: 'themes',
  several: true,
  patterns: [
    /(incident |violation |primary |secondary )?(categor(y|ies)|theme|topic|thematic area|area)\b|катего|კატეგორ|kategor|categor[ií]/,
    /(incident |violation |report |complaint )(type|kind)\b|kinds?\b|тип|вид|vrsta|lloj|ტიპ|tipi\b|tema\b|oblast|fush/,
    /type\b/,
  ],
};

const phases: FieldPattern = {
  field: 'phases',
  patterns: [/phase|stage\b|period\b|фаз|этап|етап|faz[ae]|ეტაპ|etapi|პერიოდ|periodi/],
};

export const fieldPatterns: Readonly<Record<ProposedType, readonly FieldPattern[]>> = {
  Finding: [
    title,
    { field: 'description', patterns: text },
    themes,
    phases,
    {
      field: 'severity',
      patterns: [
        /severity\b|gravity\b|grave\b|serious(ness)?\b|weight\b|тяжест|тяжк|ozbiljn|r[eë]nd[eë]si|სიმძიმ|simdzime/,
      ],
    },
    {
      field: 'verification',
      patterns: [
        /verification\b|incident status\b/,
        /verif|confirm|review|провер|подтвер|перевір|підтвер|დადასტურ|dadastur|verifik/,
      ],
    },
    { field: 'followUp', patterns: [/follow ?up( status)?\b/] },
    {
      field: 'observedAt',
      patterns: [
        /(observed|happened|incident|event|violated|violation|occurred|ora)( at| on| date| time)\b|observed\b|inc ?ora/,
        /date( ?time)?\b|day\b|when\b|time\b|дата|врем|час\b|datum|data\b|თარიღ|tarighi|created( at| on)?\b|ora\b/,
        /(last )?updated( at)?\b|date ?add\b|entered\b|received\b/,
      ],
    },
    ...place,
    elections,
    ...shared,
  ],
  Recommendation: [
    { field: 'text', patterns: [/recommendation( text)?\b|рекоменд|preporuk|rekomand/, ...text] },
    title,
    themes,
    phases,
    { field: 'priority', patterns: [/priority\b|urgency\b|приорит|priorit/] },
    { field: 'difficulty', patterns: [/difficulty\b|te[zž]in/] },
    { field: 'actionRequired', patterns: [/action( required)?\b|(legal )?change( required| needed)\b/] },
    {
      field: 'addressees',
      patterns: [
        /responsible( body| institution)?\b|addressees?\b|authority\b|authorities\b|institution\b|body\b|addressed\b|ответств|адресат|nadle[zž]n/,
      ],
    },
    { field: 'statusAsOf', patterns: [/status (date|on|year|as of|changed)\b|assessed (on|at)\b/] },
    { field: 'status', patterns: [/(implementation )?status\b|implement|исполн|статус|sprovod/] },
    {
      field: 'issuedOn',
      patterns: [/issued( on| at)?\b|published\b|date\b|year\b|дата|год\b|godin|datum|viti\b|წელ|თარიღ/],
    },
    { ...elections, field: 'election' },
    ...shared,
  ],
  Assessment: [
    { field: 'recommendation', patterns: [/recommendation( id| uid| key| number)?\b|рекоменд|preporuk/] },
    {
      field: 'status',
      patterns: [
        /(implementation )?status\b|verdict\b|mark\b|score\b|rating\b|evaluation\b|implement|статус|оцен/,
      ],
    },
    {
      field: 'rationale',
      patterns: [/rationale\b|why\b|reason|explanation\b|justification\b|обоснов|obrazlo/, ...text],
    },
    {
      field: 'assessedOn',
      patterns: [
        /(assessed|evaluated|reviewed|status (checked|changed|date|as of)|checked)( on| at)?\b/,
        /date\b|year\b|created( at| on)?\b|дата|datum|reviewed\b/,
      ],
    },
    { ...elections, field: 'election' },
    ...shared,
  ],
  Mission: [
    title,
    { field: 'kind', patterns: [/(mission )?(type|kind)\b|тип|vrsta/] },
    { field: 'startsOn', patterns: [/start|begin|from\b|deployed\b|нач|po[cč]et/] },
    { field: 'endsOn', patterns: [/end|until\b|finish|left\b|оконч|kraj/] },
    { field: 'longTermObservers', patterns: [/lto\b|long term/] },
    { field: 'shortTermObservers', patterns: [/sto\b|short term/] },
    { field: 'status', patterns: [/status\b|state\b|статус/] },
    phases,
    { ...elections, field: 'election' },
    ...shared,
  ],
};
