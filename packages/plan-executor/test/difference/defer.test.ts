import { type GraphQLFieldResolver, printSchema } from 'graphql';
import {
  buildSchema as buildIncrementalSchema,
  experimentalExecuteIncrementally,
  parse as parseIncremental,
} from 'graphql-incremental';
import { expect, it } from 'vitest';
import { askerOfOurs } from './askers.ts';
import { merged, type Part, partsOf, reached, sorted, withDefers, withFragmentsInline } from './defers.ts';
import { described, forDrawn } from './runs.ts';
import type { World } from './world.ts';

const timeout = Number(process.env['DIFFERENCE_TIMEOUT'] ?? 600_000);

it('answers in parts that together are the whole answer', { timeout }, async () => {
  let operations = 0;
  let inParts = 0;
  await forDrawn(async (world, draw) => {
    const ask = await askerOfOurs(world);
    return async (question) => {
      const query = withDefers(world.merged, question.query, draw);
      operations += 1;
      world.begin();
      const answer = await ask.inParts(query, question.variables);
      if (!answer) return;
      inParts += 1;
      const parts = await partsOf(answer);
      // A null that an error is the reason of reaches only as far as the part goes.
      if (question.expected.errors) return;
      const shown = described({ ...question, query }, world);
      expect(sorted(merged(parts)), shown).toEqual(sorted(question.expected.data));
      expect(
        parts.flatMap(({ errors }) => errors),
        shown,
      ).toEqual([]);
    };
  });
  expect(inParts / operations).toBeGreaterThan(0.3);
});

it('answers with the parts that graphql-js has for them', { timeout }, async () => {
  let parts = 0;
  await forDrawn(async (world, draw) => {
    const ask = await askerOfOurs(world);
    const execute = incrementally(world);
    return async (question) => {
      const query = withDefers(world.merged, withFragmentsInline(question.query), draw);
      world.begin();
      const answer = await ask.inParts(query, question.variables);
      if (!answer) return;
      const ours = (await partsOf(answer)).filter(saysSomething).map(compared);
      world.begin();
      // That version also sends what is inside of a part that an error has nulled.
      const theirs = reached(await execute(query, question.variables), query, question.variables)
        .filter(saysSomething)
        .map(compared);
      parts += ours.length;
      expect(ours.toSorted(), described({ ...question, query }, world)).toEqual(theirs.toSorted());
    };
  });
  expect(parts).toBeGreaterThan(0);
});

/** A fragment of which all is left out has no part here. */
function saysSomething({ label, data }: Part): boolean {
  return label === undefined || JSON.stringify(data) !== '{}';
}

/** What a part says, and which of its places are null for an error. */
function compared({ label, path, data, errors }: Part): string {
  const nulls = errors.map((error) => {
    const place: (string | number)[] = [];
    let value = data;
    for (const step of (error.path ?? []).slice(path.length)) {
      if (value === null || value === undefined) break;
      value = (value as Record<string, unknown>)[step];
      place.push(step);
    }
    return JSON.stringify(place);
  });
  return JSON.stringify({ label, path, data: sorted(data), nulls: [...new Set(nulls)].toSorted() });
}

/** Executes on the merged schema with the version of graphql-js that defers. */
function incrementally(world: World) {
  const schema = buildIncrementalSchema(printSchema(world.merged));
  return async (query: string, variables: Readonly<Record<string, unknown>>): Promise<Part[]> => {
    const result = await experimentalExecuteIncrementally({
      schema,
      document: parseIncremental(query),
      variableValues: variables,
      fieldResolver: world.resolver as GraphQLFieldResolver<unknown, unknown> as never,
    });
    if (!('initialResult' in result)) return [plain({ ...result, path: [] })];
    const parts = [plain({ ...result.initialResult, path: [] })];
    for await (const { incremental = [] } of result.subsequentResults) parts.push(...incremental.map(plain));
    return parts;
  };
}

function plain(part: object): Part {
  const { label, path, data, errors = [] } = JSON.parse(JSON.stringify(part)) as Part;
  return { label, path, data, errors };
}
