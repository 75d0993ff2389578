import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLParseError,
} from 'yaml';
import type { Problem } from './problems.ts';

export interface YamlEntry {
  readonly key: string;
  /** The key itself: where it stands, and what it is if it is no text. */
  readonly keyNode: YamlNode;
  readonly value: YamlNode;
}

interface Surroundings {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly problems: Problem[];
}

/** A place in a YAML file: what stands there and where, so that each mistake can be named with its line. */
export class YamlNode {
  readonly path: string;
  readonly #node: Node | null;
  readonly #offset: number;
  readonly #within: Surroundings;
  readonly #ancestors: ReadonlySet<Node>;
  /** What is wrong with the alias that stands here. */
  readonly #broken: string | null;

  private constructor(
    within: Surroundings,
    found: Node | null,
    path: string,
    offset: number,
    ancestors: ReadonlySet<Node>,
  ) {
    this.#within = within;
    this.path = path;
    this.#offset = offset;
    let node: Node | null | undefined = found;
    let broken: string | null = null;
    if (isAlias(found)) {
      node = found.resolve(within.document);
      if (!node) broken = `*${found.source} is not defined above: there is no &${found.source}.`;
      else if (ancestors.has(node)) broken = `*${found.source} contains itself.`;
      if (broken !== null) node = null;
    }
    this.#broken = broken;
    this.#node = node ?? null;
    this.#ancestors = this.#node ? new Set([...ancestors, this.#node]) : ancestors;
  }

  /**
   * Reads a text. Mistakes are told to `problems`, those found later by {@link problem} as well.
   *
   * @returns null if it is no YAML. Only the first fault is told then: what a parser guesses after it is blamed for the wrong things
   */
  static parse(text: string, problems: Problem[]): YamlNode | null {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
    const [first] = document.errors.toSorted((one, other) => one.pos[0] - other.pos[0]);
    if (first) {
      const { line, col } = lines.linePos(first.pos[0]);
      problems.push({
        line: Math.max(1, line),
        column: Math.max(1, col),
        path: '',
        message: beginsAsMapping(text)
          ? `no YAML: ${faultOf(first)}. Mend this first; the rest can be read only then.`
          : 'this is no link file: that is YAML, and begins with "member: …". `member init` drafts one.',
      });
      return null;
    }
    const root = new YamlNode({ document, lines, problems }, document.contents, '', 0, new Set());
    return root.#isSound(new Set()) ? root : null;
  }

  get kind(): 'mapping' | 'list' | 'scalar' | 'nothing' {
    if (isMap(this.#node)) return 'mapping';
    if (isSeq(this.#node)) return 'list';
    return this.scalar === null ? 'nothing' : 'scalar';
  }

  /** The value of a scalar; null if there is none, or this is no scalar. */
  get scalar(): unknown {
    return isScalar(this.#node) ? (this.#node.value ?? null) : null;
  }

  /**
   * A scalar as it is written: `007` and `1.50` keep their noughts, which is how a database's codes are compared. Null
   * if there is none.
   */
  get text(): string | null {
    const value = this.scalar;
    if (value === null) return null;
    return typeof value === 'string' ? value : (isScalar(this.#node) && this.#node.source) || String(value);
  }

  get line(): number {
    return Math.max(1, this.#within.lines.linePos(this.#offset).line);
  }

  /** What stands here as plain data. */
  get data(): unknown {
    if (this.kind === 'mapping') return Object.fromEntries(this.entries().map((e) => [e.key, e.value.data]));
    return this.kind === 'list' ? this.items().map((item) => item.data) : this.scalar;
  }

  /** The entries of a mapping; of anything else none. */
  entries(): YamlEntry[] {
    if (!isMap(this.#node)) return [];
    return this.#node.items.map((pair) => {
      const keyOffset = offsetOf(pair.key) ?? this.#offset;
      const keyNode = this.#child(pair.key as Node | null, '', keyOffset);
      const key = keyNode.text ?? 'null';
      const path = this.path === '' ? key : `${this.path}.${key}`;
      const value = (pair.value ?? null) as Node | null;
      // A block mapping begins on the line below its key; the key is where a reader looks for it.
      const offset = isMap(value) || isSeq(value) ? keyOffset : (offsetOf(value) ?? keyOffset);
      return { key, keyNode: keyNode.at(path), value: this.#child(value, path, offset) };
    });
  }

  /** The items of a list; of anything else none. Items count from 1 in paths, as people count. */
  items(): YamlNode[] {
    if (!isSeq(this.#node)) return [];
    return this.#node.items.map((item, index) =>
      this.#child(item as Node, `${this.path}[${index + 1}]`, offsetOf(item) ?? this.#offset),
    );
  }

  get(key: string): YamlNode | null {
    return this.entries().find((entry) => entry.key === key)?.value ?? null;
  }

  /** The same place under another path. */
  at(path: string): YamlNode {
    return new YamlNode(this.#within, this.#node, path, this.#offset, this.#ancestors);
  }

  problem(message: string): void {
    const { line, col } = this.#within.lines.linePos(this.#offset);
    this.#within.problems.push({
      line: Math.max(1, line),
      column: Math.max(1, col),
      path: this.path,
      message,
    });
  }

  /** Names repeated keys and broken aliases; false if there are such aliases. */
  #isSound(seen: Set<Node>): boolean {
    if (this.#broken !== null) this.problem(this.#broken);
    if (this.#node === null || seen.has(this.#node)) return this.#broken === null;
    seen.add(this.#node);
    let sound = true;
    const lines = new Map<string, number>();
    for (const { key, keyNode, value } of this.entries()) {
      const first = lines.get(key);
      if (first === undefined) lines.set(key, keyNode.line);
      else keyNode.problem(`stands here a second time, after line ${first}; keep one.`);
      if (!value.#isSound(seen)) sound = false;
    }
    for (const item of this.items()) {
      if (!item.#isSound(seen)) sound = false;
    }
    return sound;
  }

  #child(node: Node | null, path: string, offset: number): YamlNode {
    return new YamlNode(this.#within, node, path, offset, this.#ancestors);
  }
}

/** Whether the first line that is no comment has a key, or a bracket: what has neither was never meant as a link file. */
function beginsAsMapping(text: string): boolean {
  const first = text.split('\n').find((line) => /^\s*[^\s#%]/.test(line) && !line.startsWith('---'));
  return first === undefined || /^\s*(\{|["']?[\w-]+["']?\s*:(\s|$))/.test(first);
}

function faultOf({ code, message }: YAMLParseError): string {
  // The parser's own words are for programmers.
  return code === 'MULTIPLE_DOCS' ? 'several documents, and a link file is one: leave "---" out' : message;
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null)?.range?.[0];
}
