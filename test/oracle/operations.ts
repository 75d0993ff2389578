import { type Domain, models, type RelatedField, recordType } from '@observer-graph/contract';
import type { Direction } from './databases.ts';
import type { Draw } from './draw.ts';
import { drawFilter, type FilterValues, printed } from './filters.ts';
import { columnsOf, countries, type DrawnRecord, elections, type World } from './world.ts';

/** A GraphQL operation on a domain's subgraph. */
export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** Of all its orders. */
  readonly direction: Direction;
}

export type DrawnDomain = 'findings' | 'recommendations' | 'assessments';
export const drawnDomains: readonly DrawnDomain[] = ['findings', 'recommendations', 'assessments'];

const recordsOf: Readonly<Record<DrawnDomain, readonly DrawnRecord[]>> = {
  findings: ['Finding', 'Mission'],
  recommendations: ['Recommendation'],
  assessments: ['Assessment'],
};

/** The lists, and summaries, of an entity in a domain. */
function relatedOf(domain: DrawnDomain, entity: string): readonly RelatedField[] {
  const drawn: readonly string[] = recordsOf[domain];
  return (models.get(domain as Domain)?.related ?? []).filter(
    (related) => related.entity === entity && drawn.includes(related.record),
  );
}

/** The entities that a domain has lists of, or owns. */
function entitiesOf(domain: DrawnDomain): readonly string[] {
  const related = models.get(domain as Domain)?.related ?? [];
  return [...new Set([...related.map(({ entity }) => entity), ...recordsOf[domain]])];
}

export function directionOf(order: string): Direction {
  return order.endsWith('_ASC') ? 'ascending' : 'descending';
}

/** The key of a record that no member has. */
export const nobodysNumber = 99_999;

/**
 * Draws an operation that is valid against a domain's subgraph, on ids that exist in the world and on some that do not.
 *
 * @param idOf the id of a row of the world
 */
export function drawOperation(
  draw: Draw,
  domain: DrawnDomain,
  world: World,
  idOf: (number: number) => string,
): Operation {
  return new Drawing(draw, domain, world, idOf).operation();
}

class Drawing {
  private readonly draw: Draw;
  private readonly domain: DrawnDomain;
  private readonly world: World;
  private readonly idOf: (number: number) => string;
  private readonly direction: Direction;
  private readonly variables: Record<string, unknown> = {};
  private readonly declarations: string[] = [];
  private readonly fragments = new Map<string, { readonly type: string; readonly text: string }>();
  private names = 0;

  constructor(draw: Draw, domain: DrawnDomain, world: World, idOf: (number: number) => string) {
    this.draw = draw;
    this.domain = domain;
    this.world = world;
    this.idOf = idOf;
    this.direction = draw.once(3) ? 'ascending' : 'descending';
  }

  operation(): Operation {
    const { draw } = this;
    const records = recordsOf[this.domain];
    const roots = draw.once(2) ? [this.summary(draw.of(records))] : [];
    for (let count = draw.integer(1, 3); count > 0; count--) roots.push(this.root(draw.of(records)));
    const selection = this.inFragments('Query', roots.join('\n  '));
    const declared = this.declarations.length > 0 ? `(${this.declarations.join(', ')})` : '';
    const fragments = [...this.fragments].map(
      ([name, { type, text }]) => `fragment ${name} on ${type} { ${text} }`,
    );
    return {
      query: [`query${declared} { ${selection} }`, ...fragments].join('\n'),
      variables: this.variables,
      direction: this.direction,
    };
  }

  private root(record: DrawnRecord): string {
    const { draw } = this;
    const field = record.toLowerCase();
    switch (draw.integer(0, 5)) {
      case 4:
        return `${this.name('o')}: ${field}(id: ${JSON.stringify(draw.of(this.idsOf(record)))}) { ${this.node(record, 2)} }`;
      case 5:
        return this.entities();
      default:
        return `${this.name('q')}: ${field}s(${this.listArguments(record, this.world.longestPage)}) { ${this.connection(record, 2)} }`;
    }
  }

  private name(prefix: string): string {
    return `${prefix}${this.names++}`;
  }

  private variable(type: string, value: unknown, defaultTo?: string): string {
    const id = this.name('v');
    this.declarations.push(`$${id}: ${type}${defaultTo === undefined ? '' : ` = ${defaultTo}`}`);
    // A variable with a default may be left out: then the default must hold on both sides.
    if (defaultTo === undefined || this.draw.once(2)) this.variables[id] = value;
    return `$${id}`;
  }

