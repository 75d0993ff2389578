import type { DatabaseSettings, Dialect } from '../link.ts';
import { mysqlSession } from './mysql-session.ts';
import { postgresSession } from './postgres-session.ts';
import type { Session, SessionOptions } from './session.ts';
import { sqliteSession } from './sqlite-session.ts';

const sessions: Readonly<
  Record<Dialect, (settings: DatabaseSettings, options: SessionOptions) => Promise<Session>>
> = { postgres: postgresSession, mysql: mysqlSession, sqlite: sqliteSession };

/** @throws whatever the driver throws */
export function openSession(settings: DatabaseSettings, options: SessionOptions = {}): Promise<Session> {
  return sessions[settings.dialect](settings, options);
}
