import { dirname, isAbsolute, join } from 'node:path';
import type { DatabaseSettings, Dialect } from '../link.ts';
import { choiceOf } from './choice.ts';
import { type Environment, fromEnvironment } from './environment.ts';
import { readMapping } from './read-mapping.ts';
import { databaseShape, dialects } from './shapes.ts';
import type { YamlNode } from './yaml-node.ts';

const protocols: Readonly<Record<Exclude<Dialect, 'sqlite'>, readonly string[]>> = {
  postgres: ['postgres:', 'postgresql:'],
  mysql: ['mysql:', 'mariadb:'],
};

/**
 * The settings of `database`; what `override` gives goes before the file, and is not asked of it.
 *
 * @returns as much as is right; each mistake was told
 */
export function databaseSettings(
  root: YamlNode,
  node: YamlNode | undefined,
  { file, env, override }: { file: string; env: Environment; override: Partial<DatabaseSettings> },
): Partial<DatabaseSettings> {
  const limits = { statementTimeoutMs: 10_000, poolSize: 5 };
  if (!node) {
    if (!override.dialect || !override.url) root.problem("'database' is missing: { dialect, url }.");
    return { ...limits, ...override };
  }
  const read = readMapping(node, databaseShape);
  if (!read) return { ...limits, ...override };
  const { values, nodes } = read;
  const named = nodes.dialect && choiceOf(nodes.dialect, dialects, 'dialect');
  const csv = named === 'csv' && !override.dialect;
  const dialect = override.dialect ?? (named ? dialectOf(named) : undefined);
  const url = override.url ?? urlOf(node, nodes, dialect, { file, env });
  if (csv) nodes.url?.problem("is for databases; files have a 'path'.");
  return {
    ...limits,
    ...(values.statementTimeout !== undefined && {
      statementTimeoutMs: milliseconds(values.statementTimeout),
    }),
    ...(values.poolSize !== undefined && { poolSize: values.poolSize }),
    ...(values.strict !== undefined && { strict: values.strict }),
    ...(dialect && { dialect }),
    ...(named && named !== dialect && !override.dialect && { named }),
    ...(url !== undefined && { url }),
    ...(csv && url !== undefined && { files: url }),
    ...override,
  };
}

/** MariaDB is spoken to as MySQL; files are loaded into SQLite. */
function dialectOf(named: (typeof dialects)[number]): Dialect {
  if (named === 'mariadb') return 'mysql';
  return named === 'csv' ? 'sqlite' : named;
}

function urlOf(
  node: YamlNode,
  nodes: { url?: YamlNode; path?: YamlNode },
  dialect: Dialect | undefined,
  { file, env }: { file: string; env: Environment },
): string | undefined {
  const { url, path } = nodes;
  if (url && path) path.problem("'url' and 'path' exclude each other; keep one.");
  if (path && dialect && dialect !== 'sqlite') {
    path.problem(`is for sqlite; ${dialect} needs a 'url'.`);
    return undefined;
  }
  const given = url ?? path;
  if (!given) {
    node.problem(dialect === 'sqlite' ? "'path' is missing: the database's file." : "'url' is missing.");
    return undefined;
  }
  const value = fromEnvironment(given, env);
  if (value === null || !dialect) return undefined;
  if (dialect === 'sqlite') return sqlitePath(value, file);
  checkUrl(given, value, dialect);
  return value;
}

/** Names what is wrong without the URL, which may come from the environment and hold a password. */
function checkUrl(node: YamlNode, value: string, dialect: Exclude<Dialect, 'sqlite'>): void {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !protocols[dialect].includes(url.protocol)) {
    node.problem(`must be a URL of ${dialect}, such as ${protocols[dialect][0]}//user@host/database.`);
  } else if (url.password !== '' && value === node.text) {
    node.problem('has a password in it; put the URL into the environment and write $NAME here.');
  }
}

function sqlitePath(value: string, file: string): string {
  const path = value.replace(/^(sqlite|file):(\/\/)?/, '');
  return path === ':memory:' || isAbsolute(path) ? path : join(dirname(file), path);
}

function milliseconds(timeout: number | string): number {
  if (typeof timeout === 'number') return timeout;
  return Number.parseInt(timeout, 10) * (timeout.endsWith('ms') ? 1 : 1000);
}
