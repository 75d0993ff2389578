import { electionId, nearest, recordType } from '@observer-graph/contract';
import { z } from 'zod';
import { countryCodes } from './country-codes.ts';
import { countryNames } from './country-names.ts';
import type { RawRecord } from './raw-record.ts';
import type { Kind, Names, Records } from './records.ts';

/** A record of a file, or all that is wrong with it; what is derived is still empty. */
export type Checked<K extends Kind> =
  | { readonly record: Records[K] }
  | { readonly problems: readonly { readonly field: string; readonly message: string }[] };

export function checkRecord<K extends Kind>(kind: K, { cells }: RawRecord): Checked<K> {
  const result = shapes[kind].safeParse(cells);
  if (result.success) return { record: result.data as Records[K] };
  return {
    problems: result.error.issues.map(({ path, message }) => {
      const field = String(path[0] ?? '');
      return { field, message: field === '' ? message : `${field} ${message}` };
    }),
  };
}

// The messages below follow the name of the column: "country 'XY' is not …".

const text = z.string({
  error: ({ input }) => (input === undefined ? 'is missing' : 'has several values; one is expected'),
});

function textThat(holds: (value: string) => boolean, message: (value: string) => string) {
  return text.refine(holds, { error: ({ input }) => message(String(input)) });
}

const slug = textThat(
  (value) => /^[a-z0-9][a-z0-9-]*$/.test(value),
  (value) => `'${value}' is not a slug; use small letters, digits and hyphens`,
);

const countryCode = textThat(
  (value) => countryCodes.has(value),
  (value) => {
    const meant = [value.toUpperCase()].find((code) => countryCodes.has(code) && code !== value);
    return `'${value}' is not an ISO 3166-1 code${meant ? `; did you mean '${meant}'?` : ''}`;
  },
);

const date = textThat(isDate, (value) => `'${value}' is not a date; write it as 2024-10-26`);

const webAddress = textThat(
  (value) => /^https?:\/\/[^\s/]+/.test(value) && URL.canParse(value),
  (value) => `'${value}' is not a web address; it begins with https:// or http://`,
);

function wordOf(type: string, field: string) {
  const words = recordType(type).fields.get(field)?.values ?? [];
  return textThat((value) => words.includes(value), wordMessage(words));
}

function wordMessage(words: readonly string[]) {
  return (value: string) => {
    const meant = nearest(value.replace(/[\s-]+/g, '_'), words);
    return `'${value}' is ${meant ? `not a word of the contract; did you mean '${meant}'?` : `not one of ${words.join(', ')}`}`;
  };
}

/** A list, or `a|b`; each value once. Absent is empty. */
function listOf<Item extends z.ZodType<unknown, string>>(item: Item) {
  return z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split('|') : (value ?? [])),
      z.array(z.string(), { error: 'is a mapping; a list is expected' }),
    )
    .transform((values) => values.map((value) => value.trim()).filter((value) => value !== ''))
    .superRefine((values, context) => {
      for (const twice of new Set(
        values.filter((value, index) => values.indexOf(value) < index && value !== '?'),
      ))
        context.addIssue({ code: 'custom', message: `names '${twice}' twice` });
      for (const value of values.filter((value) => value.includes('|')))
        context.addIssue({ code: 'custom', message: `'${value}' has a '|', which separates values` });
    })
    .pipe(z.array(item));
}

const language = textThat(
  (value) => canonicalLanguage(value) !== null,
  (value) => `'${value}' is not a language tag (BCP 47)`,
).transform((value) => canonicalLanguage(value) ?? value);

const identifier = textThat(
  (value) => /^[a-z0-9][a-z0-9._-]*:./i.test(value),
  (value) => `'${value}' is not scheme:value, as wikidata:Q42`,
).transform((value) => {
  const colon = value.indexOf(':');
  return { scheme: value.slice(0, colon), value: value.slice(colon + 1) };
});

const names = z
  .record(z.string(), z.string(), { error: 'is a list; a text, or a mapping by language, is expected' })
  .superRefine((value, context) => {
    for (const tag of Object.keys(value)) {
      if (canonicalLanguage(tag) === null)
        context.addIssue({ code: 'custom', message: `has the language '${tag}', which is no tag of BCP 47` });
    }
    const tags = Object.keys(value).map((tag) => canonicalLanguage(tag) ?? tag);
    for (const twice of tags.filter((tag, index) => tags.indexOf(tag) < index))
      context.addIssue({ code: 'custom', message: `has the language '${twice}' twice` });
  })
  .transform(sortedNames);

const optional = <Shape extends z.ZodType>(shape: Shape) =>
  shape.optional().transform((value) => value ?? null);

const countryShape = z
  .object({ code: countryCode, name: names.default({}), region: optional(text), subregion: optional(text) })
  .transform(({ code, name, ...rest }): Records['countries'] => ({
    code,
    names: sortedNames({ ...countryNames(code), ...name }),
    ...rest,
    rank: 0,
  }));

