import type { Direction } from './databases.ts';
import {
  countries,
  type Draw,
  days,
  elections,
  instants,
  phases,
  severities,
  statuses,
  themes,
  type World,
} from './world.ts';

/** A GraphQL operation on a domain's subgraph. */
export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** Of all its orders. */
  readonly direction: Direction;
}

/** Fields of a record that hold no reference, as drawn in worlds. */
const plainFields: Record<string, readonly string[]> = {
  Finding: [
    'id',
    'kind',
    'title',
    'description',
    'themes',
    'phases',
    'severity',
    'observedAt',
    'holding',
    'state',
    'observerKind',
  ],
  Mission: ['id', 'title', 'startsOn', 'phases', 'holding', 'state'],
  Recommendation: ['id', 'text', 'themes', 'priority', 'issuedOn', 'status', 'holding', 'state'],
  Assessment: ['id', 'status', 'assessedOn', 'rationale', 'holding', 'state'],
};

const references: Record<string, Readonly<Record<string, string>>> = {
  Finding: {
    organization: 'Organization',
    country: 'Country',
    elections: 'Election',
    mission: 'Mission',
    followUpOf: 'Finding',
    sameIncidentAs: 'Finding',
  },
  Mission: {
    organization: 'Organization',
    organizations: 'Organization',
    country: 'Country',
    election: 'Election',
  },
  Recommendation: {
    organization: 'Organization',
    country: 'Country',
    election: 'Election',
    findings: 'Finding',
    mission: 'Mission',
    repeats: 'Recommendation',
  },
  Assessment: { organization: 'Organization', country: 'Country', recommendation: 'Recommendation' },
};

/** By domain: what its entities list, and which record types it holds. */
export const domainsDrawn = {
  findings: {
    records: ['Finding', 'Mission'],
    lists: {
      Country: { findings: 'Finding', missions: 'Mission' },
      Election: { findings: 'Finding', missions: 'Mission' },
      Organization: { findings: 'Finding', missions: 'Mission' },
      Mission: { findings: 'Finding' },
    },
  },
  recommendations: {
    records: ['Recommendation'],
    lists: {
      Country: { recommendations: 'Recommendation' },
      Election: { recommendations: 'Recommendation' },
      Organization: { recommendations: 'Recommendation' },
    },
  },
  assessments: {
    records: ['Assessment'],
    lists: {
      Country: { assessments: 'Assessment' },
      Election: { assessments: 'Assessment' },
      Organization: { assessments: 'Assessment' },
    },
  },
} as const;

export type DrawnDomain = keyof typeof domainsDrawn;

const rootOf: Record<string, string> = {
  Finding: 'findings',
  Mission: 'missions',
  Recommendation: 'recommendations',
  Assessment: 'assessments',
};
const orders: Record<string, readonly string[]> = {
  Finding: ['OBSERVED_DESC', 'OBSERVED_ASC', 'UPDATED_DESC', 'UPDATED_ASC', 'SEVERITY_DESC'],
  Mission: ['START_DESC', 'START_ASC', 'UPDATED_DESC'],
  Recommendation: ['ISSUED_DESC', 'ISSUED_ASC', 'PRIORITY_DESC', 'UPDATED_DESC'],
  Assessment: ['ASSESSED_DESC', 'ASSESSED_ASC', 'UPDATED_DESC'],
};
const dimensions: Record<string, readonly string[]> = {
  Finding: [
    'THEME',
    'PHASE',
    'SEVERITY',
    'KIND',
    'OBSERVER_KIND',
    'ORGANIZATION',
    'COUNTRY',
    'ELECTION',
    'MONTH',
  ],
  Mission: ['PHASE', 'OBSERVER_KIND', 'ORGANIZATION', 'COUNTRY', 'ELECTION'],
  Recommendation: ['THEME', 'PRIORITY', 'STATUS', 'ORGANIZATION', 'COUNTRY', 'ELECTION', 'MONTH'],
  Assessment: ['STATUS', 'ORGANIZATION', 'COUNTRY', 'MONTH'],
};

export function directionOf(order: string): Direction {
  return order.endsWith('_ASC') ? 'ascending' : 'descending';
}

