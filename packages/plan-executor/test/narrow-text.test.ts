import { serialize } from 'node:v8';
import { expect, it } from 'vitest';
import { narrowNames, narrowText } from '../src/narrow-text.ts';
import { startFederation } from './federation.ts';

/** Bytes for each character, as V8 has it: its own format for values tells the two apart. */
function widthOf(text: string): number {
  return serialize(text)[2] === '"'.charCodeAt(0) ? 1 : 2;
}

const wide = 'type Ქართული { letters: Int }';

it('has one byte for each character where that is enough', () => {
  const cut = wide.slice(wide.indexOf('letters'), -2);
  expect(widthOf(cut)).toBe(2);
  expect([narrowText(cut), widthOf(narrowText(cut))]).toEqual(['letters: Int', 1]);
  expect(narrowText(wide)).toBe(wide);
  expect(narrowText('Élection')).toBe('Élection');
});

it('makes keys narrow that are cut out of wide text', () => {
  const sdl = '"ქ" type ObservationOfAPollingStation { numberOfVotersOnTheList: Int }';
  const names = narrowNames(sdl);
  const field = sdl.slice(sdl.indexOf('number'), sdl.indexOf(':'));
  const [key] = Object.keys({ [field]: 1 }) as [string];
  expect([key, widthOf(key)]).toEqual(['numberOfVotersOnTheList', 1]);
  expect(names).toHaveProperty('ObservationOfAPollingStation');
});

it('answers in narrow text, however wide the schema and the question are', async () => {
  const graph = await startFederation({
    reports: {
      typeDefs:
        '"ქართული" type Query { reportsOfThisElection: [ReportOfAnObserver!] } type ReportOfAnObserver { nameOfTheStation: String }',
      resolvers: {
        Query: { reportsOfThisElection: () => [{ nameOfTheStation: 'Station 12, in the old school' }] },
      },
    },
  });
  const answer = await graph.askText(
    '{ reportsOfThisElection { aliasOfItsOwnLength: nameOfTheStation } } # ქართული',
  );
  expect(answer).toBe(
    '{"data":{"reportsOfThisElection":[{"aliasOfItsOwnLength":"Station 12, in the old school"}]}}\n',
  );
  expect(widthOf(answer)).toBe(1);
  await graph.stop();
});
