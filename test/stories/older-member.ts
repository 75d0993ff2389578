import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { subgraphSdl } from '@observer-graph/contract';
import {
  buildASTSchema,
  concatAST,
  getOperationAST,
  getVariableValues,
  parse,
  print,
  validate,
} from 'graphql';
import type { SmallMember } from './small-member.ts';

/** The findings domain without some fields of types and inputs, or values of enums, as `Type.name`. */
export function findingsWithout(...places: readonly string[]): string {
  const left = new Set(places);
  const document = parse(subgraphSdl('findings'));
  const definitions = document.definitions.map((node) => {
    if (!('name' in node) || !node.name) return node;
    const type = node.name.value;
    const stays = ({ name }: { readonly name: { readonly value: string } }) =>
      !left.delete(`${type}.${name.value}`);
    if ('fields' in node) return { ...node, fields: node.fields?.filter(stays) } as typeof node;
    if ('values' in node) return { ...node, values: node.values?.filter(stays) } as typeof node;
    return node;
  });
  if (left.size > 0) throw new Error(`${[...left].join(', ')}: not in the contract.`);
  return print({ ...document, definitions });
}

export interface OlderMember {
  readonly code: string;
  readonly url: string;
  /** What it has refused, because its version does not have it. */
  readonly refused: string[];
  close(): Promise<void>;
}

/** Stands before a member and answers as one of an older version would: what that does not have is an error. */
export async function startOlderMember(member: SmallMember, sdl: string): Promise<OlderMember> {
  const schema = buildASTSchema(
    concatAST([
      parse(sdl),
      parse(`scalar _Any union _Entity = Finding | Mission | Country | Election | Organization
        type _Service { sdl: String }
        extend type Query { _entities(representations: [_Any!]!): [_Entity]! _service: _Service! }`),
    ]),
    { assumeValidSDL: true },
  );
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
      const document = parse(query);
      const declared = getOperationAST(document)?.variableDefinitions ?? [];
      const { errors = [] } = getVariableValues(schema, declared, variables ?? {});
      const messages = [...validate(schema, document), ...errors].map(({ message }) => message);
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
