import { type RecordField, type RecordType, recordType } from '@observer-graph/contract';
import { z } from 'zod';
import { lookupFields } from '../lookup-parts.ts';
import { fieldFacts, recordDescription, requiredFields } from './sdl.ts';
import { sections } from './sections.ts';
import {
  columnShape,
  constantShape,
  databaseShape,
  defaultsShape,
  dialects,
  embargoShape,
  fileShape,
  jsonMapShape,
  listFormats,
  lookupShape,
  sourceShape,
  timeFormats,
  timezone,
  visibilityColumnShape,
} from './shapes.ts';
import { levels } from './visibility.ts';

/**
 * The JSON Schema of link files, draft 7 (as editors know it), for completion and checks in editors
 * (`# yaml-language-server: $schema=…`). It knows the contract's fields and words; `parseLink` knows more, for example
 * which sources a file has.
 */
export function linkFileJsonSchema(): object {
  return z.toJSONSchema(fileSchema(), { target: 'draft-7' });
}

function fileSchema(): z.ZodType {
  const records = [...sections].map(([section, record]) => [
    section,
    z
      .record(z.string().regex(/^[a-z0-9][a-z0-9_-]*$/), sourceSchema(record))
      .optional()
      .describe(`Sources of ${section}. ${recordDescription(record) ?? ''}`.trim()),
  ]);
  return z
    .object({
      ...fileShape.shape,
      database: databaseShape.extend({
        dialect: z.enum(dialects).describe(databaseShape.shape.dialect.description ?? ''),
      }),
      defaults: defaultsSchema().optional(),
      ...Object.fromEntries(records),
    })
    .meta({ title: 'Link file', description: "How a member's existing database answers the contract." });
}

function defaultsSchema(): z.ZodType {
  const finding = recordType('Finding');
  const shape = Object.entries(defaultsShape.shape).map(([name, type]) => {
    const field = finding.fields.get(name);
    return [name, field ? described(finding, finding.name, field, constantSchema(field).optional()) : type];
  });
  return z
    .object(Object.fromEntries(shape))
    .describe('What holds in every source that does not give the field itself.');
}

function sourceSchema(record: RecordType): z.ZodType {
  const strangers = new Set([record.key, ...(record.owned ? ['member', 'visibility', 'embargoUntil'] : [])]);
  const fields = [...record.fields.values()]
    .filter(({ name }) => !strangers.has(name))
    .map((field) => [
      field.name,
      described(record, record.name, field, fieldSchema(record, field, record.fields).optional()),
    ]);
  return sourceShape.extend({
    fields: z.object(Object.fromEntries(fields)).describe(`By the names of ${record.name}'s fields.`),
    visibility: z
      .union([visibilityRule, z.array(visibilityRule).min(1)])
      .describe('Who may see the records: a level, a rule, or a list of rules of which the strictest wins.'),
    embargoUntil: z
      .union([column, embargoShape.extend({ format: timeFormat })])
      .optional()
      .describe('Until when records are withheld; for ever while it is NULL.'),
  });
}

const column = z.string().min(1).describe('A column.');
const raw = z.union([z.string(), z.number(), z.boolean()]);
const emptySchema = z
  .union([raw, z.array(raw)])
  .optional()
  .describe(columnShape.shape.empty.description ?? '');
const timeFormat = z.enum(timeFormats).optional().describe('How the column tells time.');
const level = z.enum(levels);

const visibilityRule = z.union([
  level,
  z.object({ constant: level }),
  visibilityColumnShape.extend({
    values: z.record(z.string(), level).describe("The column's values, and who may see such records."),
    otherwise: level
      .exclude(['PUBLIC'])
      .optional()
      .describe('What a value becomes that is not named; OWNER if not given.'),
  }),
]);

/** Fields of one type share one schema. */
const fieldSchemas = new Map<string, z.ZodType>();

function fieldSchema(
  record: RecordType,
  field: RecordField,
  beside: ReadonlyMap<string, RecordField>,
): z.ZodType {
  const shared = `${field.type}${field.list ? 's' : ''}${beside.has(`${field.name}Precision`) ? '-with-precision' : ''}`;
  const known = fieldSchemas.get(shared);
  const schema = known ?? newFieldSchema(record, field, beside).meta({ id: shared });
  fieldSchemas.set(shared, schema);
  return schema;
}

function newFieldSchema(
  record: RecordType,
  field: RecordField,
  beside: ReadonlyMap<string, RecordField>,
): z.ZodType {
  const constant = constantShape
    .pick(field.kind === 'reference' ? { constant: true, source: true } : { constant: true })
    .extend({ constant: constantSchema(field) });
  const precision = beside.get(`${field.name}Precision`);
  const options: z.ZodType[] = [precision ? constant.extend(precisionShape(precision)) : constant];
  if (field.kind === 'object') {
    const object = objectSchema(record, field);
    options.push(object);
    if (field.list) options.push(z.array(object).min(1), columnSchema(field, precision));
  } else {
    const ofColumn = columnSchema(field, precision);
    options.push(column, ofColumn);
    const leaves: z.ZodType[] = [column, ofColumn, constant];
    if (field.type === 'Election') {
      const lookup = lookupSchema();
      options.push(lookup);
      leaves.push(lookup);
    }
    if (field.list) options.push(z.array(z.union(leaves)).min(1));
  }
  return z.union(options);
}

