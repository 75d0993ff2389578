// Generated from schema/vocabularies/*.json by `npm run generate`.
import type { CommitmentVocabulary, Vocabulary } from '../vocabulary.ts';

export const vocabularies: readonly Vocabulary[] = [
{
  "enum": "Theme",
  "about": "What a finding or a recommendation is about. A record may have several; when it happened is its phase.",
  "sources": {
    "eos": {
      "title": "Election Obligations and Standards database, The Carter Center: parts of an election",
      "url": "https://eos.cartercenter.org/"
    },
    "eu": {
      "title": "Handbook for European Union Election Observation: areas of assessment",
      "url": "https://www.eods.eu/"
    },
    "epde": {
      "title": "Catalogue of recommendations on electoral reform, European Platform for Democratic Elections",
      "url": "https://www.electoral-reform.org/"
    },
    "ace": {
      "title": "Recommendations of observers, ACE Electoral Knowledge Network: topics and status",
      "url": "https://aceproject.org/electoral-advice/dop/recommendations"
    },
    "golos": {
      "title": "Map of Violations, Golos, as coded by vkryl/spbik-2021",
      "url": "https://github.com/vkryl/spbik-2021"
    },
    "votemonitor": {
      "title": "Vote Monitor, Commit Global: incident categories and form types",
      "url": "https://github.com/commitglobal/votemonitor"
    },
    "deco": {
      "title": "Deadly Electoral Conflict dataset, UCDP",
      "url": "https://ucdp.uu.se/downloads/"
    }
  },
  "terms": {
    "LEGAL_FRAMEWORK": {
      "label": "Legal framework",
      "definition": "Constitution, laws and regulations under which elections are held, and how they are made and changed.",
      "matches": {
        "eos": [
          "Legal Framework"
        ],
        "eu": [
          "Legal framework"
        ],
        "ace": [
          "Legal Framework"
        ]
      }
    },
    "ELECTORAL_SYSTEM_BOUNDARIES": {
      "label": "Electoral system and boundaries",
      "definition": "How votes become seats, and how constituencies are drawn.",
      "matches": {
        "eos": [
          "Electoral System and Boundary Delimitation"
        ],
        "eu": [
          "Electoral systems"
        ],
        "ace": [
          "Electoral System"
        ]
      }
    },
    "ELECTION_ADMINISTRATION": {
      "label": "Election administration",
      "definition": "The bodies that run elections: how they are composed, decide, prepare and inform.",
      "matches": {
        "eos": [
          "Election Management"
        ],
        "eu": [
          "Election administration"
        ],
        "epde": [
          "Election administration"
        ],
        "ace": [
          "Election Administration",
          "Electoral Management"
        ],
        "golos": [
          "commission_equipment_failure",
          "initial_setup_failure",
          "parent_commission"
        ],
        "votemonitor": [
          "DamagingOrSeizingElectionMaterials",
          "ImproperFilingOrHandlingOfElectionDocumentation",
          "ViolationOfSealingProceduresOfElectionMaterials"
        ]
      }
    },
    "VOTER_REGISTRATION": {
      "label": "Voter registration",
      "definition": "Who is on the voter lists, and how they are made, checked and published.",
      "matches": {
        "eos": [
          "Voter Registration"
        ],
        "eu": [
          "Voter registration"
        ],
        "epde": [
          "Voter registration"
        ],
        "ace": [
          "Voter Registration"
        ],
        "golos": [
          "registered_voters"
        ],
        "votemonitor": [
          "ViolationsRelatedToVoterLists"
        ]
      }
    },
    "VOTER_EDUCATION": {
      "label": "Voter education",
      "definition": "How voters learn where, when and how to vote, and what their rights are.",
      "matches": {
        "eos": [
          "Voter Education"
        ],
        "eu": [
          "Voter education and information"
        ]
      }
    },
    "CANDIDATES_PARTIES": {
      "label": "Candidates and parties",
      "definition": "The right to stand: registration of parties and candidates, and how parties work inside.",
      "matches": {
        "eos": [
          "Candidacy and Campaigning"
        ],
        "eu": [
          "Candidate and political party registration"
        ],
        "epde": [
          "Party functioning and internal party democracy"
        ],
        "golos": [
          "registration_violation",
          "wrongful_candidate_denials"
        ]
      }
    },
    "CAMPAIGN": {
      "label": "Campaign",
      "definition": "How contestants seek votes: rallies, material, canvassing, and the rules for them.",
      "matches": {
        "eos": [
          "Candidacy and Campaigning"
        ],
        "eu": [
          "Election campaign"
        ],
        "golos": [
          "campaign_violation_print"
        ],
        "votemonitor": [
          "CampaigningAtPollingStation"
        ]
      }
    },
    "CAMPAIGN_FINANCE": {
      "label": "Campaign finance",
      "definition": "Money for parties and campaigns: limits, disclosure and oversight.",
      "matches": {}
    },
    "STATE_RESOURCES": {
      "label": "Misuse of state resources",
      "definition": "Offices, staff, money or property of the state used for a contestant.",
      "matches": {
        "golos": [
          "administrative_resource_misuse"
        ]
      }
    },
    "MEDIA": {
      "label": "Media",
      "definition": "Freedom and balance of press and broadcasters, and access of contestants to them.",
      "matches": {
        "eos": [
          "The Media"
        ],
        "eu": [
          "Media"
        ],
        "epde": [
          "Media"
        ],
        "golos": [
          "campaign_violation_mass_media"
        ]
      }
    },
    "ONLINE_DISINFORMATION": {
      "label": "Online disinformation",
      "definition": "False or manipulated content, and coordinated behaviour, on platforms and social networks.",
      "matches": {}
    },
    "CYBERSECURITY": {
      "label": "Cybersecurity",
      "definition": "Attacks on the digital systems of elections or of those who take part, and protection from them.",
      "matches": {}
    },
    "ELECTION_TECHNOLOGY": {
      "label": "Election technology",
      "definition": "Machines, biometrics, online voting, result systems: their procurement, testing and transparency.",
      "matches": {
        "eu": [
          "New technologies and voter registration"
        ]
      }
    },
    "EMERGENCIES": {
      "label": "Emergencies",
      "definition": "Elections under war, epidemic, disaster or a state of emergency, and their postponement.",
      "matches": {}
    },
    "VOTE_BUYING": {
      "label": "Vote buying",
      "definition": "Money, goods, jobs or other advantage given or promised for a vote or for staying away.",
      "matches": {}
    },
    "OUT_OF_COUNTRY_VOTING": {
      "label": "Out-of-country voting",
      "definition": "Voting of citizens abroad.",
      "matches": {
        "epde": [
          "Voting abroad"
        ]
      }
    },
    "VOTING": {
      "label": "Voting",
      "definition": "Opening and voting: access to stations, identification, assistance, mobile and early voting.",
      "matches": {
        "eos": [
          "Voting Operations"
        ],
        "epde": [
          "Election day",
          "Voter rights"
        ],
        "golos": [
          "on_home",
          "lottery"
        ],
        "votemonitor": [
          "ViolationDuringVoterVerificationProcess",
          "VotingWithImproperDocumentation",
          "IllegalRestrictionOfVotersRightToVote",
          "NotCheckingVoterIdentificationSafeguardMeasures",
          "VotingWithoutVoterIdentificationSafeguardMeasures",
          "ViolationsRelatedToMobileBallotBox",
          "ViolationsRelatedToControlPaper"
        ]
      }
    },
    "BALLOT_SECRECY": {
      "label": "Secrecy of the ballot",
      "definition": "Whether anyone else can know how a voter voted: booths, photographs, group voting.",
      "matches": {
        "votemonitor": [
          "BreachOfSecrecyOfVote"
        ]
      }
    },
    "BALLOT_FRAUD": {
      "label": "Ballot fraud",
      "definition": "Votes cast or added unlawfully: stuffing, multiple voting, voting for others.",
      "matches": {
        "golos": [
          "carousel_or_stuffing"
        ],
        "votemonitor": [
          "BallotStuffing",
          "NumberOfBallotsExceedsNumberOfVoters"
        ]
      }
    },
    "COUNTING_TABULATION_RESULTS": {
      "label": "Counting, tabulation and results",
      "definition": "From the closing of stations to the final results and their publication.",
      "matches": {
        "eos": [
          "Vote Counting and Tabulation"
        ],
        "ace": [
          "Vote Counting"
        ],
        "golos": [
          "count_procedure_failure",
          "result_override",
          "result_protocol_failure"
        ],
        "votemonitor": [
          "ImproperInvalidationOrValidationOfBallots",
          "FalsificationOrImproperCorrectionOfFinalProtocol",
          "RefusalToIssueCopyOfFinalProtocolOrIssuingImproperCopy",
          "ImproperFillingInOfFinalProtocol"
        ]
      }
    },
    "COMPLAINTS_APPEALS": {
      "label": "Complaints and appeals",
      "definition": "How electoral disputes are brought, heard and decided. A complaint itself has the theme of what it is about.",
      "matches": {
        "eos": [
          "Electoral Dispute Resolution"
        ],
        "eu": [
          "Complaints and appeals"
        ],
        "epde": [
          "Complaints and appeals"
        ],
        "ace": [
          "Electoral Integrity and Dispute Resolution"
        ]
      }
    },
    "OBSERVER_RIGHTS": {
      "label": "Rights of observers",
      "definition": "Accreditation, access and safety of observers, citizen and international.",
      "matches": {
        "epde": [
          "Observation"
        ],
        "golos": [
          "observer_rights_failure"
        ],
        "votemonitor": [
          "RestrictionOfObserversRights"
        ]
      }
    },
    "VIOLENCE_INTIMIDATION": {
      "label": "Violence and intimidation",
      "definition": "Force, threats or pressure against voters, candidates, officials or others.",
      "matches": {
        "ace": [
          "Elections Security"
        ],
        "golos": [
          "pressure_on_voters",
          "corrupt_law_enforcement"
        ],
        "votemonitor": [
          "PhysicalViolenceIntimidationPressure",
          "UnauthorizedPersonsAtPollingStation"
        ],
        "deco": [
          "every event"
        ]
      }
    },
    "WOMEN": {
      "label": "Women",
      "definition": "Participation of women as voters, candidates and officials, and violence against them.",
      "matches": {
        "eu": [
          "Human rights, including participation of women and minorities"
        ]
      }
    },
    "MINORITIES": {
      "label": "Minorities",
      "definition": "Participation of national, ethnic, linguistic, religious and other minorities.",
      "matches": {
        "eu": [
          "Human rights, including participation of women and minorities"
        ]
      }
    },
    "DISABILITY": {
      "label": "Persons with disabilities",
      "definition": "Whether persons with disabilities can register, be informed, vote in secret and stand.",
      "matches": {}
    },
    "DISPLACED": {
      "label": "Displaced persons",
      "definition": "Participation of those who had to leave their homes, inside the country or abroad.",
      "matches": {}
    },
    "OTHER": {
      "label": "Other",
      "definition": "A theme that none of the others covers.",
      "matches": {
        "golos": [
          "other"
        ],
        "votemonitor": [
          "Other"
        ]
      }
    }
  }
},
{
  "enum": "Phase",
  "about": "The part of the electoral cycle that a record belongs to; what it is about is its theme.",
  "sources": {
    "golos": {
      "title": "Map of Violations, Golos, as coded by vkryl/spbik-2021",
      "url": "https://github.com/vkryl/spbik-2021"
    },
    "votemonitor": {
      "title": "Vote Monitor, Commit Global: incident categories and form types",
      "url": "https://github.com/commitglobal/votemonitor"
    },
    "cycle": {
      "title": "The electoral cycle, EC-UNDP and ACE",
      "url": "https://www.coe.int/en/web/elections/electoral-cycle"
    }
  },
  "terms": {
    "LEGAL_AND_PLANNING": {
      "label": "Law and planning",
      "definition": "Between elections and until the registration begins: reform, budgets, training, planning.",
      "matches": {
        "cycle": [
          "Legal framework",
          "Planning & implementation",
          "Training & education"
        ]
      }
    },
    "REGISTRATION": {
      "label": "Registration and nominations",
      "definition": "Voters, parties, candidates and observers are registered.",
      "matches": {
        "cycle": [
          "Registration & nominations"
        ]
      }
    },
    "CAMPAIGN": {
      "label": "Campaign",
      "definition": "Contestants campaign, until the silence before voting or the opening of stations.",
      "matches": {
        "cycle": [
          "Electoral campaign"
        ],
        "golos": [
          "before"
        ]
      }
    },
    "ELECTION_DAY": {
      "label": "Election day",
      "definition": "Stations are opened and people vote, on one day or on several, early voting included.",
      "matches": {
        "cycle": [
          "Voting operations & election day"
        ],
        "golos": [
          "during"
        ],
        "votemonitor": [
          "Opening",
          "Voting"
        ]
      }
    },
    "COUNTING_RESULTS": {
      "label": "Counting and results",
      "definition": "From the closing of stations to the announcement of the final results.",
      "matches": {
        "cycle": [
          "Verification of results"
        ],
        "golos": [
          "finale"
        ],
        "votemonitor": [
          "ClosingAndCounting"
        ]
      }
    },
    "POST_ELECTION": {
      "label": "After the election",
      "definition": "Appeals against results, installation of the elected, reports, review.",
      "matches": {
        "cycle": [
          "Post election"
        ]
      }
    }
  }
},
{
  "enum": "ImplementationStatus",
  "about": "How far a recommendation is carried out, in the word of whoever assessed it. That it is new or repeated is another matter.",
  "sources": {
    "epde": {
      "title": "Catalogue of recommendations on electoral reform, European Platform for Democratic Elections",
      "url": "https://www.electoral-reform.org/"
    },
    "ace": {
      "title": "Recommendations of observers, ACE Electoral Knowledge Network: topics and status",
      "url": "https://aceproject.org/electoral-advice/dop/recommendations"
    },
    "odihr": {
      "title": "Paragraph 25, the recommendations database of OSCE/ODIHR",
      "url": "https://paragraph25.odihr.pl/about/"
    },
    "crta": {
      "title": "Recommendations for elections in Serbia, CRTA",
      "url": "https://crta.rs/preporuke"
    },
    "upr": {
      "title": "Universal Periodic Review: mid-term reports of implementation",
      "url": "https://www.uprdatabase.org/help"
    }
  },
  "terms": {
    "NOT_EVALUATED": {
      "label": "Not evaluated",
      "definition": "Nobody of the assessing organisation has looked yet, or it could not tell.",
      "matches": {
        "odihr": [
          "Not yet evaluated"
        ],
        "ace": [
          "recommended"
        ],
        "epde": [
          "(empty)"
        ]
      }
    },
    "NOT_IMPLEMENTED": {
      "label": "Not implemented",
      "definition": "Looked at; nothing that was recommended has been done.",
      "matches": {
        "odihr": [
          "Not implemented"
        ],
        "epde": [
          "Not implemented"
        ],
        "upr": [
          "Not implemented"
        ]
      }
    },
    "IN_PROGRESS": {
      "label": "In progress",
      "definition": "Begun, for example a draft law before parliament, but nothing is in force yet.",
      "matches": {}
    },
    "PARTIALLY": {
      "label": "Partially implemented",
      "definition": "Some of what was recommended is in force, the greater part is not.",
      "matches": {
        "odihr": [
          "Partially implemented"
        ],
        "epde": [
          "Partially implemented"
        ],
        "crta": [
          "Delimično ispunjena"
        ],
        "upr": [
          "Partially implemented"
        ]
      }
    },
    "MOSTLY": {
      "label": "Mostly implemented",
      "definition": "The greater part of what was recommended is in force.",
      "matches": {
        "odihr": [
          "Mostly implemented"
        ]
      }
    },
    "FULLY": {
      "label": "Fully implemented",
      "definition": "All of what was recommended is in force and practised.",
      "matches": {
        "odihr": [
          "Fully implemented"
        ],
        "crta": [
          "Ispunjena"
        ],
        "upr": [
          "Fully implemented"
        ]
      }
    },
    "NO_LONGER_APPLICABLE": {
      "label": "No longer applicable",
      "definition": "What it spoke of does not exist any more, for example after a new electoral code.",
      "matches": {}
    }
  }
},
{
  "enum": "AttackKind",
  "about": "What was done to observers because they observe. One incident may be of several kinds.",
  "sources": {
    "epde": {
      "title": "Catalogue of recommendations on electoral reform, European Platform for Democratic Elections",
      "url": "https://www.electoral-reform.org/"
    },
    "golos": {
      "title": "Map of Violations, Golos, as coded by vkryl/spbik-2021",
      "url": "https://github.com/vkryl/spbik-2021"
    },
    "votemonitor": {
      "title": "Vote Monitor, Commit Global: incident categories and form types",
      "url": "https://github.com/commitglobal/votemonitor"
    },
    "defenders": {
      "title": "UN Declaration on Human Rights Defenders, A/RES/53/144: articles",
      "url": "https://www.ohchr.org/en/special-procedures/sr-human-rights-defenders/declaration-human-rights-defenders"
    },
    "dop": {
      "title": "Declaration of Principles for International Election Observation (2005): paragraphs",
      "url": "https://www.ndi.org/DoP"
    }
  },
  "terms": {
    "ACCREDITATION_REFUSED": {
      "label": "Accreditation refused",
      "definition": "Accreditation was denied, delayed beyond use, or withdrawn.",
      "matches": {
        "dop": [
          "12"
        ],
        "golos": [
          "observer_rights_failure"
        ],
        "votemonitor": [
          "RestrictionOfObserversRights"
        ]
      }
    },
    "ENTRY_REFUSED": {
      "label": "Entry refused",
      "definition": "Accredited observers were kept out of a station, a meeting, an area or the country.",
      "matches": {
        "dop": [
          "12"
        ],
        "golos": [
          "observer_rights_failure"
        ],
        "votemonitor": [
          "RestrictionOfObserversRights"
        ],
        "epde": [
          "Access of Observers"
        ]
      }
    },
    "REMOVED": {
      "label": "Removed",
      "definition": "Observers were made to leave where they had a right to be.",
      "matches": {
        "golos": [
          "observer_rights_failure"
        ],
        "votemonitor": [
          "RestrictionOfObserversRights"
        ]
      }
    },
    "OBSTRUCTED": {
      "label": "Obstructed",
      "definition": "Observers were present but kept from seeing, recording, complaining or getting documents.",
      "matches": {
        "golos": [
          "observer_rights_failure"
        ],
        "votemonitor": [
          "RestrictionOfObserversRights"
        ]
      }
    },
    "THREATENED": {
      "label": "Threatened",
      "definition": "Harm was threatened to observers, their families, work or organisations.",
      "matches": {
        "defenders": [
          "12"
        ],
        "votemonitor": [
          "PhysicalViolenceIntimidationPressure"
        ]
      }
    },
    "ASSAULTED": {
      "label": "Assaulted",
      "definition": "Physical force was used against observers or their belongings.",
      "matches": {
        "defenders": [
          "12"
        ],
        "votemonitor": [
          "PhysicalViolenceIntimidationPressure"
        ]
      }
    },
    "DETAINED": {
      "label": "Detained",
      "definition": "Observers were arrested, held or taken in for questioning, however shortly.",
      "matches": {
        "defenders": [
          "12"
        ]
      }
    },
    "PROSECUTED": {
      "label": "Prosecuted",
      "definition": "Observers or their organisations were charged, fined, tried, registered as agents or closed.",
      "matches": {
        "defenders": [
          "5",
          "12"
        ]
      }
    },
    "SEARCHED": {
      "label": "Searched",
      "definition": "Homes, offices or devices of observers were searched, or things seized.",
      "matches": {
        "defenders": [
          "12"
        ]
      }
    },
    "STIGMATISED": {
      "label": "Stigmatised",
      "definition": "Observers were publicly called traitors, agents or liars by those in power or their media.",
      "matches": {
        "defenders": [
          "12"
        ]
      }
    },
    "CYBER": {
      "label": "Digital attack",
      "definition": "Accounts, sites, devices or data of observers were broken into, blocked, spied on or taken down.",
      "matches": {}
    }
  }
},
];

