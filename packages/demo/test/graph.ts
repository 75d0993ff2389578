/** An answer as a client gets it. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
  /** As it came, so that one can search in all of it. */
  readonly text: string;
}

export async function ask(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { ...(JSON.parse(text) as Omit<Answer, 'text'>), text };
}

/** The data of an answer without errors. */
export async function dataOf(url: string, query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await ask(url, query, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

export interface Paged<Node> {
  /** In the order in which the pages gave them; of pages from the end, put into the list's order. */
  readonly nodes: Node[];
  readonly totals: (number | null)[];
  readonly complete: boolean[];
}

interface PageOptions {
  readonly field: string;
  /** Arguments beside those of paging, for example `filter: {country: "GE"}`. */
  readonly where?: string;
  readonly select: string;
  readonly size: number;
  readonly backwards?: boolean;
  /** Awaited after each page with the number of pages so far. */
  readonly afterPage?: (pages: number) => Promise<void>;
}

/** Follows a list's pages to the end. */
export async function allPages<Node>(url: string, options: PageOptions): Promise<Paged<Node>> {
  const { field, where = '', select, size, backwards = false, afterPage } = options;
  const paging = backwards ? 'last: $size, before: $cursor' : 'first: $size, after: $cursor';
  const query = `query ($size: Int, $cursor: String) {
    list: ${field}(${paging}${where && `, ${where}`}) {
      totalCount edges { cursor node { ${select} } } sources { complete }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;
  const all: { nodes: Node[]; totals: (number | null)[]; complete: boolean[] } = {
    nodes: [],
    totals: [],
    complete: [],
  };
  let cursor: string | null = null;
  for (let pages = 1; ; pages++) {
    const { list } = await dataOf(url, query, { size, cursor });
    const nodes = list.edges.map((edge: { node: Node }) => edge.node);
    if (backwards) all.nodes.unshift(...nodes);
    else all.nodes.push(...nodes);
    all.totals.push(list.totalCount);
    all.complete.push(list.sources.complete);
    await afterPage?.(pages);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = list.pageInfo;
    if (!(backwards ? hasPreviousPage : hasNextPage)) return all;
    cursor = backwards ? startCursor : endCursor;
  }
}

export const sorted = (values: Iterable<string>): string[] => [...values].sort();
