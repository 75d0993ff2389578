import type { Domain } from './domains.ts';

/** What the records of one type cover that a viewer could see, so that a hub need not ask in vain. */
export interface Coverage {
  /** Null: unknown, so anything may match. Likewise `elections` and `organizations`. */
  readonly countries: readonly string[] | null;
  readonly elections: readonly string[] | null;
  readonly organizations: readonly string[] | null;
  /** The organizations whose originals there are: all that it should speak for. Null or absent: unknown. */
  readonly authors?: readonly string[] | null;
  /** The earliest instant of what the type's FROM and UNTIL filters look at; null: unknown, or no record has one. */
  readonly from: string | null;
  /** The latest such instant. */
  readonly until: string | null;
  /** When this was true. */
  readonly asOf: string;
}

/** What a member tells of itself at `<base URL>/.well-known/observer-member.json`. */
export interface MemberCard {
  /** The member's code, the prefix of every id that it owns. */
  readonly code: string;
  /** Of a hub: the codes of the members behind it, which are the prefixes of all ids that it gives. */
  readonly codes?: readonly string[];
  /**
   * Of a hub: a text that changes with its members and what they cover. Its answers name it too, in `extensions.generation`,
   * so that whoever asks knows when this card is no longer true.
   */
  readonly generation?: string;
  readonly contractVersion: number;
  /** The domains that it serves. */
  readonly domains: Partial<Readonly<Record<Domain, CardDomain>>>;
}

export interface CardDomain {
  /** The GraphQL endpoint, relative to the base URL, for example `findings`. */
  readonly path: string;
  /** SHA-256 of the domain's SDL as served, in hexadecimal. */
  readonly sdlHash: string;
  /** By record type, for example `Finding`. A type that is not named here has no records. */
  readonly records: Readonly<Record<string, Coverage>>;
}
