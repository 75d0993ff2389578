// Generated from schema/*.graphql by `npm run generate`.
import type { Domain } from '../domains.ts';

/** The texts of schema/*.graphql. */
export const sdlOf: Readonly<Record<Domain | 'federation' | 'common' | 'directives', string>> = {
  organizations: `# Organisations that observe, their networks, and the declarations that they endorsed. Served by the registry alone.
type Query {
  "Organisations."
  organizations(
    filter: OrganizationFilter
    orderBy: OrganizationOrder! = REGISTERED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): OrganizationConnection
  "The organisation of a slug. One that the registry does not know keeps its id and has nothing else."
  organization(id: ID!): Organization
  "Counts of organisations."
  organizationSummary(filter: OrganizationFilter, by: [OrganizationDimension!]! = []): OrganizationSummary
  "The three declarations of election observation."
  declarations(
    filter: DeclarationFilter
    orderBy: DeclarationOrder! = ADOPTED_ASC
    first: Int
    after: String
    last: Int
    before: String
  ): DeclarationConnection
  "The declaration of a slug, for example \`dop-2005\`; null if there is none."
  declaration(id: ID!): Declaration
}

"An organisation or a network of organisations."
type Organization @key(fields: "id") {
  "A slug, for example \`golos\`; stable for ever."
  id: ID!
  "Its name in a language (BCP 47), or in its own if it has none in that language."
  name(language: String): String @computed
  names: [LocalName!]
  shortName: String
  kind: OrganizationKind
  country: Country
  "The networks that it belongs to."
  networks: [Organization!]
  "The organisations that belong to it, if it is a network."
  members: [Organization!]
  website: String
  "How to reach it; for viewers of the network only."
  contact: String
  "The languages that it works in, BCP 47."
  languages: [String!]
  identifiers: [Identifier!]
  "When the registry first named it."
  registeredAt: DateTime
  endorsements(
    filter: EndorsementFilter
    orderBy: EndorsementOrder! = ENDORSED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): EndorsementConnection @related(by: "organization")
}

"What kind of organisation it is."
enum OrganizationKind {
  INTERGOVERNMENTAL
  INTERNATIONAL_NGO
  PARLIAMENTARY
  CITIZEN
  NETWORK
}

# A country, known here by its key.
type Country @key(fields: "code", resolvable: false) {
  code: ID!
}

"A declaration of principles that observer organisations endorse."
type Declaration @key(fields: "id") {
  "A slug, for example \`dop-2005\`."
  id: ID!
  title: String
  adoptedOn: Date
  url: String
  endorsements(
    filter: EndorsementFilter
    orderBy: EndorsementOrder! = ENDORSED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): EndorsementConnection @related(by: "declaration")
}

"An organisation's endorsement of a declaration: it has endorsed, and adheres until it withdraws."
type Endorsement @key(fields: "id") {
  "\`<declaration>/<organization>\`."
  id: ID!
  declaration: Declaration
  organization: Organization
  endorsedOn: Date
  "When it withdrew; null while it adheres."
  withdrawnOn: Date
}

input OrganizationFilter {
  id: [ID!] @matches(field: "id")
  country: [ID!] @matches(field: "country")
  kind: [OrganizationKind!] @matches(field: "kind")
  "Organisations of these networks."
  network: [ID!] @matches(field: "networks")
  text: [String!] @matches(field: "names", op: TEXT)
}

enum OrganizationOrder {
  REGISTERED_DESC @order(by: ["registeredAt"], descending: true)
  REGISTERED_ASC @order(by: ["registeredAt"])
}

input DeclarationFilter {
  id: [ID!] @matches(field: "id")
}

enum DeclarationOrder {
  ADOPTED_ASC @order(by: ["adoptedOn"])
  ADOPTED_DESC @order(by: ["adoptedOn"], descending: true)
}

input EndorsementFilter {
  declaration: [ID!] @matches(field: "declaration")
  organization: [ID!] @matches(field: "organization")
}

enum EndorsementOrder {
  ENDORSED_DESC @order(by: ["endorsedOn"], descending: true)
  ENDORSED_ASC @order(by: ["endorsedOn"])
}

enum OrganizationDimension {
  KIND @groups(field: "kind")
  COUNTRY @groups(field: "country")
  NETWORK @groups(field: "networks")
}

type OrganizationConnection {
  edges: [OrganizationEdge]
  pageInfo: PageInfo!
  totalCount: Int
}

type OrganizationEdge {
  cursor: String!
  node: Organization
}

"Counts of organisations."
type OrganizationSummary {
  "Organisations that match."
  total: Int
  "Counts by the dimensions asked for; over a list field they do not add up to \`total\`."
  buckets: [Bucket!]
}

type DeclarationConnection {
  edges: [DeclarationEdge]
  pageInfo: PageInfo!
  totalCount: Int
}

type DeclarationEdge {
  cursor: String!
  node: Declaration
}

type EndorsementConnection {
  edges: [EndorsementEdge]
  pageInfo: PageInfo!
  totalCount: Int
}

type EndorsementEdge {
  cursor: String!
  node: Endorsement
}
`,
  elections: `# Countries and their elections. Served by the registry alone.
type Query {
  "Countries and territories."
  countries(
    filter: CountryFilter
    orderBy: CountryOrder! = CODE_ASC
    first: Int
    after: String
    last: Int
    before: String
  ): CountryConnection
  "The country of an ISO 3166-1 alpha-2 code, or of XK or EU."
  country(code: ID!): Country
  "Elections and referendums of all countries."
  elections(
    filter: ElectionFilter
    orderBy: ElectionOrder! = DATE_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): ElectionConnection
  """
  The election of an id. One that the registry does not know keeps its id and has nothing else, \`registered\` being
  false: what observers recorded under it is still found. What is no election id is an error.
  """
  election(id: ID!): Election
  "Counts of elections."
  electionSummary(filter: ElectionFilter, by: [ElectionDimension!]! = []): ElectionSummary
}

"A country or territory."
type Country @key(fields: "code") {
  "ISO 3166-1 alpha-2, and XK (Kosovo) and EU (European Union)."
  code: ID!
  "Its name in a language (BCP 47), or in English if there is none in that language."
  name(language: String): String @computed
  names: [LocalName!]
  "Continent or region, UN M49."
  region: String
  subregion: String
  "Its rank in the registry, by code."
  rank: Int
  elections(
    filter: ElectionFilter
    orderBy: ElectionOrder! = DATE_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): ElectionConnection @related(by: "country")
}

"An election or referendum, with all its rounds."
type Election @key(fields: "id") {
  "\`<country>-<date first called for>-<kind>[-<area>]\`, for example \`GE-2024-10-26-parliamentary\`; kept when it is postponed."
  id: ID!
  "Whether the registry knows it."
  registered: Boolean @computed
  country: Country
  kind: ElectionKind
  "The area that it is held in, if not the whole country: ISO 3166-2, or a name."
  area: String
  "The day it was first called for."
  calledFor: Date
  "The day of its first round."
  heldOn: Date
  rounds: [ElectionRound!]
  status: ElectionStatus
  "Its name in a language (BCP 47), or in English if there is none in that language."
  name(language: String): String @computed
  names: [LocalName!]
  "The ISO 3166-2 areas that it is held in, so that one can see which of them nobody observes."
  areas: [String!]
  identifiers: [Identifier!]
  "The one before it, of the same kind and area."
  previous: Election
  "The one after it, of the same kind and area."
  next: Election
  "The dates of its phases, as far as they are known."
  calendar: [PhaseDates!]
  "The phase that it is in at a time (now, if none is given); null if its calendar does not tell."
  phase(at: DateTime): Phase @computed
}

"One round of voting."
type ElectionRound @shareable {
  number: Int!
  date: Date
}

"From when to when a phase of the electoral cycle lasts."
type PhaseDates @shareable {
  phase: Phase!
  from: Date
  "The last day of the phase."
  until: Date
}

"What is elected or decided."
enum ElectionKind {
  PRESIDENTIAL
  PARLIAMENTARY
  "Several offices on one day."
  GENERAL
  REGIONAL
  LOCAL
  BY_ELECTION
  REFERENDUM
  "To a body above states, for example the European Parliament."
  SUPRANATIONAL
  CONSTITUENT_ASSEMBLY
}

"How far an election has come."
enum ElectionStatus {
  CALLED
  HELD
  POSTPONED
  ANNULLED
  REPEATED
}

input CountryFilter {
  code: [ID!] @matches(field: "code")
  region: [String!] @matches(field: "region")
  text: [String!] @matches(field: "names", op: TEXT)
}

enum CountryOrder {
  CODE_ASC @order(by: ["rank"])
  CODE_DESC @order(by: ["rank"], descending: true)
}

input ElectionFilter {
  id: [ID!] @matches(field: "id")
  country: [ID!] @matches(field: "country")
  kind: [ElectionKind!] @matches(field: "kind")
  status: [ElectionStatus!] @matches(field: "status")
  heldFrom: Date @matches(field: "heldOn", op: FROM)
  heldBefore: Date @matches(field: "heldOn", op: UNTIL)
}

enum ElectionOrder {
  DATE_DESC @order(by: ["heldOn"], descending: true)
  DATE_ASC @order(by: ["heldOn"])
}

enum ElectionDimension {
  COUNTRY @groups(field: "country")
  KIND @groups(field: "kind")
  STATUS @groups(field: "status")
  MONTH @groups(field: "heldOn", unit: MONTH)
}

type CountryConnection {
  edges: [CountryEdge]
  pageInfo: PageInfo!
  totalCount: Int
}

type CountryEdge {
  cursor: String!
  node: Country
}

type ElectionConnection {
  edges: [ElectionEdge]
  pageInfo: PageInfo!
  totalCount: Int
}

type ElectionEdge {
  cursor: String!
  node: Election
}

"Counts of elections."
type ElectionSummary {
  "Elections that match."
  total: Int
  "Counts by the dimensions asked for."
  buckets: [Bucket!]
}
`,
  findings: `# What observers do and see: findings, missions, documents, practices.
type Query {
  "Findings of all members, in one order."
  findings(
    filter: FindingFilter
    orderBy: FindingOrder! = OBSERVED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): FindingConnection
  "One finding; null if it does not exist or the viewer may not see it."
  finding(id: ID!): Finding
  "Counts of findings. Never compare raw counts of different kinds of observer: nobody looked is not found nothing."
  findingSummary(filter: FindingFilter, by: [FindingDimension!]! = []): FindingSummary
  "Missions of all members."
  missions(
    filter: MissionFilter
    orderBy: MissionOrder! = START_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): MissionConnection
  "One mission; null if it does not exist or the viewer may not see it."
  mission(id: ID!): Mission
  "Counts of missions."
  missionSummary(filter: MissionFilter, by: [MissionDimension!]! = []): MissionSummary
  "Documents that missions published."
  documents(
    filter: DocumentFilter
    orderBy: DocumentOrder! = PUBLISHED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): DocumentConnection
  "One document; null if it does not exist or the viewer may not see it."
  document(id: ID!): Document
  "Methodologies, guides, trainings and lessons that organisations share."
  practices(
    filter: PracticeFilter
    orderBy: PracticeOrder! = UPDATED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): PracticeConnection
  "One practice; null if it does not exist or the viewer may not see it."
  practice(id: ID!): Practice
}

"Something that an observer saw, was told or concluded."
type Finding @key(fields: "id") @partitioned {
  "\`<member>:finding:<source>:<key>\`; stable for ever."
  id: ID!
  "The code of the member that holds it."
  member: ID
  "Whose word it is."
  organization: Organization
  observerKind: ObserverKind
  "The country that it concerns."
  country: Country
  holding: Holding
  "Of a copy: the id or URL of the original."
  original: String
  state: RecordState
  "The earlier record that it replaces."
  supersedes: Finding
  "What was corrected, or why it was withdrawn."
  note: String
  "Where it stands in what its organisation published."
  reference: Reference
  "The language of its own words, BCP 47."
  language: String
  translations: [Translation!]
  "When its owner last changed it."
  updatedAt: DateTime
  "The licence or terms under which it may be used."
  licence: String
  visibility: Visibility
  "Until when it is withheld from all but its owner."
  embargoUntil: DateTime
  kind: FindingKind
  title: String
  description: String
  tone: Tone
  reportedBy: ReportedBy
  themes: [Theme!]
  phases: [Phase!]
  "The elections that it concerns: several, one, or none between elections."
  elections: [Election!]
  "How grave; null is unknown, not the lowest."
  severity: Severity
  verification: Verification
  followUp: FollowUp
  "When it was observed, as exactly as \`observedAtPrecision\` says."
  observedAt: DateTime
  observedAtPrecision: TimePrecision
  place: Place
  affected: [AffectedGroup!]
  "Of an attack on observers: of which kinds."
  attack: [AttackKind!]
  "Of an attack: how those concerned wish it to be handled."
  handling: Handling
  "Seen in so many cases of so many, for example in 254 of 1,202 stations."
  base: Base
  remedies: [Remedy!]
  evidence: [Evidence!]
  commitments: [Commitment!]
  mission: Mission
  "The finding that this one carries on, possibly another organisation's."
  followUpOf: Finding
  "Findings, possibly of others, about the same incident: linked, never merged."
  sameIncidentAs: [Finding!]
}

"What an organisation sends, or sets up, to observe."
type Mission @key(fields: "id") @partitioned {
  "\`<member>:mission:<source>:<key>\`; stable for ever."
  id: ID!
  "The code of the member that holds it."
  member: ID
  "Whose word it is."
  organization: Organization
  observerKind: ObserverKind
  "The country that it concerns."
  country: Country
  holding: Holding
  "Of a copy: the id or URL of the original."
  original: String
  state: RecordState
  "The earlier record that it replaces."
  supersedes: Mission
  "What was corrected, or why it was withdrawn."
  note: String
  "Where it stands in what its organisation published."
  reference: Reference
  "The language of its own words, BCP 47."
  language: String
  translations: [Translation!]
  "When its owner last changed it."
  updatedAt: DateTime
  "The licence or terms under which it may be used."
  licence: String
  visibility: Visibility
  "Until when it is withheld from all but its owner."
  embargoUntil: DateTime
  title: String
  kind: MissionKind
  "All organisations that carry it; a joint mission has several."
  organizations: [Organization!]
  election: Election
  startsOn: Date
  endsOn: Date
  phases: [Phase!]
  "The areas that it covers as far as it publishes them, ISO 3166-2. Stations and samples are never told."
  areas: [String!]
  longTermObservers: Int
  shortTermObservers: Int
  accreditation: Accreditation
  status: MissionStatus
  "What it found."
  findings(
    filter: FindingFilter
    orderBy: FindingOrder! = OBSERVED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): FindingConnection @related(by: "mission")
  "What it published."
  documents(
    filter: DocumentFilter
    orderBy: DocumentOrder! = PUBLISHED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): DocumentConnection @related(by: "mission")
}

"What a mission or organisation published."
type Document @key(fields: "id") @partitioned {
  "\`<member>:document:<source>:<key>\`; stable for ever."
  id: ID!
  "The code of the member that holds it."
  member: ID
  "Whose word it is."
  organization: Organization
  observerKind: ObserverKind
  "The country that it concerns."
  country: Country
  holding: Holding
  "Of a copy: the id or URL of the original."
  original: String
  state: RecordState
  "The earlier record that it replaces."
  supersedes: Document
  "What was corrected, or why it was withdrawn."
  note: String
  "Where it stands in what its organisation published."
  reference: Reference
  "The language of its own words, BCP 47."
  language: String
  translations: [Translation!]
  "When its owner last changed it."
  updatedAt: DateTime
  "The licence or terms under which it may be used."
  licence: String
  visibility: Visibility
  "Until when it is withheld from all but its owner."
  embargoUntil: DateTime
  title: String
  kind: DocumentKind
  mission: Mission
  elections: [Election!]
  publishedAt: DateTime
  files: [DocumentFile!]
}

"A methodology, guide, training or lesson that an organisation shares."
type Practice @key(fields: "id") @partitioned {
  "\`<member>:practice:<source>:<key>\`; stable for ever."
  id: ID!
  "The code of the member that holds it."
  member: ID
  "Whose word it is."
  organization: Organization
  observerKind: ObserverKind
  "The country that it concerns."
  country: Country
  holding: Holding
  "Of a copy: the id or URL of the original."
  original: String
  state: RecordState
  "The earlier record that it replaces."
  supersedes: Practice
  "What was corrected, or why it was withdrawn."
  note: String
  "Where it stands in what its organisation published."
  reference: Reference
  "The language of its own words, BCP 47."
  language: String
  translations: [Translation!]
  "When its owner last changed it."
  updatedAt: DateTime
  "The licence or terms under which it may be used."
  licence: String
  visibility: Visibility
  "Until when it is withheld from all but its owner."
  embargoUntil: DateTime
  title: String
  description: String
  kind: PracticeKind
  themes: [Theme!]
  phases: [Phase!]
  document: Document
}

# A country, known here by its key.
type Country @key(fields: "code") @everywhere {
  code: ID! @coverage(by: COUNTRY)
  findings(
    filter: FindingFilter
    orderBy: FindingOrder! = OBSERVED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): FindingConnection @related(by: "country")
  missions(
    filter: MissionFilter
    orderBy: MissionOrder! = START_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): MissionConnection @related(by: "country")
  documents(
    filter: DocumentFilter
    orderBy: DocumentOrder! = PUBLISHED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): DocumentConnection @related(by: "country")
}

# An election, known here by its key.
type Election @key(fields: "id") @everywhere {
  id: ID! @coverage(by: ELECTION)
  findings(
    filter: FindingFilter
    orderBy: FindingOrder! = OBSERVED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): FindingConnection @related(by: "election")
  missions(
    filter: MissionFilter
    orderBy: MissionOrder! = START_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): MissionConnection @related(by: "election")
  documents(
    filter: DocumentFilter
    orderBy: DocumentOrder! = PUBLISHED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): DocumentConnection @related(by: "election")
}

# An organisation, known here by its key.
type Organization @key(fields: "id") @everywhere {
  id: ID! @coverage(by: ORGANIZATION)
  findings(
    filter: FindingFilter
    orderBy: FindingOrder! = OBSERVED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): FindingConnection @related(by: "organization")
  missions(
    filter: MissionFilter
    orderBy: MissionOrder! = START_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): MissionConnection @related(by: "organization")
  documents(
    filter: DocumentFilter
    orderBy: DocumentOrder! = PUBLISHED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): DocumentConnection @related(by: "organization")
  practices(
    filter: PracticeFilter
    orderBy: PracticeOrder! = UPDATED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): PracticeConnection @related(by: "organization")
}

"What a finding is."
enum FindingKind {
  "Something seen, good or bad, usually by a form."
  OBSERVATION
  "One event."
  INCIDENT
  "A conclusion from many observations."
  ASSESSMENT
}

"Whether it speaks for or against the election."
enum Tone {
  POSITIVE
  MIXED
  NEGATIVE
}

"Who saw it, or told the observer."
enum ReportedBy {
  OBSERVER
  COMMISSION_MEMBER
  VOTER
  CANDIDATE
  PARTY
  MEDIA
  CIVIL_SOCIETY
  OFFICIAL
  "Taken over from a data set."
  DATASET
  OTHER
}

"From the lowest to the highest; orders by severity follow this order."
enum Severity {
  LOW
  MEDIUM
  HIGH
  CRITICAL
}

"Whether the organisation made sure of it."
enum Verification {
  UNVERIFIED
  VERIFIED
  REJECTED
}

"Whether something remains to be done about it."
enum FollowUp {
  NONE
  NEEDED
  DONE
}

"Whom it touched."
enum AffectedGroup {
  VOTERS
  OBSERVERS
  CANDIDATES
  PARTIES
  OFFICIALS
  JOURNALISTS
  ACTIVISTS
  OTHER
}

"What was done to observers."
enum AttackKind {
  "Accreditation was denied, delayed beyond use, or withdrawn."
  ACCREDITATION_REFUSED
  "Accredited observers were kept out of a station, a meeting, an area or the country."
  ENTRY_REFUSED
  "Observers were made to leave where they had a right to be."
  REMOVED
  "Observers were present but kept from seeing, recording, complaining or getting documents."
  OBSTRUCTED
  "Harm was threatened to observers, their families, work or organisations."
  THREATENED
  "Physical force was used against observers or their belongings."
  ASSAULTED
  "Observers were arrested, held or taken in for questioning, however shortly."
  DETAINED
  "Observers or their organisations were charged, fined, tried, registered as agents or closed."
  PROSECUTED
  "Homes, offices or devices of observers were searched, or things seized."
  SEARCHED
  "Observers were publicly called traitors, agents or liars by those in power or their media."
  STIGMATISED
  "Accounts, sites, devices or data of observers were broken into, blocked, spied on or taken down."
  CYBER
}

"The wish of those concerned; it binds whoever reads it."
enum Handling {
  MAY_BE_RAISED
  RAISE_QUIETLY
  ASK_FIRST
  DO_NOT_RAISE
}

"Where something was observed."
type Place {
  "For example the polling station's number or the town."
  name: String
  "From the largest area to the smallest."
  path: [String!]
  "ISO 3166-2, where known."
  region: String
  "Degrees, WGS 84; no finer than the member allows."
  latitude: Float
  longitude: Float
}

"In how many of how many cases something was seen."
type Base {
  "In how many it was seen."
  cases: Int
  "Of how many that were looked at."
  of: Int
}

"What was done about it."
type Remedy {
  "Before whom, for example \`PEC 12\` or \`Supreme Court\`."
  forum: String
  filedOn: Date
  decidedOn: Date
  outcome: String
}

"What supports a finding. It stays where it is; this says only that it exists."
type Evidence {
  kind: EvidenceKind
  "SHA-256 of the file, in hexadecimal, so that it can be recognised later."
  hash: String
  access: Visibility
  "Only where its access is PUBLIC."
  url: String
}

"What kind of thing supports a finding."
enum EvidenceKind {
  PHOTO
  VIDEO
  AUDIO
  DOCUMENT
  TESTIMONY
  LINK
  OTHER
}

"How many observers were asked for and allowed."
type Accreditation {
  requested: Int
  granted: Int
  refused: Int
}

"What kind of mission it is."
enum MissionKind {
  "Election observation mission."
  EOM
  "Limited election observation mission."
  LEOM
  "Election assessment mission."
  EAM
  "Election expert mission."
  EEM
  "Needs assessment mission."
  NAM
  "Election follow-up mission."
  EFM
  "Citizen observation."
  CITIZEN
  "Parallel vote tabulation."
  PVT
  OTHER
}

"How far a mission has come."
enum MissionStatus {
  PLANNED
  ACTIVE
  COMPLETED
  CANCELLED
}

"What kind of document it is."
enum DocumentKind {
  NEEDS_ASSESSMENT
  INTERIM
  PRELIMINARY_STATEMENT
  FINAL_REPORT
  FOLLOW_UP
  LEGAL_OPINION
  PRESS
  OTHER
}

"A document in one language."
type DocumentFile {
  language: String
  url: String!
}

"What kind of thing is shared."
enum PracticeKind {
  METHODOLOGY
  GUIDE
  TRAINING
  LESSON
}

input FindingFilter {
  member: [ID!] @matches(field: "member") @coverage(by: MEMBER)
  country: [ID!] @matches(field: "country") @coverage(by: COUNTRY)
  organization: [ID!] @matches(field: "organization") @coverage(by: ORGANIZATION)
  observerKind: [ObserverKind!] @matches(field: "observerKind")
  election: [ID!] @matches(field: "elections") @coverage(by: ELECTION)
  mission: [ID!] @matches(field: "mission")
  kind: [FindingKind!] @matches(field: "kind")
  tone: [Tone!] @matches(field: "tone")
  reportedBy: [ReportedBy!] @matches(field: "reportedBy")
  theme: [Theme!] @matches(field: "themes")
  phase: [Phase!] @matches(field: "phases")
  severity: [Severity!] @matches(field: "severity")
  verification: [Verification!] @matches(field: "verification")
  followUp: [FollowUp!] @matches(field: "followUp")
  affected: [AffectedGroup!] @matches(field: "affected")
  attack: [AttackKind!] @matches(field: "attack")
  "Observed at or after this instant."
  observedFrom: DateTime @matches(field: "observedAt", op: FROM) @coverage(by: FROM)
  "Observed before this instant."
  observedBefore: DateTime @matches(field: "observedAt", op: UNTIL) @coverage(by: UNTIL)
  "In the title or the description, whatever the case of the letters."
  text: [String!] @matches(field: ["title", "description"], op: TEXT)
  updatedAfter: DateTime @matches(field: "updatedAt", op: FROM)
  "Whether copies of other organisations' records are listed and counted too."
  includeCopies: Boolean @matches(field: "holding", op: COPIES)
}

enum FindingOrder {
  OBSERVED_DESC @order(by: ["observedAt"], descending: true)
  OBSERVED_ASC @order(by: ["observedAt"])
  UPDATED_DESC @order(by: ["updatedAt"], descending: true)
  UPDATED_ASC @order(by: ["updatedAt"])
  "Gravest first, then newest."
  SEVERITY_DESC @order(by: ["severity", "observedAt"], descending: true)
}

enum FindingDimension {
  THEME @groups(field: "themes")
  PHASE @groups(field: "phases")
  SEVERITY @groups(field: "severity")
  KIND @groups(field: "kind")
  TONE @groups(field: "tone")
  OBSERVER_KIND @groups(field: "observerKind")
  REPORTED_BY @groups(field: "reportedBy")
  VERIFICATION @groups(field: "verification")
  FOLLOW_UP @groups(field: "followUp")
  MEMBER @groups(field: "member")
  ORGANIZATION @groups(field: "organization")
  COUNTRY @groups(field: "country")
  ELECTION @groups(field: "elections")
  "The month observed."
  MONTH @groups(field: "observedAt", unit: MONTH)
  AFFECTED @groups(field: "affected")
  ATTACK @groups(field: "attack")
}

input MissionFilter {
  member: [ID!] @matches(field: "member") @coverage(by: MEMBER)
  country: [ID!] @matches(field: "country") @coverage(by: COUNTRY)
  "Carried by one of these organisations."
  organization: [ID!] @matches(field: "organizations") @coverage(by: ORGANIZATION)
  observerKind: [ObserverKind!] @matches(field: "observerKind")
  election: [ID!] @matches(field: "election") @coverage(by: ELECTION)
  kind: [MissionKind!] @matches(field: "kind")
  phase: [Phase!] @matches(field: "phases")
  area: [String!] @matches(field: "areas")
  status: [MissionStatus!] @matches(field: "status")
  startsFrom: Date @matches(field: "startsOn", op: FROM) @coverage(by: FROM)
  startsBefore: Date @matches(field: "startsOn", op: UNTIL) @coverage(by: UNTIL)
  updatedAfter: DateTime @matches(field: "updatedAt", op: FROM)
  "Whether copies of other organisations' records are listed and counted too."
  includeCopies: Boolean @matches(field: "holding", op: COPIES)
}

enum MissionOrder {
  START_DESC @order(by: ["startsOn"], descending: true)
  START_ASC @order(by: ["startsOn"])
  UPDATED_DESC @order(by: ["updatedAt"], descending: true)
}

enum MissionDimension {
  KIND @groups(field: "kind")
  STATUS @groups(field: "status")
  PHASE @groups(field: "phases")
  AREA @groups(field: "areas")
  OBSERVER_KIND @groups(field: "observerKind")
  MEMBER @groups(field: "member")
  ORGANIZATION @groups(field: "organizations")
  COUNTRY @groups(field: "country")
  ELECTION @groups(field: "election")
}

input DocumentFilter {
  member: [ID!] @matches(field: "member") @coverage(by: MEMBER)
  country: [ID!] @matches(field: "country") @coverage(by: COUNTRY)
  organization: [ID!] @matches(field: "organization") @coverage(by: ORGANIZATION)
  observerKind: [ObserverKind!] @matches(field: "observerKind")
  election: [ID!] @matches(field: "elections") @coverage(by: ELECTION)
  mission: [ID!] @matches(field: "mission")
  kind: [DocumentKind!] @matches(field: "kind")
  publishedFrom: DateTime @matches(field: "publishedAt", op: FROM) @coverage(by: FROM)
  publishedBefore: DateTime @matches(field: "publishedAt", op: UNTIL) @coverage(by: UNTIL)
  text: [String!] @matches(field: "title", op: TEXT)
  updatedAfter: DateTime @matches(field: "updatedAt", op: FROM)
  "Whether copies of other organisations' records are listed and counted too."
  includeCopies: Boolean @matches(field: "holding", op: COPIES)
}

enum DocumentOrder {
  PUBLISHED_DESC @order(by: ["publishedAt"], descending: true)
  PUBLISHED_ASC @order(by: ["publishedAt"])
  UPDATED_DESC @order(by: ["updatedAt"], descending: true)
}

input PracticeFilter {
  member: [ID!] @matches(field: "member") @coverage(by: MEMBER)
  country: [ID!] @matches(field: "country") @coverage(by: COUNTRY)
  organization: [ID!] @matches(field: "organization") @coverage(by: ORGANIZATION)
  observerKind: [ObserverKind!] @matches(field: "observerKind")
  kind: [PracticeKind!] @matches(field: "kind")
  theme: [Theme!] @matches(field: "themes")
  phase: [Phase!] @matches(field: "phases")
  text: [String!] @matches(field: ["title", "description"], op: TEXT)
  updatedAfter: DateTime @matches(field: "updatedAt", op: FROM)
  "Whether copies of other organisations' records are listed and counted too."
  includeCopies: Boolean @matches(field: "holding", op: COPIES)
}

enum PracticeOrder {
  UPDATED_DESC @order(by: ["updatedAt"], descending: true)
  UPDATED_ASC @order(by: ["updatedAt"])
}

type FindingConnection {
  edges: [FindingEdge]
  pageInfo: PageInfo!
  "All that match, on whatever page; of the members that answered, see \`sources\`. Null if none did."
  totalCount: Int @merge(op: SUM)
  sources: Sources! @fromScatter
}

type FindingEdge {
  "Its place in the order; a page \`after\` or \`before\` it starts or ends there."
  cursor: String!
  node: Finding
}

"Counts of findings."
type FindingSummary {
  "Findings that match, without copies unless they were asked for."
  total: Int @merge(op: SUM)
  "Copies of other organisations' findings that match, whether or not they were asked for."
  copies: Int @merge(op: SUM)
  "Counts by the dimensions asked for. Over a list field, for example themes, they do not add up to \`total\`."
  buckets: [Bucket!] @merge(op: BUCKETS)
  sources: Sources! @fromScatter
}

type MissionConnection {
  edges: [MissionEdge]
  pageInfo: PageInfo!
  "All that match, on whatever page; of the members that answered, see \`sources\`. Null if none did."
  totalCount: Int @merge(op: SUM)
  sources: Sources! @fromScatter
}

type MissionEdge {
  "Its place in the order; a page \`after\` or \`before\` it starts or ends there."
  cursor: String!
  node: Mission
}

"Counts of missions."
type MissionSummary {
  "Missions that match, without copies unless they were asked for."
  total: Int @merge(op: SUM)
  "Copies of other organisations' missions that match, whether or not they were asked for."
  copies: Int @merge(op: SUM)
  "Counts by the dimensions asked for. Over a list field, for example themes, they do not add up to \`total\`."
  buckets: [Bucket!] @merge(op: BUCKETS)
  sources: Sources! @fromScatter
}

type DocumentConnection {
  edges: [DocumentEdge]
  pageInfo: PageInfo!
  "All that match, on whatever page; of the members that answered, see \`sources\`. Null if none did."
  totalCount: Int @merge(op: SUM)
  sources: Sources! @fromScatter
}

type DocumentEdge {
  "Its place in the order; a page \`after\` or \`before\` it starts or ends there."
  cursor: String!
  node: Document
}

type PracticeConnection {
  edges: [PracticeEdge]
  pageInfo: PageInfo!
  "All that match, on whatever page; of the members that answered, see \`sources\`. Null if none did."
  totalCount: Int @merge(op: SUM)
  sources: Sources! @fromScatter
}

type PracticeEdge {
  "Its place in the order; a page \`after\` or \`before\` it starts or ends there."
  cursor: String!
  node: Practice
}
`,
  recommendations: `# What observers recommend.
type Query {
  "Recommendations of all members, in one order."
  recommendations(
    filter: RecommendationFilter
    orderBy: RecommendationOrder! = ISSUED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): RecommendationConnection
  "One recommendation; null if it does not exist or the viewer may not see it."
  recommendation(id: ID!): Recommendation
  "Counts of recommendations."
  recommendationSummary(
    filter: RecommendationFilter
    by: [RecommendationDimension!]! = []
  ): RecommendationSummary
}

"What an organisation recommends to a state, so that the next election be better."
type Recommendation @key(fields: "id") @partitioned {
  "\`<member>:recommendation:<source>:<key>\`; stable for ever."
  id: ID!
  "The code of the member that holds it."
  member: ID
  "Whose word it is."
  organization: Organization
  observerKind: ObserverKind
  "The country that it concerns."
  country: Country
  holding: Holding
  "Of a copy: the id or URL of the original."
  original: String
  state: RecordState
  "The earlier record that it replaces."
  supersedes: Recommendation
  "What was corrected, or why it was withdrawn."
  note: String
  "Where it stands in what its organisation published."
  reference: Reference
  "The language of its own words, BCP 47."
  language: String
  translations: [Translation!]
  "When its owner last changed it."
  updatedAt: DateTime
  "The licence or terms under which it may be used."
  licence: String
  visibility: Visibility
  "Until when it is withheld from all but its owner."
  embargoUntil: DateTime
  title: String
  text: String
  themes: [Theme!]
  phases: [Phase!]
  "HIGH is what a mission calls a priority recommendation; unmarked is null."
  priority: Priority
  "How hard it is to carry out."
  difficulty: Difficulty
  actionRequired: [ActionRequired!]
  "To whom it is addressed."
  addressees: [Addressee!]
  "The election after which it was made."
  election: Election
  "The day it was made, as exactly as \`issuedOnPrecision\` says."
  issuedOn: Date
  issuedOnPrecision: TimePrecision
  commitments: [Commitment!]
  "The findings that it rests on, possibly of others."
  findings: [Finding!]
  mission: Mission
  "The holder's own latest word on how far it is carried out. Everyone's words are \`assessments\`."
  status: ImplementationStatus
  statusBy: Organization
  statusAsOf: Date
  "Earlier recommendations, of anyone, that it repeats."
  repeats: [Recommendation!]
}

# A finding, known here by its key.
type Finding @key(fields: "id") @everywhere {
  id: ID!
  country: Country @external @coverage(by: COUNTRY)
  "Recommendations that rest on it."
  recommendations(
    filter: RecommendationFilter
    orderBy: RecommendationOrder! = ISSUED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): RecommendationConnection @requires(fields: "country { code }") @related(by: "finding")
}

# A mission, known here by its key.
type Mission @key(fields: "id") @everywhere {
  id: ID!
  country: Country @external @coverage(by: COUNTRY)
  "What it recommended."
  recommendations(
    filter: RecommendationFilter
    orderBy: RecommendationOrder! = ISSUED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): RecommendationConnection @requires(fields: "country { code }") @related(by: "mission")
}

# A country, known here by its key.
type Country @key(fields: "code") @everywhere {
  code: ID! @coverage(by: COUNTRY)
  recommendations(
    filter: RecommendationFilter
    orderBy: RecommendationOrder! = ISSUED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): RecommendationConnection @related(by: "country")
}

# An election, known here by its key.
type Election @key(fields: "id") @everywhere {
  id: ID! @coverage(by: ELECTION)
  recommendations(
    filter: RecommendationFilter
    orderBy: RecommendationOrder! = ISSUED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): RecommendationConnection @related(by: "election")
}

# An organisation, known here by its key.
type Organization @key(fields: "id") @everywhere {
  id: ID! @coverage(by: ORGANIZATION)
  recommendations(
    filter: RecommendationFilter
    orderBy: RecommendationOrder! = ISSUED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): RecommendationConnection @related(by: "organization")
}

"From the lowest to the highest."
enum Priority {
  LOW
  MEDIUM
  HIGH
}

"How hard a recommendation is to carry out."
enum Difficulty {
  "A change of practice or by-law, at little or no cost."
  LOW
  "An amendment of one law, or medium cost."
  MEDIUM
  "A change of the constitution or of several laws, or high cost."
  HIGH
}

"What has to change for a recommendation to be carried out."
enum ActionRequired {
  LEGAL_CHANGE
  "In regulations or instructions, for example of the election administration."
  SUB_LEGAL
  PRACTICE
}

"To whom a recommendation is addressed."
enum Addressee {
  PARLIAMENT
  "The body that manages elections."
  EMB
  GOVERNMENT
  COURTS
  POLICE
  LOCAL_AUTHORITIES
  PARTIES
  MEDIA
  CIVIL_SOCIETY
  INTERNATIONAL_COMMUNITY
  OTHER
}

input RecommendationFilter {
  member: [ID!] @matches(field: "member") @coverage(by: MEMBER)
  country: [ID!] @matches(field: "country") @coverage(by: COUNTRY)
  organization: [ID!] @matches(field: "organization") @coverage(by: ORGANIZATION)
  observerKind: [ObserverKind!] @matches(field: "observerKind")
  election: [ID!] @matches(field: "election") @coverage(by: ELECTION)
  mission: [ID!] @matches(field: "mission")
  finding: [ID!] @matches(field: "findings")
  theme: [Theme!] @matches(field: "themes")
  phase: [Phase!] @matches(field: "phases")
  priority: [Priority!] @matches(field: "priority")
  difficulty: [Difficulty!] @matches(field: "difficulty")
  actionRequired: [ActionRequired!] @matches(field: "actionRequired")
  addressee: [Addressee!] @matches(field: "addressees")
  status: [ImplementationStatus!] @matches(field: "status")
  issuedFrom: Date @matches(field: "issuedOn", op: FROM) @coverage(by: FROM)
  issuedBefore: Date @matches(field: "issuedOn", op: UNTIL) @coverage(by: UNTIL)
  "In the title or the text, whatever the case of the letters."
  text: [String!] @matches(field: ["title", "text"], op: TEXT)
  updatedAfter: DateTime @matches(field: "updatedAt", op: FROM)
  "Whether copies of other organisations' records are listed and counted too."
  includeCopies: Boolean @matches(field: "holding", op: COPIES)
}

enum RecommendationOrder {
  ISSUED_DESC @order(by: ["issuedOn"], descending: true)
  ISSUED_ASC @order(by: ["issuedOn"])
  "Highest priority first, then newest."
  PRIORITY_DESC @order(by: ["priority", "issuedOn"], descending: true)
  UPDATED_DESC @order(by: ["updatedAt"], descending: true)
}

enum RecommendationDimension {
  THEME @groups(field: "themes")
  PHASE @groups(field: "phases")
  PRIORITY @groups(field: "priority")
  DIFFICULTY @groups(field: "difficulty")
  ACTION_REQUIRED @groups(field: "actionRequired")
  ADDRESSEE @groups(field: "addressees")
  STATUS @groups(field: "status")
  OBSERVER_KIND @groups(field: "observerKind")
  MEMBER @groups(field: "member")
  ORGANIZATION @groups(field: "organization")
  COUNTRY @groups(field: "country")
  ELECTION @groups(field: "election")
  "The month issued."
  MONTH @groups(field: "issuedOn", unit: MONTH)
}

type RecommendationConnection {
  edges: [RecommendationEdge]
  pageInfo: PageInfo!
  "All that match, on whatever page; of the members that answered, see \`sources\`. Null if none did."
  totalCount: Int @merge(op: SUM)
  sources: Sources! @fromScatter
}

type RecommendationEdge {
  "Its place in the order; a page \`after\` or \`before\` it starts or ends there."
  cursor: String!
  node: Recommendation
}

"Counts of recommendations."
type RecommendationSummary {
  "Recommendations that match, without copies unless they were asked for."
  total: Int @merge(op: SUM)
  "Copies of other organisations' recommendations that match, whether or not they were asked for."
  copies: Int @merge(op: SUM)
  "Counts by the dimensions asked for. Over a list field, for example themes, they do not add up to \`total\`."
  buckets: [Bucket!] @merge(op: BUCKETS)
  sources: Sources! @fromScatter
}
`,
  assessments: `# The follow-up of recommendations: who says how far each is carried out.
type Query {
  "Assessments of all members, in one order."
  assessments(
    filter: AssessmentFilter
    orderBy: AssessmentOrder! = ASSESSED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): AssessmentConnection
  "One assessment; null if it does not exist or the viewer may not see it."
  assessment(id: ID!): Assessment
  "Counts of assessments."
  assessmentSummary(filter: AssessmentFilter, by: [AssessmentDimension!]! = []): AssessmentSummary
}

"One organisation's dated word on how far a recommendation, its own or anybody's, is carried out."
type Assessment @key(fields: "id") @partitioned {
  "\`<member>:assessment:<source>:<key>\`; stable for ever."
  id: ID!
  "The code of the member that holds it."
  member: ID
  "Whose word it is."
  organization: Organization
  observerKind: ObserverKind
  "The country that it concerns."
  country: Country
  holding: Holding
  "Of a copy: the id or URL of the original."
  original: String
  state: RecordState
  "The earlier record that it replaces."
  supersedes: Assessment
  "What was corrected, or why it was withdrawn."
  note: String
  "Where it stands in what its organisation published."
  reference: Reference
  "The language of its own words, BCP 47."
  language: String
  translations: [Translation!]
  "When its owner last changed it."
  updatedAt: DateTime
  "The licence or terms under which it may be used."
  licence: String
  visibility: Visibility
  "Until when it is withheld from all but its owner."
  embargoUntil: DateTime
  recommendation: Recommendation
  status: ImplementationStatus
  "Which of the statuses its author uses at all. Two assessments disagree only on values that both scales have."
  scale: [ImplementationStatus!]
  rationale: String
  "The day it was made, as exactly as \`assessedOnPrecision\` says."
  assessedOn: Date
  assessedOnPrecision: TimePrecision
  "The mission that made it."
  mission: Mission
  "The election by which it was made."
  election: Election
}

# A recommendation, known here by its key.
type Recommendation @key(fields: "id") @everywhere {
  id: ID!
  country: Country @external @coverage(by: COUNTRY)
  "What anyone says of how far it is carried out."
  assessments(
    filter: AssessmentFilter
    orderBy: AssessmentOrder! = ASSESSED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): AssessmentConnection @requires(fields: "country { code }") @related(by: "recommendation")
  """
  Counts, by status, of the latest word of each organisation that assessed it: \`buckets\` have one key, the status.
  Organisations may use different scales and have spoken at different times: see \`assessments\` before calling it a disagreement.
  """
  progress: AssessmentSummary @requires(fields: "country { code }") @related(by: "recommendation") @computed
}

# A mission, known here by its key.
type Mission @key(fields: "id", resolvable: false) {
  id: ID!
}

# A country, known here by its key.
type Country @key(fields: "code") @everywhere {
  code: ID! @coverage(by: COUNTRY)
  assessments(
    filter: AssessmentFilter
    orderBy: AssessmentOrder! = ASSESSED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): AssessmentConnection @related(by: "country")
}

# An election, known here by its key.
type Election @key(fields: "id") @everywhere {
  id: ID! @coverage(by: ELECTION)
  assessments(
    filter: AssessmentFilter
    orderBy: AssessmentOrder! = ASSESSED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): AssessmentConnection @related(by: "election")
}

# An organisation, known here by its key.
type Organization @key(fields: "id") @everywhere {
  id: ID! @coverage(by: ORGANIZATION)
  assessments(
    filter: AssessmentFilter
    orderBy: AssessmentOrder! = ASSESSED_DESC
    first: Int
    after: String
    last: Int
    before: String
  ): AssessmentConnection @related(by: "organization")
}

input AssessmentFilter {
  member: [ID!] @matches(field: "member") @coverage(by: MEMBER)
  country: [ID!] @matches(field: "country") @coverage(by: COUNTRY)
  organization: [ID!] @matches(field: "organization") @coverage(by: ORGANIZATION)
  observerKind: [ObserverKind!] @matches(field: "observerKind")
  recommendation: [ID!] @matches(field: "recommendation")
  election: [ID!] @matches(field: "election") @coverage(by: ELECTION)
  status: [ImplementationStatus!] @matches(field: "status")
  assessedFrom: Date @matches(field: "assessedOn", op: FROM) @coverage(by: FROM)
  assessedBefore: Date @matches(field: "assessedOn", op: UNTIL) @coverage(by: UNTIL)
  text: [String!] @matches(field: "rationale", op: TEXT)
  updatedAfter: DateTime @matches(field: "updatedAt", op: FROM)
  "Whether copies of other organisations' records are listed and counted too."
  includeCopies: Boolean @matches(field: "holding", op: COPIES)
}

enum AssessmentOrder {
  ASSESSED_DESC @order(by: ["assessedOn"], descending: true)
  ASSESSED_ASC @order(by: ["assessedOn"])
  UPDATED_DESC @order(by: ["updatedAt"], descending: true)
}

enum AssessmentDimension {
  STATUS @groups(field: "status")
  OBSERVER_KIND @groups(field: "observerKind")
  MEMBER @groups(field: "member")
  ORGANIZATION @groups(field: "organization")
  COUNTRY @groups(field: "country")
  ELECTION @groups(field: "election")
  "The month made."
  MONTH @groups(field: "assessedOn", unit: MONTH)
}

type AssessmentConnection {
  edges: [AssessmentEdge]
  pageInfo: PageInfo!
  "All that match, on whatever page; of the members that answered, see \`sources\`. Null if none did."
  totalCount: Int @merge(op: SUM)
  sources: Sources! @fromScatter
}

type AssessmentEdge {
  "Its place in the order; a page \`after\` or \`before\` it starts or ends there."
  cursor: String!
  node: Assessment
}

"Counts of assessments."
type AssessmentSummary {
  "Assessments that match, without copies unless they were asked for."
  total: Int @merge(op: SUM)
  "Copies of other organisations' assessments that match, whether or not they were asked for."
  copies: Int @merge(op: SUM)
  "Counts by the dimensions asked for. Over a list field, for example themes, they do not add up to \`total\`."
  buckets: [Bucket!] @merge(op: BUCKETS)
  sources: Sources! @fromScatter
}
`,
  federation: `# The federation itself: who its members are and how they are. Served by the gateway.
type Query {
  "The members, in the order of their codes, that the viewer may know of."
  members: [Member!]!
  "How many members are not named to this viewer."
  unlistedMembers: Int!
}

"An organisation or network that serves the contract over its own database."
type Member {
  "The code that begins the id of every record it owns."
  code: ID!
  "The organisations that it speaks for."
  organizations: [Organization!]!
  "The domains that it serves; null until it has been reached."
  domains: [String!]
  contractVersion: Int
  state: MemberState!
  "When it last answered; null if it never has since this gateway started."
  lastAnswerAt: DateTime
  "What its public records cover; null until it has been reached."
  coverage: [Coverage!]
}

"How a member answers at present."
enum MemberState {
  "Its last answer was in order."
  UP
  "Its last answer was late, broken or did not come."
  DOWN
  "Not reached since this gateway started."
  UNKNOWN
}

"What a member's public records of one type cover."
type Coverage {
  "The type of record, for example \`Finding\`."
  type: String!
  countries: [Country!]
  elections: [Election!]
  organizations: [Organization!]
  from: DateTime
  until: DateTime
  asOf: DateTime
}

# An organisation, known here by its key.
type Organization @key(fields: "id", resolvable: false) {
  id: ID!
}

# A country, known here by its key.
type Country @key(fields: "code", resolvable: false) {
  code: ID!
}

# An election, known here by its key.
type Election @key(fields: "id", resolvable: false) {
  id: ID!
}
`,
  common: `# What several subgraphs share. The composer puts into each subgraph what that subgraph uses.
"A day as ISO 8601, \`2024-10-26\`."
scalar Date

"An instant as ISO 8601 in UTC, \`2024-10-26T05:00:00Z\`, with up to microseconds."
scalar DateTime

"Where a page stands in its list."
type PageInfo @shareable {
  "Whether records follow this page."
  hasNextPage: Boolean!
  "Whether records precede this page. When paging forward: whether \`after\` was given."
  hasPreviousPage: Boolean!
  "The cursor of the page's first record; null on an empty page."
  startCursor: String
  "The cursor of the page's last record; null on an empty page."
  endCursor: String
}

"Who answered for a list or a count, and who did not."
type Sources @shareable {
  "True only if every member that could hold an answer gave it in full."
  complete: Boolean!
  "How many members were not asked because their coverage excludes the question."
  pruned: Int!
  "The oldest coverage by which a member was not asked; null if none was."
  asOf: DateTime
  "The members that could hold an answer, in the order of their codes."
  members: [SourceStatus!]!
}

"How one member answered."
type SourceStatus @shareable {
  "The member's code."
  member: ID!
  state: SourceState!
  "Milliseconds from asking to the end of the answer; null if it was not asked."
  latencyMs: Int
  "What went wrong, in words for people; null if nothing did."
  message: String
  "Fields that this member's version of the contract does not have, as \`Type.field\`."
  droppedFields: [String!]!
}

"How a member answered, or why it did not."
enum SourceState {
  "Answered in full."
  OK
  "Answered, but some of its records were refused or missing; \`message\` says why."
  PARTIAL
  "Answered, but in a version of the contract without some of the fields; \`droppedFields\` names them."
  PROJECTED
  "No answer within the deadline."
  TIMEOUT
  "Not reachable, or failed."
  ERROR
  "Answered something that the contract forbids; nothing of it was used."
  VIOLATION
  "Its version of the contract cannot answer this question."
  INCOMPATIBLE
  "Not asked, because it has been failing or is overloaded."
  SKIPPED
}

"A count of the records that share the keys."
type Bucket @shareable {
  "One value for each dimension asked for, in that order; null where the record has none."
  keys: [String]!
  count: Int!
}

"Who may see a record."
enum Visibility {
  "Everyone."
  PUBLIC
  "Every organisation of the federation."
  NETWORK
  "The organisations that the owner named as partners."
  PARTNERS
  "The owner alone."
  OWNER
}

"Which kind of observer a record comes from."
enum ObserverKind {
  "Citizen (domestic, non-partisan) observers."
  CITIZEN
  "International observers."
  INTERNATIONAL
  "Anyone else, for example a research data set."
  OTHER
}

"Whether the member that holds a record speaks for its organisation."
enum Holding {
  ORIGINAL
  "A copy of another organisation's record; \`original\` says of which."
  COPY
}

"Whether a record still stands."
enum RecordState {
  CURRENT
  "Corrected since it was published; \`note\` says what."
  CORRECTED
  "Withdrawn: left out of lists and totals; by its id it answers without content."
  WITHDRAWN
}

"How exactly a time is known."
enum TimePrecision {
  "The time at which the event happened."
  EXACT
  HOUR
  DAY
  MONTH
  YEAR
  "The time at which the record was entered, not that of the event."
  ENTRY_TIME
}

"Where a record stands in what its organisation published."
type Reference @shareable {
  "The document's title."
  document: String
  paragraph: String
  page: Int
  quote: String
  url: String
}

"A record's words in another language."
type Translation @shareable {
  "BCP 47, for example \`ka\` or \`sr-Latn\`."
  language: String!
  title: String
  text: String
  "Whether the organisation itself published it."
  official: Boolean
  "Whether a machine made it."
  machine: Boolean
}

"What the state has committed itself to, and a record concerns."
type Commitment @shareable {
  "For example \`ICCPR\` or \`OSCE Copenhagen Document\`."
  instrument: String!
  "Article or paragraph, for example \`25\` or \`7.4\`."
  provision: String
  "The obligation's number in the Carter Center's Election Obligations and Standards database."
  eos: String
}

"A number under which somebody else knows this."
type Identifier @shareable {
  "For example \`wikidata\`, \`parlgov\`, \`iati\`."
  scheme: String!
  value: String!
}

"What a record is about."
enum Theme {
  "Constitution, laws and regulations under which elections are held, and how they are made and changed."
  LEGAL_FRAMEWORK
  "How votes become seats, and how constituencies are drawn."
  ELECTORAL_SYSTEM_BOUNDARIES
  "The bodies that run elections: how they are composed, decide, prepare and inform."
  ELECTION_ADMINISTRATION
  "Who is on the voter lists, and how they are made, checked and published."
  VOTER_REGISTRATION
  "How voters learn where, when and how to vote, and what their rights are."
  VOTER_EDUCATION
  "The right to stand: registration of parties and candidates, and how parties work inside."
  CANDIDATES_PARTIES
  "How contestants seek votes: rallies, material, canvassing, and the rules for them."
  CAMPAIGN
  "Money for parties and campaigns: limits, disclosure and oversight."
  CAMPAIGN_FINANCE
  "Offices, staff, money or property of the state used for a contestant."
  STATE_RESOURCES
  "Freedom and balance of press and broadcasters, and access of contestants to them."
  MEDIA
  "False or manipulated content, and coordinated behaviour, on platforms and social networks."
  ONLINE_DISINFORMATION
  "Attacks on the digital systems of elections or of those who take part, and protection from them."
  CYBERSECURITY
  "Machines, biometrics, online voting, result systems: their procurement, testing and transparency."
  ELECTION_TECHNOLOGY
  "Elections under war, epidemic, disaster or a state of emergency, and their postponement."
  EMERGENCIES
  "Money, goods, jobs or other advantage given or promised for a vote or for staying away."
  VOTE_BUYING
  "Voting of citizens abroad."
  OUT_OF_COUNTRY_VOTING
  "Opening and voting: access to stations, identification, assistance, mobile and early voting."
  VOTING
  "Whether anyone else can know how a voter voted: booths, photographs, group voting."
  BALLOT_SECRECY
  "Votes cast or added unlawfully: stuffing, multiple voting, voting for others."
  BALLOT_FRAUD
  "From the closing of stations to the final results and their publication."
  COUNTING_TABULATION_RESULTS
  "How electoral disputes are brought, heard and decided. A complaint itself has the theme of what it is about."
  COMPLAINTS_APPEALS
  "Accreditation, access and safety of observers, citizen and international."
  OBSERVER_RIGHTS
  "Force, threats or pressure against voters, candidates, officials or others."
  VIOLENCE_INTIMIDATION
  "Participation of women as voters, candidates and officials, and violence against them."
  WOMEN
  "Participation of national, ethnic, linguistic, religious and other minorities."
  MINORITIES
  "Whether persons with disabilities can register, be informed, vote in secret and stand."
  DISABILITY
  "Participation of those who had to leave their homes, inside the country or abroad."
  DISPLACED
  "A theme that none of the others covers."
  OTHER
}

"The part of the electoral cycle that a record belongs to."
enum Phase {
  "Between elections and until the registration begins: reform, budgets, training, planning."
  LEGAL_AND_PLANNING
  "Voters, parties, candidates and observers are registered."
  REGISTRATION
  "Contestants campaign, until the silence before voting or the opening of stations."
  CAMPAIGN
  "Stations are opened and people vote, on one day or on several, early voting included."
  ELECTION_DAY
  "From the closing of stations to the announcement of the final results."
  COUNTING_RESULTS
  "Appeals against results, installation of the elected, reports, review."
  POST_ELECTION
}

"How far a recommendation is carried out, from not at all to fully."
enum ImplementationStatus {
  "Nobody of the assessing organisation has looked yet, or it could not tell."
  NOT_EVALUATED
  "Looked at; nothing that was recommended has been done."
  NOT_IMPLEMENTED
  "Begun, for example a draft law before parliament, but nothing is in force yet."
  IN_PROGRESS
  "Some of what was recommended is in force, the greater part is not."
  PARTIALLY
  "The greater part of what was recommended is in force."
  MOSTLY
  "All of what was recommended is in force and practised."
  FULLY
  "What it spoke of does not exist any more, for example after a new electoral code."
  NO_LONGER_APPLICABLE
}

"A name in one language."
type LocalName @shareable {
  language: String!
  name: String!
}
`,
  directives: `# The directives of the contract. The linter, the scatter, the members' resolvers and the link file read them;
# the composer removes them, and their enums, before it composes. Apollo's own directives (\`@key\`, \`@external\`,
# \`@requires\`, \`@shareable\`) are Federation 2's.
"One member owns each of these in this subgraph; the prefix of its id says which."
directive @partitioned on OBJECT

"Any member may hold something for this key in this subgraph: all that may are asked."
directive @everywhere on OBJECT

"Several members' values of this field become one."
directive @merge(op: MergeOp!) on FIELD_DEFINITION

"A value here excludes the members whose coverage does not have it."
directive @coverage(by: Dimension!) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION

"The order sorts by these fields of the record: instants, dates, integers or enum ranks. Absent values come last."
directive @order(by: [String!]!, descending: Boolean! = false) on ENUM_VALUE

"Filled by the scatter, not by a member."
directive @fromScatter on FIELD_DEFINITION

"The records whose filter field \`by\` has this entity's key."
directive @related(by: String!) on FIELD_DEFINITION

"The filter field looks at these fields of the record itself (several only with TEXT: one of them contains it), and at nothing else."
directive @matches(field: [String!]!, op: MatchOp! = IN) on INPUT_FIELD_DEFINITION

"The dimension counts by one field of the record."
directive @groups(field: String!, unit: GroupUnit) on ENUM_VALUE

"Not a field of the record: a resolver makes it from others."
directive @computed on FIELD_DEFINITION

"How several members' values become one."
enum MergeOp {
  "Add up; unknown as soon as one is unknown."
  SUM
  "Add up the counts of the buckets with the same keys."
  BUCKETS
}

"What a member's coverage is told by."
enum Dimension {
  MEMBER
  COUNTRY
  ELECTION
  ORGANIZATION
  "The value is an instant; only records at or after it match."
  FROM
  "The value is an instant; only records before it match."
  UNTIL
}

"How a filter field is compared with the record."
enum MatchOp {
  "The field is, or has, one of the values."
  IN
  "The field is at or after the value."
  FROM
  "The field is before the value."
  UNTIL
  "The title or the text contains one of the values, compared after Unicode lower-casing."
  TEXT
  "True: copies are included."
  COPIES
}

"How coarsely a dimension counts."
enum GroupUnit {
  "The calendar month in UTC, as \`2024-10\`."
  MONTH
}
`,
};
