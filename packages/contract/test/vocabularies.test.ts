import { type EnumTypeDefinitionNode, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { commitments, sdlOf, vocabularies } from '../src/index.ts';

const enums = new Map(
  Object.values(sdlOf)
    .flatMap((text) => parse(text).definitions)
    .filter((node): node is EnumTypeDefinitionNode => node.kind === Kind.ENUM_TYPE_DEFINITION)
    .map((node) => [node.name.value, node.values ?? []]),
);

describe('vocabularies', () => {
  it.each(['Theme', 'Phase', 'ImplementationStatus', 'AttackKind'])(
    'define every value of %s and no other, in its order',
    (name) => {
      const vocabulary = vocabularies.find((candidate) => candidate.enum === name);
      expect(Object.keys(vocabulary?.terms ?? {})).toEqual(enums.get(name)?.map((value) => value.name.value));
    },
  );

  it.each(vocabularies)('say of $enum what the contract says of it', ({ enum: name, terms }) => {
    const described = (enums.get(name) ?? []).map((value) => [value.name.value, value.description?.value]);
    expect(Object.entries(terms).map(([code, { definition }]) => [code, definition])).toEqual(described);
  });

  it.each(vocabularies)(
    'name the source of every match of $enum, and no source in vain',
    ({ sources, terms }) => {
      const matched = Object.values(terms).flatMap(({ matches }) => Object.keys(matches));
      expect([...new Set(matched)].sort()).toEqual(Object.keys(sources).sort());
      for (const { url } of Object.values(sources)) expect(new URL(url).protocol).toBe('https:');
    },
  );

  it('give every instrument a source and the provisions that are cited of it', () => {
    for (const [name, { source, provisions }] of Object.entries(commitments.instruments)) {
      expect(new URL(source).protocol, name).toBe('https:');
      expect(Object.keys(provisions).length, name).toBeGreaterThan(0);
    }
    expect(commitments.instruments['ICCPR']?.provisions['25']).toMatch(/to vote and be elected/);
    expect(commitments.instruments['OSCE Copenhagen Document']?.provisions['7.4']).toMatch(/Secret ballot/);
  });
});
