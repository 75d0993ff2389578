import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import {
  type Cell,
  type FileFormat,
  gatherNames,
  type Problem,
  type RawFile,
  type RawRecord,
  unknownColumn,
} from './raw-record.ts';

/** Reads a YAML file: a list of mappings. Records that cannot be read are problems; the others are read all the same. */
export function readYaml(text: string, kind: FileFormat): RawFile {
  const lineCounter = new LineCounter();
  // Everything is text: a country NO is Norway, and a date a date.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter, prettyErrors: false });
  const lineOf = (node: unknown) => lineCounter.linePos((node as Node | null)?.range?.[0] ?? 0).line;
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({
      line: lineCounter.linePos(pos[0]).line,
      message: `not readable as YAML: ${message.replace(/\.$/, '')}`,
    }));
    return { records: [], problems };
  }
  if (document.contents === null) return { records: [], problems: [] };
  if (!isSeq(document.contents)) {
    return { records: [], problems: [{ line: 1, message: `a list of ${kind.kind} is expected` }] };
  }

  const records: RawRecord[] = [];
  const problems: Problem[] = [];
  for (const item of document.contents.items) {
    const line = lineOf(item);
    if (!isMap(item)) {
      problems.push({ line, message: `a mapping with the keys ${kind.fileColumns.join(', ')} is expected` });
      continue;
    }
    const cells: [string, Cell][] = [];
    const lines: Record<string, number> = {};
    for (const pair of item.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      const keyLine = lineOf(pair.key);
      lines[key] = keyLine;
      const unknown = unknownColumn(key, kind);
      if (unknown !== null)
        problems.push({ line: keyLine, message: unknown.replace('unknown column', 'unknown key') });
      const cell = cellOf(pair.value, document);
      if (cell === undefined) problems.push({ line: keyLine, message: `${key} is nested too deeply` });
      else if (unknown === null && cell !== null) cells.push([key, cell]);
    }
    const gathered = gatherNames(cells);
    if ('twice' in gathered) problems.push({ line, message: `name:${gathered.twice} is given twice` });
    else records.push({ cells: gathered.cells, line, lines });
  }
  return { records, problems };
}

/** Null where nothing is said; undefined for what no cell can be. */
function cellOf(node: unknown, document: Document): Cell | null | undefined {
  if (node === null || node === undefined) return null;
  if (isAlias(node)) return cellOf(node.resolve(document), document);
  if (isScalar(node)) {
    const text = String(node.value ?? '')
      .trim()
      .normalize('NFC');
    return text === '' || text === '~' || text === 'null' ? null : text;
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => cellOf(item, document));
    if (!items.every((item) => typeof item === 'string')) return undefined;
    return items.length === 0 ? null : items;
  }
  if (isMap(node)) {
    const entries = node.items.map(
      (pair) => [isScalar(pair.key) ? String(pair.key.value) : '', cellOf(pair.value, document)] as const,
    );
    if (
      !entries.every(
        (entry): entry is readonly [string, string] => typeof entry[1] === 'string' || entry[1] === null,
      )
    )
      return undefined;
    return Object.fromEntries(entries.filter(([, value]) => value !== null));
  }
  return undefined;
}
