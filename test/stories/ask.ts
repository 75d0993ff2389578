export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was asked for
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: { readonly sources?: readonly Readonly<Record<string, unknown>>[] };
}

/** Asks an endpoint, `<url>/graphql` unless another path is named. */
export async function ask(
  url: string,
  query: string,
  variables: object = {},
  path = '/graphql',
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

export interface AnswerInParts {
  readonly status: number;
  readonly type: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was asked for
  readonly parts: AsyncGenerator<any, void>;
}

/** Asks as a client that reads answers in parts. */
export async function askInParts(url: string, query: string): Promise<AnswerInParts> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'multipart/mixed;deferSpec=20220824, application/json',
    },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, type: response.headers.get('content-type'), parts: partsOf(response) };
}

/** Each part as soon as it has come. */
async function* partsOf({ body }: Response) {
  let text = '';
  for await (const chunk of (body as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream())) {
    const [, ...pieces] = `${text}${chunk}`.split('\r\n---');
    for (const piece of pieces.slice(0, -1)) yield JSON.parse(piece.slice(piece.indexOf('\r\n\r\n')));
    text = `\r\n---${pieces.at(-1) ?? ''}`;
  }
}
