import {
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type StringValueNode,
  type TypeNode,
} from 'graphql';
import { namedType } from './model.ts';

/** TypeScript of the types that clients see: enums, objects, inputs, and the arguments of fields, in the order of their names. */
export function typesModule(supergraphSdl: string): string {
  const definitions = clientDefinitions(supergraphSdl);
  const declarations = definitions.flatMap((definition) => {
    switch (definition.kind) {
      case Kind.SCALAR_TYPE_DEFINITION:
        return [`${comment(definition)}export type ${definition.name.value} = string;`];
      case Kind.ENUM_TYPE_DEFINITION: {
        const values = (definition.values ?? []).map(
          (value) => `${comment(value, '  ')}  | '${value.name.value}'`,
        );
        return [`${comment(definition)}export type ${definition.name.value} =\n${values.join('\n')};`];
      }
      case Kind.OBJECT_TYPE_DEFINITION:
        return [
          `${comment(definition)}export interface ${definition.name.value} {\n${(definition.fields ?? []).map(outputField).join('\n')}\n}`,
          ...(definition.fields ?? []).flatMap((field) => fieldArguments(definition, field)),
        ];
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return [
          `${comment(definition)}export interface ${definition.name.value} {\n${(definition.fields ?? []).map(inputField).join('\n')}\n}`,
        ];
      default:
        return [];
    }
  });
  return `${header}\n${declarations.join('\n\n')}\n`;
}

/** TypeScript that tells the client package of each connection of Query: what it lists, and how it is asked. */
export function connectionsModule(supergraphSdl: string): string {
  const definitions = clientDefinitions(supergraphSdl);
  const objects = new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const connections = (objects.get('Query')?.fields ?? []).flatMap((field) => {
    const type = objects.get(namedType(field.type));
    if (!type?.name.value.endsWith('Connection')) return [];
    const record = type.name.value.replace(/Connection$/, '');
    return [{ field, record, sources: type.fields?.some(({ name }) => name.value === 'sources') === true }];
  });
  const argument = (field: FieldDefinitionNode, name: string) =>
    namedType((field.arguments?.find((candidate) => candidate.name.value === name) ?? field).type);
  const records = [...new Set(connections.map(({ record }) => record))];
  const imports = [
    ...records,
    ...connections.flatMap(({ field }) => [argument(field, 'filter'), argument(field, 'orderBy')]),
  ].sort();
  return `${header}
import type {
${imports.map((name) => `  ${name},`).join('\n')}
} from './types.ts';

/** The connections of Query, with the records that they list. */
export interface Connections {
${connections
  .map(
    ({ field, record }) =>
      `  ${field.name.value}: { record: ${record}; filter: ${argument(field, 'filter')}; orderBy: ${argument(field, 'orderBy')} };`,
  )
  .join('\n')}
}

/** The names of the arguments' types, and whether the connection says who answered. */
export const connections: Readonly<
  Record<keyof Connections, { readonly filter: string; readonly orderBy: string; readonly sources: boolean }>
> = {
${connections
  .map(
    ({ field, sources }) =>
      `  ${field.name.value}: { filter: '${argument(field, 'filter')}', orderBy: '${argument(field, 'orderBy')}', sources: ${sources} },`,
  )
  .join('\n')}
};
`;
}

const header = '// Generated from schema/*.graphql by `npm run generate`.';

/** Without what only routers read. */
function clientDefinitions(supergraphSdl: string): readonly DefinitionNode[] {
  return parse(supergraphSdl, { noLocation: true }).definitions.filter(
    (definition) => 'name' in definition && definition.name && !/^(join|link)__/.test(definition.name.value),
  );
}

interface Described {
  readonly description?: StringValueNode | undefined;
}

function comment({ description }: Described, indent = ''): string {
  if (!description) return '';
  const lines = description.value.replaceAll('*/', '*\\/').split('\n');
  return lines.length === 1
    ? `${indent}/** ${lines[0]} */\n`
    : `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}

function outputField(field: FieldDefinitionNode): string {
  return `${comment(field, '  ')}  readonly ${field.name.value}: ${outputType(field.type)};`;
}

function inputField(field: InputValueDefinitionNode): string {
  const required = field.type.kind === Kind.NON_NULL_TYPE && !field.defaultValue;
  return `${comment(field, '  ')}  readonly ${field.name.value}${required ? '' : '?'}: ${inputType(field.type)}${required ? '' : ' | undefined'};`;
}

function fieldArguments(parent: ObjectTypeDefinitionNode, field: FieldDefinitionNode): string[] {
  if (!field.arguments?.length) return [];
  const name = field.name.value;
  const interfaceName = `${parent.name.value}${name.charAt(0).toUpperCase()}${name.slice(1)}Args`;
  return [`export interface ${interfaceName} {\n${field.arguments.map(inputField).join('\n')}\n}`];
}

function outputType(type: TypeNode): string {
  if (type.kind === Kind.NON_NULL_TYPE) return nonNullOutputType(type.type);
  return `${nonNullOutputType(type)} | null`;
}

function nonNullOutputType(type: Exclude<TypeNode, { kind: Kind.NON_NULL_TYPE }>): string {
  return type.kind === Kind.LIST_TYPE ? listOf(outputType(type.type)) : tsName(type.name.value);
}

/** Of a list GraphQL accepts one value that stands alone. */
function inputType(type: TypeNode): string {
  if (type.kind === Kind.NON_NULL_TYPE) return inputType(type.type).replace(/ \| null$/, '');
  if (type.kind === Kind.LIST_TYPE) {
    const item = inputType(type.type);
    return `${listOf(item)} | ${item} | null`;
  }
  return `${tsName(type.name.value)} | null`;
}

function listOf(item: string): string {
  return item.includes(' ') ? `readonly (${item})[]` : `readonly ${item}[]`;
}

const scalars: Readonly<Record<string, string>> = {
  ID: 'string',
  String: 'string',
  Int: 'number',
  Float: 'number',
  Boolean: 'boolean',
};

function tsName(name: string): string {
  return scalars[name] ?? name;
}
