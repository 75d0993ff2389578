import { parseElectionId } from '@observer-graph/contract';
import {
  badUserInput,
  entity,
  isKeyOnly,
  type LoaderOf,
  list,
  localName,
  lookup,
  type Resolvers,
  references,
  related,
  summary,
} from '@observer-graph/source';
import type { Loaders } from './loaders.ts';
import { phaseAt } from './phase-at.ts';

const countries: LoaderOf<Loaders> = ({ loaders }) => loaders.countries;
const elections: LoaderOf<Loaders> = ({ loaders }) => loaders.elections;

const held = { Country: countries, Election: elections };

export const resolvers: Resolvers<Loaders> = {
  Query: {
    countries: list(countries),
    country: (parent, args, context, info) => {
      checkCountryCode(String(args['code']));
      return lookup(countries)(parent, args, context, info);
    },
    elections: list(elections),
    election: (parent, args, context, info) => {
      checkElectionId(String(args['id']));
      return lookup(elections)(parent, args, context, info);
    },
    electionSummary: summary(elections),
  },
  Country: {
    __resolveReference: entity(countries),
    ...references('Country', held),
    name: ({ names }, { language }) => localName(names, [language, 'en']),
    elections: related('country', elections, 'code'),
  },
  Election: {
    __resolveReference: entity(elections),
    ...references('Election', held),
    name: ({ names }, { language }) => localName(names, [language, 'en']),
    registered: (election) => !isKeyOnly(election),
    phase: ({ calendar, rounds }, { at }) =>
      phaseAt(typeof at === 'string' ? at : new Date().toISOString(), calendar, rounds),
  },
};

function checkElectionId(id: string): void {
  if (parseElectionId(id)) return;
  throw badUserInput(
    `"${id}" is no election id. It is the country, the day the election was first called for and its kind, for example ` +
      'GE-2024-10-26-parliamentary, followed by the area where it is not the whole country.',
  );
}

function checkCountryCode(code: string): void {
  if (/^[A-Z]{2}$/.test(code)) return;
  throw badUserInput(
    `"${code}" is no country code. It is the two capital letters of ISO 3166-1, for example GE.`,
  );
}
