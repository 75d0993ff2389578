import type { InspectedTable } from '@observer-graph/source-sql';
import { type Candidate, computedCandidate, type Surroundings } from './candidate.ts';
import { hasWord, ownWords, wordsOf } from './column-words.ts';
import { placeAround } from './field-patterns.ts';
import { chainsFrom, endOf, gathered, joinsAlong, labelOf, quoted, referencesOf } from './relations.ts';

const placeTable =
  /station|location|place|precinct|venue|constituenc|district|участ|дільниц|участк|უბან|ubani|ubnebi|bira[cč]k|qend[eë]r|vendvot|sec[tț]i|mesas?\b/;

/** Where a table's rows lie, where another table knows: its columns, its points, and the places around it. */
export function placeCandidates(table: InspectedTable, { tables, dialect }: Surroundings): Candidate[] {
  const chain = chainsFrom(table, tables, 2).find((each) => hasWord(lastWords(endOf(each)), placeTable));
  if (!chain) return pointsOf(table, 't', []);
  const place = endOf(chain);
  const joins = joinsAlong(chain, 'place', dialect);
  // What a place around it is called is not what it is called itself.
  const ownColumns = place.columns.filter(({ name }) => !hasWord(ownWords(name, place.name), placeAround));
  const label = labelOf({ ...place, columns: ownColumns }, 'place', dialect);
  const columns = place.columns
    .filter(({ name }) => !/(_id|Id)$/.test(name) && !place.primaryKey.includes(name))
    .map((column): Candidate => {
      const alias = `place_${wordsOf(column.name)
        .join('_')
        .replace(/^place_/, '')}`;
      const sql = `place.${quoted(column.name, dialect)}`;
      return { column, table: place.name, computed: { sql, alias, joins }, fills: 'place' };
    });
  const named = label === null ? [] : [named_(label)];
  return [...columns, ...pathOf(place), ...pointsOf(place, 'place', joins), ...named];

  function named_(sql: string): Candidate {
    return computedCandidate(
      'name',
      place,
      { sql, alias: 'place_label', joins },
      { fills: 'place.name', late: true },
    );
  }

  /** The names of the places around, the largest first. */
  function pathOf(of: InspectedTable): Candidate[] {
    const above = closurePath(of) ?? ancestryPath(of) ?? parentPath(of);
    if (above === null) return [];
    return [
      computedCandidate(
        'path',
        of,
        { sql: above, alias: 'place_path', joins, more: ['separator: "|"'] },
        { fills: 'place.path' },
      ),
    ];
  }

  /** A table of all pairs of a place and one around it, with how far they are from each other. */
  function closurePath(of: InspectedTable): string | null {
    const upper = labelOf(of, 'up', dialect);
    for (const between of tables) {
      const here = referencesOf(between, tables).filter((reference) => reference.table === of);
      const lower = here.find(({ column }) => /desc|child|node|lower/i.test(column));
      const higher = here.find(({ column }) => /anc|parent|upper|higher/i.test(column));
      const depth = between.columns.find(
        ({ name, type }) => type === 'integer' && /depth|generation|distance|level|length/i.test(name),
      );
      if (!lower || !higher || !depth || upper === null) continue;
      const far = `c.${quoted(depth.name, dialect)}`;
      const from = `${quoted(between.name, dialect)} c JOIN ${quoted(of.name, dialect)} up ON up.${quoted(higher.references, dialect)} = c.${quoted(higher.column, dialect)} WHERE c.${quoted(lower.column, dialect)} = place.${quoted(lower.references, dialect)} AND ${far} > 0`;
      return gathered(upper, from, `${far} DESC`, dialect);
    }
    return null;
  }

  /** The keys of the places around in one text, `1/12/123`. */
  function ancestryPath(of: InspectedTable): string | null {
    const upper = labelOf(of, 'up', dialect);
    const [key] = of.primaryKey;
    const path = of.columns.find(
      ({ name, type }) => type === 'text' && /ancestry|lineage|materiali[sz]ed|(^|_)path$/i.test(name),
    );
    if (!path || key === undefined || upper === null) return null;
    const own = `place.${quoted(path.name, dialect)}`;
    const id = `up.${quoted(key, dialect)}`;
    const isAbove = {
      postgres: `${id}::text = ANY (string_to_array(${own}, '/'))`,
      mysql: `find_in_set(${id}, replace(${own}, '/', ','))`,
      sqlite: `instr('/' || ${own} || '/', '/' || ${id} || '/')`,
    }[dialect];
    const order = `length(coalesce(up.${quoted(path.name, dialect)}, ''))`;
    return gathered(upper, `${quoted(of.name, dialect)} up WHERE ${isAbove}`, order, dialect);
  }

  /** Each place points to the one around it; two steps up are looked at. */
  function parentPath(of: InspectedTable): string | null {
    const [key] = of.primaryKey;
    const parent = of.columns.find(({ name }) => /^parent|parent(_?id)?$/i.test(name));
    const upper = labelOf(of, 'up', dialect);
    if (!parent || key === undefined || upper === null) return null;
    const [own, id, from] = [quoted(parent.name, dialect), quoted(key, dialect), quoted(of.name, dialect)];
    const rows = `(SELECT u1.*, 1 AS above FROM ${from} u1 WHERE u1.${id} = place.${own} UNION ALL SELECT u2.*, 2 FROM ${from} u1 JOIN ${from} u2 ON u2.${id} = u1.${own} WHERE u1.${id} = place.${own}) up`;
    // MySQL lets no derived table look outside.
    return dialect === 'mysql' ? null : gathered(upper, rows, 'up.above DESC', dialect);
  }

  /** A column of points as two columns. */
  function pointsOf(of: InspectedTable, alias: string, needed: readonly string[]): Candidate[] {
    for (const { name, type, values } of of.columns) {
      if (type !== 'geometry' && !(type === 'other' && dialect === 'postgres')) continue;
      const texts = values.flatMap(({ text }) => (text === null ? [] : [text]));
      const axes = pointAxes(texts, `${alias}.${quoted(name, dialect)}`);
      if (!axes) continue;
      const axis = (word: 'latitude' | 'longitude') =>
        computedCandidate(
          word,
          of,
          { sql: axes[word], alias: `point_${word}`, joins: needed, more: ['empty: 0'] },
          { fills: `place.${word}` },
        );
      return [axis('latitude'), axis('longitude')];
    }
    return [];
  }
}

