import { buildSubgraphSchema } from '@apollo/subgraph';
import { type Domain, type MemberCard, models, subgraphSdl } from '@observer-graph/contract';
import { type Executor, localExecutor } from '@observer-graph/executor';
import type { Sources, Subgraph } from '@observer-graph/source';
import type { OpenLink } from '@observer-graph/source-sql';
import { assessments } from '@observer-graph/subgraph-assessments';
import { elections } from '@observer-graph/subgraph-elections';
import { findings } from '@observer-graph/subgraph-findings';
import { organizations } from '@observer-graph/subgraph-organizations';
import { recommendations } from '@observer-graph/subgraph-recommendations';
import type { GraphQLSchema } from 'graphql';
import { memberCard } from './card.ts';
import { guardedSource } from './guarded-source.ts';
import { withKnownErrors } from './with-known-errors.ts';
import { withinDepth } from './within-depth.ts';

const subgraphs: readonly Subgraph[] = [organizations, elections, findings, recommendations, assessments];

export type MemberOptions = {
  /** The prefix of every id that the member owns. */
  readonly code: string;
  /** Milliseconds after which the card's coverage is made anew. @default 60000 */
  readonly refreshMs?: number;
  /** Told of what went wrong inside, which clients are not told. */
  readonly onError?: (error: unknown) => void;
} & (
  | { readonly link: Pick<OpenLink, 'records' | 'sourceFor' | 'reach'> }
  | {
      /** By the names of their record types. */
      readonly sources: Sources;
    }
);

/** One organisation's database behind the contract. */
export interface Member {
  readonly code: string;
  /** One for each domain of which it has records. */
  readonly executors: ReadonlyMap<Domain, Executor>;
  /** What it tells of itself, not older than the last refresh. */
  card(): Promise<MemberCard>;
  /** Whether its database answers. */
  ready(): Promise<boolean>;
  /** Ends the refreshing. The link stays open: whoever opened it closes it. */
  close(): void;
}

export function createMember(options: MemberOptions): Member {
  const { code, refreshMs = 60_000, onError = () => {} } = options;
  const sources = guarded('link' in options ? sourcesOf(options.link) : options.sources, code, onError);
  const served = subgraphs.filter(({ name }) => recordsOf(name).some((record) => sources[record]));
  const card = memberCard({
    code,
    sources: new Map(served.map(({ name }) => [name, pick(sources, recordsOf(name))])),
    refreshMs,
  });
  return {
    code,
    executors: new Map(
      served.map((subgraph) => [subgraph.name, executorOf(subgraph, sources, code, onError)]),
    ),
    card: card.current,
    ready: () => isReached('link' in options ? options.link.reach() : reachOf(options.sources)),
    close: card.close,
  };
}

function executorOf(
  subgraph: Subgraph,
  sources: Sources,
  member: string,
  onError: (error: unknown) => void,
): Executor {
  const executor = localExecutor(
    schemaOf(subgraph),
    ({ viewer }) => ({ member, viewer, loaders: subgraph.loaders(sources, viewer) }),
    { onError },
  );
  return withinDepth(withKnownErrors(executor, member));
}

/** Members of one process share the schemas, which know nothing of them. */
const schemas = new Map<Domain, GraphQLSchema>();

function schemaOf({ name, typeDefs, resolvers }: Subgraph): GraphQLSchema {
  let schema = schemas.get(name);
  if (!schema) {
    const service = { Query: { ...resolvers['Query'], _service: () => ({ sdl: subgraphSdl(name) }) } };
    // Apollo's type of resolvers knows no other parents and arguments than `any`.
    schema = buildSubgraphSchema({ typeDefs, resolvers: { ...resolvers, ...service } as never });
    schemas.set(name, schema);
  }
  return schema;
}

function sourcesOf(link: Pick<OpenLink, 'records' | 'sourceFor'>): Sources {
  return Object.fromEntries(link.records.map((record) => [record, link.sourceFor(record) ?? undefined]));
}

function guarded(sources: Sources, member: string, onError: (error: unknown) => void): Sources {
  return Object.fromEntries(
    Object.entries(sources).map(([record, sourceFor]) => [
      record,
      sourceFor && guardedSource(sourceFor, member, onError),
    ]),
  );
}

function recordsOf(domain: Domain): readonly string[] {
  return [...(models.get(domain)?.records.keys() ?? [])];
}

function pick(sources: Sources, records: readonly string[]): Sources {
  return Object.fromEntries(records.map((record) => [record, sources[record]]));
}

/** Asks the first of some sources for a record that there is not. */
async function reachOf(sources: Sources): Promise<void> {
  const sourceFor = Object.values(sources).find((source) => source !== undefined);
  await sourceFor?.({ level: 'PUBLIC' }).byIds(['-'], new Set());
}

function isReached(reached: Promise<void>): Promise<boolean> {
  return reached.then(
    () => true,
    () => false,
  );
}
