import {
  type ASTNode,
  type DirectiveNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import type { Limits } from './limits.ts';

type QueryLimitCode = 'QUERY_TOO_DEEP' | 'QUERY_TOO_LARGE' | 'TOO_MANY_ALIASES';

interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly deferred: number;
}

/**
 * Refuses queries that would cost too much, before anybody plans them. Fragments count wherever they are spread; what
 * asks the schema about itself does not count, but can be asked only once.
 */
export function queryLimits({ maxDepth, maxFields, maxAliases, maxDeferred }: Limits): ValidationRule {
  return (context) => {
    const fragmentSizes = new Map<string, Size>();

    const sizeOf = (set: SelectionSetNode | undefined): Size => {
      let [depth, fields, aliases, deferred] = [0, 0, 0, 0];
      for (const selection of set?.selections ?? []) {
        if (selection.kind === Kind.FIELD && selection.name.value.startsWith('__')) continue;
        const isField = selection.kind === Kind.FIELD;
        const inner =
          selection.kind === Kind.FRAGMENT_SPREAD
            ? sizeOfFragment(context.getFragment(selection.name.value))
            : sizeOf(selection.selectionSet);
        depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
        fields += inner.fields + (isField ? 1 : 0);
        aliases += inner.aliases + (isField && selection.alias ? 1 : 0);
        deferred += inner.deferred + (selection.directives?.some(isDefer) ? 1 : 0);
      }
      return { depth, fields, aliases, deferred };
    };

    const sizeOfFragment = (fragment: FragmentDefinitionNode | null | undefined): Size => {
      const nothing: Size = { depth: 0, fields: 0, aliases: 0, deferred: 0 };
      if (!fragment) return nothing;
      const known = fragmentSizes.get(fragment.name.value);
      if (known) return known;
      // A fragment inside itself is refused by GraphQL's own rules.
      fragmentSizes.set(fragment.name.value, nothing);
      const size = sizeOf(fragment.selectionSet);
      fragmentSizes.set(fragment.name.value, size);
      return size;
    };

    const refuse = (code: QueryLimitCode, message: string, nodes: ASTNode) =>
      context.reportError(new GraphQLError(message, { nodes, extensions: { code } }));

    const schemaKeys = new Set<string>();

    return {
      Field: (field) => {
        if (field.name.value !== '__schema') return;
        schemaKeys.add((field.alias ?? field.name).value);
        if (schemaKeys.size < 2) return;
        refuse('TOO_MANY_ALIASES', 'This query asks for the schema several times; once is allowed.', field);
      },
      OperationDefinition: (operation) => {
        const { depth, fields, aliases, deferred } = sizeOf(operation.selectionSet);
        if (depth > maxDepth) {
          refuse(
            'QUERY_TOO_DEEP',
            `This query is ${depth} fields deep; at most ${maxDepth} are allowed.`,
            operation,
          );
        }
        if (fields > maxFields) {
          const message = `This query selects ${fields} fields; at most ${maxFields} are allowed. Ask in several requests.`;
          refuse('QUERY_TOO_LARGE', message, operation);
        }
        if (aliases > maxAliases) {
          const message = `This query has ${aliases} aliases; at most ${maxAliases} are allowed. Ask in several requests.`;
          refuse('TOO_MANY_ALIASES', message, operation);
        }
        if (deferred > maxDeferred) {
          const message = `This query defers ${deferred} fragments; at most ${maxDeferred} are allowed. Ask in several requests.`;
          refuse('QUERY_TOO_LARGE', message, operation);
        }
      },
    };
  };
}

function isDefer({ name }: DirectiveNode): boolean {
  return name.value === 'defer';
}
