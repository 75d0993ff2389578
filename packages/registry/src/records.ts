/** Texts by language, BCP 47; English first, then by language. */
export type Names = Readonly<Record<string, string>>;

export interface Identifier {
  readonly scheme: string;
  readonly value: string;
}

export interface Country {
  readonly code: string;
  readonly names: Names;
  readonly region: string | null;
  readonly subregion: string | null;
  /** By code, from 1. */
  readonly rank: number;
}

export interface Organization {
  readonly id: string;
  readonly names: Names;
  readonly shortName: string | null;
  readonly kind: string;
  readonly country: string | null;
  readonly networks: readonly string[];
  readonly members: readonly string[];
  readonly website: string | null;
  readonly contact: string | null;
  readonly languages: readonly string[];
  readonly identifiers: readonly Identifier[];
  /** When it was first imported. */
  readonly registeredAt: string;
}

export interface Election {
  readonly id: string;
  readonly country: string;
  readonly kind: string;
  readonly area: string | null;
  readonly calledFor: string;
  readonly heldOn: string | null;
  readonly rounds: readonly { readonly number: number; readonly date: string | null }[];
  readonly status: string | null;
  readonly names: Names;
  readonly areas: readonly string[];
  readonly identifiers: readonly Identifier[];
  readonly calendar: readonly {
    readonly phase: string;
    readonly from: string | null;
    readonly until: string | null;
  }[];
  /** The elections before and after it, of the same country, kind and area. */
  readonly previous: string | null;
  readonly next: string | null;
}

export interface Declaration {
  readonly id: string;
  readonly title: string;
  readonly adoptedOn: string | null;
  readonly url: string | null;
}

export interface Endorsement {
  /** `<declaration>/<organization>`. */
  readonly id: string;
  readonly declaration: string;
  readonly organization: string;
  readonly endorsedOn: string | null;
  readonly withdrawnOn: string | null;
}

/** What the registry holds, by the names of its files. Dates are `2024-10-26`, instants ISO 8601 in UTC. */
export interface Records {
  readonly countries: Country;
  readonly organizations: Organization;
  readonly elections: Election;
  readonly declarations: Declaration;
  readonly endorsements: Endorsement;
}

export type Kind = keyof Records;

/** All records of the registry, by their keys. */
export type RegistryState = { readonly [K in Kind]: ReadonlyMap<string, Records[K]> };
