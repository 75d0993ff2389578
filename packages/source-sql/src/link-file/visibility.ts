import type { Visibility } from '@observer-graph/executor';
import type { ColumnLink, VisibilityRule } from '../link.ts';
import { choiceOf } from './choice.ts';
import { rawMap } from './raw-values.ts';
import { readMapping } from './read-mapping.ts';
import { embargoShape, visibilityColumnShape, visibilityLevelShape } from './shapes.ts';
import { timeOf } from './time.ts';
import type { YamlNode } from './yaml-node.ts';

export const levels: readonly Visibility[] = ['PUBLIC', 'NETWORK', 'PARTNERS', 'OWNER'];

/** `visibility`: a level, a rule or a list of these. What is wrong was told, and is left out. */
export function visibilityRules(node: YamlNode): VisibilityRule[] {
  if (node.kind !== 'list') return [visibilityRule(node)].filter((rule) => rule !== null);
  if (node.items().length === 0)
    node.problem(`needs a rule; OWNER keeps all to yourself (${levels.join(', ')})`);
  return node
    .items()
    .map(visibilityRule)
    .filter((rule) => rule !== null);
}

function visibilityRule(node: YamlNode): VisibilityRule | null {
  if (node.kind !== 'mapping') return constantRule(node);
  if (!node.get('constant')) return columnRule(node);
  const constant = readMapping(node, visibilityLevelShape)?.nodes.constant;
  return constant ? constantRule(constant.at(node.path)) : null;
}

function constantRule(node: YamlNode): VisibilityRule | null {
  const level = choiceOf(node, levels, 'Visibility');
  return level && { kind: 'constant', level };
}

function columnRule(node: YamlNode): VisibilityRule | null {
  const { values: given, nodes } = readMapping(node, visibilityColumnShape) ?? { values: {}, nodes: {} };
  const values =
    nodes.values &&
    rawMap(nodes.values, (value) => choiceOf(value, levels, 'Visibility') ?? undefined, {
      is: (level) => level === 'OWNER',
      means: 'is always OWNER',
    });
  const otherwise = nodes.otherwise ? otherwiseOf(nodes.otherwise) : 'OWNER';
  if (given.column === undefined || !values) return null;
  return { kind: 'column', column: given.column, values, otherwise };
}

function otherwiseOf(node: YamlNode): Visibility {
  const level = choiceOf(node, levels, 'Visibility') ?? 'OWNER';
  if (level === 'PUBLIC') refusePublic(node);
  return level;
}

/** What nobody thought of when the file was written must not become public by itself. */
export function refusePublic(otherwise: YamlNode): void {
  otherwise.problem("values that are not named must not become PUBLIC; name those that may under 'values'.");
}

/** `embargoUntil`: a column, or one with its zone and format. */
export function embargo(node: YamlNode, zone: string): ColumnLink | null {
  if (node.kind === 'scalar' && typeof node.scalar === 'string' && node.scalar !== '') {
    return { kind: 'column', column: node.scalar, empty: [], time: timeOf({}, zone) };
  }
  if (node.kind !== 'mapping') {
    node.problem('must be a column, or { column, timezone, format }.');
    return null;
  }
  const { values, nodes } = readMapping(node, embargoShape) ?? { values: {}, nodes: {} };
  const time = timeOf(nodes, zone);
  return values.column === undefined ? null : { kind: 'column', column: values.column, empty: [], time };
}
