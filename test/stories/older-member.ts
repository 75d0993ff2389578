import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalsOf } from '@observer-graph/contract/testing';
import type { SmallMember } from './small-member.ts';

export interface OlderMember {
  readonly code: string;
  readonly url: string;
  /** What it has refused, because its version does not have it. */
  readonly refused: string[];
  close(): Promise<void>;
}

/** Stands before a member and answers as one of an older version would: what that does not have is an error. */
export async function startOlderMember(member: SmallMember, sdl: string): Promise<OlderMember> {
  const refusals = refusalsOf(sdl);
  const refused: string[] = [];
  const server = createServer(async (request, response) => {
    const reply = (value: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const url = `${member.url}${request.url}`;
    if (request.method === 'GET') {
      const card = (await (await fetch(url)).json()) as { domains: { findings: { sdlHash: string } } };
      card.domains.findings.sdlHash = createHash('sha256').update(sdl).digest('hex');
      return reply(card);
    }
    const body = (await request.toArray()).join('');
    if (request.url === '/findings') {
      const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
      if (query.includes('_service')) return reply({ data: { _service: { sdl } } });
      const messages = refusals(query, variables);
      refused.push(...messages);
      if (messages.length > 0) return reply({ errors: messages.map((message) => ({ message })) });
    }
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return reply(await answer.json());
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  return {
    code: member.code,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
