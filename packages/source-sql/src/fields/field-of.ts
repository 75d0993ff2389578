import type { RecordField } from '@observer-graph/contract';
import type { FieldLink, ObjectLink } from '../link.ts';
import { columnField } from './column-field.ts';
import { jsonField, objectField, objectsField, severalField } from './composed-fields.ts';
import { constantField } from './constant-field.ts';
import { type Field, type FieldContext, LinkMistake } from './field.ts';
import { timeField } from './time-field.ts';

/** @throws {LinkMistake} if the columns cannot give such a field */
export function fieldOf(link: FieldLink, field: RecordField, context: FieldContext): Field {
  switch (link.kind) {
    case 'constant':
      return constantField(link.value, field, context.ids);
    case 'column':
      if (field.kind === 'object') return jsonField(link, field, context);
      if ((field.kind === 'instant' || field.kind === 'date') && !link.values && !link.list) {
        return timeField(link, field, context);
      }
      return columnField(link, field, context);
    case 'several':
      return severalField(link.parts.map((part) => fieldOf(part, field, context)));
    case 'object':
      return objectOf(link, field, context);
    case 'objects':
      return objectsField(link.items.map((item) => objectOf(item, field, context)));
  }
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
