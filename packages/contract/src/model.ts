import {
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Domain } from './domains.ts';

/** What the value of a record's field is, and so how it is stored, translated, compared and sorted. */
export type FieldKind =
  | 'text'
  | 'integer'
  | 'float'
  | 'boolean'
  | 'instant'
  | 'date'
  | 'enum'
  | 'reference'
  | 'object';

/** A field of a record: what a link file can fill and a source can read. */
export interface RecordField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly list: boolean;
  /** Of an object's field: without a value there is no object. */
  readonly required: boolean;
  /** The named type in the contract, for example `Severity`, `Election`, `Place`, `String`. */
  readonly type: string;
  /** Of an enum: its values in rank order, the lowest first. */
  readonly values?: readonly string[];
  /** Of an object: its fields. */
  readonly fields?: ReadonlyMap<string, RecordField>;
  /** Of a reference: the key field of the type referred to, `id` or `code`. */
  readonly key?: string;
}

export type MatchOp = 'IN' | 'FROM' | 'UNTIL' | 'TEXT' | 'COPIES';
export type CoverageDimension = 'MEMBER' | 'COUNTRY' | 'ELECTION' | 'ORGANIZATION' | 'FROM' | 'UNTIL';

/** A field of a record type's filter. OR within its values, AND between fields. */
export interface FilterField {
  readonly name: string;
  readonly op: MatchOp;
  /** The record's fields that it looks at; several only with TEXT. */
  readonly fields: readonly string[];
  readonly coverage?: CoverageDimension;
}

/** An order of a record type's lists. Absent values come last, whatever the direction. */
export interface Order {
  readonly name: string;
  readonly by: readonly string[];
  readonly descending: boolean;
}

/** A dimension that a record type can be counted by. */
export interface GroupBy {
  readonly name: string;
  readonly field: string;
  readonly unit?: 'MONTH';
}

/** A type of record that members, or the registry, hold. */
export interface RecordType {
  readonly name: string;
  readonly domain: Domain;
  /** The second part of its ids, for example `finding`. */
  readonly slug: string;
  /** Whether its ids begin with the member's code; if not, its key is a natural one (`GE`, `golos`). */
  readonly owned: boolean;
  /** `id`, or `code` of a country. */
  readonly key: string;
  readonly fields: ReadonlyMap<string, RecordField>;
  readonly filters: ReadonlyMap<string, FilterField>;
  readonly orders: ReadonlyMap<string, Order>;
  readonly dimensions: ReadonlyMap<string, GroupBy>;
}

/** A field that lists, or counts, the records related to an entity, for example `Country.findings`. */
export interface RelatedField {
  readonly entity: string;
  readonly field: string;
  /** The record type listed. */
  readonly record: string;
  /** The filter field of the record type that the entity's key is a value of. */
  readonly by: string;
}

export interface DomainModel {
  readonly domain: Domain;
  readonly records: ReadonlyMap<string, RecordType>;
  readonly related: readonly RelatedField[];
}

const scalarKinds: Readonly<Record<string, FieldKind>> = {
  String: 'text',
  ID: 'text',
  Int: 'integer',
  Float: 'float',
  Boolean: 'boolean',
  DateTime: 'instant',
  Date: 'date',
};

/**
 * Reads a domain's part of the contract as data: its record types with their fields, filters, orders and dimensions.
 *
 * @param document the domain's SDL together with the shared types that it uses, directives included
 * @throws {Error} if the SDL breaks one of the contract's conventions; `lintContract` names them all
 */
export function domainModel(domain: Domain, document: DocumentNode): DomainModel {
  const types = definitionsOf(document);
  const query = types.objects.get('Query');
  const records = new Map<string, RecordType>();
  for (const type of types.objects.values()) {
    if (isRecordType(type, types)) records.set(type.name.value, recordType(domain, type, types));
  }
  const related = [...types.objects.values()]
    .filter((type) => type !== query)
    .flatMap((type) =>
      (type.fields ?? []).flatMap((field) => {
        const by = directive(field.directives, 'related')?.['by'];
        const record = namedType(field.type).replace(/(Connection|Summary)$/, '');
        return typeof by === 'string'
          ? [{ entity: type.name.value, field: field.name.value, record, by }]
          : [];
      }),
    );
  return { domain, records, related };
}

