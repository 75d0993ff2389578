import type { GraphQLResolveInfo } from 'graphql';
import { badUserInput } from './bad-user-input.ts';
import type { LoaderOf, Parent, RequestContext, Resolver } from './context.ts';
import type { RecordLoader } from './record-loader.ts';
import { selectedFields } from './selected-fields.ts';
import type { Fields } from './source.ts';
import { wantedFields } from './wanted-fields.ts';

class EntityKey {
  [field: string]: unknown;

  constructor(type: string, key: string, value: string) {
    this['__typename'] = type;
    this[key] = value;
  }
}

/** An entity of which nothing but the key is known here. */
export function entityKey(type: string, key: string, value: string): Parent {
  return new EntityKey(type, key, value);
}

/** Whether nothing but the key of it is known here. */
export function isKeyOnly(parent: Parent): boolean {
  return parent instanceof EntityKey;
}

/** The record, or its key if it is not known. */
export async function recordOrKey(loader: RecordLoader, key: string, want: Fields): Promise<Parent> {
  const row = await loader.byId(key, want);
  const { name, key: field } = loader.record;
  return row ? { __typename: name, ...row } : entityKey(name, field, key);
}

/**
 * A root field that looks a record up by its key. An owned record that is not there is null; a shared thing that nobody
 * registered stays a key.
 */
export function lookup<Loaders>(loaderOf: LoaderOf<Loaders>): Resolver<Loaders> {
  return (_parent, args, context, info) => {
    const loader = loaderOf(context);
    const id = String(args[loader.record.key]);
    const want = wantedFields(info, loader) ?? new Set<string>();
    return loader.record.owned ? loader.byId(id, want) : recordOrKey(loader, id, want);
  };
}

/**
 * Resolves a representation of a record that this subgraph holds. What is not there, or not this member's, is null; but
 * where records related to it are selected it stays a key, because anybody's records may be related to it.
 */
export function entity<Loaders>(loaderOf: LoaderOf<Loaders>): Resolver<Loaders> {
  return referenceResolver(async (representation, context, info) => {
    const loader = loaderOf(context);
    const id = keyOf(representation, loader.record.name, loader.record.key);
    const want = wantedFields(info, loader);
    if (!want) return entityKey(loader.record.name, loader.record.key, id);
    if (!loader.record.owned || selectsRelated(info, loader)) return recordOrKey(loader, id, want);
    const row = await loader.byId(id, want);
    return row && { __typename: loader.record.name, ...row };
  });
}

function selectsRelated(info: GraphQLResolveInfo, { record, computed }: RecordLoader): boolean {
  return [...selectedFields(info, [], record.name)].some(
    (name) => name !== '__typename' && name !== record.key && !record.fields.has(name) && !(name in computed),
  );
}

/** Resolves a representation of an entity that this subgraph knows by its key alone. */
export function known<Loaders>(type: string, key = 'id'): Resolver<Loaders> {
  return referenceResolver((representation) => entityKey(type, key, keyOf(representation, type, key)));
}

type ReferenceResolver<Loaders> = (
  representation: Parent,
  context: RequestContext<Loaders>,
  info: GraphQLResolveInfo,
) => unknown;

/**
 * Apollo keeps `__resolveReference` among a type's resolvers but calls it without `args`.
 *
 * @see https://www.apollographql.com/docs/apollo-server/using-federation/api/apollo-subgraph/#__resolvereference
 */
function referenceResolver<Loaders>(resolve: ReferenceResolver<Loaders>): Resolver<Loaders> {
  return resolve as unknown as Resolver<Loaders>;
}

function keyOf(representation: Parent, type: string, key: string): string {
  const value = representation[key];
  if (typeof value === 'string' && value !== '') return value;
  throw badUserInput(`A representation of ${type} needs its \`${key}\`.`);
}
