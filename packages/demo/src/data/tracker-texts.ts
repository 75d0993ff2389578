// What an international mission writes: conclusions and recommendations, by area. Invented, in the manner of such reports.
export type Area =
  | 'Legal framework'
  | 'Election administration'
  | 'Voter registration'
  | 'Candidates and parties'
  | 'Campaign'
  | 'Campaign finance'
  | 'Misuse of state resources'
  | 'Media'
  | 'Online campaign'
  | 'Complaints and appeals'
  | 'Observers'
  | 'Election day'
  | 'Secrecy of the vote'
  | 'Counting and results'
  | 'Women'
  | 'National minorities'
  | 'Persons with disabilities'
  | 'New voting technologies';

export interface AreaTexts {
  readonly phase: string;
  /** `{n}` and `{m}`: numbers; `{country}`: the country's name. */
  readonly findings: readonly string[];
  readonly recommendations: readonly {
    readonly text: string;
    readonly action: string;
    readonly to: string;
    readonly instrument?: string;
  }[];
}

const legal = 'Legal change';
const sublegal = 'Sub-legal change (eg. in regulations and instructions by election management body)';
const practice = 'Practice / Implementation';

export const areaTexts: Readonly<Record<Area, AreaTexts>> = {
  'Legal framework': {
    phase: 'Preparations',
    findings: [
      'The legal framework provides an adequate basis for democratic elections, but was amended {n} times in the two years before the vote, the last time less than four months before election day.',
      'Key amendments were adopted without broad consultation, contrary to the principle of the stability of electoral law.',
      'A new law obliges organisations that receive foreign funds, among them citizen observers, to register in terms that stigmatise them.',
    ],
    recommendations: [
      {
        text: 'To provide for the stability of electoral law, fundamental aspects should not be amended later than one year before an election, and amendments should rest on a broad and timely public consultation.',
        action: legal,
        to: 'Parliament',
        instrument: 'Code of Good Practice in Electoral Matters II.2.b',
      },
      {
        text: 'The election law should be reviewed as a whole, well before the next elections, to remove gaps and contradictions that were noted in this and earlier reports.',
        action: legal,
        to: 'Parliament; Government',
      },
      {
        text: 'Laws that restrict the work of civil society organisations, including citizen observers, should be repealed or brought in line with the freedom of association.',
        action: legal,
        to: 'Parliament',
        instrument: 'ICCPR 22',
      },
    ],
  },
  'Election administration': {
    phase: 'Preparations',
    findings: [
      'The election administration managed the technical aspects of the election well; its independence from the governing party was, however, widely questioned.',
      'Sessions of the central commission were open and broadcast, but in {n} of {m} cases the decisions were discussed beforehand in closed meetings.',
      'Training of commissioners was well organised in {n} of {m} sessions that were observed.',
    ],
    recommendations: [
      {
        text: 'The method of selecting the members of the election administration should be changed so that no political force can decide alone, and so that their impartiality is guaranteed.',
        action: legal,
        to: 'Parliament; Election Management Body',
        instrument: 'ICCPR 25',
      },
      {
        text: 'The central commission should publish draft decisions and session agendas at least 24 hours before they are discussed.',
        action: sublegal,
        to: 'Election Management Body',
      },
      {
        text: 'Recruitment of non-partisan members of precinct commissions should be open and based on criteria that are published in advance.',
        action: `${sublegal}; ${practice}`,
        to: 'Election Management Body',
      },
    ],
  },
  'Voter registration': {
    phase: 'Registration',
    findings: [
      'The voter register is generally trusted; interlocutors nevertheless pointed to entries of deceased voters and to large numbers of voters abroad.',
      'In {n} of {m} places visited the voter list was not displayed in time.',
    ],
    recommendations: [
      {
        text: 'An audit of the voter register should be made, with observers present, and its result be published well before the next elections.',
        action: practice,
        to: 'Election Management Body; Government',
      },
      {
        text: 'Blanket restrictions of the right to vote on the ground of intellectual or psychosocial disability should be removed.',
        action: legal,
        to: 'Parliament',
        instrument: 'CRPD 29',
      },
    ],
  },
  'Candidates and parties': {
    phase: 'Registration',
    findings: [
      'Candidate registration was inclusive; {n} of {m} lists were registered.',
      'Signature requirements and short deadlines in practice excluded independent candidates.',
    ],
    recommendations: [
      {
        text: 'The right to stand as an independent candidate should be guaranteed, and the number of supporting signatures not exceed one per cent of the voters concerned.',
        action: legal,
        to: 'Parliament',
        instrument: 'OSCE Copenhagen Document 7.5',
      },
    ],
  },
  Campaign: {
    phase: 'Campaign',
    findings: [
      'Contestants could campaign freely, in a polarised atmosphere with divisive rhetoric; {n} attacks on party offices were confirmed.',
      'In {n} of {m} rallies observed, first-time voters or public employees told observers that they had been asked to attend.',
      'Reports of pressure on voters, in particular on employees of the public sector and the economically vulnerable, raised concerns about the free choice of voters.',
    ],
    recommendations: [
      {
        text: 'Authorities and parties should take resolute steps against pressure on voters, and cases be investigated promptly and with visible results.',
        action: practice,
        to: 'Government; Police; Political parties',
        instrument: 'OSCE Copenhagen Document 7.7',
      },
      {
        text: 'Campaigning and the gathering of party supporters around polling stations on election day should be regulated and the rules enforced.',
        action: `${legal}; ${sublegal}`,
        to: 'Parliament; Election Management Body; Police',
      },
    ],
  },
  'Campaign finance': {
    phase: 'Campaign',
    findings: [
      'High spending limits and uneven donations favoured one contestant: of all donations declared, {m} thousand came from companies with public contracts.',
      'The oversight body published interim reports in time but investigated only {n} of {m} complaints before election day.',
    ],
    recommendations: [
      {
        text: 'The oversight body for campaign finance should be given the independence, powers and staff to identify unreported spending, and its findings be published before election day.',
        action: `${legal}; ${practice}`,
        to: 'Parliament; Government',
        instrument: 'UNCAC 7.3',
      },
    ],
  },
  'Misuse of state resources': {
    phase: 'Campaign',
    findings: [
      'The line between the state and the governing party was blurred: {n} social programmes were announced within the campaign.',
      'Local officials took part in campaign events during working hours in {n} of {m} events observed.',
    ],
    recommendations: [
      {
        text: 'The law should separate the state from the party clearly: the announcement of new social programmes within two months before elections and the participation of public employees in campaigning should be effectively sanctioned.',
        action: legal,
        to: 'Parliament; Government',
        instrument: 'OSCE Copenhagen Document 5.4',
      },
      {
        text: 'Public employees should be protected by an anonymous complaint mechanism from being made to attend campaign events.',
        action: `${sublegal}; ${practice}`,
        to: 'Government; Local authorities',
      },
    ],
  },
  Media: {
    phase: 'Campaign',
    findings: [
      'The media are pluralistic but polarised along party lines. The public broadcaster gave {m} minutes of prime time news to the governing party.',
      'Journalists reported {n} cases of obstruction or violence; few were investigated.',
    ],
    recommendations: [
      {
        text: 'Attacks on journalists should be investigated promptly, and the authorities publicly condemn them.',
        action: practice,
        to: 'Police; Government; Courts',
        instrument: 'ICCPR 19',
      },
      {
        text: 'The public broadcaster should be given a governing board that is independent of the parliamentary majority.',
        action: legal,
        to: 'Parliament; Media',
      },
    ],
  },
  'Online campaign': {
    phase: 'Campaign',
    findings: [
      'A network of {n} pages without owners paid for attacks on candidates and on observers; platforms removed part of it after {m} days.',
    ],
    recommendations: [
      {
        text: 'Third parties that pay for campaign messages on line should be identified to voters, and the authorities monitor such spending.',
        action: `${legal}; ${practice}`,
        to: 'Parliament; Election Management Body; Media',
      },
    ],
  },
  'Complaints and appeals': {
    phase: 'After the election',
    findings: [
      'Of {m} complaints filed, {n} were considered on their merits; most were rejected on formal grounds.',
      'Courts kept to the deadlines but gave a narrow interpretation of who may complain.',
    ],
    recommendations: [
      {
        text: 'The right to file complaints should be extended to voters and to citizen observers, and complaints not be dismissed for formal reasons.',
        action: legal,
        to: 'Parliament; Courts',
        instrument: 'ICCPR 2',
      },
      {
        text: 'Election commissions and courts should publish all complaints and decisions in a searchable register.',
        action: practice,
        to: 'Election Management Body; Courts',
      },
    ],
  },
  Observers: {
    phase: 'Preparations',
    findings: [
      'Citizen observers were accredited in large numbers; some organisations acted in fact for parties.',
      'Citizen observers were subject to a smear campaign, and two of their offices were searched {n} days before the vote.',
      'In {n} of {m} polling stations international observers were restricted in their view of the procedures.',
    ],
    recommendations: [
      {
        text: 'Observers should have unhindered access to all stages of the election, and interference in their work be sanctioned.',
        action: `${sublegal}; ${practice}`,
        to: 'Election Management Body; Police',
        instrument: 'OSCE Copenhagen Document 8',
      },
      {
        text: 'Organisations whose observers act on behalf of contestants should lose their accreditation by a procedure set out in law.',
        action: legal,
        to: 'Parliament; Election Management Body',
      },
    ],
  },
  'Election day': {
    phase: 'Election day',
    findings: [
      'Voting was assessed positively in {n} of every hundred observations, and procedures were generally followed.',
      'Tension and overcrowding were noted in {n} of {m} polling stations; party supporters kept track of voters outside.',
      'Opening was assessed positively in {m} of the polling stations observed, with minor delays.',
    ],
    recommendations: [
      {
        text: 'The layout and number of polling stations should be reviewed to prevent overcrowding.',
        action: practice,
        to: 'Election Management Body',
      },
    ],
  },
  'Secrecy of the vote': {
    phase: 'Election day',
    findings: [
      'The secrecy of the vote was potentially compromised in {n} of {m} polling stations observed, owing to the layout, the ballot paper or the presence of cameras.',
      'Group voting was seen in {n} of {m} observations.',
    ],
    recommendations: [
      {
        text: 'The secrecy of the vote should be guaranteed: by the layout of the stations, by ballot paper and sleeves through which no mark can be seen, and by a ban on filming of voters by party representatives.',
        action: `${sublegal}; ${practice}`,
        to: 'Election Management Body',
        instrument: 'ICCPR 25',
      },
    ],
  },
  'Counting and results': {
    phase: 'Counting',
    findings: [
      'Counting was assessed negatively in {n} of {m} observations, since figures did not reconcile or procedures were left out.',
      'Preliminary results were published station by station from {n} minutes after closing, which added to transparency.',
    ],
    recommendations: [
      {
        text: 'Procedures for the correction of results protocols should be clear, and corrections be made in open session with a written explanation.',
        action: sublegal,
        to: 'Election Management Body',
        instrument: 'OSCE Copenhagen Document 7.4',
      },
    ],
  },
  Women: {
    phase: 'Registration',
    findings: [
      'Women were under-represented in the campaign: they were {n} of the hundred speakers counted at rallies.',
      'The abolition of gender quotas left women in {n} of {m} electable places.',
    ],
    recommendations: [
      {
        text: 'Temporary special measures for the representation of women on candidate lists should be (re)introduced.',
        action: legal,
        to: 'Parliament; Political parties',
        instrument: 'CEDAW 4',
      },
    ],
  },
  'National minorities': {
    phase: 'Campaign',
    findings: [
      'Voting material was available in minority languages in {n} of {m} stations in the areas concerned; campaign information hardly was.',
    ],
    recommendations: [
      {
        text: 'Voter information and election material should be available in the languages of national minorities.',
        action: practice,
        to: 'Election Management Body; Media',
      },
    ],
  },
  'Persons with disabilities': {
    phase: 'Election day',
    findings: ['{n} of {m} polling stations observed were not accessible for voters with reduced mobility.'],
    recommendations: [
      {
        text: 'Polling stations should be made accessible, and the candidates’ information be published in formats for persons with disabilities.',
        action: practice,
        to: 'Local authorities; Election Management Body; Media',
        instrument: 'CRPD 29',
      },
    ],
  },
  'New voting technologies': {
    phase: 'Election day',
    findings: [
      'Electronic verification and counting worked well on the whole; {n} of {m} devices had to be restarted. Their audit was not public.',
    ],
    recommendations: [
      {
        text: 'The electronic systems should be certified and audited by independent experts, and the audit of paper records against them be made mandatory and public.',
        action: `${legal}; ${practice}`,
        to: 'Election Management Body; Parliament',
      },
    ],
  },
};
