import { csvDatabase } from './csv/csv-database.ts';
import type { Database } from './dialects/dialect.ts';
import { mysqlDatabase } from './dialects/mysql/database.ts';
import { postgresDatabase } from './dialects/postgres/database.ts';
import { sqliteDatabase } from './dialects/sqlite/database.ts';
import type { DatabaseSettings, Dialect } from './link.ts';

const databases: Readonly<Record<Dialect, (settings: DatabaseSettings) => Promise<Database>>> = {
  postgres: postgresDatabase,
  mysql: mysqlDatabase,
  sqlite: sqliteDatabase,
};

/** Connects, read-only. @throws whatever the driver throws */
export function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const { files } = settings;
  if (files !== undefined) return csvDatabase({ ...settings, files });
  return databases[settings.dialect](settings);
}
