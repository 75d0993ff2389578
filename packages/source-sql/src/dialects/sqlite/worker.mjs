// One SQLite database in a thread of its own, so that a long statement keeps nobody else waiting. Plain JavaScript: a
// thread starts without whatever loads TypeScript.
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'libsql';
import { prepareTexts } from './texts.mjs';

/** Prepared statements that are kept. */
const kept = 200;
const statements = new Map();
let connection;

function statementOf(text) {
  const known = statements.get(text);
  if (known) return known;
  const statement = prepareTexts(connection, text);
  if (statements.size >= kept) statements.delete(statements.keys().next().value);
  statements.set(text, statement);
  return statement;
}

const answers = {
  open() {
    connection = new Database(workerData.url);
    // libsql opens for writing whatever it is told; this holds.
    connection.exec('pragma query_only = on');
    connection.exec(`pragma busy_timeout = ${Math.round(workerData.busyTimeoutMs)}`);
    connection.prepare('select count(*) from sqlite_schema').all();
  },
  all: ({ text, parameters }) => statementOf(text).all(parameters),
  columns: ({ text }) =>
    connection
      .prepare(text)
      .columns()
      .map(({ name, type }) => ({ name, type })),
  close() {
    connection?.close();
  },
};

parentPort.on('message', ({ id, ask, ...rest }) => {
  try {
    parentPort.postMessage({ id, answer: answers[ask](rest) });
  } catch (error) {
    parentPort.postMessage({ id, failed: { message: error.message, code: error.code } });
  }
});
