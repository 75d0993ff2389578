import {
  type ConstDirectiveNode,
  type DirectiveNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { AnswerInParts } from '../../src/answer-in-parts.ts';
import type { Draw } from './layout.ts';

type Place = readonly (string | number)[];

/** A part of an answer, be it the first, with no label. */
export interface Part {
  readonly label: string | undefined;
  readonly path: Place;
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly path?: Place | undefined }[];
}

/**
 * Draws what of an operation is deferred: fragments that there are, and selections in fragments of their own; nothing at the
 * root of a mutation.
 */
export function withDefers(schema: GraphQLSchema, query: string, draw: Draw): string {
  const chance = (percent: number) => draw(100) < percent;
  let count = 0;
  const defer = (): DirectiveNode => {
    const condition = chance(25) ? `, if: ${['$yes', '$no', '$default', 'true', 'false'][draw(5)]}` : '';
    count += 1;
    const fragment = parse(`{ ... @defer(label: "L${count}"${condition}) { x } }`, { noLocation: true });
    let found: DirectiveNode | undefined;
    visit(fragment, {
      Directive(node) {
        found = node as ConstDirectiveNode;
      },
    });
    return found as DirectiveNode;
  };
  const document = parse(query, { noLocation: true });
  const typeInfo = new TypeInfo(schema);
  const drawn = {
    SelectionSet: {
      leave(set: SelectionSetNode): SelectionSetNode | undefined {
        if (typeInfo.getParentType() === schema.getMutationType()) return undefined;
        const selections = set.selections.map((selection): SelectionNode => {
          if (selection.kind === Kind.FIELD || !chance(40)) return selection;
          return { ...selection, directives: [...(selection.directives ?? []), defer()] };
        });
        if (!chance(25)) return { ...set, selections };
        const from = draw(selections.length);
        const later: InlineFragmentNode = {
          kind: Kind.INLINE_FRAGMENT,
          directives: [defer()],
          selectionSet: { kind: Kind.SELECTION_SET, selections: selections.slice(from) },
        };
        return { ...set, selections: [...selections.slice(0, from), later] };
      },
    },
  };
  return print(visit(document, visitWithTypeInfo(typeInfo, drawn)));
}

/** The same operation with its fragments written where they are spread. */
export function withFragmentsInline(query: string): string {
  const document = parse(query, { noLocation: true });
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const inlined = (set: SelectionSetNode): SelectionSetNode =>
    visit(set, {
      FragmentSpread({ name, directives = [] }): InlineFragmentNode {
        const { typeCondition, selectionSet } = fragments.get(name.value) as FragmentDefinitionNode;
        return {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition,
          directives,
          selectionSet: inlined(selectionSet),
        };
      },
    });
  return print({
    ...document,
    definitions: document.definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? [{ ...node, selectionSet: inlined(node.selectionSet) }] : [],
    ),
  });
}

/** All parts of an answer, as they are on the wire. */
export async function partsOf({ first, rest }: AnswerInParts): Promise<Part[]> {
  const parts: Part[] = [plainPart({ ...first, path: [] })];
  let hasNext = first.hasNext;
  for await (const later of rest) {
    if (!hasNext) throw new Error('There was to be no next.');
    parts.push(...(later.incremental ?? []).map(plainPart));
    hasNext = later.hasNext;
  }
  if (hasNext) throw new Error('There was to be a next.');
  return parts;
}

function plainPart(part: object): Part {
  const { label, path, data, errors = [] } = JSON.parse(JSON.stringify(part)) as Part;
  return { label, path, data, errors };
}

/**
 * What a client has at the end.
 *
 * @throws {Error} if a part belongs to a place that was not answered
 */
export function merged([first, ...later]: readonly Part[]): unknown {
  const data = structuredClone(first?.data);
  for (const { path, data: part } of later) {
    let target = data;
    for (const step of path) target = (target as Record<string | number, unknown>)[step];
    if (typeof target !== 'object' || target === null) throw new Error(`Nothing is at ${path.join('.')}.`);
    if (part !== null) mergeInto(target as Record<string, unknown>, part as Record<string, unknown>);
  }
  return data;
}

function mergeInto(target: Record<string, unknown>, source: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(source)) {
    const present = Object.hasOwn(target, key) ? target[key] : undefined;
    const areObjects =
      typeof present === 'object' && present !== null && typeof value === 'object' && value !== null;
    if (areObjects) mergeInto(present as Record<string, unknown>, value as Record<string, unknown>);
    // Where both parts can say what is there, one of them may say null for an error of its own.
    else if (value !== null || present === undefined) target[key] = value;
  }
}

/**
 * The parts that belong to a place which the part around them answers.
 *
 * @param query with its fragments inline
 */
export function reached(
  parts: readonly Part[],
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Part[] {
  const outer = outerLabels(query, { default: true, ...variables });
  const isReached = ({ label, path }: Part): boolean =>
    label === undefined ||
    parts.some((part) => {
      const isAround = part.path.every((step, index) => step === path[index]);
      if (part.label !== outer.get(label) || !isAround || !isReached(part)) return false;
      let value = part.data;
      for (const step of path.slice(part.path.length))
        value = (value as Record<string, unknown> | null)?.[step];
      return typeof value === 'object' && value !== null;
    });
  return parts.filter(isReached);
}

/** By the label of what is deferred, that of what it is inside of. */
function outerLabels(query: string, variables: Readonly<Record<string, unknown>>) {
  const outer = new Map<string, string | undefined>();
  const within: (string | undefined)[] = [undefined];
  const labelOf = ({ directives }: InlineFragmentNode): string | undefined => {
    const given = directives?.find(({ name }) => name.value === 'defer')?.arguments ?? [];
    const values = new Map(given.map(({ name, value }) => [name.value, value]));
    const [label, condition] = [values.get('label'), values.get('if')];
    const isOff =
      (condition?.kind === Kind.BOOLEAN && !condition.value) ||
      (condition?.kind === Kind.VARIABLE && !variables[condition.name.value]);
    return label?.kind === Kind.STRING && !isOff ? label.value : undefined;
  };
  visit(parse(query), {
    InlineFragment: {
      enter(node) {
        const label = labelOf(node);
        if (label === undefined) return;
        outer.set(label, within.at(-1));
        within.push(label);
      },
      leave(node) {
        if (labelOf(node) !== undefined) within.pop();
      },
    },
  });
  return outer;
}

/** With the keys of objects in one order. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
