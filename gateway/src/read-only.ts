import { GraphQLError, OperationTypeNode, type ValidationRule } from 'graphql';

/** Refuses mutations and subscriptions, which GraphQL's own rules let through to a gateway that cannot plan them. */
export const readOnly: ValidationRule = (context) => ({
  OperationDefinition: (node) => {
    if (node.operation === OperationTypeNode.QUERY) return;
    context.reportError(
      new GraphQLError(`This graph is read-only: it has no ${node.operation}s.`, { nodes: node }),
    );
  },
});
