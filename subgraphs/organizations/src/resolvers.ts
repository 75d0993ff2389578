import {
  entity,
  known,
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

const organizations: LoaderOf<Loaders> = ({ loaders }) => loaders.organizations;
const declarations: LoaderOf<Loaders> = ({ loaders }) => loaders.declarations;
const endorsements: LoaderOf<Loaders> = ({ loaders }) => loaders.endorsements;

const held = { Organization: organizations, Declaration: declarations, Endorsement: endorsements };

export const resolvers: Resolvers<Loaders> = {
  Query: {
    organizations: list(organizations),
    organization: lookup(organizations),
    organizationSummary: summary(organizations),
    declarations: list(declarations),
    declaration: lookup(declarations),
  },
  Organization: {
    __resolveReference: entity(organizations),
    ...references('Organization', held),
    name: ({ names, languages }, { language }) =>
      localName(names, [language, ...(Array.isArray(languages) ? languages : [])]),
    contact: ({ contact }, _args, { viewer }) => (viewer.level === 'PUBLIC' ? null : contact),
    endorsements: related('organization', endorsements),
  },
  Declaration: {
    __resolveReference: entity(declarations),
    ...references('Declaration', held),
    endorsements: related('declaration', endorsements),
  },
  Endorsement: {
    __resolveReference: entity(endorsements),
    ...references('Endorsement', held),
  },
  Country: {
    __resolveReference: known('Country', 'code'),
  },
};
