import type { RecordField } from '@observer-graph/contract';
import type { ColumnLink, FieldLink, ObjectLink } from '../link.ts';
import { roundedField } from './coarse-fields.ts';
import { columnField } from './column-field.ts';
import { jsonField, objectField, objectsField, severalField } from './composed-fields.ts';
import { constantField } from './constant-field.ts';
import { type Field, type FieldContext, LinkMistake } from './field.ts';
import { lookupField } from './lookup-field.ts';
import { redactedField } from './redacted-field.ts';
import { timeField } from './time-field.ts';

/** @throws {LinkMistake} if the columns cannot give such a field */
export function fieldOf(link: FieldLink, field: RecordField, context: FieldContext): Field {
  switch (link.kind) {
    case 'constant':
      return constantField(link.value, field, context.ids);
    case 'column':
      return protectedField(link, columnFieldOf(link, field, context), context);
    case 'lookup':
      return lookupField(link, field, context);
    case 'several':
      return severalField(link.parts.map((part) => fieldOf(part, field, context)));
    case 'object':
      return objectOf(link, field, context);
    case 'objects':
      return objectsField(link.items.map((item) => objectOf(item, field, context)));
  }
}

function protectedField(link: ColumnLink, field: Field, { protects, withheld }: FieldContext): Field {
  if (link.redact && protects(link.redact)) return redactedField(field, [link.redact], withheld);
  return link.decimals && protects(link.decimals) ? roundedField(field, link.decimals.to) : field;
}

function columnFieldOf(link: ColumnLink, field: RecordField, context: FieldContext): Field {
  if (field.kind === 'object') return jsonField(link, field, context);
  if ((field.kind === 'instant' || field.kind === 'date') && !link.values && !link.list) {
    return timeField(link, field, context);
  }
  return columnField(link, field, context);
}

function objectOf(link: ObjectLink, field: RecordField, context: FieldContext): Field {
  return objectField(
    field,
    new Map(
      [...link.fields].map(([name, part]) => {
        const partField = field.fields?.get(name);
        if (!partField) throw new LinkMistake(`"${field.type}" has no field "${name}".`);
        return [name, fieldOf(part, partField, context)];
      }),
    ),
  );
}
