import type Libsql from 'libsql';

export function prepareTexts(
  connection: Libsql.Database,
  text: string,
): { all(values: readonly unknown[]): unknown[]; iterate(values: readonly unknown[]): Iterable<unknown> };
