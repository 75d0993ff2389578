import { GraphQLError, OperationTypeNode, type ValidationRule } from 'graphql';

/**
 * Refuses subscriptions, and mutations where the schema has none: GraphQL's own rules let them through to who cannot
 * execute them.
 */
export const answeredOperations: ValidationRule = (context) => ({
  OperationDefinition: (node) => {
    const { operation } = node;
    const message =
      operation === OperationTypeNode.SUBSCRIPTION
        ? 'Subscriptions are not answered here: ask again with a query.'
        : !context.getSchema().getRootType(operation) && `This graph is read-only: it has no ${operation}s.`;
    if (message) context.reportError(new GraphQLError(message, { nodes: node }));
  },
});
