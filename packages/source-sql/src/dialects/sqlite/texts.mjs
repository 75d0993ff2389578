// libsql ends the whole process, and with it every other member, at a text that is no UTF-8; so texts are read as bytes.
// Plain JavaScript, for the thread that knows no TypeScript.

/**
 * Prepares a statement whose columns are texts or NULL.
 *
 * @param {import('libsql').Database} connection
 * @param {string} text
 */
export function prepareTexts(connection, text) {
  const statement = connection.prepare(text);
  const names = /^\s*(select|with)\b/i.test(text) ? statement.columns().map(({ name }) => name) : [];
  if (names.length === 0 || new Set(names).size < names.length) return statement;
  const columns = names.map((name) => `"${name.replaceAll('"', '""')}"`);
  const bytes = connection.prepare(
    `select ${columns.map((name) => `cast(${name} as blob) as ${name}`).join(', ')} from (${text})`,
  );
  return {
    all: (values) => {
      const rows = bytes.all(values);
      for (const row of rows) decode(row, names);
      return rows;
    },
    *iterate(values) {
      for (const row of bytes.iterate(values)) yield decode(row, names);
    },
  };
}

/** What is no UTF-8 becomes `\ufffd`, which `member check` looks for. */
function decode(row, names) {
  for (const name of names) {
    if (row[name] !== null) row[name] = Buffer.from(row[name]).toString();
  }
  return row;
}
