import type { RecordType } from '@observer-graph/contract';
import type { FieldLink, LinkedSource } from '../link.ts';
import { withLookups } from '../lookup-parts.ts';
import type { Context } from './context.ts';
import { readMapping } from './read-mapping.ts';
import { type Defaults, recordFields } from './record-fields.ts';
import { sourceShape } from './shapes.ts';
import { statementOf } from './statement.ts';
import { embargo, levels, visibilityRules } from './visibility.ts';
import type { YamlEntry, YamlNode } from './yaml-node.ts';

/** One source of a section; null after a problem was told that leaves nothing to use. */
export function sourceLink(
  record: RecordType,
  { key: name, keyNode, value: node }: YamlEntry,
  defaults: Defaults,
  context: Omit<Context, 'fields'>,
): LinkedSource | null {
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
    keyNode.problem(
      `'${name}' is no name of a source: lower-case letters, digits, '-' and '_'; it is part of the ids, for ever.`,
    );
  }
  const read = readMapping(node, sourceShape);
  if (!read) return null;
  const { values, nodes } = read;
  const from = values.from === undefined ? null : statementOf(values.from, context.dialect);
  if (from && 'mistake' in from) nodes.from?.problem(from.mistake);
  const key = values.key === undefined ? [] : [values.key].flat();
  if (new Set(key).size < key.length) nodes.key?.problem('has a column twice.');
  if (!record.owned && key.length > 1) {
    nodes.key?.problem(`must be one column: it has the ${record.key} of the ${record.name}.`);
  }
  const fields = recordFields(record, node, nodes.fields, defaults, context);
  const found = withCountries(fields, nodes.fields);
  if (!nodes.visibility) {
    node.problem(`'visibility' is missing: say who may see these records (${levels.join(', ')})`);
  }
  const visibility = nodes.visibility ? visibilityRules(nodes.visibility) : [];
  const embargoUntil = nodes.embargoUntil && embargo(nodes.embargoUntil, context.zone);
  if (!from || 'mistake' in from) return null;
  return {
    record,
    name,
    line: keyNode.line,
    from,
    key,
    fields: found,
    visibility,
    ...(embargoUntil && { embargoUntil }),
  };
}

/** Elections that are looked up, by the records' country where the lookup names none. */
function withCountries(
  fields: ReadonlyMap<string, FieldLink>,
  node: YamlNode | undefined,
): ReadonlyMap<string, FieldLink> {
  const country = fields.get('country');
  const own = country?.kind === 'constant' || country?.kind === 'column' ? country : null;
  return new Map(
    [...fields].map(([name, field]) => [
      name,
      withLookups(field, (lookup) => {
        if (lookup.by.country !== null) return lookup;
        if (own === null)
          node?.get(name)?.problem("needs a 'country' in its lookup: the records are given none.");
        return { ...lookup, by: { ...lookup.by, country: own } };
      }),
    ]),
  );
}
