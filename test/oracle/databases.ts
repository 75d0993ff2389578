import { recordId, recordType } from '@observer-graph/contract';
import type { FieldLink, Link, LinkedSource } from '@observer-graph/source-sql';
import Database from 'libsql';
import type { World, WorldRow } from './world.ts';

export const oracleCode = 'oracle';

/** A number as the local key of a row: text of one width, so that its order is that of the numbers. */
const padded = (number: number) => String(number).padStart(5, '0');

/** The id of a row of the world in the federation, where its member owns it. */
export function federatedId({
  record,
  member,
  number,
}: Pick<WorldRow, 'record' | 'member' | 'number'>): string {
  return recordId(member, record.toLowerCase(), 's', [padded(number)]);
}

/** The id of the same row in the oracle, which owns them all; keys sort by member, then number, as cursors do. */
function oracleId({ record, member, number }: Pick<WorldRow, 'record' | 'member' | 'number'>): string {
  return recordId(oracleCode, record.toLowerCase(), 's', [`${member}/${padded(number)}`]);
}

/** The oracle's ids in a text become the federation's. */
export const asFederated = (text: string): string =>
  text.replace(/oracle:(\w+):s:(m\d\d)%2F(\w+)/g, '$2:$1:s:$3');
/** And back. */
export const asOracle = (text: string): string =>
  text.replace(/(m\d\d):(\w+):s:(\w+)/g, 'oracle:$2:s:$1%2F$3');

/** Writes one member's rows, or all rows for the oracle, into a new database and links it. */
export function writeMember(path: string, world: World, code: string): Link {
  const oracle = code === oracleCode;
  const idOf = oracle ? oracleId : federatedId;
  const byNumber = new Map(world.rows.map((row) => [row.number, row]));
  const textOf = (value: unknown) =>
    value === null || value === undefined
      ? null
      : Array.isArray(value)
        ? JSON.stringify(value)
        : String(value);
  const refOf = (number: number) => idOf(byNumber.get(number) as WorldRow);

  const database = new Database(path);
  try {
    const sources = (['Finding', 'Mission', 'Recommendation', 'Assessment'] as const).map(
      (record): LinkedSource => {
        const rows = world.rows.filter((row) => row.record === record && (oracle || row.member === code));
        const columns = columnsOf(record);
        const table = record.toLowerCase();
        database.exec(
          `CREATE TABLE "${table}" ("key" TEXT PRIMARY KEY, ${columns.map((name) => `"${name}" TEXT`).join(', ')})`,
        );
        const insert = database.prepare(
          `INSERT INTO "${table}" VALUES (${['key', ...columns].map(() => '?').join(', ')})`,
        );
        for (const row of rows) {
          const key = oracle ? `${row.member}/${padded(row.number)}` : padded(row.number);
          const values = columns.map((name) => {
            const ref = row.refs[name];
            if (Array.isArray(ref)) return JSON.stringify(ref.map(refOf));
            return typeof ref === 'number' ? refOf(ref) : textOf(row.values[name]);
          });
          insert.run([key, ...values]);
        }
        return {
          record: recordType(record),
          name: 's',
          line: 1,
          from: { table },
          key: ['key'],
          fields: new Map(
            columns.filter((name) => name !== 'visibility').map((name) => [name, columnLink(record, name)]),
          ),
          visibility: [
            {
              kind: 'column',
              column: 'visibility',
              values: new Map([
                ['PUBLIC', 'PUBLIC'],
                ['NETWORK', 'NETWORK'],
              ]),
              otherwise: 'OWNER',
            },
          ],
        };
      },
    );
    return {
      file: `${code}.yaml`,
      member: code,
      database: { dialect: 'sqlite', url: path, statementTimeoutMs: 10_000, poolSize: 1 },
      sources,
    };
  } finally {
    database.close();
  }
}

const common = ['organization', 'observerKind', 'country', 'holding', 'state', 'updatedAt', 'visibility'];
const particular = {
  Finding: [
    'kind',
    'title',
    'description',
    'themes',
    'phases',
    'elections',
    'severity',
    'observedAt',
    'mission',
    'followUpOf',
    'sameIncidentAs',
  ],
  Mission: ['title', 'organizations', 'election', 'startsOn', 'phases'],
  Recommendation: [
    'text',
    'themes',
    'priority',
    'election',
    'issuedOn',
    'status',
    'findings',
    'mission',
    'repeats',
  ],
  Assessment: ['status', 'assessedOn', 'rationale', 'recommendation', 'mission'],
};
const columnsOf = (record: keyof typeof particular) => [...common, ...particular[record]];

function columnLink(record: string, name: string): FieldLink {
  const field = recordType(record).fields.get(name);
  return {
    kind: 'column',
    column: name,
    empty: [],
    ...(field?.list && { list: { kind: 'json' } }),
    ...((field?.kind === 'instant' || field?.kind === 'date') && { time: { format: 'native', zone: 'UTC' } }),
  };
}
