import type { Dialect } from './database.ts';
import { type ColumnType, columnName, kinds, kindsOfRecord } from './kinds.ts';

const typeNames: Readonly<Record<Dialect, Readonly<Record<ColumnType, string>>>> = {
  postgres: { text: 'text', integer: 'integer', date: 'date', instant: 'timestamptz', json: 'text' },
  sqlite: { text: 'TEXT', integer: 'INTEGER', date: 'TEXT', instant: 'TEXT', json: 'TEXT' },
};

/** The statements that make the registry's tables where they are not there yet. */
export function createTables(dialect: Dialect): readonly string[] {
  return kinds.flatMap((kind) => {
    const { table, key, columns, indexes } = kindsOfRecord[kind];
    const lines = columns.map(({ field, type, required, references }) =>
      [
        columnName(field),
        typeNames[dialect][type],
        field === key ? 'PRIMARY KEY' : '',
        required ? 'NOT NULL' : '',
        references ? `REFERENCES ${kindsOfRecord[references].table} (${kindsOfRecord[references].key})` : '',
      ]
        .filter(Boolean)
        .join(' '),
    );
    return [
      `CREATE TABLE IF NOT EXISTS ${table} (\n  ${lines.join(',\n  ')}\n)`,
      ...indexes.map((field) => {
        const column = columnName(field);
        return `CREATE INDEX IF NOT EXISTS ${table}_${column} ON ${table} (${column}, ${key})`;
      }),
    ];
  });
}