interface Definitions {
  readonly objects: ReadonlyMap<string, ObjectTypeDefinitionNode>;
  readonly enums: ReadonlyMap<string, EnumTypeDefinitionNode>;
  readonly inputs: ReadonlyMap<string, InputObjectTypeDefinitionNode>;
}

function definitionsOf(document: DocumentNode): Definitions {
  const objects = new Map<string, ObjectTypeDefinitionNode>();
  const enums = new Map<string, EnumTypeDefinitionNode>();
  const inputs = new Map<string, InputObjectTypeDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) objects.set(definition.name.value, definition);
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION) enums.set(definition.name.value, definition);
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) inputs.set(definition.name.value, definition);
  }
  return { objects, enums, inputs };
}

/** A record type is an entity that has a connection of its own. */
function isRecordType(type: ObjectTypeDefinitionNode, { objects }: Definitions): boolean {
  return keyOf(type) !== null && objects.has(`${type.name.value}Connection`);
}

function recordType(domain: Domain, type: ObjectTypeDefinitionNode, types: Definitions): RecordType {
  const name = type.name.value;
  return {
    name,
    domain,
    slug: name.toLowerCase(),
    owned: directive(type.directives, 'partitioned') !== null,
    key: keyOf(type) ?? 'id',
    fields: recordFields(type, types),
    filters: new Map(
      (types.inputs.get(`${name}Filter`)?.fields ?? []).map((field) => [
        field.name.value,
        filterField(field),
      ]),
    ),
    orders: new Map(
      enumValues(types, `${name}Order`).map((value) => {
        const order = directive(value.directives, 'order') ?? {};
        return [
          value.name.value,
          {
            name: value.name.value,
            by: order['by'] as string[],
            descending: order['descending'] === true,
          },
        ];
      }),
    ),
    dimensions: new Map(
      enumValues(types, `${name}Dimension`).map((value) => {
        const groups = directive(value.directives, 'groups') ?? {};
        return [
          value.name.value,
          {
            name: value.name.value,
            field: groups['field'] as string,
            ...(groups['unit'] === 'MONTH' && { unit: 'MONTH' as const }),
          },
        ];
      }),
    ),
  };
}

function recordFields(type: ObjectTypeDefinitionNode, types: Definitions): Map<string, RecordField> {
  const fields = (type.fields ?? []).filter((field) =>
    ['related', 'computed', 'external', 'fromScatter'].every(
      (name) => directive(field.directives, name) === null,
    ),
  );
  return new Map(fields.map((field) => [field.name.value, recordField(field, types)]));
}

function recordField(field: FieldDefinitionNode, types: Definitions): RecordField {
  const type = namedType(field.type);
  const required = field.type.kind === Kind.NON_NULL_TYPE;
  const base = { name: field.name.value, type, list: isList(field.type), required };
  const values = types.enums.get(type)?.values?.map((value) => value.name.value);
  if (values) return { ...base, kind: 'enum', values };
  const object = types.objects.get(type);
  if (!object) return { ...base, kind: scalarKinds[type] ?? 'text' };
  const key = keyOf(object);
  if (key !== null) return { ...base, kind: 'reference', key };
  return { ...base, kind: 'object', fields: recordFields(object, types) };
}

function filterField(field: InputValueDefinitionNode): FilterField {
  const matches = directive(field.directives, 'matches') ?? {};
  const coverage = directive(field.directives, 'coverage')?.['by'];
  return {
    name: field.name.value,
    op: (matches['op'] ?? 'IN') as MatchOp,
    fields: ([] as string[]).concat(matches['field'] as string | string[]),
    ...(typeof coverage === 'string' && { coverage: coverage as CoverageDimension }),
  };
}

function enumValues(types: Definitions, name: string) {
  return types.enums.get(name)?.values ?? [];
}

function keyOf(type: ObjectTypeDefinitionNode): string | null {
  const fields = directive(type.directives, 'key')?.['fields'];
  return typeof fields === 'string' ? fields : null;
}

/** The arguments of a directive, or null where it does not stand. */
export function directive(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): Record<string, unknown> | null {
  const found = directives?.find((candidate) => candidate.name.value === name);
  return found
    ? Object.fromEntries(
        (found.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
      )
    : null;
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function isList(type: TypeNode): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return isList(type.type);
  return type.kind === Kind.LIST_TYPE;
}
