import { domains, type MemberCard } from '@observer-graph/contract';
import { request } from 'undici';
import { z } from 'zod';

const names = z.array(z.string()).nullable();
const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'expected an instant');

const coverageSchema = z.object({
  countries: names,
  elections: names,
  organizations: names,
  authors: names.optional(),
  from: instant.nullable(),
  until: instant.nullable(),
  asOf: instant,
});

// Not strict: a newer member may tell more than this gateway understands.
const cardSchema = z.object({
  code: z.string(),
  codes: z.array(z.string()).optional(),
  generation: z.string().optional(),
  contractVersion: z.number().int().positive(),
  domains: z.partialRecord(
    z.enum(domains),
    z.object({ path: z.string(), sdlHash: z.string(), records: z.record(z.string(), coverageSchema) }),
  ),
});

/** A member's card cannot be had or used. The message is fit for clients; the cause is for the log. */
export class CardError extends Error {
  override readonly name = 'CardError';
  /** REFUSED: the member answered, and must not be asked anything. */
  readonly code: 'UNREACHABLE' | 'REFUSED';

  constructor(code: CardError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const maxCardBytes = 8 * 1024 * 1024;

/**
 * Asks a member for its card.
 *
 * @param member its code and base URL in the federation file, and whether that lists it as a hub
 * @throws {CardError} if it does not answer, or with a card that is not this member's
 */
export async function fetchCard(
  member: { readonly code: string; readonly url: string; readonly hub: boolean },
  signal: AbortSignal,
): Promise<MemberCard> {
  const text = await textOfCard(member, signal);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CardError('REFUSED', `${member.code}: its card is not JSON.`, { cause });
  }
  const result = cardSchema.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0];
    const place = issue?.path.map(String).join('.') || 'the card';
    throw new CardError('REFUSED', `${member.code}: its card has not the right form, at ${place}.`, {
      cause: result.error,
    });
  }
  const card = result.data as MemberCard;
  if (card.code !== member.code) {
    throw new CardError('REFUSED', `${member.code}: the server at its URL is that of another member.`, {
      cause: new Error(`its code is ${JSON.stringify(card.code.slice(0, 64))}`),
    });
  }
  if (member.hub && !card.codes) {
    throw new CardError('REFUSED', `${member.code}: is listed as a hub, and its card is not that of one.`);
  }
  if (!member.hub && card.codes) {
    throw new CardError(
      'REFUSED',
      `${member.code}: its card is that of a hub; list it with hub: true to let its members take part.`,
    );
  }
  for (const { path } of Object.values(card.domains)) {
    if (new URL(endpointOf(member.url, path)).origin !== new URL(member.url).origin) {
      throw new CardError('REFUSED', `${member.code}: its card names an endpoint on another server.`);
    }
  }
  return card;
}

/** The URL of a path of a card, which is relative to the member's base URL. */
export function endpointOf(baseUrl: string, path: string): string {
  return new URL(path, baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`).href;
}

async function textOfCard(
  { code, url }: { code: string; url: string },
  signal: AbortSignal,
): Promise<string> {
  const unreachable = (reason: string, cause?: unknown) =>
    new CardError('UNREACHABLE', `${code}: ${reason}.`, { cause });
  try {
    const { statusCode, body } = await request(endpointOf(url, '.well-known/observer-member.json'), {
      headers: { accept: 'application/json' },
      signal,
    });
    if (statusCode !== 200) {
      await body.dump();
      throw unreachable(`answered its card with HTTP status ${statusCode}`);
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxCardBytes) {
        body.destroy();
        throw new CardError('REFUSED', `${code}: its card has more than ${maxCardBytes} bytes.`);
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch (cause) {
    if (cause instanceof CardError) throw cause;
    throw unreachable(signal.aborted ? 'no answer in time' : 'the connection failed', cause);
  }
}
