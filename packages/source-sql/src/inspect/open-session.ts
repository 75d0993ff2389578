import { loadTables } from '../csv/load-tables.ts';
import type { DatabaseSettings, Dialect } from '../link.ts';
import { mysqlSession } from './mysql-session.ts';
import { postgresSession } from './postgres-session.ts';
import type { Session } from './session.ts';
import { sqliteSession } from './sqlite-session.ts';

const sessions: Readonly<Record<Dialect, (settings: DatabaseSettings) => Promise<Session>>> = {
  postgres: postgresSession,
  mysql: mysqlSession,
  sqlite: sqliteSession,
};

/** @throws whatever the driver throws */
export async function openSession(settings: DatabaseSettings): Promise<Session> {
  if (settings.files !== undefined) return filesSession(settings, settings.files);
  return sessions[settings.dialect](settings);
}

/** Over tables of its own, loaded from the files once. */
async function filesSession(settings: DatabaseSettings, files: string): Promise<Session> {
  const loaded = await loadTables(files);
  try {
    const session = await sqliteSession({ ...settings, url: loaded.sqliteFile });
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
