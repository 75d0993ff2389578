import { loadTables } from '../csv/load-tables.ts';
import type { DatabaseSettings, Dialect } from '../link.ts';
import { mysqlSession } from './mysql-session.ts';
import { postgresSession } from './postgres-session.ts';
import type { Session, SessionOptions } from './session.ts';
import { sqliteSession } from './sqlite-session.ts';

const sessions: Readonly<
  Record<Dialect, (settings: DatabaseSettings, options: SessionOptions) => Promise<Session>>
> = { postgres: postgresSession, mysql: mysqlSession, sqlite: sqliteSession };

/** @throws whatever the driver throws */
export async function openSession(
  settings: DatabaseSettings,
  options: SessionOptions = {},
): Promise<Session> {
  if (settings.files !== undefined) return filesSession(settings, settings.files, options);
  return sessions[settings.dialect](settings, options);
}

/** Over tables of its own, loaded from the files once. */
async function filesSession(
  settings: DatabaseSettings,
  files: string,
  options: SessionOptions,
): Promise<Session> {
  const loaded = await loadTables(files);
  try {
    const session = await sqliteSession({ ...settings, url: loaded.sqliteFile }, options);
    return {
      ...session,
      login: async () => ({ ...(await session.login([])), writes: [], remedy: [] }),
      close: async () => {
        await session.close();
        await loaded.remove();
      },
    };
  } catch (error) {
    await loaded.remove();
    throw error;
  }
}
