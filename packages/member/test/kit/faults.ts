import type { RemarkCode } from '../../src/check/report.ts';
import type { LayoutExample } from '../layouts/drafts.ts';

/** Something wrong, put into the copy of an example, and the remark that has to name it. */
export interface Fault {
  readonly code: RemarkCode;
  readonly says: RegExp;
  /** Statements that put it into the rows. */
  readonly rows?: string;
  /** A source with it, for the link file. */
  readonly source?: {
    readonly from: string;
    readonly key: string;
    readonly text: string;
    readonly shown?: string;
  };
}

const contact = 'Call Maria Popescu, +373 69 123 456, maria@example.org';
const broken = '\ufffd\ufffd';

/** What is wrong with any file in the same way: its sources. */
function wrongSources(of: {
  readonly text: string;
  readonly person: { readonly from: string; readonly key: string; readonly text: string };
  readonly double: { readonly from: string; readonly key: string };
  readonly nullable: { readonly from: string; readonly key: string };
}): Fault[] {
  return [
    {
      code: 'SOURCE_MISFIT',
      says: /its table "no_such_table" cannot be read/,
      source: { from: 'no_such_table', key: 'id', text: 'title' },
    },
    {
      code: 'PERSONAL_COLUMN',
      says: new RegExp(`shows ${of.person.text}, which by its name holds`),
      source: { ...of.person, shown: 'PARTNERS' },
    },
    {
      code: 'KEY_DUPLICATE',
      says: new RegExp(`rows share .*${of.double.key} = `),
      source: { ...of.double, text: of.text },
    },
    {
      code: 'KEY_NULL',
      says: new RegExp(`ha(s|ve) no key \\(${of.nullable.key} is NULL\\)`),
      source: { ...of.nullable, text: of.text },
    },
    {
      code: 'NOTHING_SHOWN',
      says: /nobody but the owner would see any of its records/,
      source: { ...of.double, text: of.text },
    },
  ];
}

export interface FaultyLayout extends LayoutExample {
  readonly faults: readonly Fault[];
}

