// Generated from schema/*.graphql by `npm run generate`.
/** How many observers were asked for and allowed. */
export interface Accreditation {
  readonly requested: number | null;
  readonly granted: number | null;
  readonly refused: number | null;
}

/** What has to change for a recommendation to be carried out. */
export type ActionRequired =
  | 'LEGAL_CHANGE'
  /** In regulations or instructions, for example of the election administration. */
  | 'SUB_LEGAL'
  | 'PRACTICE';

/** To whom a recommendation is addressed. */
export type Addressee =
  | 'PARLIAMENT'
  /** The body that manages elections. */
  | 'EMB'
  | 'GOVERNMENT'
  | 'COURTS'
  | 'POLICE'
  | 'LOCAL_AUTHORITIES'
  | 'PARTIES'
  | 'MEDIA'
  | 'CIVIL_SOCIETY'
  | 'INTERNATIONAL_COMMUNITY'
  | 'OTHER';

/** Whom it touched. */
export type AffectedGroup =
  | 'VOTERS'
  | 'OBSERVERS'
  | 'CANDIDATES'
  | 'PARTIES'
  | 'OFFICIALS'
  | 'JOURNALISTS'
  | 'ACTIVISTS'
  | 'OTHER';

/** One organisation's dated word on how far a recommendation, its own or anybody's, is carried out. */
export interface Assessment {
  /** `<member>:assessment:<source>:<key>`; stable for ever. */
  readonly id: string;
  /** The code of the member that holds it. */
  readonly member: string | null;
  /** Whose word it is. */
  readonly organization: Organization | null;
  readonly observerKind: ObserverKind | null;
  /** The country that it concerns. */
  readonly country: Country | null;
  readonly holding: Holding | null;
  /** Of a copy: the id or URL of the original. */
  readonly original: string | null;
  readonly state: RecordState | null;
  /** The earlier record that it replaces. */
  readonly supersedes: Assessment | null;
  /** What was corrected, or why it was withdrawn. */
  readonly note: string | null;
  /** Where it stands in what its organisation published. */
  readonly reference: Reference | null;
  /** The language of its own words, BCP 47. */
  readonly language: string | null;
  readonly translations: readonly Translation[] | null;
  /** When its owner last changed it. */
  readonly updatedAt: DateTime | null;
  /** The licence or terms under which it may be used. */
  readonly licence: string | null;
  readonly visibility: Visibility | null;
  /** Until when it is withheld from all but its owner. */
  readonly embargoUntil: DateTime | null;
  readonly recommendation: Recommendation | null;
  readonly status: ImplementationStatus | null;
  /** Which of the statuses its author uses at all. Two assessments disagree only on values that both scales have. */
  readonly scale: readonly ImplementationStatus[] | null;
  readonly rationale: string | null;
  /** The day it was made, as exactly as `assessedOnPrecision` says. */
  readonly assessedOn: Date | null;
  readonly assessedOnPrecision: TimePrecision | null;
  /** The mission that made it. */
  readonly mission: Mission | null;
  /** The election by which it was made. */
  readonly election: Election | null;
}

export interface AssessmentConnection {
  readonly edges: readonly (AssessmentEdge | null)[] | null;
  readonly pageInfo: PageInfo;
  /** All that match, on whatever page; of the members that answered, see `sources`. Null if none did. */
  readonly totalCount: number | null;
  readonly sources: Sources;
}

export type AssessmentDimension =
  | 'STATUS'
  | 'OBSERVER_KIND'
  | 'MEMBER'
  | 'ORGANIZATION'
  | 'COUNTRY'
  | 'ELECTION'
  /** The month made. */
  | 'MONTH';

export interface AssessmentEdge {
  /** Its place in the order; a page `after` or `before` it starts or ends there. */
  readonly cursor: string;
  readonly node: Assessment | null;
}

export interface AssessmentFilter {
  readonly member?: readonly string[] | string | null | undefined;
  readonly country?: readonly string[] | string | null | undefined;
  readonly organization?: readonly string[] | string | null | undefined;
  readonly observerKind?: readonly ObserverKind[] | ObserverKind | null | undefined;
  readonly recommendation?: readonly string[] | string | null | undefined;
  readonly election?: readonly string[] | string | null | undefined;
  readonly status?: readonly ImplementationStatus[] | ImplementationStatus | null | undefined;
  readonly assessedFrom?: Date | null | undefined;
  readonly assessedBefore?: Date | null | undefined;
  readonly text?: readonly string[] | string | null | undefined;
  readonly updatedAfter?: DateTime | null | undefined;
  /** Whether copies of other organisations' records are listed and counted too. */
  readonly includeCopies?: boolean | null | undefined;
}

export type AssessmentOrder =
  | 'ASSESSED_DESC'
  | 'ASSESSED_ASC'
  | 'UPDATED_DESC';

/** Counts of assessments. */
export interface AssessmentSummary {
  /** Assessments that match, without copies unless they were asked for. */
  readonly total: number | null;
  /** Copies of other organisations' assessments that match, whether or not they were asked for. */
  readonly copies: number | null;
  /** Counts by the dimensions asked for. Over a list field, for example themes, they do not add up to `total`. */
  readonly buckets: readonly Bucket[] | null;
  readonly sources: Sources;
}

/** What was done to observers. */
export type AttackKind =
  /** Accreditation was denied, delayed beyond use, or withdrawn. */
  | 'ACCREDITATION_REFUSED'
  /** Accredited observers were kept out of a station, a meeting, an area or the country. */
  | 'ENTRY_REFUSED'
  /** Observers were made to leave where they had a right to be. */
  | 'REMOVED'
  /** Observers were present but kept from seeing, recording, complaining or getting documents. */
  | 'OBSTRUCTED'
  /** Harm was threatened to observers, their families, work or organisations. */
  | 'THREATENED'
  /** Physical force was used against observers or their belongings. */
  | 'ASSAULTED'
  /** Observers were arrested, held or taken in for questioning, however shortly. */
  | 'DETAINED'
  /** Observers or their organisations were charged, fined, tried, registered as agents or closed. */
  | 'PROSECUTED'
  /** Homes, offices or devices of observers were searched, or things seized. */
  | 'SEARCHED'
  /** Observers were publicly called traitors, agents or liars by those in power or their media. */
  | 'STIGMATISED'
  /** Accounts, sites, devices or data of observers were broken into, blocked, spied on or taken down. */
  | 'CYBER';

/** In how many of how many cases something was seen. */
export interface Base {
  /** In how many it was seen. */
  readonly cases: number | null;
  /** Of how many that were looked at. */
  readonly of: number | null;
}

/** A count of the records that share the keys. */
export interface Bucket {
  /** One value for each dimension asked for, in that order; null where the record has none. */
  readonly keys: readonly (string | null)[];
  readonly count: number;
}

/** What the state has committed itself to, and a record concerns. */
export interface Commitment {
  /** For example `ICCPR` or `OSCE Copenhagen Document`. */
  readonly instrument: string;
  /** Article or paragraph, for example `25` or `7.4`. */
  readonly provision: string | null;
  /** The obligation's number in the Carter Center's Election Obligations and Standards database. */
  readonly eos: string | null;
}

/** A country or territory. */
export interface Country {
  /** ISO 3166-1 alpha-2, and XK (Kosovo) and EU (European Union). */
  readonly code: string;
  readonly assessments: AssessmentConnection | null;
  /** Its name in a language (BCP 47), or in English if there is none in that language. */
  readonly name: string | null;
  readonly names: readonly LocalName[] | null;
  /** Continent or region, UN M49. */
  readonly region: string | null;
  readonly subregion: string | null;
  /** Its rank in the registry, by code. */
  readonly rank: number | null;
  readonly elections: ElectionConnection | null;
  readonly findings: FindingConnection | null;
  readonly missions: MissionConnection | null;
  readonly documents: DocumentConnection | null;
  readonly recommendations: RecommendationConnection | null;
}

