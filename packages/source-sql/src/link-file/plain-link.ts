import type { RecordField } from '@observer-graph/contract';
import type { ColumnLink, ConstantLink } from '../link.ts';
import { bareColumn, columnMapping } from './column-link.ts';
import { constantOf } from './constant.ts';
import type { Context } from './context.ts';
import { readMapping, unknownKey } from './read-mapping.ts';
import { columnShape, constantShape } from './shapes.ts';
import type { YamlNode } from './yaml-node.ts';

/** A column or a constant; null after a problem was told. */
export function plainLink(
  field: RecordField,
  node: YamlNode,
  context: Context,
): ColumnLink | ConstantLink | null {
  if (node.kind === 'list') {
    node.problem('must be a column or a constant, not a list.');
    return null;
  }
  if (node.kind !== 'mapping') return bareColumn(field, node, context);
  if (node.get('constant')) return constantLink(field, node, context);
  if (node.get('column')) return columnMapping(field, node, context);
  const known = Object.keys({ ...columnShape.shape, ...constantShape.shape });
  const strangers = node.entries().filter(({ key }) => !known.includes(key));
  for (const { key, keyNode } of strangers) keyNode.problem(unknownKey(key, known));
  if (strangers.length === 0) node.problem("needs 'column' or 'constant'.");
  return null;
}

function constantLink(field: RecordField, node: YamlNode, context: Context): ConstantLink | null {
  const nodes = readMapping(node, constantShape)?.nodes;
  if (!nodes?.constant) return null;
  if (nodes.precision && !context.fields.has(`${field.name}Precision`)) {
    nodes.precision.problem(`${field.name} has no precision in the contract.`);
  }
  const value = constantOf(field, nodes.constant.at(node.path), context, nodes.source);
  return value === undefined ? null : { kind: 'constant', value };
}
