import { type ConstDirectiveNode, type DocumentNode, visit } from 'graphql';
import { textArgument } from './required-fields.ts';

/** A label of `@override`, which says for how many requests a field has moved to another subgraph. */
export interface OverrideLabel {
  readonly label: string;
  /** Of a hundred requests. */
  readonly percent: number;
}

/**
 * The labels in a supergraph that hold for some requests. Others than `percent(…)` hold for none: nobody tells of them.
 *
 * @see https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/directives#progressive-override
 */
export function overrideLabels(supergraph: DocumentNode): OverrideLabel[] {
  const percents = new Map<string, number>();
  visit(supergraph, {
    Directive(directive) {
      if (directive.name.value !== 'join__field') return false;
      const label = textArgument(directive as ConstDirectiveNode, 'overrideLabel') ?? '';
      const percent = /^percent\(([\d.]+)\)$/.exec(label)?.[1];
      if (percent !== undefined) percents.set(label, Number(percent));
      return false;
    },
  });
  return [...percents].map(([label, percent]) => ({ label, percent }));
}

/** Those that hold for one request. @param random from 0 to below 1 */
export function labelsThatHold(labels: readonly OverrideLabel[], random: () => number): string[] {
  return labels.flatMap(({ label, percent }) => (random() * 100 < percent ? [label] : []));
}
