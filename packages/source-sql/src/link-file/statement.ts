import type { Dialect, LinkedSource } from '../link.ts';

/** What only a statement that changes something, or locks, begins with. */
const writes = new Set(
  (
    'INSERT UPDATE DELETE MERGE REPLACE TRUNCATE DROP CREATE ALTER GRANT REVOKE CALL DO EXEC EXECUTE COPY LOAD ' +
    'LOCK RENAME ATTACH DETACH PRAGMA VACUUM REINDEX ANALYZE SET RESET BEGIN COMMIT ROLLBACK HANDLER'
  ).split(' '),
);

/** What stands behind a column in an expression, and never behind one of those. */
const operators = new Set('IS IN AS LIKE ILIKE BETWEEN AND NOT COLLATE ORDER SEPARATOR'.split(' '));

/** What stands behind a whole expression, and so behind no operator. */
const ends = new Set(') , ; AND OR ORDER GROUP HAVING LIMIT OFFSET FETCH UNION INTERSECT EXCEPT'.split(' '));

const identifier = /^[^\s.,;:'"`()[\]]+$/u;

/**
 * Tells a table's name from a SELECT, and lets pass only what reads. It does not understand SQL (the database does, at
 * the first check); it keeps a text that does something else, or would break out of the query around it, from being sent.
 *
 * @returns the source's `from`, without comments and semicolon at its end; or what is wrong with it
 */
export function statementOf(
  text: string,
  dialect: Dialect | null,
): LinkedSource['from'] | { readonly mistake: string } {
  const read = tokensOf(text, dialect === 'mysql' ? mysqlTokens : standardTokens);
  if ('mistake' in read) return read;
  const { tokens } = read;
  while (tokens.at(-1)?.text === ';') tokens.pop();
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last) return { mistake: 'is empty; name a table, or write a SELECT.' };
  const word = first.text.toUpperCase();
  if (isSelect(word, tokens)) {
    const mistake = selectMistake(tokens) ?? parameterMistake(tokens, dialect);
    return mistake === null ? { select: text.slice(first.start, last.end) } : { mistake };
  }
  if (writes.has(word) && tokens.length > 1) return { mistake: `${word} writes; only a SELECT is possible.` };
  const table = text.trim();
  const parts = table.split('.');
  if (parts.length <= 2 && parts.every((part) => identifier.test(part))) return { table };
  const neither = 'is neither a table (report, public.report, without quotes) nor a SELECT.';
  if (!/^[^\n()]{1,60}$/.test(table)) return { mistake: neither };
  const name = /["'`]/.test(table) || parts.length > 2 ? table : quotedTable(parts, dialect);
  return { mistake: `${neither} If a table has this name, write SELECT * FROM ${name}.` };
}

/** A schema and a table are quoted apart; but SQLite has no schemas of its users' own, and a dot with a space beside it parts no names. */
function quotedTable(parts: readonly string[], dialect: Dialect | null): string {
  const quote = dialect === 'mysql' ? '`' : '"';
  const apart = dialect !== 'sqlite' && parts.every((part) => part !== '' && part.trim() === part);
  const names = apart ? parts : [parts.join('.')];
  return names.map((name) => quote + name + quote).join('.');
}

/** A table may be called `With` or `With Space`; a SELECT that begins so has a bracket. */
function isSelect(word: string, tokens: readonly Token[]): boolean {
  if (word === 'WITH') return tokens.some(({ text }) => text === '(');
  return word === '(' || (word === 'SELECT' && tokens.length > 1);
}

interface Token {
  /** A word, a single sign, or a quote that stands for a quoted text or name. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function selectMistake(tokens: readonly Token[]): string | null {
  let depth = 0;
  for (const [index, { text }] of tokens.entries()) {
    if (text === '(') depth++;
    if (text === ')') depth--;
    if (depth < 0) return "has a ')' without its '('.";
    if (text === ';') return 'has more than one statement; one SELECT is possible.';
    const word = text.toUpperCase();
    const before = tokens[index - 1]?.text.toUpperCase();
    const named = before === '.' || before === 'AS';
    if (word === 'INTO' && !named) return 'SELECT … INTO writes; only reading is possible.';
    if (before === 'FOR' && (word === 'UPDATE' || word === 'SHARE' || word === 'NO' || word === 'KEY')) {
      return 'FOR UPDATE and FOR SHARE lock rows; only reading is possible.';
    }
    if (word === 'LOCK' && /^in share$/i.test(`${tokens[index + 1]?.text} ${tokens[index + 2]?.text}`)) {
      return 'LOCK IN SHARE MODE locks rows; only reading is possible.';
    }
    const begins = before === '(' || (before === ')' && depth === 0);
    const after = tokens[index + 1]?.text ?? '';
    const column = !/^['\p{L}\p{N}_$]/u.test(after) || (before === '(' && operators.has(after.toUpperCase()));
    if (begins && !column && writes.has(word)) return `${word} writes; only a SELECT is possible.`;
  }
  return depth === 0 ? null : "has a '(' without its ')'.";
}

/** SQLite would take NULL for it, or what the query around it binds; the others complain in words of their protocols. */
function parameterMistake(tokens: readonly Token[], dialect: Dialect | null): string | null {
  let bracketed = false;
  for (const [index, { text, end }] of tokens.entries()) {
    // SQLite quotes names with brackets too.
    if (dialect === 'sqlite' && (text === '[' || text === ']')) bracketed = text === '[';
    // OPERATOR(pg_catalog.?)
    const named = tokens[index - 1]?.text === '.' || /^operator$/i.test(tokens[index - 2]?.text ?? '');
    const after = tokens[index + 1];
    if (bracketed || named || !isParameter(text, after, dialect)) continue;
    const name = after?.start === end && /^[\p{L}\p{N}_]/u.test(after.text) ? text + after.text : text;
    return `has the parameter ${name}, which nobody fills; write its value in its place.`;
  }
  return null;
}

function isParameter(text: string, after: Token | undefined, dialect: Dialect | null): boolean {
  switch (dialect) {
    case 'postgres': {
      // It is an operator of jsonb, but of two operands.
      if (text === '?') return after === undefined || ends.has(after.text.toUpperCase());
      return /^\$\d+$/.test(text);
    }
    case 'mysql':
      return text === '?';
    case 'sqlite':
      return /^[?:@]$|^\$./.test(text);
    default:
      return false;
  }
}

/** Only MySQL escapes with backslashes, and comments from `#` on, which is an operator of PostgreSQL. */
const mysqlTokens = tokenPattern(
  String.raw`--[^\n]*|#[^\n]*`,
  String.raw`'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"\\]|""|\\[\s\S])*"`,
);
const standardTokens = tokenPattern(
  String.raw`--[^\n]*`,
  String.raw`[eE]'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(?<tag>[A-Za-z_]*)\$[\s\S]*?\$\k<tag>\$`,
);

function tokenPattern(lineComment: string, quoted: string): RegExp {
  return new RegExp(
    [
      String.raw`(?<comment>${lineComment}|/\*(?!!)[\s\S]*?\*/)`,
      `(?<quoted>${quoted}|${'`(?:[^`]|``)*`'})`,
      String.raw`(?<word>[\p{L}\p{N}_$]+)`,
      String.raw`(?<sign>\S)`,
    ].join('|'),
    'gu',
  );
}

/** A quoted text or name counts as one token; comments are left out. */
function tokensOf(text: string, pattern: RegExp): { tokens: Token[] } | { mistake: string } {
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const { groups = {}, index } = match;
    if (groups['comment'] !== undefined) continue;
    const end = index + match[0].length;
    if (groups['sign'] !== undefined && /['"`]/.test(match[0]))
      return { mistake: `has a ${match[0]} without its end.` };
    if (match[0] === '/' && text[end] === '*')
      return { mistake: 'has a comment without its end, or one that MySQL executes.' };
    tokens.push({ text: groups['quoted'] === undefined ? match[0] : "'", start: index, end });
  }
  return { tokens };
}