  /** The ids of a type's records, and one that nobody has. */
  private idsOf(record: string): string[] {
    const known = this.world.rows
      .filter((row) => row.record === record)
      .map(({ number }) => this.idOf(number));
    const { code } = this.draw.of(this.world.members);
    return [...known, `${code}:${record.toLowerCase()}:s:${nobodysNumber}`];
  }

  private keysOf(type: string): readonly string[] {
    if (type === 'Country') return [...countries, 'ZZ'];
    if (type === 'Election') return [...elections, 'ZZ-2024-01-01-general'];
    if (type === 'Organization') {
      return [...this.world.members.flatMap(({ organizations }) => organizations), 'somebody-else'];
    }
    return this.idsOf(type);
  }

  private condition(): string {
    const { draw } = this;
    if (!draw.once(8)) return '';
    const directive = draw.of(['include', 'skip']);
    const value = draw.once(2);
    if (draw.once(4)) return ` @${directive}(if: ${value})`;
    return ` @${directive}(if: ${this.variable('Boolean!', value, draw.once(2) ? String(draw.once(2)) : undefined)})`;
  }

  private filter(record: DrawnRecord): string | null {
    const { draw } = this;
    const filter = drawFilter(draw, record, (type) => this.keysOf(type));
    if (filter.size === 0 && !draw.once(2)) return null;
    return `filter: ${this.filterValue(record, filter)}`;
  }

  private filterValue(record: DrawnRecord, filter: FilterValues): string {
    if (!this.draw.once(4)) return printed(filter);
    const value = Object.fromEntries([...filter].map(([name, one]) => [name, one.value]));
    const type = this.draw.once(2) ? `${record}Filter!` : `${record}Filter`;
    return this.variable(type, value, this.draw.once(3) ? printed(filter) : undefined);
  }

  private listArguments(record: DrawnRecord, longest: number): string {
    const { draw } = this;
    const size = draw.integer(1, longest);
    const count = draw.of(['first', 'first', 'last']);
    const orders = [...recordType(record).orders.keys()];
    const order = draw.of(orders.filter((one) => directionOf(one) === this.direction));
    const orderBy = () =>
      draw.once(2) ? order : this.variable(`${record}Order!`, order, draw.once(2) ? order : undefined);
    const sized = () =>
      draw.once(2)
        ? String(size)
        : this.variable('Int', size, draw.once(2) ? String(draw.integer(1, longest)) : undefined);
    return [
      this.filter(record),
      // Left out, it descends.
      this.direction === 'ascending' || draw.once(2) ? `orderBy: ${orderBy()}` : null,
      `${count}: ${sized()}`,
    ]
      .filter((part) => part !== null)
      .join(', ');
  }

  private connection(record: DrawnRecord, depth: number): string {
    const { draw } = this;
    const edge = () => `${draw.once(2) ? 'at: cursor ' : ''}node { ${this.node(record, depth)} }`;
    const parts = [
      draw.once(10) ? '' : `edges${this.condition()} { ${this.inFragments(`${record}Edge`, edge())} }`,
      // A second time, to be merged with the first.
      draw.once(6) ? 'edges { node { again: id } }' : '',
      draw.once(2) ? 'pageInfo { hasNextPage hasPreviousPage }' : '',
      draw.once(2) ? `totalCount${this.condition()}` : '',
      draw.once(3) ? 'sources { complete }' : '',
    ];
    return this.inFragments(`${record}Connection`, ['__typename', ...parts].join(' '));
  }

  private summary(record: DrawnRecord): string {
    const { draw } = this;
    const all = [...recordType(record).dimensions.values()].filter(({ field }) =>
      columnsOf(record).includes(field),
    );
    const by = draw.once(5) ? [] : Array.from({ length: draw.integer(1, 4) }, () => draw.of(all).name);
    const given = [
      this.filter(record),
      draw.once(2) || by.length > 0 ? `by: [${[...new Set(by)].join(', ')}]` : null,
    ].filter((part) => part !== null);
    const args = given.length > 0 ? `(${given.join(', ')})` : '';
    const sources = draw.once(3) ? 'sources { complete }' : '';
    return `${this.name('s')}: ${record.toLowerCase()}Summary${args} { total copies buckets { keys count } ${sources} }`;
  }

