import Database from 'libsql';

type Cell = string | number | null;
/** A row by column names. Every row of a table has the same columns. */
export type SqliteRow = Readonly<Record<string, Cell>>;

/** A table's CREATE statement, or several statements, and its rows. */
export interface Table {
  readonly name: string;
  readonly create: string;
  readonly rows: readonly SqliteRow[];
}

/** Writes a new SQLite file. Whatever was there under this name must be gone. */
export function writeDatabase(file: string, tables: readonly Table[]): void {
  const db = new Database(file);
  try {
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; BEGIN');
    for (const table of tables) {
      db.exec(table.create);
      insert(db, table);
    }
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}

function insert(db: Database.Database, { name, rows }: Table): void {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const names = columns.map((column) => `"${column}"`).join(', ');
  const statement = db.prepare(
    `INSERT INTO "${name}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (const row of rows) statement.run(columns.map((column) => row[column] ?? null));
}