function lookupSchema(): z.ZodType {
  const { country, year, kind } = lookupShape.shape;
  const { country: countryField, kind: kindField } = lookupFields;
  const ofYear = z.int().min(1900).max(2199);
  const yearColumn = columnShape.pick({ column: true }).extend({
    empty: emptySchema,
    values: z.record(z.string(), z.union([ofYear, z.null()])).optional(),
    otherwise: ofYear.optional(),
    timezone: timezone.optional(),
    format: timeFormat,
  });
  const part = (constant: z.ZodType, ofColumn: z.ZodType, { description = '' }: z.ZodType) =>
    z.union([constant, ofColumn, z.object({ constant })]).describe(description);
  return z.object({
    lookup: z
      .object({
        country: part(oneConstant(countryField), columnSchema(countryField, undefined), country).optional(),
        year: part(ofYear, yearColumn, year),
        kind: part(oneConstant(kindField), columnSchema(kindField, undefined), kind),
      })
      .describe(
        'The one election of a year and kind that the registry knows; unknown if it is not just one.',
      ),
  });
}

function objectSchema(record: RecordType, field: RecordField): z.ZodType {
  const subfields = field.fields ?? new Map<string, RecordField>();
  const required = requiredFields(field.type);
  const shape = [...subfields.values()].map((subfield) => {
    const schema = fieldSchema(record, subfield, subfields);
    return [
      subfield.name,
      described(record, field.type, subfield, required.includes(subfield.name) ? schema : schema.optional()),
    ];
  });
  return z.object(Object.fromEntries(shape));
}

/** What a column of this kind of field can say; the parser refuses the rest with a reason. */
function columnSchema(field: RecordField, precision: RecordField | undefined): z.ZodType {
  const { shape } = columnShape;
  const timed = field.kind === 'instant' || field.kind === 'date';
  const words = constantSchema({ ...field, list: false });
  return z.object({
    column: shape.column,
    empty: emptySchema,
    ...(!timed &&
      field.kind !== 'object' && {
        values: z
          .record(z.string(), z.union([words, z.null()]))
          .optional()
          .describe("The column's values in the contract's words; null is unknown."),
        otherwise: (field.type === 'Visibility' ? level.exclude(['PUBLIC']) : words)
          .optional()
          .describe('What a value becomes that is not named; unknown if not given.'),
      }),
    ...(field.kind === 'text' && { redact: shape.redact }),
    ...(field.kind === 'float' && { decimals: shape.decimals }),
    ...(field.kind === 'instant' && !field.list && { coarsen: shape.coarsen }),
    ...(timed && { timezone: timezone.optional(), format: timeFormat }),
    ...(precision && precisionShape(precision)),
    ...(field.kind === 'reference' && { source: shape.source }),
    ...(field.list && {
      list: z
        .enum(listFormats)
        .optional()
        .describe(shape.list.description ?? ''),
      ...(field.kind === 'object' ? { map: jsonMapShape.optional() } : { separator: shape.separator }),
    }),
  });
}

function precisionShape(precision: RecordField) {
  return { precision: constantSchema(precision).optional().describe(`Fills ${precision.name}.`) };
}

function constantSchema(field: RecordField): z.ZodType {
  const one = oneConstant(field);
  return field.list ? z.union([one, z.array(one)]) : one;
}

/** One schema for each type of the contract, so that the JSON Schema has its words once. */
const constants = new Map<string, z.ZodType>();

function oneConstant(field: RecordField): z.ZodType {
  const known = constants.get(field.type);
  const schema = known ?? newConstant(field).meta({ id: `${field.type}-value` });
  constants.set(field.type, schema);
  return schema;
}

function newConstant(field: RecordField): z.ZodType {
  switch (field.kind) {
    case 'enum':
      return z.enum(field.values as [string, ...string[]]);
    case 'integer':
      return z.int();
    case 'float':
      return z.number();
    case 'boolean':
      return z.boolean();
    case 'object': {
      const required = requiredFields(field.type);
      const shape = [...(field.fields ?? new Map<string, RecordField>()).values()].map((subfield) => {
        const schema = constantSchema(subfield);
        return [subfield.name, required.includes(subfield.name) ? schema : schema.optional()];
      });
      return z.object(Object.fromEntries(shape));
    }
    case 'reference':
      return field.type === 'Country' ? z.string().regex(/^[A-Z]{2}$/) : z.union([z.string(), z.number()]);
    case 'instant':
    case 'date':
      return z.string();
    default:
      return z.union([z.string(), z.number(), z.boolean()]);
  }
}

function described(record: RecordType, type: string, field: RecordField, schema: z.ZodType): z.ZodType {
  const { description } = fieldFacts(record.domain, type, field.name);
  return description ? schema.describe(description) : schema;
}