/** Draws an operation of a domain that is valid against its subgraph, on ids that exist in the world and on some that do not. */
export function drawOperation(
  draw: Draw,
  domain: DrawnDomain,
  world: World,
  idOf: (number: number) => string,
): Operation {
  const { records, lists } = domainsDrawn[domain];
  const variables: Record<string, unknown> = {};
  const declarations: string[] = [];
  const fragments: string[] = [];
  const direction: Direction = draw.integer(0, 2) === 0 ? 'ascending' : 'descending';
  let names = 0;
  const name = (prefix: string) => `${prefix}${names++}`;

  const variable = (type: string, value: unknown, defaultTo?: string) => {
    const id = name('v');
    declarations.push(`$${id}: ${type}${defaultTo === undefined ? '' : ` = ${defaultTo}`}`);
    // A variable with a default may be left out: then the default must hold on both sides.
    if (defaultTo === undefined || draw.boolean()) variables[id] = value;
    return `$${id}`;
  };
  const literal = (value: unknown): string =>
    Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : String(value);
  const quoted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value));

  const idsOf = (record: string) => {
    const known = world.rows.filter((row) => row.record === record).map(({ number }) => idOf(number));
    return known.length > 0 ? known : [`${world.members[0]?.code}:${record.toLowerCase()}:s:none`];
  };

  const filter = (record: string): string | null => {
    const parts: string[] = [];
    const some = <T>(values: readonly T[]) => values.filter(() => draw.boolean());
    const one = (field: string, texts: readonly string[]) => {
      if (draw.integer(0, 5) !== 0) return;
      parts.push(`${field}: ${draw.boolean() && texts[0] !== undefined ? texts[0] : literal(texts)}`);
    };
    const present = (values: readonly (string | null)[]) => values.filter((value) => value !== null);
    one('country', quoted(some(countries)));
    one('observerKind', some(['CITIZEN', 'INTERNATIONAL']));
    one('organization', quoted(some(world.members.flatMap(({ organizations }) => organizations))));
    if (record !== 'Assessment') one('election', quoted(some(elections)));
    if (record === 'Finding' || record === 'Recommendation') one('theme', some(themes));
    if (record === 'Finding' || record === 'Mission') one('phase', some(phases));
    if (record === 'Finding') {
      one('severity', some(present(severities)));
      one('kind', some(['OBSERVATION', 'INCIDENT']));
      one('mission', quoted(some(idsOf('Mission'))));
      if (draw.integer(0, 5) === 0) parts.push(`observedFrom: ${JSON.stringify(draw.of(present(instants)))}`);
      if (draw.integer(0, 5) === 0)
        parts.push(`observedBefore: ${JSON.stringify(draw.of(present(instants)))}`);
      if (draw.integer(0, 5) === 0)
        parts.push(`text: ${JSON.stringify(draw.of(['carou', 'карусель', 'ხმ', 'zzz']))}`);
    }
    if (record === 'Recommendation') {
      one('status', some(present(statuses)));
      if (draw.integer(0, 5) === 0) parts.push(`issuedFrom: ${JSON.stringify(draw.of(present(days)))}`);
    }
    if (draw.integer(0, 4) === 0) parts.push('includeCopies: true');
    return parts.length > 0 || draw.boolean() ? `filter: {${parts.join(', ')}}` : null;
  };

  const condition = () => {
    if (draw.integer(0, 7) !== 0) return '';
    const directive = draw.of(['include', 'skip']);
    return ` @${directive}(if: ${variable('Boolean!', draw.boolean(), draw.boolean() ? 'true' : undefined)})`;
  };

  const listArguments = (record: string) => {
    const size = draw.integer(1, 7);
    const count = draw.of(['first', 'first', 'last']);
    const order = draw.of(
      (orders[record] as readonly string[]).filter((one) => directionOf(one) === direction),
    );
    return [
      filter(record),
      // Left out, it descends.
      direction === 'ascending' || draw.boolean()
        ? `orderBy: ${draw.boolean() ? order : variable(`${record}Order!`, order, draw.boolean() ? order : undefined)}`
        : null,
      `${count}: ${draw.boolean() ? size : variable('Int', size)}`,
    ]
      .filter((part) => part !== null)
      .join(', ');
  };

  const connection = (record: string, depth: number) => {
    const parts = [
      draw.integer(0, 9) > 0
        ? `edges${condition()} { ${draw.boolean() ? 'at: cursor ' : ''}node { ${node(record, depth)} } }`
        : '',
      draw.boolean() ? 'pageInfo { hasNextPage hasPreviousPage }' : '',
      draw.boolean() ? `totalCount${condition()}` : '',
    ];
    return `__typename ${parts.join(' ')}`;
  };

  const summary = (record: string) => {
    const by = (dimensions[record] as readonly string[]).filter(() => draw.integer(0, 3) === 0).slice(0, 3);
    const given = [filter(record), draw.boolean() || by.length > 0 ? `by: [${by.join(', ')}]` : null].filter(
      (part) => part !== null,
    );
    return `${given.length > 0 ? `(${given.join(', ')})` : ''} { total copies buckets { keys count } }`;
  };

  const entityLists = (type: string, depth: number): string => {
    const fields = (lists as Record<string, Record<string, string>>)[type];
    if (!fields || depth <= 0) return '';
    return Object.entries(fields)
      .filter(() => draw.integer(0, 2) === 0)
      .map(
        ([field, record]) =>
          `${name('l')}: ${field}(${listArguments(record)})${condition()} { ${connection(record, depth - 1)} }`,
      )
      .join(' ');
  };

  const reference = (type: string, depth: number): string => {
    const key = type === 'Country' ? 'code' : 'id';
    const known = (records as readonly string[]).includes(type);
    return `${key} ${known && depth > 0 ? node(type, depth - 1) : ''} ${entityLists(type, depth)}`;
  };

  function node(record: string, depth: number): string {
    const plain = (plainFields[record] as readonly string[])
      .filter(() => draw.integer(0, 2) === 0)
      .map((field) => `${draw.integer(0, 4) === 0 ? `${name('f')}: ` : ''}${field}${condition()}`);
    const linked = Object.entries(references[record] ?? {})
      .filter(() => draw.integer(0, 3) === 0)
      .map(
        ([field, type]) => `${draw.boolean() ? `${name('r')}: ` : ''}${field} { ${reference(type, depth)} }`,
      );
    const own = entityLists(record, depth);
    const text = ['__typename', ...plain, ...linked, own].join(' ');
    switch (draw.integer(0, 5)) {
      case 0:
        return `id ... on ${record} { ${text} }`;
      case 1: {
        const fragment = name('F');
        fragments.push(`fragment ${fragment} on ${record} { ${text} }`);
        return `id ...${fragment}`;
      }
      default:
        return text;
    }
  }

  const entities = () => {
    const type = draw.of([...Object.keys(lists), ...records]);
    const ids =
      type === 'Country'
        ? countries
        : type === 'Election'
          ? elections
          : type === 'Organization'
            ? world.members.flatMap(({ organizations }) => organizations)
            : idsOf(type);
    const key = type === 'Country' ? 'code' : 'id';
    const representations = Array.from({ length: draw.integer(1, 6) }, () => ({
      __typename: type,
      [key]: draw.of(ids),
    }));
    const selection = (records as readonly string[]).includes(type)
      ? node(type, 2)
      : `${key} ${entityLists(type, 2)}`;
    return `${name('e')}: _entities(representations: ${variable('[_Any!]!', representations)}) { ... on ${type} { ${selection} } }`;
  };

  const roots = Array.from({ length: draw.integer(1, 3) }, () => {
    const record = draw.of(records as readonly string[]);
    switch (draw.integer(0, 6)) {
      case 0:
        return `${name('s')}: ${record.toLowerCase()}Summary${summary(record)}`;
      case 1:
        return `${name('o')}: ${record.toLowerCase()}(id: ${JSON.stringify(draw.of(idsOf(record)))}) { ${node(record, 2)} }`;
      case 2:
        return entities();
      default:
        return `${name('q')}: ${rootOf[record]}(${listArguments(record)}) { ${connection(record, 2)} }`;
    }
  });
  const query = `query${declarations.length > 0 ? `(${declarations.join(', ')})` : ''} { ${roots.join('\n  ')} }\n${fragments.join('\n')}`;
  return { query, variables, direction };
}
