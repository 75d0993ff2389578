/** Asks a GraphQL endpoint as a gateway does. */
export async function ask(
  url: string,
  query: string,
  { variables = {}, headers = {} }: { variables?: object; headers?: Record<string, string> } = {},
) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: answers have the form that the test asked for
  readonly data?: any;
  readonly errors?: readonly {
    message: string;
    path?: unknown;
    extensions?: { code?: string };
  }[];
}
