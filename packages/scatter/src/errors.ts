import type { ResponseError } from '@observer-graph/executor';
import type { ScatterMember } from './member.ts';

type ScatterErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNKNOWN_MEMBER'
  | 'SOURCE_UNAVAILABLE'
  | 'SOURCE_FAILED'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'OPERATION_RESOLUTION_FAILURE';

/** An error that the client will see at some place of its answer. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** The member to blame, if one is. */
  readonly member?: string;
}

/** The codes with which a member's own words may reach a client; with any other they may tell of SQL or hosts. */
const safeCodes: ReadonlySet<unknown> = new Set([
  'BAD_USER_INPUT',
  'SOURCE_UNAVAILABLE',
  'SOURCE_FAILED',
  'UNKNOWN_MEMBER',
] satisfies ScatterErrorCode[]);

const longestMessage = 500;

/** A member's error as a client may see it: if the member is a hub, as one of whoever behind it failed. */
export function failureOf(asked: ScatterMember, { message, extensions }: ResponseError): Failure {
  const code = extensions?.['code'];
  const leaf = asked.hub?.codes.find((one) => one === extensions?.['member']);
  const member = leaf ?? asked.code;
  return safeCodes.has(code)
    ? { code: code as string, message: named(member, message.slice(0, longestMessage)), member }
    : {
        code: 'SOURCE_FAILED',
        message: `${member}: a fault of its own kept it from answering this.`,
        member,
      };
}

export function badUserInput(message: string): Failure {
  return { code: 'BAD_USER_INPUT', message };
}

export function responseError(
  { code, message, member }: Failure,
  path?: readonly (string | number)[],
): ResponseError {
  return { message, ...(path && { path }), extensions: { code, ...(member !== undefined && { member }) } };
}

function named(member: string, message: string): string {
  return message.startsWith(`${member}:`) ? message : `${member}: ${message}`;
}

export function isFailure(value: object): value is Failure {
  return 'message' in value && 'code' in value;
}
