// Generated from schema/*.graphql by `npm run generate`.
import type {
  Assessment,
  AssessmentFilter,
  AssessmentOrder,
  Country,
  CountryFilter,
  CountryOrder,
  Declaration,
  DeclarationFilter,
  DeclarationOrder,
  Document,
  DocumentFilter,
  DocumentOrder,
  Election,
  ElectionFilter,
  ElectionOrder,
  Finding,
  FindingFilter,
  FindingOrder,
  Mission,
  MissionFilter,
  MissionOrder,
  Organization,
  OrganizationFilter,
  OrganizationOrder,
  Practice,
  PracticeFilter,
  PracticeOrder,
  Recommendation,
  RecommendationFilter,
  RecommendationOrder,
} from './types.ts';

/** The connections of Query, with the records that they list. */
export interface Connections {
  assessments: { record: Assessment; filter: AssessmentFilter; orderBy: AssessmentOrder };
  countries: { record: Country; filter: CountryFilter; orderBy: CountryOrder };
  elections: { record: Election; filter: ElectionFilter; orderBy: ElectionOrder };
  findings: { record: Finding; filter: FindingFilter; orderBy: FindingOrder };
  missions: { record: Mission; filter: MissionFilter; orderBy: MissionOrder };
  documents: { record: Document; filter: DocumentFilter; orderBy: DocumentOrder };
  practices: { record: Practice; filter: PracticeFilter; orderBy: PracticeOrder };
  organizations: { record: Organization; filter: OrganizationFilter; orderBy: OrganizationOrder };
  declarations: { record: Declaration; filter: DeclarationFilter; orderBy: DeclarationOrder };
  recommendations: { record: Recommendation; filter: RecommendationFilter; orderBy: RecommendationOrder };
}

/** The names of the arguments' types, and whether the connection says who answered. */
export const connections: Readonly<
  Record<keyof Connections, { readonly filter: string; readonly orderBy: string; readonly sources: boolean }>
> = {
  assessments: { filter: 'AssessmentFilter', orderBy: 'AssessmentOrder', sources: true },
  countries: { filter: 'CountryFilter', orderBy: 'CountryOrder', sources: false },
  elections: { filter: 'ElectionFilter', orderBy: 'ElectionOrder', sources: false },
  findings: { filter: 'FindingFilter', orderBy: 'FindingOrder', sources: true },
  missions: { filter: 'MissionFilter', orderBy: 'MissionOrder', sources: true },
  documents: { filter: 'DocumentFilter', orderBy: 'DocumentOrder', sources: true },
  practices: { filter: 'PracticeFilter', orderBy: 'PracticeOrder', sources: true },
  organizations: { filter: 'OrganizationFilter', orderBy: 'OrganizationOrder', sources: false },
  declarations: { filter: 'DeclarationFilter', orderBy: 'DeclarationOrder', sources: false },
  recommendations: { filter: 'RecommendationFilter', orderBy: 'RecommendationOrder', sources: true },
};
