import { concatAST, parse } from 'graphql';
import { type Domain, domains } from './domains.ts';
import { sdlOf } from './generated/sdl.ts';
import { type DomainModel, domainModel, type RecordType } from './model.ts';

const common = parse(sdlOf.common, { noLocation: true });

/** Each domain's record types and their relations, in the order of `domains`. */
export const models: ReadonlyMap<Domain, DomainModel> = new Map(
  domains.map((domain) => [
    domain,
    domainModel(domain, concatAST([parse(sdlOf[domain], { noLocation: true }), common])),
  ]),
);

/** All record types by their names in the contract. */
export const recordTypes: ReadonlyMap<string, RecordType> = new Map(
  [...models.values()].flatMap((model) => [...model.records]),
);

/** @throws {RangeError} if the contract has no record type of that name */
export function recordType(name: string): RecordType {
  const found = recordTypes.get(name);
  if (!found) {
    throw new RangeError(`"${name}" is no record type; there are ${[...recordTypes.keys()].join(', ')}.`);
  }
  return found;
}