/**
 * PostgreSQL's own points are `(x,y)` as texts, those of PostGIS hexadecimal digits, those of MySQL `POINT(x y)`. Which of
 * MySQL's is the longitude depends on the reference system: the first, unless a number says otherwise.
 */
function pointAxes(
  texts: readonly string[],
  column: string,
): Readonly<Record<'latitude' | 'longitude', string>> | null {
  const some = (pattern: RegExp) => texts.some((text) => pattern.test(text));
  if (some(/^\(-?[\d.]+,-?[\d.]+\)$/)) return { latitude: `${column}[1]`, longitude: `${column}[0]` };
  if (some(/^01010000(20E6100000)?[0-9A-F]{32}$/i)) {
    return { latitude: `ST_Y(${column}::geometry)`, longitude: `ST_X(${column}::geometry)` };
  }
  const seconds = texts.map((text) => /^POINT\(\S+ (\S+)\)$/.exec(text)?.[1]);
  if (seconds.length === 0 || seconds.includes(undefined)) return null;
  const swapped = seconds.some((second) => Math.abs(Number(second)) > 90);
  const [latitude, longitude] = swapped ? ['ST_X', 'ST_Y'] : ['ST_Y', 'ST_X'];
  return { latitude: `${latitude}(${column})`, longitude: `${longitude}(${column})` };
}

function lastWords({ name }: InspectedTable): string {
  return wordsOf(name.split('.').at(-1) ?? '')
    .slice(-1)
    .join(' ');
}