export const commitments: CommitmentVocabulary = {
  "about": "Instruments that observers cite most, under the names that `Commitment.instrument` uses, with the provisions that concern elections. The list is open: a record may cite any other.",
  "instruments": {
    "ICCPR": {
      "title": "International Covenant on Civil and Political Rights (1966)",
      "source": "https://www.ohchr.org/en/instruments-mechanisms/instruments/international-covenant-civil-and-political-rights",
      "provisions": {
        "2": "Rights without distinction, and an effective remedy where they are violated.",
        "3": "Equal rights of women and men.",
        "9": "Liberty and security of person.",
        "12": "Freedom of movement.",
        "14": "Equality before courts and a fair, public hearing.",
        "19": "Freedom of opinion and expression, and access to information.",
        "21": "Peaceful assembly.",
        "22": "Freedom of association.",
        "25": "To take part in public affairs, to vote and be elected in genuine periodic elections by universal and equal suffrage and secret ballot, and equal access to public service.",
        "26": "Equality before the law and no discrimination."
      }
    },
    "HRC General Comment 25": {
      "title": "General Comment No. 25 of the UN Human Rights Committee on article 25 of the ICCPR (1996)",
      "source": "https://undocs.org/CCPR/C/21/Rev.1/Add.7",
      "provisions": {
        "10": "Restrictions of the right to vote must be reasonable.",
        "11": "Voters can exercise their right: registration, education, no interference.",
        "12": "Expression, assembly and association as conditions of voting.",
        "15": "Restrictions of the right to stand must be objective and reasonable.",
        "17": "Standing may not be limited to members of parties.",
        "19": "Voters are free of violence, undue influence and inducement; reasonable limits of campaign spending.",
        "20": "An independent electoral authority, the secrecy of the vote, independent scrutiny of voting and counting, and recourse to courts.",
        "21": "One person, one vote; boundaries do not distort it."
      }
    },
    "UDHR": {
      "title": "Universal Declaration of Human Rights (1948)",
      "source": "https://www.un.org/en/about-us/universal-declaration-of-human-rights",
      "provisions": {
        "19": "Freedom of opinion and expression.",
        "20": "Peaceful assembly and association.",
        "21": "The will of the people, expressed in periodic and genuine elections, is the basis of government's authority."
      }
    },
    "CEDAW": {
      "title": "Convention on the Elimination of All Forms of Discrimination against Women (1979)",
      "source": "https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-elimination-all-forms-discrimination-against-women",
      "provisions": {
        "4": "Temporary special measures for equality in fact.",
        "7": "Equal part of women in political and public life."
      }
    },
    "ICERD": {
      "title": "International Convention on the Elimination of All Forms of Racial Discrimination (1965)",
      "source": "https://www.ohchr.org/en/instruments-mechanisms/instruments/international-convention-elimination-all-forms-racial",
      "provisions": {
        "5": "Equality before the law in political rights, among others."
      }
    },
    "CRPD": {
      "title": "Convention on the Rights of Persons with Disabilities (2006)",
      "source": "https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-rights-persons-disabilities",
      "provisions": {
        "9": "Accessibility.",
        "29": "Political rights: accessible and secret voting, standing for election."
      }
    },
    "UNCAC": {
      "title": "United Nations Convention against Corruption (2003)",
      "source": "https://www.unodc.org/unodc/en/corruption/uncac.html",
      "provisions": {
        "7": "Public sector: criteria for office, and transparency in the funding of candidates and parties."
      }
    },
    "OSCE Copenhagen Document": {
      "title": "Document of the Copenhagen Meeting of the Conference on the Human Dimension of the CSCE (1990)",
      "source": "https://www.osce.org/odihr/elections/14304",
      "provisions": {
        "6": "The will of the people, freely expressed, is the basis of government's authority.",
        "8": "Observers, foreign and domestic, are welcome.",
        "5.1": "Free elections at reasonable intervals by secret ballot.",
        "5.4": "Separation of state and political parties.",
        "5.10": "Effective redress against administrative decisions.",
        "7.1": "Free elections at reasonable intervals, as established by law.",
        "7.2": "At least one chamber is freely contested by popular vote.",
        "7.3": "Universal and equal suffrage.",
        "7.4": "Secret ballot; votes counted and reported honestly, results published.",
        "7.5": "To seek office as an individual or for a party, without discrimination.",
        "7.6": "To found parties that compete on an equal basis before the law.",
        "7.7": "A fair and free campaign without violence, intimidation or fear.",
        "7.8": "Unimpeded and equal access to the media.",
        "7.9": "Those elected take office and stay until their term ends."
      }
    },
    "ECHR": {
      "title": "European Convention on Human Rights (1950)",
      "source": "https://www.echr.coe.int/european-convention-on-human-rights",
      "provisions": {
        "10": "Freedom of expression.",
        "11": "Assembly and association.",
        "13": "An effective remedy.",
        "14": "No discrimination.",
        "Protocol 1, 3": "Free elections at reasonable intervals by secret ballot."
      }
    },
    "Venice Commission Code of Good Practice": {
      "title": "Code of Good Practice in Electoral Matters, CDL-AD(2002)023rev2-cor",
      "source": "https://www.venice.coe.int/webforms/documents/?pdf=CDL-AD(2002)023rev2-cor-e",
      "provisions": {
        "I.1": "Universal suffrage.",
        "I.2": "Equal suffrage.",
        "I.3": "Free suffrage.",
        "I.4": "Secret suffrage.",
        "I.5": "Direct suffrage.",
        "II.2": "Level and stability of electoral law.",
        "II.3.1": "Elections are run by an impartial body.",
        "II.3.2": "Observation of elections.",
        "II.3.3": "An effective system of appeal.",
        "II.3.5": "Funding."
      }
    },
    "ACHR": {
      "title": "American Convention on Human Rights (1969)",
      "source": "https://www.oas.org/dil/treaties_B-32_American_Convention_on_Human_Rights.htm",
      "provisions": {
        "23": "To take part in government, to vote and be elected, and equal access to public service."
      }
    },
    "Inter-American Democratic Charter": {
      "title": "Inter-American Democratic Charter (2001)",
      "source": "https://www.oas.org/charter/docs/resolution1_en_p4.htm",
      "provisions": {
        "3": "Essential elements of representative democracy, free and fair periodic elections among them.",
        "24": "Electoral observation missions at the request of the state."
      }
    },
    "ACHPR": {
      "title": "African Charter on Human and Peoples’ Rights (1981)",
      "source": "https://au.int/en/treaties/african-charter-human-and-peoples-rights",
      "provisions": {
        "13": "To take part in government, and equal access to public service and property."
      }
    },
    "ACDEG": {
      "title": "African Charter on Democracy, Elections and Governance (2007)",
      "source": "https://au.int/en/treaties/african-charter-democracy-elections-and-governance",
      "provisions": {
        "17": "Regular, transparent, free and fair elections: independent electoral bodies, redress, access to state media, a code of conduct.",
        "19": "Invitation, safety and access of the African Union's observers."
      }
    },
    "ECOWAS Protocol on Democracy": {
      "title": "Protocol A/SP1/12/01 on Democracy and Good Governance (2001)",
      "source": "https://africanlii.org/akn/aa-ecowas/act/protocol/2001/democracy-and-good-governance/eng@2001-12-21",
      "provisions": {
        "2": "No substantial change of electoral law in the last six months without broad consent.",
        "3": "Independent or neutral bodies run elections.",
        "7": "Petitions on elections and results."
      }
    },
    "CIS Convention on Democratic Elections": {
      "title": "Convention on the Standards of Democratic Elections, Electoral Rights and Freedoms in the CIS Member States (2002)",
      "source": "https://www.venice.coe.int/webforms/documents/?pdf=CDL-EL(2006)031rev-e",
      "provisions": {
        "14": "National observers.",
        "15": "International observers."
      }
    },
    "Arab Charter on Human Rights": {
      "title": "Arab Charter on Human Rights (2004)",
      "source": "https://digitallibrary.un.org/record/551368",
      "provisions": {
        "24": "To take part in political life, to vote and stand in free and fair elections, and to associate."
      }
    }
  }
};
