import { nearest } from '@observer-graph/contract';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { limitsSchema } from './limits.ts';

const text = z.string({
  error: ({ input }) => (input === undefined ? 'is missing' : 'expected a text'),
});

const code = text
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'expected small letters, digits and hyphens, beginning with a letter',
  )
  .max(64, 'expected at most 64 characters');

const slug = text
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected small letters, digits and hyphens')
  .max(128, 'expected at most 128 characters');

const url = text.refine(
  isBaseUrl,
  'expected the URL of a server, for example https://data.example.org/observer-graph',
);

const registrySchema = z.strictObject({
  code,
  url,
  organizations: z.array(slug, 'expected a list of slugs').default([]),
});

const memberSchema = z.strictObject({
  code,
  url,
  /** The slugs of the organisations that it speaks for; its records of others are copies. */
  organizations: z.array(slug, 'expected a list of slugs').default([]),
  /** Whether everyone may know that it is a member. */
  listed: z.boolean('expected true or false').default(true),
  /** Whether it is a hub itself: then the prefixes of its ids are those in its card. */
  hub: z.boolean('expected true or false').default(false),
});

const federationSchema = z.strictObject(
  {
    /** The code under which this hub is a member of others. */
    code: code.optional(),
    registry: registrySchema,
    members: z.array(memberSchema, 'expected a list of members'),
    limits: limitsSchema.default(() => limitsSchema.parse({})),
  },
  { error: ({ code }) => (code === 'invalid_type' ? 'expected the keys registry and members' : undefined) },
);

/** Who takes part in a federation, and its limits: a federation file, read and checked. */
export type Federation = z.output<typeof federationSchema>;
/** The same as it is written: what has a default may be left out. */
export type FederationInput = z.input<typeof federationSchema>;

/** A federation that cannot be used. The message has one line for every problem. */
export class FederationFileError extends Error {
  override readonly name = 'FederationFileError';
  /** Each with its place, `federation.yaml:7: …`. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the text of a federation file.
 *
 * A value `$NAME` is that of the environment variable of this name.
 *
 * @param file the file's name, for messages
 * @throws {FederationFileError} with all problems at once
 */
export function parseFederation(
  text: string,
  file: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): Federation {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new FederationFileError(
      document.errors.map((error) => {
        const reason = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '');
        return `${file}:${lines.linePos(error.pos[0]).line}: ${reason}`;
      }),
    );
  }
  const problems: { readonly line: number; readonly message: string }[] = [];
  const expanded = expand(document.toJS(), environment, [], (path, message) =>
    problems.push({ line: lineOf(document, lines, path), message }),
  );
  const checked = check(expanded);
  if ('federation' in checked && problems.length === 0) return checked.federation;
  const reported = new Set(problems.map(({ line }) => line));
  for (const { path, message } of 'problems' in checked ? checked.problems : []) {
    const line = lineOf(document, lines, path);
    // A value that the environment does not have is not wrong a second time.
    if (!reported.has(line)) problems.push({ line, message: `${placeOf(path)}${message}` });
  }
  throw new FederationFileError(
    problems.toSorted((a, b) => a.line - b.line).map(({ line, message }) => `${file}:${line}: ${message}`),
  );
}

/**
 * Checks a federation that was made by a program.
 *
 * @throws {FederationFileError} with all problems at once
 */
export function checkFederation(input: FederationInput): Federation {
  const checked = check(input);
  if ('federation' in checked) return checked.federation;
  throw new FederationFileError(checked.problems.map(({ path, message }) => `${placeOf(path)}${message}`));
}

type Path = readonly PropertyKey[];

interface Problem {
  readonly path: Path;
  readonly message: string;
}

function check(value: unknown): { federation: Federation } | { problems: Problem[] } {
  const result = federationSchema.safeParse(value);
  const problems = [...(result.error?.issues ?? []).flatMap(explain), ...doubleClaims(value)];
  return result.success && problems.length === 0 ? { federation: result.data } : { problems };
}

/** Codes and organizations that two members claim; looked for even where other things are wrong. */
function doubleClaims(value: unknown): Problem[] {
  const { code: own, registry, members } = asRecord(value);
  const problems: Problem[] = [];
  const codes = new Map<unknown, string>(typeof own === 'string' ? [[own, 'this hub']] : []);
  const speakers = new Map<unknown, string>();
  const claim = (member: Readonly<Record<string, unknown>>, path: Path, name: string) => {
    const holder = codes.get(member['code']);
    if (holder !== undefined) {
      const message = `'${member['code']}' is the code of ${holder} too; a code begins the ids of one member's records`;
      problems.push({ path: [...path, 'code'], message });
    } else if (typeof member['code'] === 'string') codes.set(member['code'], name);
    const organizations = Array.isArray(member['organizations']) ? member['organizations'] : [];
    for (const [index, organization] of organizations.entries()) {
      const speaker = speakers.get(organization);
      if (speaker !== undefined) {
        const message =
          speaker === name
            ? `'${organization}' is listed twice`
            : `${speaker} already speaks for '${organization}'; one member alone speaks for an organisation`;
        problems.push({ path: [...path, 'organizations', index], message });
      } else speakers.set(organization, name);
    }
  };
  claim(asRecord(registry), ['registry'], 'the registry');
  for (const [index, member] of (Array.isArray(members) ? members : []).entries()) {
    claim(asRecord(member), ['members', index], `member ${index + 1}`);
  }
  return problems;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** What is wrong, in our words, and where: an unknown key is a problem of its own place. */
function explain(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const known = nearest(key, knownKeys(issue.path));
      const hint =
        known === null ? `known are ${knownKeys(issue.path).join(', ')}` : `did you mean '${known}'?`;
      return { path: [...issue.path, key], message: `unknown key; ${hint}` };
    });
  }
  if (
    issue.code === 'invalid_type' &&
    issue.input === undefined &&
    /received undefined$/.test(issue.message)
  ) {
    return [{ path: issue.path, message: 'is missing' }];
  }
  return [{ path: issue.path, message: issue.message.replace(/^Invalid input: /, '') }];
}

function knownKeys(path: Path): string[] {
  if (path.length === 0) return Object.keys(federationSchema.shape);
  if (path[0] === 'registry') return Object.keys(registrySchema.shape);
  if (path[0] === 'limits') return Object.keys(limitsSchema.shape);
  return Object.keys(memberSchema.shape);
}

/** `members[2].url: `, counted as people count. */
function placeOf(path: Path): string {
  const place = path
    .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
    .join('');
  return place === '' ? '' : `${place.slice(1)}: `;
}

/** The line of the value at a path, or of the nearest thing around it that exists. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as
      | { range?: number[] }
      | undefined;
    if (node?.range?.[0] !== undefined) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function expand(
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
  path: Path,
  problem: (path: Path, message: string) => void,
): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => expand(item, environment, [...path, index], problem));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, expand(item, environment, [...path, key], problem)]),
    );
  }
  if (typeof value !== 'string') return value;
  const name = /^\$([A-Z_][A-Z0-9_]*)$/.exec(value)?.[1];
  if (name === undefined) return value;
  const found = environment[name];
  if (found === undefined) problem(path, `${placeOf(path)}the environment variable ${name} is not set`);
  return found;
}

function isBaseUrl(text: string): boolean {
  const parsed = URL.canParse(text) ? new URL(text) : null;
  return (
    parsed !== null &&
    (parsed.protocol === 'http:' || parsed.protocol === 'https:') &&
    parsed.search === '' &&
    parsed.hash === ''
  );
}
