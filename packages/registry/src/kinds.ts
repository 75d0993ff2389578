import type { Kind, Records } from './records.ts';

/** How a column is kept: `json` is text, of a list or an object. */
export type ColumnType = 'text' | 'integer' | 'date' | 'instant' | 'json';

export interface Column<Field extends string = string> {
  readonly field: Field;
  readonly type: ColumnType;
  /** Worked out at import; not in the files. */
  readonly derived?: true;
  readonly required?: true;
  readonly references?: Kind;
}

export interface KindOfRecord<K extends Kind = Kind> {
  readonly kind: K;
  /** What one is called, in messages. */
  readonly singular: string;
  readonly table: string;
  readonly key: keyof Records[K] & string;
  readonly columns: readonly Column<keyof Records[K] & string>[];
  /** The columns of the files, in the order in which they are written. `name` may carry a language, `name:fr`. */
  readonly fileColumns: readonly string[];
  /** Fields by which lists are read. */
  readonly indexes: readonly (keyof Records[K] & string)[];
}

/** What the registry holds, in the order in which it can be written: nothing refers to what comes later. */
export const kindsOfRecord: { readonly [K in Kind]: KindOfRecord<K> } = {
  countries: {
    kind: 'countries',
    singular: 'country',
    table: 'country',
    key: 'code',
    columns: [
      { field: 'code', type: 'text', required: true },
      { field: 'names', type: 'json', required: true },
      { field: 'region', type: 'text' },
      { field: 'subregion', type: 'text' },
      { field: 'rank', type: 'integer', derived: true },
    ],
    fileColumns: ['code', 'name', 'region', 'subregion'],
    indexes: ['rank'],
  },
  organizations: {
    kind: 'organizations',
    singular: 'organization',
    table: 'organization',
    key: 'id',
    columns: [
      { field: 'id', type: 'text', required: true },
      { field: 'names', type: 'json', required: true },
      { field: 'shortName', type: 'text' },
      { field: 'kind', type: 'text', required: true },
      { field: 'country', type: 'text', references: 'countries' },
      { field: 'networks', type: 'json', required: true },
      { field: 'members', type: 'json', derived: true },
      { field: 'website', type: 'text' },
      { field: 'contact', type: 'text' },
      { field: 'languages', type: 'json', required: true },
      { field: 'identifiers', type: 'json', required: true },
      { field: 'registeredAt', type: 'instant', derived: true },
    ],
    fileColumns: [
      'id',
      'name',
      'shortName',
      'kind',
      'country',
      'networks',
      'website',
      'contact',
      'languages',
      'identifiers',
    ],
    indexes: ['registeredAt', 'country'],
  },
  elections: {
    kind: 'elections',
    singular: 'election',
    table: 'election',
    key: 'id',
    columns: [
      { field: 'id', type: 'text', required: true },
      { field: 'country', type: 'text', required: true, references: 'countries' },
      { field: 'kind', type: 'text', required: true },
      { field: 'area', type: 'text' },
      { field: 'calledFor', type: 'date', required: true },
      { field: 'heldOn', type: 'date' },
      { field: 'rounds', type: 'json', required: true },
      { field: 'status', type: 'text' },
      { field: 'names', type: 'json', required: true },
      { field: 'areas', type: 'json', required: true },
      { field: 'identifiers', type: 'json', required: true },
      { field: 'calendar', type: 'json', required: true },
      { field: 'previous', type: 'text', derived: true },
      { field: 'next', type: 'text', derived: true },
    ],
    fileColumns: [
      'id',
      'country',
      'kind',
      'area',
      'calledFor',
      'heldOn',
      'rounds',
      'status',
      'name',
      'areas',
      'identifiers',
      'calendar',
    ],
    indexes: ['heldOn', 'country'],
  },
  declarations: {
    kind: 'declarations',
    singular: 'declaration',
    table: 'declaration',
    key: 'id',
    columns: [
      { field: 'id', type: 'text', required: true },
      { field: 'title', type: 'text', required: true },
      { field: 'adoptedOn', type: 'date' },
      { field: 'url', type: 'text' },
    ],
    fileColumns: ['id', 'title', 'adoptedOn', 'url'],
    indexes: [],
  },
  endorsements: {
    kind: 'endorsements',
    singular: 'endorsement',
    table: 'endorsement',
    key: 'id',
    columns: [
      { field: 'id', type: 'text', required: true },
      { field: 'declaration', type: 'text', required: true, references: 'declarations' },
      { field: 'organization', type: 'text', required: true, references: 'organizations' },
      { field: 'endorsedOn', type: 'date' },
      { field: 'withdrawnOn', type: 'date' },
    ],
    fileColumns: ['declaration', 'organization', 'endorsedOn', 'withdrawnOn'],
    indexes: ['declaration', 'organization'],
  },
};

export const kinds = Object.keys(kindsOfRecord) as readonly Kind[];

/** The database's name for a field: `registeredAt` is `registered_at`. */
export function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
