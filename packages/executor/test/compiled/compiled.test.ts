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
import { compiledDocument } from '../../src/compiled/compiled-document.ts';
import { operation } from './operations.ts';
import { schema } from './world.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? 4);
const runs = Number(process.env['FUZZ_RUNS'] ?? 100);
// What is drawn may leave a variable or a fragment unused; that concerns nobody here.
const rules = specifiedRules.filter(
  (rule) => rule !== NoUnusedVariablesRule && rule !== NoUnusedFragmentsRule,
);

/** As a client would see it. Where graphql-js would tell of the value that did not fit, we do not. */
function seen({ data, errors = [] }: ExecutionResult) {
  const list = errors.map(({ message, path }) => ({ path, message: ownWords.test(message) ? '' : message }));
  const byPath = list.sort((one, other) => (String(one.path) < String(other.path) ? -1 : 1));
  return JSON.parse(JSON.stringify({ data, errors: byPath }));
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
          await new Promise(setImmediate);
          expect(unhandled).toEqual([]);
          expect(seen(ours)).toEqual(seen(await execute({ schema, document, ...asked, contextValue })));
          await new Promise(setImmediate);
        }
      }),
      { seed, numRuns: runs },
    );
    expect(compared).toBeGreaterThan(runs / 4);
  }, 120_000);
});