  /** The lists of an entity, some of them twice with different arguments. */
  private lists(type: string, depth: number): string {
    if (depth <= 0) return '';
    return relatedOf(this.domain, type)
      .flatMap((related) => (this.draw.once(2) ? (this.draw.once(4) ? [related, related] : [related]) : []))
      .map((related) => this.list(related, depth))
      .join(' ');
  }

  private list({ field, record }: RelatedField, depth: number): string {
    if (field === 'progress') return `${this.name('l')}: progress { total buckets { keys count } }`;
    const drawn = record as DrawnRecord;
    return `${this.name('l')}: ${field}(${this.listArguments(drawn, 7)})${this.condition()} { ${this.connection(drawn, depth - 1)} }`;
  }

  private reference(type: string, depth: number): string {
    const key = type === 'Country' ? 'code' : 'id';
    const owned = (recordsOf[this.domain] as readonly string[]).includes(type);
    if (owned && depth > 0) return `${key} ${this.node(type as DrawnRecord, depth - 1)}`;
    return `${key} ${owned ? '' : this.lists(type, depth)}`;
  }

  private node(record: DrawnRecord, depth: number): string {
    const { draw } = this;
    const fields = columnsOf(record).flatMap((name) => recordType(record).fields.get(name) ?? []);
    const plain = ['id', ...fields.filter(({ kind }) => kind !== 'reference').map(({ name }) => name)]
      .filter(() => draw.once(3))
      .map((field) => `${this.aliasOf(record, field)}${field}${this.condition()}`);
    const linked = fields
      .filter(({ kind }) => kind === 'reference' && draw.once(3))
      .map(
        ({ name, type }) =>
          `${draw.once(2) ? `${this.name('r')}: ` : ''}${name}${this.condition()} { ${this.reference(type, depth)} }`,
      );
    return `id ${this.inFragments(record, ['__typename', ...plain, ...linked, this.lists(record, depth)].join(' '))}`;
  }

  private aliasOf(record: DrawnRecord, field: string): string {
    if (this.draw.once(5)) return `${this.name('f')}: `;
    // Two records' kinds are of two types: under one name they would not go together.
    return ['kind', 'status'].includes(field) ? `${field}Of${record}: ` : '';
  }

  /** A selection as it is, or in a fragment of one kind or another; some fragments are spread a second time. */
  private inFragments(type: string, selection: string): string {
    const { draw } = this;
    switch (draw.integer(0, 7)) {
      case 5:
        return `... on ${type}${this.condition()} { ${selection} }`;
      case 6: {
        const fragment = this.name('F');
        this.fragments.set(fragment, { type, text: selection });
        return `...${fragment}${this.condition()}`;
      }
      case 7: {
        const [known] = [...this.fragments].find(([, one]) => one.type === type) ?? [];
        return known === undefined ? `... { ${selection} }` : `...${known} ${selection}`;
      }
      default:
        return selection;
    }
  }

  private entities(): string {
    const { draw } = this;
    const types = [
      draw.of(entitiesOf(this.domain)),
      ...(draw.once(2) ? [draw.of(entitiesOf(this.domain))] : []),
    ];
    const representations: object[] = [];
    for (let count = draw.integer(1, 6); count > 0; count--) {
      representations.push(
        representations.length > 0 && draw.once(3)
          ? draw.of(representations)
          : this.representation(draw.of(types)),
      );
    }
    const selections = [...new Set(types)].map((type) => `... on ${type} { ${this.entity(type)} }`);
    return `${this.name('e')}: _entities(representations: ${this.variable('[_Any!]!', representations)}) { __typename ${selections.join(' ')} }`;
  }

  private entity(type: string): string {
    if ((recordsOf[this.domain] as readonly string[]).includes(type))
      return this.node(type as DrawnRecord, 2);
    return `${type === 'Country' ? 'code' : 'id'} ${this.lists(type, 2)}`;
  }

  /** With the country of a record that another domain owns, which some lists of it require; null where it is unknown. */
  private representation(type: string): object {
    const { draw } = this;
    const key = draw.of(this.keysOf(type));
    if (type === 'Country') return { __typename: type, code: key };
    const row = this.world.rows.find(({ number }) => this.idOf(number) === key);
    const isForeign = ['Finding', 'Mission', 'Recommendation'].includes(type) && !this.ownsType(type);
    if (!isForeign) return { __typename: type, id: key };
    const code = row?.values['country'];
    return { __typename: type, id: key, country: code === undefined || draw.once(4) ? null : { code } };
  }

  private ownsType(type: string): boolean {
    return (recordsOf[this.domain] as readonly string[]).includes(type);
  }
}