const organizationShape = z
  .object({
    id: slug,
    name: names
      .prefault({})
      .refine((value) => Object.keys(value).length > 0, { error: 'is missing; one language is enough' }),
    shortName: optional(text),
    kind: wordOf('Organization', 'kind'),
    country: optional(countryCode),
    networks: listOf(slug),
    website: optional(webAddress),
    contact: optional(text),
    languages: listOf(language),
    identifiers: listOf(identifier),
  })
  .transform(({ id, name, shortName, kind, country, networks, ...rest }): Records['organizations'] => ({
    id,
    names: name,
    shortName,
    kind,
    country,
    networks,
    members: [],
    ...rest,
    registeredAt: '',
  }));

const phases = recordType('Election').fields.get('calendar')?.fields?.get('phase')?.values ?? [];

const phaseDates = text.transform((value, context) => {
  const [, phase = '', dates = ''] = /^(\S+)\s+(\S+)$/.exec(value) ?? [];
  const [from = '', until = from] = dates.split('..');
  const wrong = (message: string) => {
    context.addIssue({ code: 'custom', message: `'${value}': ${message}` });
    return z.NEVER;
  };
  if (dates === '' || dates === '..' || dates.split('..').length > 2) {
    return wrong('a phase and its dates are expected, as CAMPAIGN 2024-08-27..2024-10-25');
  }
  if (!phases.includes(phase)) return wrong(wordMessage(phases)(phase));
  for (const day of [from, until]) {
    if (day !== '' && !isDate(day)) return wrong(`'${day}' is not a date; write it as 2024-10-26`);
  }
  if (from !== '' && until !== '' && until < from) return wrong('it ends before it begins');
  return { phase, from: from || null, until: until || null };
});

const round = textThat(
  (value) => value === '?' || isDate(value),
  (value) => `'${value}' is not a date; write it as 2024-10-26, or ? where it is unknown`,
).transform((value) => (value === '?' ? null : value));

const electionShape = z
  .object({
    id: text.optional(),
    country: countryCode,
    kind: wordOf('Election', 'kind'),
    area: optional(text),
    calledFor: optional(date),
    heldOn: optional(date),
    rounds: listOf(round),
    status: optional(wordOf('Election', 'status')),
    name: names.default({}),
    areas: listOf(
      textThat(
        (value) => /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(value),
        (value) => `'${value}' is not an ISO 3166-2 code, as GE-TB`,
      ),
    ),
    identifiers: listOf(identifier),
    calendar: listOf(phaseDates),
  })
  .transform((election, context): Records['elections'] => {
    const { id: given, country, kind, area, status, name, rounds, ...rest } = election;
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    const firstRound = rounds[0] ?? null;
    const moved = status === 'POSTPONED' || status === 'ANNULLED';
    const heldOn = election.heldOn ?? firstRound ?? (moved ? null : election.calledFor);
    const calledFor = election.calledFor ?? heldOn;
    if (calledFor === null)
      wrong('calledFor', 'is missing, and so are heldOn and rounds; one of them is needed');
    if (firstRound !== null && heldOn !== firstRound)
      wrong('heldOn', `'${heldOn}' is not the day of the first round, '${firstRound}'`);
    const dated = rounds.filter((day) => day !== null);
    if (dated.some((day, index) => index > 0 && day <= (dated[index - 1] ?? '')))
      wrong('rounds', 'are not in the order of their dates');
    const id =
      calledFor === null ? '' : electionId({ country, calledFor, kind, ...(area !== null && { area }) });
    if (given !== undefined && id !== '' && given !== id)
      wrong('id', `'${given}' does not agree with country, calledFor, kind and area, which make '${id}'`);
    return {
      id,
      country,
      kind,
      area,
      calledFor: calledFor ?? '',
      heldOn,
      rounds: rounds.map((day, index) => ({ number: index + 1, date: day })),
      status,
      names: name,
      areas: rest.areas,
      identifiers: rest.identifiers,
      calendar: rest.calendar,
      previous: null,
      next: null,
    };
  });

const declarationShape = z.object({
  id: slug,
  title: text,
  adoptedOn: optional(date),
  url: optional(webAddress),
});

const endorsementShape = z
  .object({ declaration: slug, organization: slug, endorsedOn: optional(date), withdrawnOn: optional(date) })
  .transform(({ declaration, organization, endorsedOn, withdrawnOn }, context): Records['endorsements'] => {
    if (endorsedOn !== null && withdrawnOn !== null && withdrawnOn < endorsedOn) {
      const message = `'${withdrawnOn}' is before endorsedOn, '${endorsedOn}'`;
      context.addIssue({ code: 'custom', path: ['withdrawnOn'], message });
    }
    return { id: `${declaration}/${organization}`, declaration, organization, endorsedOn, withdrawnOn };
  });

const shapes: { readonly [K in Kind]: z.ZodType<Records[K]> } = {
  countries: countryShape,
  organizations: organizationShape,
  elections: electionShape,
  declarations: declarationShape,
  endorsements: endorsementShape,
};

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function canonicalLanguage(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

/** English first, then by language, so that the order of the file's columns changes nothing. */
function sortedNames(value: Names): Names {
  const entries = Object.entries(value).map(([tag, name]) => [canonicalLanguage(tag) ?? tag, name] as const);
  const rank = (tag: string) => (tag === 'en' ? '' : tag);
  return Object.fromEntries(entries.sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1)));
}