export const faultyLayouts: readonly FaultyLayout[] = [
  {
    example: 'vote-monitor',
    dialect: 'postgres',
    faults: [
      ...wrongSources({
        text: 'Title',
        person: { from: 'AspNetUsers', key: 'Id', text: 'Email' },
        double: { from: 'QuickReports', key: 'FollowUpStatus' },
        nullable: { from: 'QuickReports', key: 'PollingStationId' },
      }),
      {
        code: 'VALUE_NOT_MAPPED',
        says: /FollowUpStatus = 'Escalated'/,
        rows: `update "QuickReports" set "FollowUpStatus" = 'Escalated' where "FollowUpStatus" = 'Resolved'`,
      },
      {
        code: 'VALUE_BY_OTHERWISE',
        says: /IncidentCategory = 'Poltergeist', mapped to OTHER/,
        rows: `update "QuickReports" set "IncidentCategory" = 'Poltergeist' where "IncidentCategory" = 'BallotStuffing'`,
      },
      { code: 'VALUE_NEVER_SEEN', says: /no row has IncidentCategory = 'BallotStuffing'/ },
      {
        code: 'VISIBILITY_NOT_NAMED',
        says: /RoundStatus = 'Suspended', which the rule does not name: OWNER/,
        rows: `update "ElectionRounds" set "Status" = 'Suspended' where "Status" = 'Started'`,
      },
      {
        code: 'TIME_IN_FUTURE',
        says: /LastUpdatedAt later than now/,
        rows: `update "QuickReports" set "LastUpdatedAt" = '2150-01-01' where "FollowUpStatus" = 'Escalated'`,
      },
      {
        code: 'PERSONAL_TEXT',
        says: /description has what looks like .*telephone number/,
        rows: `update "QuickReports" set "Description" = '${contact}'`,
      },
      {
        code: 'TEXT_BROKEN',
        says: /letters in Title/,
        rows: `update "QuickReports" set "Title" = '${broken}'`,
      },
      {
        code: 'REQUIRED_EMPTY',
        says: /rows have no title and no description/,
        rows: `update "CitizenReports" set "Answers" = '[]'`,
      },
      {
        code: 'REFERENCE_UNKNOWN',
        says: /the country md, which is no country code/,
        rows: `update "Countries" set "Iso2" = 'md' where "Iso2" = 'MD'`,
      },
    ],
  },
  {
    example: 'apollo',
    dialect: 'postgres',
    faults: [
      ...wrongSources({
        text: 'incident_description',
        person: { from: 'participant', key: 'id', text: 'email' },
        double: { from: 'submission', key: 'form_id' },
        nullable: { from: 'submission', key: 'participant_id' },
      }),
      {
        code: 'VALUE_NOT_MAPPED',
        says: /severity = '9'/,
        rows: `update submission set data = data || '{"SEV": 9}' where data->>'SEV' = '1'`,
      },
      {
        code: 'VALUE_BY_OTHERWISE',
        says: /tags? = 'Q', mapped to OTHER|tags = .*Q.*OTHER/,
        rows: `update submission set data = data || '{"Q": 1}' where id % 3 = 0`,
      },
      {
        code: 'VISIBILITY_NOT_NAMED',
        says: /verification_status = '7', which the rule does not name/,
        rows: `update submission set verification_status = '7' where verification_status = '5'`,
      },
      { code: 'VALUE_NEVER_SEEN', says: /no row has verification_status = '5'/ },
      {
        code: 'TIME_IN_FUTURE',
        says: /created later than now/,
        rows: `update submission set created = '2150-01-01' where verification_status = '4'`,
      },
      {
        code: 'PERSONAL_TEXT',
        says: /description has what looks like .*e-mail address/,
        rows: `update submission set incident_description = '${contact}'`,
      },
      {
        code: 'TEXT_BROKEN',
        says: /letters in incident_description/,
        rows: `update submission set incident_description = incident_description || '${broken}' where id % 2 = 0`,
      },
      {
        code: 'REFERENCE_UNKNOWN',
        says: /the organization .*, which is no id of an organization/,
        source: { from: 'participant_partner', key: 'id', text: 'name', shown: 'organization' },
      },
    ],
  },
  {
    example: 'nemo',
    dialect: 'postgres',
    faults: [
      ...wrongSources({
        text: 'shortcode',
        person: { from: 'users', key: 'id', text: 'email' },
        double: { from: 'responses', key: 'source' },
        nullable: { from: 'responses', key: 'odk_hash' },
      }),
      {
        code: 'VALUE_NOT_MAPPED',
        says: /grave = 'Extreme'/,
        rows: `update options set canonical_name = 'Extreme' where canonical_name = 'Very serious'`,
      },
      { code: 'VALUE_NEVER_SEEN', says: /no row has grave = 'Very serious'/ },
      {
        code: 'VALUE_BY_OTHERWISE',
        says: /'Bribes', mapped to OTHER|Bribes/,
        rows: `update options set canonical_name = 'Bribes' where canonical_name = 'Vote buying'`,
      },
      {
        code: 'VISIBILITY_NOT_NAMED',
        says: /access_level = 'inherit', which the rule does not name/,
        rows: `update forms set access_level = 'inherit' where access_level = 'private'`,
      },
      {
        code: 'TIME_IN_FUTURE',
        says: /observed later than now/,
        rows: `update answers set date_value = '2150-01-01' where date_value = '2022-11-19'`,
      },
      {
        code: 'PERSONAL_TEXT',
        says: /description has what looks like .*names?/,
        rows: `update answers set value = '${contact}' where value like 'It happened%'`,
      },
      {
        code: 'TEXT_BROKEN',
        says: /letters in title/,
        rows: `update answers set value = value || '${broken}' where value like 'Event no. 1%'`,
      },
      {
        code: 'REQUIRED_EMPTY',
        says: /no title and no description/,
        rows: `update answers set value = null where response_id in (select response_id from answers where value like 'Event no. 2%')`,
      },
    ],
  },
  {
    example: 'ushahidi',
    dialect: 'mysql',
    faults: [
      ...wrongSources({
        text: 'incident_title',
        person: { from: 'incident_person', key: 'id', text: 'person_phone' },
        double: { from: 'incident', key: 'locale' },
        nullable: { from: 'incident', key: 'incident_datemodify' },
      }),
      {
        code: 'VALUE_NOT_MAPPED',
        says: /incident_verified = '3'/,
        rows: 'update incident set incident_verified = 3 where incident_verified = 1',
      },
      {
        code: 'VALUE_NEVER_SEEN',
        says: /no row has locale = 'sw_KE'/,
        rows: "update incident set locale = 'en_US'",
      },
      {
        code: 'VISIBILITY_NOT_NAMED',
        says: /incident_active = '2', which the rule does not name/,
        rows: 'update incident set incident_active = 2 where id % 5 = 0',
      },
      {
        code: 'VALUE_BY_OTHERWISE',
        says: /77.*mapped to OTHER/,
        rows: "insert into category (id, category_title, category_visible) values (77, 'New', 1); insert into incident_category (incident_id, category_id) select id, 77 from incident where id < 4",
      },
      {
        code: 'TIME_IN_FUTURE',
        says: /observed later than now/,
        rows: "update incident set incident_date = '2150-01-01' where id % 4 = 0",
      },
      {
        code: 'PERSONAL_TEXT',
        says: /description has what looks like .*telephone number/,
        rows: `update incident set incident_description = '${contact}'`,
      },
      {
        code: 'TEXT_BROKEN',
        says: /letters in incident_title/,
        rows: `update incident set incident_title = '${broken}' where id % 2 = 0`,
      },
      {
        code: 'REQUIRED_EMPTY',
        says: /no title and no description/,
        rows: "update incident set incident_title = null, incident_description = '' where id % 7 = 1",
      },
    ],
  },
  {
    example: 'gyla-complaints',
    dialect: 'mysql',
    faults: [
      ...wrongSources({
        text: 'pec_district_name',
        person: { from: 'pec_complaints', key: 'id', text: 'pec_observer_phone' },
        double: { from: 'pec_complaints', key: 'pec_violation_type' },
        nullable: { from: 'pec_complaints', key: 'pec_precinct_number' },
      }),
      {
        code: 'VALUE_NOT_MAPPED',
        says: /election_id = '9'/,
        rows: 'update pec_complaints set election_id = 9 where id in (5, 6)',
      },
      { code: 'VISIBILITY_NOT_NAMED', says: /election_id = '9', which the rule does not name/ },
      {
        code: 'VALUE_BY_OTHERWISE',
        says: /violation = 'დრონი', mapped to OTHER/,
        rows: "update pec_complaints set pec_violation_type = 'დრონი' where pec_violation_type = 'კარუსელი'",
      },
      {
        code: 'VALUE_NEVER_SEEN',
        says: /no row has period = 'კამპანია'/,
        rows: "update pec_complaints set pec_violation_period = 'ხმის მიცემა' where pec_violation_period = 'კამპანია'",
      },
      {
        code: 'TIME_IN_FUTURE',
        says: /violated later than now/,
        rows: "update pec_complaints set pec_violated_at = '2150-01-01' where id = 8",
      },
      {
        code: 'TIME_UNREADABLE',
        says: /2 rows have violated = '0000-00-00.*a zero date/,
        rows: "update dec_complaints set dec_violated_at = '0000-00-00' where id in (1, 2)",
      },
      {
        code: 'PERSONAL_TEXT',
        says: /has what looks like .*telephone number/,
        rows: `update pec_complaints set pec_district_name = '${contact}' where id < 20`,
      },
      {
        code: 'TEXT_BROKEN',
        says: /letters in dec_result/,
        rows: `update dec_complaints set dec_result = '${broken}'`,
      },
    ],
  },
  {
    example: 'kosovo-checklist',
    dialect: 'sqlite',
    faults: [
      ...wrongSources({
        text: 'Komuna',
        person: { from: 'raundi_1', key: 'ID', text: 'IncDeshm1' },
        double: { from: 'raundi_1', key: 'Komuna' },
        nullable: { from: 'raundi_1', key: 'PA08MBV' },
      }),
      {
        code: 'VALUE_NOT_MAPPED',
        says: /IncVet = 'NDOSHTA'/,
        rows: "update raundi_1 set IncVet = 'NDOSHTA' where IncVet = 'PO'; update raundi_1 set PA08MBV = null where ID < 4",
      },
      {
        code: 'VALUE_NEVER_SEEN',
        says: /no row has IncVet = 'PO'/,
        rows: "update raundi_2 set IncVet = 'JO'",
      },
      {
        code: 'TIME_UNREADABLE',
        says: /at = '2013-11-03 99:99'/,
        rows: "update raundi_1 set IncOra = '99:99' where ID = 5",
      },
      {
        code: 'PERSONAL_TEXT',
        says: /place.* has what looks like .*telephone number/,
        rows: `update raundi_1 set KmnInc = '${contact}' where KmnInc is not null`,
      },
      {
        code: 'TEXT_BROKEN',
        says: /letters in Komuna/,
        rows: `update raundi_1 set Komuna = '${broken}' where ID % 2 = 0`,
      },
      {
        code: 'TEXT_VERY_LONG',
        says: /more than a million characters in EQV/,
        rows: "update raundi_1 set EQV = printf('%.*c', 1000001, 'x') where ID = 4",
      },
    ],
  },
  {
    example: 'recommendation-tracker',
    dialect: 'sqlite',
    faults: [
      ...wrongSources({
        text: 'text',
        person: { from: 'recommendation', key: 'id', text: 'entered_by' },
        double: { from: 'recommendation', key: 'country' },
        nullable: { from: 'recommendation', key: 'status_checked' },
      }),
      {
        code: 'VALUE_NOT_MAPPED',
        says: /country = 'Narnia'/,
        rows: "update recommendation set country = 'Narnia' where country = 'Armenia'",
      },
      { code: 'VALUE_NEVER_SEEN', says: /no row has country = 'Armenia'/ },
      {
        code: 'VALUE_BY_OTHERWISE',
        says: /implementation_status = 'Maybe', mapped to NOT_EVALUATED/,
        rows: "update recommendation set implementation_status = 'Maybe' where id % 10 = 0",
      },
      {
        code: 'VISIBILITY_NOT_NAMED',
        says: /published = 'perhaps', which the rule does not name/,
        rows: "update recommendation set published = 'perhaps' where id % 9 = 0",
      },
      {
        code: 'TIME_UNREADABLE',
        says: /year = 'soon'/,
        rows: "update recommendation set year = 'soon' where id = 7",
      },
      {
        code: 'TIME_IN_FUTURE',
        says: /status_checked later than now/,
        rows: 'update recommendation set status_checked = 5700000000 where id in (10, 20)',
      },
      {
        code: 'PERSONAL_TEXT',
        says: /text has what looks like .*telephone number/,
        rows: `update recommendation set text = '${contact}' where id % 4 = 0`,
      },
      {
        code: 'TEXT_BROKEN',
        says: /letters in text/,
        rows: `update recommendation set text = '${broken}' where id = 6`,
      },
      { code: 'REQUIRED_EMPTY', says: /no text/, rows: "update recommendation set text = '' where id = 8" },
    ],
  },
];
