import { UnreachableError } from './errors.ts';

/** @throws {TypeError} if it is no URL that can be asked, without the text, which may hold a password */
export function checkEndpoint(url: string): void {
  const { protocol, username, password } = URL.canParse(url) ? new URL(url) : noUrl;
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new TypeError(
      'The URL of the graph is no http or https URL: expected one like https://hub.example.org/graphql.',
    );
  }
  if (username || password) {
    throw new TypeError(
      'The URL of the graph has a name or password, which is not sent: give them as the header authorization.',
    );
  }
}

const noUrl = { protocol: '', username: '', password: '' };

/** With an error that says who could not be reached. What was ended by a signal is thrown as it is. */
export function namingEndpoint(ask: typeof fetch): typeof fetch {
  return async (input, init) => {
    try {
      return await ask(input, init);
    } catch (cause) {
      if (init?.signal?.aborted) throw cause;
      const { origin, pathname } = new URL(String(input));
      throw new UnreachableError(`${origin}${pathname}`, { cause });
    }
  };
}
