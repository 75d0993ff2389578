import { describe, expect, it } from 'vitest';
import { filterMistake, recordType } from '../src/index.ts';

describe('filterMistake', () => {
  it.each([
    [{ country: 'georgia' }, '`country` is "georgia"; it is the two capital letters of ISO 3166-1, as GE.'],
    [{ country: ['GE', 'ge'] }, '`country` is "ge"; it is the two capital letters of ISO 3166-1, as GE.'],
    [
      { election: 'nonsense' },
      '`election` is "nonsense"; it is an election\'s id, as GE-2024-10-26-parliamentary.',
    ],
    [
      { organization: 'Fair Vote' },
      '`organization` is "Fair Vote"; it is an organisation\'s slug: small letters, digits and hyphens.',
    ],
    [
      { mission: 'ion:finding:reports:1' },
      '`mission` is "ion:finding:reports:1"; it is the id of a mission, as golos:mission:reports:17.',
    ],
    [
      { observedFrom: 'yesterday' },
      '`observedFrom` is "yesterday"; it is an instant as 2024-10-26T05:00:00Z.',
    ],
    [
      { observedBefore: '2024-02-31T00:00:00Z' },
      '`observedBefore` is "2024-02-31T00:00:00Z"; it is an instant as 2024-10-26T05:00:00Z.',
    ],
  ])('names what nothing can have: %j', (filter, mistake) => {
    expect(filterMistake(recordType('Finding'), filter)).toBe(mistake);
  });

  it.each([
    [{ text: 'ж'.repeat(501) }, 501],
    [{ text: Array.from({ length: 51 }, () => 'carousels!') }, 510],
  ])('refuses a search for more than databases can search for', (filter, characters) => {
    expect(filterMistake(recordType('Finding'), filter)).toBe(
      `\`text\` has ${characters} characters; it can have 500, all its texts together. Search for fewer words.`,
    );
  });

  it('asks for a day where the record has days', () => {
    expect(filterMistake(recordType('Recommendation'), { issuedFrom: '2024-13-45' })).toBe(
      '`issuedFrom` is "2024-13-45"; it is a day as 2024-10-26.',
    );
  });

  it('has nothing to say of values that something could have, and of absent ones', () => {
    const filter = {
      country: 'XK',
      election: ['GE-2024-10-26-parliamentary'],
      organization: null,
      mission: 'ion:mission:missions:ge-2024',
      observedFrom: '2024-10-26T05:00:00.000001+04:00',
      text: ['ж'.repeat(490), 'carousel'],
      theme: ['VOTING'],
    };
    expect(filterMistake(recordType('Finding'), filter)).toBeNull();
    expect(filterMistake(recordType('Finding'), {})).toBeNull();
  });
});
