import { recordTypes } from '@observer-graph/contract';
import { defaultFieldResolver, isObjectType } from 'graphql';
import type { Subgraph } from '../src/index.ts';
import { schemaOf } from './execute.ts';

/**
 * The fields of a domain that the default resolver cannot fill, but no other does, as `Type.field`: root fields,
 * fields of records that are not the source's (references, related lists, computed fields), and fields of entities
 * beyond their keys.
 */
export function unresolvedFields(subgraph: Subgraph): string[] {
  const schema = schemaOf(subgraph);
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('_'))
    .flatMap((type) => {
      const record = recordTypes.get(type.name);
      const isHeld = record?.domain === subgraph.name;
      const isEntity = type.astNode?.directives?.some(({ name }) => name.value === 'key') === true;
      return Object.values(type.getFields())
        .filter((field) => field.resolve === undefined || field.resolve === defaultFieldResolver)
        .filter((field) => {
          if (type === schema.getQueryType()) return true;
          const isKey = field.name === (type.name === 'Country' ? 'code' : 'id');
          const isExternal =
            field.astNode?.directives?.some(({ name }) => name.value === 'external') === true;
          if (!isEntity || isKey || isExternal) return false;
          const own = isHeld ? record?.fields.get(field.name) : undefined;
          return own === undefined || own.kind === 'reference';
        })
        .map((field) => `${type.name}.${field.name}`);
    });
}
