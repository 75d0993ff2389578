import fc from 'fast-check';
import {
  type ExecutionResult,
  execute,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledDocument, type Executed } from '../../src/compiled/compiled-document.ts';
import { operation } from './operations.ts';
import { schema } from './world.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? 4);
const runs = Number(process.env['FUZZ_RUNS'] ?? 100);
// What is drawn may leave a variable or a fragment unused; that concerns nobody here.
const rules = specifiedRules.filter(
  (rule) => rule !== NoUnusedVariablesRule && rule !== NoUnusedFragmentsRule,
);

/** As a client would see it. Where graphql-js would tell of the value that did not fit, we do not. */
function seen({ data, dataText, errors = [] }: Executed) {
  const list = errors.map(({ message, path }) => ({ path, message: ownWords.test(message) ? '' : message }));
  const byPath = list.sort((one, other) => (String(one.path) < String(other.path) ? -1 : 1));
  return JSON.parse(
    JSON.stringify({ data: dataText === undefined ? data : JSON.parse(dataText), errors: byPath }),
  );
}

/** Without the errors below what became null: which of them come before its own depends on how long each takes. */
function certain(result: Executed) {
  const { data, errors } = seen(result) as ExecutionResult;
  const isNullAt = (path: readonly (string | number)[]) => {
    let place: unknown = data;
    for (const key of path) {
      if (place === null || place === undefined) return false;
      place = (place as Record<string | number, unknown>)[key];
    }
    return place === null;
  };
  return { data, failed: errors?.length !== 0, errors: errors?.filter(({ path }) => isNullAt(path ?? [])) };
}

const ownWords =
  /to return non-nullable value|has no form for|Abstract type|is of no type that|is not a possible type|resolved to a/;

describe('A compiled document', () => {
  // graphql-js leaves some rejections to nobody; we must not.
  const theirs = process.listeners('unhandledRejection');
  const unhandled: unknown[] = [];
  beforeAll(() => {
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', (reason) => unhandled.push(reason));
  });
  afterAll(() => {
    process.removeAllListeners('unhandledRejection');
    for (const listener of theirs) process.on('unhandledRejection', listener);
  });

  it(`answers as graphql-js does, and leaves no rejection to nobody (seed ${seed})`, async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer(), async (drawn, luck) => {
        const { query, variables } = operation(drawn);
        const document = parse(query);
        if (validate(schema, document, rules).length > 0) return;
        compared++;
        const run = compiledDocument(schema, document);
        const asked = { variableValues: variables, operationName: null };
        for (const contextValue of [{ seed: luck }, { seed: luck + 1 }]) {
          unhandled.length = 0;
          const ours = await run({ ...asked, contextValue });
          const text = await run({ ...asked, contextValue, asText: true });
          await new Promise(setImmediate);
          expect(unhandled).toEqual([]);
          expect(seen(ours)).toEqual(seen(await execute({ schema, document, ...asked, contextValue })));
          expect(certain(text)).toEqual(certain(ours));
          if (ours.data) expect(text.dataText).toBe(JSON.stringify(ours.data));
          await new Promise(setImmediate);
        }
      }),
      { seed, numRuns: runs },
    );
    expect(compared).toBeGreaterThan(runs / 4);
  }, 120_000);
});