export interface CountryAssessmentsArgs {
  readonly filter?: AssessmentFilter | null | undefined;
  readonly orderBy?: AssessmentOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface CountryNameArgs {
  readonly language?: string | null | undefined;
}

export interface CountryElectionsArgs {
  readonly filter?: ElectionFilter | null | undefined;
  readonly orderBy?: ElectionOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface CountryFindingsArgs {
  readonly filter?: FindingFilter | null | undefined;
  readonly orderBy?: FindingOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface CountryMissionsArgs {
  readonly filter?: MissionFilter | null | undefined;
  readonly orderBy?: MissionOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface CountryDocumentsArgs {
  readonly filter?: DocumentFilter | null | undefined;
  readonly orderBy?: DocumentOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface CountryRecommendationsArgs {
  readonly filter?: RecommendationFilter | null | undefined;
  readonly orderBy?: RecommendationOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface CountryConnection {
  readonly edges: readonly (CountryEdge | null)[] | null;
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

export interface CountryEdge {
  readonly cursor: string;
  readonly node: Country | null;
}

export interface CountryFilter {
  readonly code?: readonly string[] | string | null | undefined;
  readonly region?: readonly string[] | string | null | undefined;
  readonly text?: readonly string[] | string | null | undefined;
}

export type CountryOrder =
  | 'CODE_ASC'
  | 'CODE_DESC';

/** What a member's public records of one type cover. */
export interface Coverage {
  /** The type of record, for example `Finding`. */
  readonly type: string;
  readonly countries: readonly Country[] | null;
  readonly elections: readonly Election[] | null;
  readonly organizations: readonly Organization[] | null;
  readonly from: DateTime | null;
  readonly until: DateTime | null;
  readonly asOf: DateTime | null;
}

/** A day as ISO 8601, `2024-10-26`. */
export type Date = string;

/** An instant as ISO 8601 in UTC, `2024-10-26T05:00:00Z`, with up to microseconds. */
export type DateTime = string;

/** A declaration of principles that observer organisations endorse. */
export interface Declaration {
  /** A slug, for example `dop-2005`. */
  readonly id: string;
  readonly title: string | null;
  readonly adoptedOn: Date | null;
  readonly url: string | null;
  readonly endorsements: EndorsementConnection | null;
}

export interface DeclarationEndorsementsArgs {
  readonly filter?: EndorsementFilter | null | undefined;
  readonly orderBy?: EndorsementOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface DeclarationConnection {
  readonly edges: readonly (DeclarationEdge | null)[] | null;
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

export interface DeclarationEdge {
  readonly cursor: string;
  readonly node: Declaration | null;
}

export interface DeclarationFilter {
  readonly id?: readonly string[] | string | null | undefined;
}

export type DeclarationOrder =
  | 'ADOPTED_ASC'
  | 'ADOPTED_DESC';

/** How hard a recommendation is to carry out. */
export type Difficulty =
  /** A change of practice or by-law, at little or no cost. */
  | 'LOW'
  /** An amendment of one law, or medium cost. */
  | 'MEDIUM'
  /** A change of the constitution or of several laws, or high cost. */
  | 'HIGH';

/** What a mission or organisation published. */
export interface Document {
  /** `<member>:document:<source>:<key>`; stable for ever. */
  readonly id: string;
  /** The code of the member that holds it. */
  readonly member: string | null;
  /** Whose word it is. */
  readonly organization: Organization | null;
  readonly observerKind: ObserverKind | null;
  /** The country that it concerns. */
  readonly country: Country | null;
  readonly holding: Holding | null;
  /** Of a copy: the id or URL of the original. */
  readonly original: string | null;
  readonly state: RecordState | null;
  /** The earlier record that it replaces. */
  readonly supersedes: Document | null;
  /** What was corrected, or why it was withdrawn. */
  readonly note: string | null;
  /** Where it stands in what its organisation published. */
  readonly reference: Reference | null;
  /** The language of its own words, BCP 47. */
  readonly language: string | null;
  readonly translations: readonly Translation[] | null;
  /** When its owner last changed it. */
  readonly updatedAt: DateTime | null;
  /** The licence or terms under which it may be used. */
  readonly licence: string | null;
  readonly visibility: Visibility | null;
  /** Until when it is withheld from all but its owner. */
  readonly embargoUntil: DateTime | null;
  readonly title: string | null;
  readonly kind: DocumentKind | null;
  readonly mission: Mission | null;
  readonly elections: readonly Election[] | null;
  readonly publishedAt: DateTime | null;
  readonly files: readonly DocumentFile[] | null;
}

export interface DocumentConnection {
  readonly edges: readonly (DocumentEdge | null)[] | null;
  readonly pageInfo: PageInfo;
  /** All that match, on whatever page; of the members that answered, see `sources`. Null if none did. */
  readonly totalCount: number | null;
  readonly sources: Sources;
}

export interface DocumentEdge {
  /** Its place in the order; a page `after` or `before` it starts or ends there. */
  readonly cursor: string;
  readonly node: Document | null;
}

/** A document in one language. */
export interface DocumentFile {
  readonly language: string | null;
  readonly url: string;
}

export interface DocumentFilter {
  readonly member?: readonly string[] | string | null | undefined;
  readonly country?: readonly string[] | string | null | undefined;
  readonly organization?: readonly string[] | string | null | undefined;
  readonly observerKind?: readonly ObserverKind[] | ObserverKind | null | undefined;
  readonly election?: readonly string[] | string | null | undefined;
  readonly mission?: readonly string[] | string | null | undefined;
  readonly kind?: readonly DocumentKind[] | DocumentKind | null | undefined;
  readonly publishedFrom?: DateTime | null | undefined;
  readonly publishedBefore?: DateTime | null | undefined;
  readonly text?: readonly string[] | string | null | undefined;
  readonly updatedAfter?: DateTime | null | undefined;
  /** Whether copies of other organisations' records are listed and counted too. */
  readonly includeCopies?: boolean | null | undefined;
}

/** What kind of document it is. */
export type DocumentKind =
  | 'NEEDS_ASSESSMENT'
  | 'INTERIM'
  | 'PRELIMINARY_STATEMENT'
  | 'FINAL_REPORT'
  | 'FOLLOW_UP'
  | 'LEGAL_OPINION'
  | 'PRESS'
  | 'OTHER';

export type DocumentOrder =
  | 'PUBLISHED_DESC'
  | 'PUBLISHED_ASC'
  | 'UPDATED_DESC';

/** An election or referendum, with all its rounds. */
export interface Election {
  /** `<country>-<date first called for>-<kind>[-<area>]`, for example `GE-2024-10-26-parliamentary`; kept when it is postponed. */
  readonly id: string;
  readonly assessments: AssessmentConnection | null;
  /** Whether the registry knows it. */
  readonly registered: boolean | null;
  readonly country: Country | null;
  readonly kind: ElectionKind | null;
  /** The area that it is held in, if not the whole country: ISO 3166-2, or a name. */
  readonly area: string | null;
  /** The day it was first called for. */
  readonly calledFor: Date | null;
  /** The day of its first round. */
  readonly heldOn: Date | null;
  readonly rounds: readonly ElectionRound[] | null;
  readonly status: ElectionStatus | null;
  /** Its name in a language (BCP 47), or in English if there is none in that language. */
  readonly name: string | null;
  readonly names: readonly LocalName[] | null;
  /** The ISO 3166-2 areas that it is held in, so that one can see which of them nobody observes. */
  readonly areas: readonly string[] | null;
  readonly identifiers: readonly Identifier[] | null;
  /** The one before it, of the same kind and area. */
  readonly previous: Election | null;
  /** The one after it, of the same kind and area. */
  readonly next: Election | null;
  /** The dates of its phases, as far as they are known. */
  readonly calendar: readonly PhaseDates[] | null;
  /** The phase that it is in at a time (now, if none is given); null if its calendar does not tell. */
  readonly phase: Phase | null;
  readonly findings: FindingConnection | null;
  readonly missions: MissionConnection | null;
  readonly documents: DocumentConnection | null;
  readonly recommendations: RecommendationConnection | null;
}

export interface ElectionAssessmentsArgs {
  readonly filter?: AssessmentFilter | null | undefined;
  readonly orderBy?: AssessmentOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface ElectionNameArgs {
  readonly language?: string | null | undefined;
}

export interface ElectionPhaseArgs {
  readonly at?: DateTime | null | undefined;
}

export interface ElectionFindingsArgs {
  readonly filter?: FindingFilter | null | undefined;
  readonly orderBy?: FindingOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface ElectionMissionsArgs {
  readonly filter?: MissionFilter | null | undefined;
  readonly orderBy?: MissionOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface ElectionDocumentsArgs {
  readonly filter?: DocumentFilter | null | undefined;
  readonly orderBy?: DocumentOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface ElectionRecommendationsArgs {
  readonly filter?: RecommendationFilter | null | undefined;
  readonly orderBy?: RecommendationOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface ElectionConnection {
  readonly edges: readonly (ElectionEdge | null)[] | null;
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

export type ElectionDimension =
  | 'COUNTRY'
  | 'KIND'
  | 'STATUS'
  | 'MONTH';

export interface ElectionEdge {
  readonly cursor: string;
  readonly node: Election | null;
}

export interface ElectionFilter {
  readonly id?: readonly string[] | string | null | undefined;
  readonly country?: readonly string[] | string | null | undefined;
  readonly kind?: readonly ElectionKind[] | ElectionKind | null | undefined;
  readonly status?: readonly ElectionStatus[] | ElectionStatus | null | undefined;
  readonly heldFrom?: Date | null | undefined;
  readonly heldBefore?: Date | null | undefined;
}

/** What is elected or decided. */
export type ElectionKind =
  | 'PRESIDENTIAL'
  | 'PARLIAMENTARY'
  /** Several offices on one day. */
  | 'GENERAL'
  | 'REGIONAL'
  | 'LOCAL'
  | 'BY_ELECTION'
  | 'REFERENDUM'
  /** To a body above states, for example the European Parliament. */
  | 'SUPRANATIONAL'
  | 'CONSTITUENT_ASSEMBLY';

export type ElectionOrder =
  | 'DATE_DESC'
  | 'DATE_ASC';

/** One round of voting. */
export interface ElectionRound {
  readonly number: number;
  readonly date: Date | null;
}

/** How far an election has come. */
export type ElectionStatus =
  | 'CALLED'
  | 'HELD'
  | 'POSTPONED'
  | 'ANNULLED'
  | 'REPEATED';

/** Counts of elections. */
export interface ElectionSummary {
  /** Elections that match. */
  readonly total: number | null;
  /** Counts by the dimensions asked for. */
  readonly buckets: readonly Bucket[] | null;
}

/** An organisation's endorsement of a declaration: it has endorsed, and adheres until it withdraws. */
export interface Endorsement {
  /** `<declaration>/<organization>`. */
  readonly id: string;
  readonly declaration: Declaration | null;
  readonly organization: Organization | null;
  readonly endorsedOn: Date | null;
  /** When it withdrew; null while it adheres. */
  readonly withdrawnOn: Date | null;
}

export interface EndorsementConnection {
  readonly edges: readonly (EndorsementEdge | null)[] | null;
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

export interface EndorsementEdge {
  readonly cursor: string;
  readonly node: Endorsement | null;
}

export interface EndorsementFilter {
  readonly declaration?: readonly string[] | string | null | undefined;
  readonly organization?: readonly string[] | string | null | undefined;
}

export type EndorsementOrder =
  | 'ENDORSED_DESC'
  | 'ENDORSED_ASC';

/** What supports a finding. It stays where it is; this says only that it exists. */
export interface Evidence {
  readonly kind: EvidenceKind | null;
  /** SHA-256 of the file, in hexadecimal, so that it can be recognised later. */
  readonly hash: string | null;
  readonly access: Visibility | null;
  /** Only where its access is PUBLIC. */
  readonly url: string | null;
}

/** What kind of thing supports a finding. */
export type EvidenceKind =
  | 'PHOTO'
  | 'VIDEO'
  | 'AUDIO'
  | 'DOCUMENT'
  | 'TESTIMONY'
  | 'LINK'
  | 'OTHER';

/** Something that an observer saw, was told or concluded. */
export interface Finding {
  /** `<member>:finding:<source>:<key>`; stable for ever. */
  readonly id: string;
  /** The code of the member that holds it. */
  readonly member: string | null;
  /** Whose word it is. */
  readonly organization: Organization | null;
  readonly observerKind: ObserverKind | null;
  /** The country that it concerns. */
  readonly country: Country | null;
  readonly holding: Holding | null;
  /** Of a copy: the id or URL of the original. */
  readonly original: string | null;
  readonly state: RecordState | null;
  /** The earlier record that it replaces. */
  readonly supersedes: Finding | null;
  /** What was corrected, or why it was withdrawn. */
  readonly note: string | null;
  /** Where it stands in what its organisation published. */
  readonly reference: Reference | null;
  /** The language of its own words, BCP 47. */
  readonly language: string | null;
  readonly translations: readonly Translation[] | null;
  /** When its owner last changed it. */
  readonly updatedAt: DateTime | null;
  /** The licence or terms under which it may be used. */
  readonly licence: string | null;
  readonly visibility: Visibility | null;
  /** Until when it is withheld from all but its owner. */
  readonly embargoUntil: DateTime | null;
  readonly kind: FindingKind | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly tone: Tone | null;
  readonly reportedBy: ReportedBy | null;
  readonly themes: readonly Theme[] | null;
  readonly phases: readonly Phase[] | null;
  /** The elections that it concerns: several, one, or none between elections. */
  readonly elections: readonly Election[] | null;
  /** How grave; null is unknown, not the lowest. */
  readonly severity: Severity | null;
  readonly verification: Verification | null;
  readonly followUp: FollowUp | null;
  /** When it was observed, as exactly as `observedAtPrecision` says. */
  readonly observedAt: DateTime | null;
  readonly observedAtPrecision: TimePrecision | null;
  readonly place: Place | null;
  readonly affected: readonly AffectedGroup[] | null;
  /** Of an attack on observers: of which kinds. */
  readonly attack: readonly AttackKind[] | null;
  /** Of an attack: how those concerned wish it to be handled. */
  readonly handling: Handling | null;
  /** Seen in so many cases of so many, for example in 254 of 1,202 stations. */
  readonly base: Base | null;
  readonly remedies: readonly Remedy[] | null;
  readonly evidence: readonly Evidence[] | null;
  readonly commitments: readonly Commitment[] | null;
  readonly mission: Mission | null;
  /** The finding that this one carries on, possibly another organisation's. */
  readonly followUpOf: Finding | null;
  /** Findings, possibly of others, about the same incident: linked, never merged. */
  readonly sameIncidentAs: readonly Finding[] | null;
  /** Recommendations that rest on it. */
  readonly recommendations: RecommendationConnection | null;
}

export interface FindingRecommendationsArgs {
  readonly filter?: RecommendationFilter | null | undefined;
  readonly orderBy?: RecommendationOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface FindingConnection {
  readonly edges: readonly (FindingEdge | null)[] | null;
  readonly pageInfo: PageInfo;
  /** All that match, on whatever page; of the members that answered, see `sources`. Null if none did. */
  readonly totalCount: number | null;
  readonly sources: Sources;
}

export type FindingDimension =
  | 'THEME'
  | 'PHASE'
  | 'SEVERITY'
  | 'KIND'
  | 'TONE'
  | 'OBSERVER_KIND'
  | 'REPORTED_BY'
  | 'VERIFICATION'
  | 'FOLLOW_UP'
  | 'MEMBER'
  | 'ORGANIZATION'
  | 'COUNTRY'
  | 'ELECTION'
  /** The month observed. */
  | 'MONTH'
  | 'AFFECTED'
  | 'ATTACK';

export interface FindingEdge {
  /** Its place in the order; a page `after` or `before` it starts or ends there. */
  readonly cursor: string;
  readonly node: Finding | null;
}

export interface FindingFilter {
  readonly member?: readonly string[] | string | null | undefined;
  readonly country?: readonly string[] | string | null | undefined;
  readonly organization?: readonly string[] | string | null | undefined;
  readonly observerKind?: readonly ObserverKind[] | ObserverKind | null | undefined;
  readonly election?: readonly string[] | string | null | undefined;
  readonly mission?: readonly string[] | string | null | undefined;
  readonly kind?: readonly FindingKind[] | FindingKind | null | undefined;
  readonly tone?: readonly Tone[] | Tone | null | undefined;
  readonly reportedBy?: readonly ReportedBy[] | ReportedBy | null | undefined;
  readonly theme?: readonly Theme[] | Theme | null | undefined;
  readonly phase?: readonly Phase[] | Phase | null | undefined;
  readonly severity?: readonly Severity[] | Severity | null | undefined;
  readonly verification?: readonly Verification[] | Verification | null | undefined;
  readonly followUp?: readonly FollowUp[] | FollowUp | null | undefined;
  readonly affected?: readonly AffectedGroup[] | AffectedGroup | null | undefined;
  readonly attack?: readonly AttackKind[] | AttackKind | null | undefined;
  /** Observed at or after this instant. */
  readonly observedFrom?: DateTime | null | undefined;
  /** Observed before this instant. */
  readonly observedBefore?: DateTime | null | undefined;
  /** In the title or the description, whatever the case of the letters. */
  readonly text?: readonly string[] | string | null | undefined;
  readonly updatedAfter?: DateTime | null | undefined;
  /** Whether copies of other organisations' records are listed and counted too. */
  readonly includeCopies?: boolean | null | undefined;
}

/** What a finding is. */
export type FindingKind =
  /** Something seen, good or bad, usually by a form. */
  | 'OBSERVATION'
  /** One event. */
  | 'INCIDENT'
  /** A conclusion from many observations. */
  | 'ASSESSMENT';

export type FindingOrder =
  | 'OBSERVED_DESC'
  | 'OBSERVED_ASC'
  | 'UPDATED_DESC'
  | 'UPDATED_ASC'
  /** Gravest first, then newest. */
  | 'SEVERITY_DESC';

/** Counts of findings. */
export interface FindingSummary {
  /** Findings that match, without copies unless they were asked for. */
  readonly total: number | null;
  /** Copies of other organisations' findings that match, whether or not they were asked for. */
  readonly copies: number | null;
  /** Counts by the dimensions asked for. Over a list field, for example themes, they do not add up to `total`. */
  readonly buckets: readonly Bucket[] | null;
  readonly sources: Sources;
}

/** Whether something remains to be done about it. */
export type FollowUp =
  | 'NONE'
  | 'NEEDED'
  | 'DONE';

/** The wish of those concerned; it binds whoever reads it. */
export type Handling =
  | 'MAY_BE_RAISED'
  | 'RAISE_QUIETLY'
  | 'ASK_FIRST'
  | 'DO_NOT_RAISE';

/** Whether the member that holds a record speaks for its organisation. */
export type Holding =
  | 'ORIGINAL'
  /** A copy of another organisation's record; `original` says of which. */
  | 'COPY';

/** A number under which somebody else knows this. */
export interface Identifier {
  /** For example `wikidata`, `parlgov`, `iati`. */
  readonly scheme: string;
  readonly value: string;
}

/** How far a recommendation is carried out, from not at all to fully. */
export type ImplementationStatus =
  /** Nobody of the assessing organisation has looked yet, or it could not tell. */
  | 'NOT_EVALUATED'
  /** Looked at; nothing that was recommended has been done. */
  | 'NOT_IMPLEMENTED'
  /** Begun, for example a draft law before parliament, but nothing is in force yet. */
  | 'IN_PROGRESS'
  /** Some of what was recommended is in force, the greater part is not. */
  | 'PARTIALLY'
  /** The greater part of what was recommended is in force. */
  | 'MOSTLY'
  /** All of what was recommended is in force and practised. */
  | 'FULLY'
  /** What it spoke of does not exist any more, for example after a new electoral code. */
  | 'NO_LONGER_APPLICABLE';

/** A name in one language. */
export interface LocalName {
  readonly language: string;
  readonly name: string;
}

/** An organisation or network that serves the contract over its own database. */
export interface Member {
  /** The code that begins the id of every record it owns. */
  readonly code: string;
  /** The organisations that it speaks for. */
  readonly organizations: readonly Organization[];
  /** The domains that it serves; null until it has been reached. */
  readonly domains: readonly string[] | null;
  readonly contractVersion: number | null;
  readonly state: MemberState;
  /** When it last answered; null if it never has since this gateway started. */
  readonly lastAnswerAt: DateTime | null;
  /** What its public records cover; null until it has been reached. */
  readonly coverage: readonly Coverage[] | null;
}

/** How a member answers at present. */
export type MemberState =
  /** Its last answer was in order. */
  | 'UP'
  /** Its last answer was late, broken or did not come. */
  | 'DOWN'
  /** Not reached since this gateway started. */
  | 'UNKNOWN';

/** What an organisation sends, or sets up, to observe. */
export interface Mission {
  /** `<member>:mission:<source>:<key>`; stable for ever. */
  readonly id: string;
  /** The code of the member that holds it. */
  readonly member: string | null;
  /** Whose word it is. */
  readonly organization: Organization | null;
  readonly observerKind: ObserverKind | null;
  /** The country that it concerns. */
  readonly country: Country | null;
  readonly holding: Holding | null;
  /** Of a copy: the id or URL of the original. */
  readonly original: string | null;
  readonly state: RecordState | null;
  /** The earlier record that it replaces. */
  readonly supersedes: Mission | null;
  /** What was corrected, or why it was withdrawn. */
  readonly note: string | null;
  /** Where it stands in what its organisation published. */
  readonly reference: Reference | null;
  /** The language of its own words, BCP 47. */
  readonly language: string | null;
  readonly translations: readonly Translation[] | null;
  /** When its owner last changed it. */
  readonly updatedAt: DateTime | null;
  /** The licence or terms under which it may be used. */
  readonly licence: string | null;
  readonly visibility: Visibility | null;
  /** Until when it is withheld from all but its owner. */
  readonly embargoUntil: DateTime | null;
  readonly title: string | null;
  readonly kind: MissionKind | null;
  /** All organisations that carry it; a joint mission has several. */
  readonly organizations: readonly Organization[] | null;
  readonly election: Election | null;
  readonly startsOn: Date | null;
  readonly endsOn: Date | null;
  readonly phases: readonly Phase[] | null;
  /** The areas that it covers as far as it publishes them, ISO 3166-2. Stations and samples are never told. */
  readonly areas: readonly string[] | null;
  readonly longTermObservers: number | null;
  readonly shortTermObservers: number | null;
  readonly accreditation: Accreditation | null;
  readonly status: MissionStatus | null;
  /** What it found. */
  readonly findings: FindingConnection | null;
  /** What it published. */
  readonly documents: DocumentConnection | null;
  /** What it recommended. */
  readonly recommendations: RecommendationConnection | null;
}

export interface MissionFindingsArgs {
  readonly filter?: FindingFilter | null | undefined;
  readonly orderBy?: FindingOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface MissionDocumentsArgs {
  readonly filter?: DocumentFilter | null | undefined;
  readonly orderBy?: DocumentOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface MissionRecommendationsArgs {
  readonly filter?: RecommendationFilter | null | undefined;
  readonly orderBy?: RecommendationOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface MissionConnection {
  readonly edges: readonly (MissionEdge | null)[] | null;
  readonly pageInfo: PageInfo;
  /** All that match, on whatever page; of the members that answered, see `sources`. Null if none did. */
  readonly totalCount: number | null;
  readonly sources: Sources;
}

export type MissionDimension =
  | 'KIND'
  | 'STATUS'
  | 'PHASE'
  | 'AREA'
  | 'OBSERVER_KIND'
  | 'MEMBER'
  | 'ORGANIZATION'
  | 'COUNTRY'
  | 'ELECTION';

export interface MissionEdge {
  /** Its place in the order; a page `after` or `before` it starts or ends there. */
  readonly cursor: string;
  readonly node: Mission | null;
}

export interface MissionFilter {
  readonly member?: readonly string[] | string | null | undefined;
  readonly country?: readonly string[] | string | null | undefined;
  /** Carried by one of these organisations. */
  readonly organization?: readonly string[] | string | null | undefined;
  readonly observerKind?: readonly ObserverKind[] | ObserverKind | null | undefined;
  readonly election?: readonly string[] | string | null | undefined;
  readonly kind?: readonly MissionKind[] | MissionKind | null | undefined;
  readonly phase?: readonly Phase[] | Phase | null | undefined;
  readonly area?: readonly string[] | string | null | undefined;
  readonly status?: readonly MissionStatus[] | MissionStatus | null | undefined;
  readonly startsFrom?: Date | null | undefined;
  readonly startsBefore?: Date | null | undefined;
  readonly updatedAfter?: DateTime | null | undefined;
  /** Whether copies of other organisations' records are listed and counted too. */
  readonly includeCopies?: boolean | null | undefined;
}

/** What kind of mission it is. */
export type MissionKind =
  /** Election observation mission. */
  | 'EOM'
  /** Limited election observation mission. */
  | 'LEOM'
  /** Election assessment mission. */
  | 'EAM'
  /** Election expert mission. */
  | 'EEM'
  /** Needs assessment mission. */
  | 'NAM'
  /** Election follow-up mission. */
  | 'EFM'
  /** Citizen observation. */
  | 'CITIZEN'
  /** Parallel vote tabulation. */
  | 'PVT'
  | 'OTHER';

export type MissionOrder =
  | 'START_DESC'
  | 'START_ASC'
  | 'UPDATED_DESC';

/** How far a mission has come. */
export type MissionStatus =
  | 'PLANNED'
  | 'ACTIVE'
  | 'COMPLETED'
  | 'CANCELLED';

/** Counts of missions. */
export interface MissionSummary {
  /** Missions that match, without copies unless they were asked for. */
  readonly total: number | null;
  /** Copies of other organisations' missions that match, whether or not they were asked for. */
  readonly copies: number | null;
  /** Counts by the dimensions asked for. Over a list field, for example themes, they do not add up to `total`. */
  readonly buckets: readonly Bucket[] | null;
  readonly sources: Sources;
}

/** Which kind of observer a record comes from. */
export type ObserverKind =
  /** Citizen (domestic, non-partisan) observers. */
  | 'CITIZEN'
  /** International observers. */
  | 'INTERNATIONAL'
  /** Anyone else, for example a research data set. */
  | 'OTHER';

/** An organisation or a network of organisations. */
export interface Organization {
  /** A slug, for example `golos`; stable for ever. */
  readonly id: string;
  readonly assessments: AssessmentConnection | null;
  readonly findings: FindingConnection | null;
  readonly missions: MissionConnection | null;
  readonly documents: DocumentConnection | null;
  readonly practices: PracticeConnection | null;
  /** Its name in a language (BCP 47), or in its own if it has none in that language. */
  readonly name: string | null;
  readonly names: readonly LocalName[] | null;
  readonly shortName: string | null;
  readonly kind: OrganizationKind | null;
  readonly country: Country | null;
  /** The networks that it belongs to. */
  readonly networks: readonly Organization[] | null;
  /** The organisations that belong to it, if it is a network. */
  readonly members: readonly Organization[] | null;
  readonly website: string | null;
  /** How to reach it; for viewers of the network only. */
  readonly contact: string | null;
  /** The languages that it works in, BCP 47. */
  readonly languages: readonly string[] | null;
  readonly identifiers: readonly Identifier[] | null;
  /** When the registry first named it. */
  readonly registeredAt: DateTime | null;
  readonly endorsements: EndorsementConnection | null;
  readonly recommendations: RecommendationConnection | null;
}

export interface OrganizationAssessmentsArgs {
  readonly filter?: AssessmentFilter | null | undefined;
  readonly orderBy?: AssessmentOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface OrganizationFindingsArgs {
  readonly filter?: FindingFilter | null | undefined;
  readonly orderBy?: FindingOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface OrganizationMissionsArgs {
  readonly filter?: MissionFilter | null | undefined;
  readonly orderBy?: MissionOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface OrganizationDocumentsArgs {
  readonly filter?: DocumentFilter | null | undefined;
  readonly orderBy?: DocumentOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface OrganizationPracticesArgs {
  readonly filter?: PracticeFilter | null | undefined;
  readonly orderBy?: PracticeOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface OrganizationNameArgs {
  readonly language?: string | null | undefined;
}

export interface OrganizationEndorsementsArgs {
  readonly filter?: EndorsementFilter | null | undefined;
  readonly orderBy?: EndorsementOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface OrganizationRecommendationsArgs {
  readonly filter?: RecommendationFilter | null | undefined;
  readonly orderBy?: RecommendationOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface OrganizationConnection {
  readonly edges: readonly (OrganizationEdge | null)[] | null;
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

export type OrganizationDimension =
  | 'KIND'
  | 'COUNTRY'
  | 'NETWORK';

export interface OrganizationEdge {
  readonly cursor: string;
  readonly node: Organization | null;
}

export interface OrganizationFilter {
  readonly id?: readonly string[] | string | null | undefined;
  readonly country?: readonly string[] | string | null | undefined;
  readonly kind?: readonly OrganizationKind[] | OrganizationKind | null | undefined;
  /** Organisations of these networks. */
  readonly network?: readonly string[] | string | null | undefined;
  readonly text?: readonly string[] | string | null | undefined;
}

/** What kind of organisation it is. */
export type OrganizationKind =
  | 'INTERGOVERNMENTAL'
  | 'INTERNATIONAL_NGO'
  | 'PARLIAMENTARY'
  | 'CITIZEN'
  | 'NETWORK';

export type OrganizationOrder =
  | 'REGISTERED_DESC'
  | 'REGISTERED_ASC';

/** Counts of organisations. */
export interface OrganizationSummary {
  /** Organisations that match. */
  readonly total: number | null;
  /** Counts by the dimensions asked for; over a list field they do not add up to `total`. */
  readonly buckets: readonly Bucket[] | null;
}

/** Where a page stands in its list. */
export interface PageInfo {
  /** Whether records follow this page. */
  readonly hasNextPage: boolean;
  /** Whether records precede this page. When paging forward: whether `after` was given. */
  readonly hasPreviousPage: boolean;
  /** The cursor of the page's first record; null on an empty page. */
  readonly startCursor: string | null;
  /** The cursor of the page's last record; null on an empty page. */
  readonly endCursor: string | null;
}

/** The part of the electoral cycle that a record belongs to. */
export type Phase =
  /** Between elections and until the registration begins: reform, budgets, training, planning. */
  | 'LEGAL_AND_PLANNING'
  /** Voters, parties, candidates and observers are registered. */
  | 'REGISTRATION'
  /** Contestants campaign, until the silence before voting or the opening of stations. */
  | 'CAMPAIGN'
  /** Stations are opened and people vote, on one day or on several, early voting included. */
  | 'ELECTION_DAY'
  /** From the closing of stations to the announcement of the final results. */
  | 'COUNTING_RESULTS'
  /** Appeals against results, installation of the elected, reports, review. */
  | 'POST_ELECTION';

/** From when to when a phase of the electoral cycle lasts. */
export interface PhaseDates {
  readonly phase: Phase;
  readonly from: Date | null;
  /** The last day of the phase. */
  readonly until: Date | null;
}

/** Where something was observed. */
export interface Place {
  /** For example the polling station's number or the town. */
  readonly name: string | null;
  /** From the largest area to the smallest. */
  readonly path: readonly string[] | null;
  /** ISO 3166-2, where known. */
  readonly region: string | null;
  /** Degrees, WGS 84; no finer than the member allows. */
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** A methodology, guide, training or lesson that an organisation shares. */
export interface Practice {
  /** `<member>:practice:<source>:<key>`; stable for ever. */
  readonly id: string;
  /** The code of the member that holds it. */
  readonly member: string | null;
  /** Whose word it is. */
  readonly organization: Organization | null;
  readonly observerKind: ObserverKind | null;
  /** The country that it concerns. */
  readonly country: Country | null;
  readonly holding: Holding | null;
  /** Of a copy: the id or URL of the original. */
  readonly original: string | null;
  readonly state: RecordState | null;
  /** The earlier record that it replaces. */
  readonly supersedes: Practice | null;
  /** What was corrected, or why it was withdrawn. */
  readonly note: string | null;
  /** Where it stands in what its organisation published. */
  readonly reference: Reference | null;
  /** The language of its own words, BCP 47. */
  readonly language: string | null;
  readonly translations: readonly Translation[] | null;
  /** When its owner last changed it. */
  readonly updatedAt: DateTime | null;
  /** The licence or terms under which it may be used. */
  readonly licence: string | null;
  readonly visibility: Visibility | null;
  /** Until when it is withheld from all but its owner. */
  readonly embargoUntil: DateTime | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly kind: PracticeKind | null;
  readonly themes: readonly Theme[] | null;
  readonly phases: readonly Phase[] | null;
  readonly document: Document | null;
}

export interface PracticeConnection {
  readonly edges: readonly (PracticeEdge | null)[] | null;
  readonly pageInfo: PageInfo;
  /** All that match, on whatever page; of the members that answered, see `sources`. Null if none did. */
  readonly totalCount: number | null;
  readonly sources: Sources;
}

export interface PracticeEdge {
  /** Its place in the order; a page `after` or `before` it starts or ends there. */
  readonly cursor: string;
  readonly node: Practice | null;
}

export interface PracticeFilter {
  readonly member?: readonly string[] | string | null | undefined;
  readonly country?: readonly string[] | string | null | undefined;
  readonly organization?: readonly string[] | string | null | undefined;
  readonly observerKind?: readonly ObserverKind[] | ObserverKind | null | undefined;
  readonly kind?: readonly PracticeKind[] | PracticeKind | null | undefined;
  readonly theme?: readonly Theme[] | Theme | null | undefined;
  readonly phase?: readonly Phase[] | Phase | null | undefined;
  readonly text?: readonly string[] | string | null | undefined;
  readonly updatedAfter?: DateTime | null | undefined;
  /** Whether copies of other organisations' records are listed and counted too. */
  readonly includeCopies?: boolean | null | undefined;
}

/** What kind of thing is shared. */
export type PracticeKind =
  | 'METHODOLOGY'
  | 'GUIDE'
  | 'TRAINING'
  | 'LESSON';

export type PracticeOrder =
  | 'UPDATED_DESC'
  | 'UPDATED_ASC';

/** From the lowest to the highest. */
export type Priority =
  | 'LOW'
  | 'MEDIUM'
  | 'HIGH';

export interface Query {
  /** Assessments of all members, in one order. */
  readonly assessments: AssessmentConnection | null;
  /** One assessment; null if it does not exist or the viewer may not see it. */
  readonly assessment: Assessment | null;
  /** Counts of assessments. */
  readonly assessmentSummary: AssessmentSummary | null;
  /** Countries and territories. */
  readonly countries: CountryConnection | null;
  /** The country of an ISO 3166-1 alpha-2 code, or of XK or EU. */
  readonly country: Country | null;
  /** Elections and referendums of all countries. */
  readonly elections: ElectionConnection | null;
  /**
   * The election of an id. One that the registry does not know keeps its id and has nothing else, `registered` being
   * false: what observers recorded under it is still found. What is no election id is an error.
   */
  readonly election: Election | null;
  /** Counts of elections. */
  readonly electionSummary: ElectionSummary | null;
  /** The members, in the order of their codes, that the viewer may know of. */
  readonly members: readonly Member[];
  /** How many members are not named to this viewer. */
  readonly unlistedMembers: number;
  /** Findings of all members, in one order. */
  readonly findings: FindingConnection | null;
  /** One finding; null if it does not exist or the viewer may not see it. */
  readonly finding: Finding | null;
  /** Counts of findings. Never compare raw counts of different kinds of observer: nobody looked is not found nothing. */
  readonly findingSummary: FindingSummary | null;
  /** Missions of all members. */
  readonly missions: MissionConnection | null;
  /** One mission; null if it does not exist or the viewer may not see it. */
  readonly mission: Mission | null;
  /** Counts of missions. */
  readonly missionSummary: MissionSummary | null;
  /** Documents that missions published. */
  readonly documents: DocumentConnection | null;
  /** One document; null if it does not exist or the viewer may not see it. */
  readonly document: Document | null;
  /** Methodologies, guides, trainings and lessons that organisations share. */
  readonly practices: PracticeConnection | null;
  /** One practice; null if it does not exist or the viewer may not see it. */
  readonly practice: Practice | null;
  /** Organisations. */
  readonly organizations: OrganizationConnection | null;
  /** The organisation of a slug. One that the registry does not know keeps its id and has nothing else. */
  readonly organization: Organization | null;
  /** Counts of organisations. */
  readonly organizationSummary: OrganizationSummary | null;
  /** The three declarations of election observation. */
  readonly declarations: DeclarationConnection | null;
  /** The declaration of a slug, for example `dop-2005`; null if there is none. */
  readonly declaration: Declaration | null;
  /** Recommendations of all members, in one order. */
  readonly recommendations: RecommendationConnection | null;
  /** One recommendation; null if it does not exist or the viewer may not see it. */
  readonly recommendation: Recommendation | null;
  /** Counts of recommendations. */
  readonly recommendationSummary: RecommendationSummary | null;
}

export interface QueryAssessmentsArgs {
  readonly filter?: AssessmentFilter | null | undefined;
  readonly orderBy?: AssessmentOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface QueryAssessmentArgs {
  readonly id: string;
}

export interface QueryAssessmentSummaryArgs {
  readonly filter?: AssessmentFilter | null | undefined;
  readonly by?: readonly AssessmentDimension[] | AssessmentDimension | undefined;
}

export interface QueryCountriesArgs {
  readonly filter?: CountryFilter | null | undefined;
  readonly orderBy?: CountryOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface QueryCountryArgs {
  readonly code: string;
}

export interface QueryElectionsArgs {
  readonly filter?: ElectionFilter | null | undefined;
  readonly orderBy?: ElectionOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface QueryElectionArgs {
  readonly id: string;
}

export interface QueryElectionSummaryArgs {
  readonly filter?: ElectionFilter | null | undefined;
  readonly by?: readonly ElectionDimension[] | ElectionDimension | undefined;
}

export interface QueryFindingsArgs {
  readonly filter?: FindingFilter | null | undefined;
  readonly orderBy?: FindingOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface QueryFindingArgs {
  readonly id: string;
}

export interface QueryFindingSummaryArgs {
  readonly filter?: FindingFilter | null | undefined;
  readonly by?: readonly FindingDimension[] | FindingDimension | undefined;
}

export interface QueryMissionsArgs {
  readonly filter?: MissionFilter | null | undefined;
  readonly orderBy?: MissionOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface QueryMissionArgs {
  readonly id: string;
}

export interface QueryMissionSummaryArgs {
  readonly filter?: MissionFilter | null | undefined;
  readonly by?: readonly MissionDimension[] | MissionDimension | undefined;
}

export interface QueryDocumentsArgs {
  readonly filter?: DocumentFilter | null | undefined;
  readonly orderBy?: DocumentOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface QueryDocumentArgs {
  readonly id: string;
}

export interface QueryPracticesArgs {
  readonly filter?: PracticeFilter | null | undefined;
  readonly orderBy?: PracticeOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface QueryPracticeArgs {
  readonly id: string;
}

export interface QueryOrganizationsArgs {
  readonly filter?: OrganizationFilter | null | undefined;
  readonly orderBy?: OrganizationOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface QueryOrganizationArgs {
  readonly id: string;
}

export interface QueryOrganizationSummaryArgs {
  readonly filter?: OrganizationFilter | null | undefined;
  readonly by?: readonly OrganizationDimension[] | OrganizationDimension | undefined;
}

export interface QueryDeclarationsArgs {
  readonly filter?: DeclarationFilter | null | undefined;
  readonly orderBy?: DeclarationOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface QueryDeclarationArgs {
  readonly id: string;
}

export interface QueryRecommendationsArgs {
  readonly filter?: RecommendationFilter | null | undefined;
  readonly orderBy?: RecommendationOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface QueryRecommendationArgs {
  readonly id: string;
}

export interface QueryRecommendationSummaryArgs {
  readonly filter?: RecommendationFilter | null | undefined;
  readonly by?: readonly RecommendationDimension[] | RecommendationDimension | undefined;
}

/** What an organisation recommends to a state, so that the next election be better. */
export interface Recommendation {
  /** `<member>:recommendation:<source>:<key>`; stable for ever. */
  readonly id: string;
  /** The country that it concerns. */
  readonly country: Country | null;
  /** What anyone says of how far it is carried out. */
  readonly assessments: AssessmentConnection | null;
  /**
   * Counts, by status, of the latest word of each organisation that assessed it: `buckets` have one key, the status.
   * Organisations may use different scales and have spoken at different times: see `assessments` before calling it a disagreement.
   */
  readonly progress: AssessmentSummary | null;
  /** The code of the member that holds it. */
  readonly member: string | null;
  /** Whose word it is. */
  readonly organization: Organization | null;
  readonly observerKind: ObserverKind | null;
  readonly holding: Holding | null;
  /** Of a copy: the id or URL of the original. */
  readonly original: string | null;
  readonly state: RecordState | null;
  /** The earlier record that it replaces. */
  readonly supersedes: Recommendation | null;
  /** What was corrected, or why it was withdrawn. */
  readonly note: string | null;
  /** Where it stands in what its organisation published. */
  readonly reference: Reference | null;
  /** The language of its own words, BCP 47. */
  readonly language: string | null;
  readonly translations: readonly Translation[] | null;
  /** When its owner last changed it. */
  readonly updatedAt: DateTime | null;
  /** The licence or terms under which it may be used. */
  readonly licence: string | null;
  readonly visibility: Visibility | null;
  /** Until when it is withheld from all but its owner. */
  readonly embargoUntil: DateTime | null;
  readonly title: string | null;
  readonly text: string | null;
  readonly themes: readonly Theme[] | null;
  readonly phases: readonly Phase[] | null;
  /** HIGH is what a mission calls a priority recommendation; unmarked is null. */
  readonly priority: Priority | null;
  /** How hard it is to carry out. */
  readonly difficulty: Difficulty | null;
  readonly actionRequired: readonly ActionRequired[] | null;
  /** To whom it is addressed. */
  readonly addressees: readonly Addressee[] | null;
  /** The election after which it was made. */
  readonly election: Election | null;
  /** The day it was made, as exactly as `issuedOnPrecision` says. */
  readonly issuedOn: Date | null;
  readonly issuedOnPrecision: TimePrecision | null;
  readonly commitments: readonly Commitment[] | null;
  /** The findings that it rests on, possibly of others. */
  readonly findings: readonly Finding[] | null;
  readonly mission: Mission | null;
  /** The holder's own latest word on how far it is carried out. Everyone's words are `assessments`. */
  readonly status: ImplementationStatus | null;
  readonly statusBy: Organization | null;
  readonly statusAsOf: Date | null;
  /** Earlier recommendations, of anyone, that it repeats. */
  readonly repeats: readonly Recommendation[] | null;
}

export interface RecommendationAssessmentsArgs {
  readonly filter?: AssessmentFilter | null | undefined;
  readonly orderBy?: AssessmentOrder | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface RecommendationConnection {
  readonly edges: readonly (RecommendationEdge | null)[] | null;
  readonly pageInfo: PageInfo;
  /** All that match, on whatever page; of the members that answered, see `sources`. Null if none did. */
  readonly totalCount: number | null;
  readonly sources: Sources;
}

export type RecommendationDimension =
  | 'THEME'
  | 'PHASE'
  | 'PRIORITY'
  | 'DIFFICULTY'
  | 'ACTION_REQUIRED'
  | 'ADDRESSEE'
  | 'STATUS'
  | 'OBSERVER_KIND'
  | 'MEMBER'
  | 'ORGANIZATION'
  | 'COUNTRY'
  | 'ELECTION'
  /** The month issued. */
  | 'MONTH';

export interface RecommendationEdge {
  /** Its place in the order; a page `after` or `before` it starts or ends there. */
  readonly cursor: string;
  readonly node: Recommendation | null;
}

export interface RecommendationFilter {
  readonly member?: readonly string[] | string | null | undefined;
  readonly country?: readonly string[] | string | null | undefined;
  readonly organization?: readonly string[] | string | null | undefined;
  readonly observerKind?: readonly ObserverKind[] | ObserverKind | null | undefined;
  readonly election?: readonly string[] | string | null | undefined;
  readonly mission?: readonly string[] | string | null | undefined;
  readonly finding?: readonly string[] | string | null | undefined;
  readonly theme?: readonly Theme[] | Theme | null | undefined;
  readonly phase?: readonly Phase[] | Phase | null | undefined;
  readonly priority?: readonly Priority[] | Priority | null | undefined;
  readonly difficulty?: readonly Difficulty[] | Difficulty | null | undefined;
  readonly actionRequired?: readonly ActionRequired[] | ActionRequired | null | undefined;
  readonly addressee?: readonly Addressee[] | Addressee | null | undefined;
  readonly status?: readonly ImplementationStatus[] | ImplementationStatus | null | undefined;
  readonly issuedFrom?: Date | null | undefined;
  readonly issuedBefore?: Date | null | undefined;
  /** In the title or the text, whatever the case of the letters. */
  readonly text?: readonly string[] | string | null | undefined;
  readonly updatedAfter?: DateTime | null | undefined;
  /** Whether copies of other organisations' records are listed and counted too. */
  readonly includeCopies?: boolean | null | undefined;
}

export type RecommendationOrder =
  | 'ISSUED_DESC'
  | 'ISSUED_ASC'
  /** Highest priority first, then newest. */
  | 'PRIORITY_DESC'
  | 'UPDATED_DESC';

/** Counts of recommendations. */
export interface RecommendationSummary {
  /** Recommendations that match, without copies unless they were asked for. */
  readonly total: number | null;
  /** Copies of other organisations' recommendations that match, whether or not they were asked for. */
  readonly copies: number | null;
  /** Counts by the dimensions asked for. Over a list field, for example themes, they do not add up to `total`. */
  readonly buckets: readonly Bucket[] | null;
  readonly sources: Sources;
}

/** Whether a record still stands. */
export type RecordState =
  | 'CURRENT'
  /** Corrected since it was published; `note` says what. */
  | 'CORRECTED'
  /** Withdrawn: left out of lists and totals; by its id it answers without content. */
  | 'WITHDRAWN';

/** Where a record stands in what its organisation published. */
export interface Reference {
  /** The document's title. */
  readonly document: string | null;
  readonly paragraph: string | null;
  readonly page: number | null;
  readonly quote: string | null;
  readonly url: string | null;
}

/** What was done about it. */
export interface Remedy {
  /** Before whom, for example `PEC 12` or `Supreme Court`. */
  readonly forum: string | null;
  readonly filedOn: Date | null;
  readonly decidedOn: Date | null;
  readonly outcome: string | null;
}

/** Who saw it, or told the observer. */
export type ReportedBy =
  | 'OBSERVER'
  | 'COMMISSION_MEMBER'
  | 'VOTER'
  | 'CANDIDATE'
  | 'PARTY'
  | 'MEDIA'
  | 'CIVIL_SOCIETY'
  | 'OFFICIAL'
  /** Taken over from a data set. */
  | 'DATASET'
  | 'OTHER';

/** From the lowest to the highest; orders by severity follow this order. */
export type Severity =
  | 'LOW'
  | 'MEDIUM'
  | 'HIGH'
  | 'CRITICAL';

/** Who answered for a list or a count, and who did not. */
export interface Sources {
  /** True only if every member that could hold an answer gave it in full. */
  readonly complete: boolean;
  /** How many members were not asked because their coverage excludes the question. */
  readonly pruned: number;
  /** The oldest coverage by which a member was not asked; null if none was. */
  readonly asOf: DateTime | null;
  /** The members that could hold an answer, in the order of their codes. */
  readonly members: readonly SourceStatus[];
}

/** How a member answered, or why it did not. */
export type SourceState =
  /** Answered in full. */
  | 'OK'
  /** Answered, but some of its records were refused or missing; `message` says why. */
  | 'PARTIAL'
  /** Answered, but in a version of the contract without some of the fields; `droppedFields` names them. */
  | 'PROJECTED'
  /** No answer within the deadline. */
  | 'TIMEOUT'
  /** Not reachable, or failed. */
  | 'ERROR'
  /** Answered something that the contract forbids; nothing of it was used. */
  | 'VIOLATION'
  /** Its version of the contract cannot answer this question. */
  | 'INCOMPATIBLE'
  /** Not asked, because it has been failing or is overloaded. */
  | 'SKIPPED';

/** How one member answered. */
export interface SourceStatus {
  /** The member's code. */
  readonly member: string;
  readonly state: SourceState;
  /** Milliseconds from asking to the end of the answer; null if it was not asked. */
  readonly latencyMs: number | null;
  /** What went wrong, in words for people; null if nothing did. */
  readonly message: string | null;
  /** Fields that this member's version of the contract does not have, as `Type.field`. */
  readonly droppedFields: readonly string[];
}

/** What a record is about. */
export type Theme =
  /** Constitution, laws and regulations under which elections are held, and how they are made and changed. */
  | 'LEGAL_FRAMEWORK'
  /** How votes become seats, and how constituencies are drawn. */
  | 'ELECTORAL_SYSTEM_BOUNDARIES'
  /** The bodies that run elections: how they are composed, decide, prepare and inform. */
  | 'ELECTION_ADMINISTRATION'
  /** Who is on the voter lists, and how they are made, checked and published. */
  | 'VOTER_REGISTRATION'
  /** How voters learn where, when and how to vote, and what their rights are. */
  | 'VOTER_EDUCATION'
  /** The right to stand: registration of parties and candidates, and how parties work inside. */
  | 'CANDIDATES_PARTIES'
  /** How contestants seek votes: rallies, material, canvassing, and the rules for them. */
  | 'CAMPAIGN'
  /** Money for parties and campaigns: limits, disclosure and oversight. */
  | 'CAMPAIGN_FINANCE'
  /** Offices, staff, money or property of the state used for a contestant. */
  | 'STATE_RESOURCES'
  /** Freedom and balance of press and broadcasters, and access of contestants to them. */
  | 'MEDIA'
  /** False or manipulated content, and coordinated behaviour, on platforms and social networks. */
  | 'ONLINE_DISINFORMATION'
  /** Attacks on the digital systems of elections or of those who take part, and protection from them. */
  | 'CYBERSECURITY'
  /** Machines, biometrics, online voting, result systems: their procurement, testing and transparency. */
  | 'ELECTION_TECHNOLOGY'
  /** Elections under war, epidemic, disaster or a state of emergency, and their postponement. */
  | 'EMERGENCIES'
  /** Money, goods, jobs or other advantage given or promised for a vote or for staying away. */
  | 'VOTE_BUYING'
  /** Voting of citizens abroad. */
  | 'OUT_OF_COUNTRY_VOTING'
  /** Opening and voting: access to stations, identification, assistance, mobile and early voting. */
  | 'VOTING'
  /** Whether anyone else can know how a voter voted: booths, photographs, group voting. */
  | 'BALLOT_SECRECY'
  /** Votes cast or added unlawfully: stuffing, multiple voting, voting for others. */
  | 'BALLOT_FRAUD'
  /** From the closing of stations to the final results and their publication. */
  | 'COUNTING_TABULATION_RESULTS'
  /** How electoral disputes are brought, heard and decided. A complaint itself has the theme of what it is about. */
  | 'COMPLAINTS_APPEALS'
  /** Accreditation, access and safety of observers, citizen and international. */
  | 'OBSERVER_RIGHTS'
  /** Force, threats or pressure against voters, candidates, officials or others. */
  | 'VIOLENCE_INTIMIDATION'
  /** Participation of women as voters, candidates and officials, and violence against them. */
  | 'WOMEN'
  /** Participation of national, ethnic, linguistic, religious and other minorities. */
  | 'MINORITIES'
  /** Whether persons with disabilities can register, be informed, vote in secret and stand. */
  | 'DISABILITY'
  /** Participation of those who had to leave their homes, inside the country or abroad. */
  | 'DISPLACED'
  /** A theme that none of the others covers. */
  | 'OTHER';

/** How exactly a time is known. */
export type TimePrecision =
  /** The time at which the event happened. */
  | 'EXACT'
  | 'HOUR'
  | 'DAY'
  | 'MONTH'
  | 'YEAR'
  /** The time at which the record was entered, not that of the event. */
  | 'ENTRY_TIME';

/** Whether it speaks for or against the election. */
export type Tone =
  | 'POSITIVE'
  | 'MIXED'
  | 'NEGATIVE';

/** A record's words in another language. */
export interface Translation {
  /** BCP 47, for example `ka` or `sr-Latn`. */
  readonly language: string;
  readonly title: string | null;
  readonly text: string | null;
  /** Whether the organisation itself published it. */
  readonly official: boolean | null;
  /** Whether a machine made it. */
  readonly machine: boolean | null;
}

/** Whether the organisation made sure of it. */
export type Verification =
  | 'UNVERIFIED'
  | 'VERIFIED'
  | 'REJECTED';

/** Who may see a record. */
export type Visibility =
  /** Everyone. */
  | 'PUBLIC'
  /** Every organisation of the federation. */
  | 'NETWORK'
  /** The organisations that the owner named as partners. */
  | 'PARTNERS'
  /** The owner alone. */
  | 'OWNER';
