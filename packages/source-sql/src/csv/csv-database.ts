import type { Database } from '../dialects/dialect.ts';
import { sqliteDatabase } from '../dialects/sqlite/database.ts';
import { OpenError } from '../errors.ts';
import type { DatabaseSettings } from '../link.ts';
import { loadTables, stateNow } from './load-tables.ts';
import { FilesError } from './table-files.ts';

/**
 * Files as a database, loaded now.
 *
 * @throws {OpenError} `FILES_UNREADABLE` with every bad row
 */
export async function csvDatabase(
  settings: DatabaseSettings & { readonly files: string },
): Promise<Database> {
  const { files: path } = settings;
  const loaded = await loadTables(path).catch((error: unknown) => {
    if (!(error instanceof FilesError)) throw error;
    throw new OpenError('FILES_UNREADABLE', `${path} cannot be loaded:`, error.problems, { cause: error });
  });
  const database = await sqliteDatabase({ ...settings, url: loaded.sqliteFile }).catch(async (error) => {
    await loaded.remove();
    throw error;
  });
  const state = (content: string) => ({ files: path, content });
  return {
    ...database,
    files: {
      path,
      copied: true,
      opened: state(loaded.state),
      async now() {
        const content = await stateNow(path);
        return content === null ? null : state(content);
      },
    },
    async close() {
      await database.close();
      await loaded.remove();
    },
  };
}
