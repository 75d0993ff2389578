-- A database laid out like Vote Monitor's (Commit Global), as far as findings need it: many organisations and many
-- election rounds in one PostgreSQL database, names in quoted PascalCase, answers and questions in jsonb.
CREATE TABLE "Countries" (
  "Id" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "FullName" varchar(256) NOT NULL,
  "Iso2" varchar(2) NOT NULL,
  "Iso3" varchar(3) NOT NULL,
  "Name" varchar(256) NOT NULL,
  "NumericCode" varchar(3) NOT NULL,
  PRIMARY KEY ("Id")
);
CREATE UNIQUE INDEX ON "Countries" ("Iso2");
CREATE UNIQUE INDEX ON "Countries" ("Iso3");
CREATE UNIQUE INDEX ON "Countries" ("NumericCode");

CREATE TABLE "Ngos" (
  "Id" uuid NOT NULL,
  "CreatedBy" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "LastModifiedBy" uuid NOT NULL,
  "LastModifiedOn" timestamptz,
  "Name" varchar(256) NOT NULL,
  "Status" text NOT NULL,
  PRIMARY KEY ("Id")
);

CREATE TABLE "AspNetUsers" (
  "Id" uuid NOT NULL,
  "AccessFailedCount" integer NOT NULL,
  "ConcurrencyStamp" text,
  "DisplayName" text NOT NULL,
  "Email" varchar(256),
  "EmailConfirmed" boolean NOT NULL,
  "FirstName" varchar(256) NOT NULL,
  "InvitationToken" varchar(256),
  "LastName" varchar(256) NOT NULL,
  "LockoutEnabled" boolean NOT NULL,
  "LockoutEnd" timestamptz,
  "NormalizedEmail" varchar(256),
  "NormalizedUserName" varchar(256),
  "PasswordHash" text,
  "PhoneNumber" text,
  "PhoneNumberConfirmed" boolean NOT NULL,
  "RefreshToken" varchar(256),
  "RefreshTokenExpiryTime" timestamptz NOT NULL,
  "Role" text NOT NULL,
  "SecurityStamp" text,
  "Status" text NOT NULL,
  "TwoFactorEnabled" boolean NOT NULL,
  "UserName" varchar(256),
  PRIMARY KEY ("Id")
);
CREATE INDEX ON "AspNetUsers" ("NormalizedEmail");
CREATE UNIQUE INDEX ON "AspNetUsers" ("NormalizedUserName");

CREATE TABLE "Observers" (
  "Id" uuid NOT NULL,
  "ApplicationUserId" uuid NOT NULL,
  "CreatedBy" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "LastModifiedBy" uuid NOT NULL,
  "LastModifiedOn" timestamptz,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ApplicationUserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "Observers" ("ApplicationUserId");

CREATE TABLE "ElectionRounds" (
  "Id" uuid NOT NULL,
  "CitizenReportingEnabled" boolean NOT NULL DEFAULT false,
  "CountryId" uuid NOT NULL,
  "CreatedBy" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "EnglishTitle" varchar(256) NOT NULL,
  "LastModifiedBy" uuid NOT NULL,
  "LastModifiedOn" timestamptz,
  "LocationsVersion" uuid NOT NULL,
  "MonitoringNgoForCitizenReportingId" uuid,
  "PollingStationsVersion" uuid NOT NULL,
  "StartDate" date NOT NULL,
  "Status" text NOT NULL,
  "Title" varchar(256) NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("CountryId") REFERENCES "Countries" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "ElectionRounds" ("CountryId");
CREATE INDEX ON "ElectionRounds" ("MonitoringNgoForCitizenReportingId");

CREATE TABLE "MonitoringNgos" (
  "Id" uuid NOT NULL,
  "AllowMultipleFormSubmission" boolean NOT NULL DEFAULT false,
  "CreatedBy" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "FormsVersion" uuid NOT NULL,
  "LastModifiedBy" uuid NOT NULL,
  "LastModifiedOn" timestamptz,
  "NgoId" uuid NOT NULL,
  "Status" text NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("NgoId") REFERENCES "Ngos" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "MonitoringNgos" ("ElectionRoundId");
CREATE INDEX ON "MonitoringNgos" ("NgoId");

CREATE TABLE "MonitoringObservers" (
  "Id" uuid NOT NULL,
  "CreatedBy" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "LastModifiedBy" uuid NOT NULL,
  "LastModifiedOn" timestamptz,
  "MonitoringNgoId" uuid NOT NULL,
  "ObserverId" uuid NOT NULL,
  "Status" text NOT NULL,
  "Tags" text[] NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("MonitoringNgoId") REFERENCES "MonitoringNgos" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("ObserverId") REFERENCES "Observers" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "MonitoringObservers" ("MonitoringNgoId");
CREATE INDEX ON "MonitoringObservers" ("ObserverId");
CREATE UNIQUE INDEX ON "MonitoringObservers" ("ElectionRoundId", "Id");

CREATE TABLE "Coalitions" (
  "Id" uuid NOT NULL,
  "CreatedBy" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "LastModifiedBy" uuid NOT NULL,
  "LastModifiedOn" timestamptz,
  "LeaderId" uuid NOT NULL,
  "Name" varchar(256) NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("LeaderId") REFERENCES "MonitoringNgos" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "Coalitions" ("ElectionRoundId");
CREATE INDEX ON "Coalitions" ("LeaderId");

CREATE TABLE "CoalitionMemberships" (
  "MonitoringNgoId" uuid NOT NULL,
  "CoalitionId" uuid NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  PRIMARY KEY ("MonitoringNgoId", "CoalitionId"),
  FOREIGN KEY ("CoalitionId") REFERENCES "Coalitions" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("MonitoringNgoId") REFERENCES "MonitoringNgos" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "CoalitionMemberships" ("CoalitionId");
CREATE INDEX ON "CoalitionMemberships" ("ElectionRoundId");
CREATE UNIQUE INDEX ON "CoalitionMemberships" ("MonitoringNgoId", "ElectionRoundId");
CREATE UNIQUE INDEX ON "CoalitionMemberships" ("MonitoringNgoId", "CoalitionId", "ElectionRoundId");

CREATE TABLE "PollingStations" (
  "Id" uuid NOT NULL,
  "Address" varchar(2024) NOT NULL,
  "CreatedBy" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "DisplayOrder" integer NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "LastModifiedBy" uuid NOT NULL,
  "LastModifiedOn" timestamptz,
  "Latitude" double precision,
  "Level1" varchar(256) NOT NULL,
  "Level2" varchar(256),
  "Level3" varchar(256),
  "Level4" varchar(256),
  "Level5" varchar(256),
  "Longitude" double precision,
  "Number" varchar(256) NOT NULL,
  "Tags" jsonb,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "PollingStations" ("ElectionRoundId");

CREATE TABLE "Locations" (
  "Id" uuid NOT NULL,
  "CreatedBy" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "DisplayOrder" integer NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "LastModifiedBy" uuid NOT NULL,
  "LastModifiedOn" timestamptz,
  "Level1" varchar(256) NOT NULL,
  "Level2" varchar(256),
  "Level3" varchar(256),
  "Level4" varchar(256),
  "Level5" varchar(256),
  "Tags" jsonb,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "Locations" ("ElectionRoundId");

CREATE TABLE "Forms" (
  "Id" uuid NOT NULL,
  "Code" varchar(256) NOT NULL,
  "CreatedBy" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "DefaultLanguage" varchar(64) NOT NULL,
  "Description" jsonb NOT NULL,
  "DisplayOrder" integer NOT NULL DEFAULT 0,
  "ElectionRoundId" uuid NOT NULL,
  "FormType" text NOT NULL,
  "Icon" text,
  "Languages" text[] NOT NULL,
  "LanguagesTranslationStatus" jsonb NOT NULL,
  "LastModifiedBy" uuid NOT NULL,
  "LastModifiedOn" timestamptz,
  "MonitoringNgoId" uuid NOT NULL,
  "Name" jsonb NOT NULL,
  "NumberOfQuestions" integer NOT NULL,
  "Questions" jsonb NOT NULL,
  "Status" text NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("MonitoringNgoId") REFERENCES "MonitoringNgos" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "Forms" ("ElectionRoundId");
CREATE INDEX ON "Forms" ("MonitoringNgoId");

CREATE TABLE "FormSubmissions" (
  "Id" uuid NOT NULL,
  "Answers" jsonb NOT NULL,
  "CreatedAt" timestamptz NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "FollowUpStatus" text NOT NULL DEFAULT 'NotApplicable',
  "FormId" uuid NOT NULL,
  "IsCompleted" boolean NOT NULL,
  "LastUpdatedAt" timestamptz NOT NULL,
  "MonitoringObserverId" uuid NOT NULL,
  "NumberOfFlaggedAnswers" integer NOT NULL,
  "NumberOfQuestionsAnswered" integer NOT NULL,
  "PollingStationId" uuid NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("FormId") REFERENCES "Forms" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("MonitoringObserverId") REFERENCES "MonitoringObservers" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("PollingStationId") REFERENCES "PollingStations" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "FormSubmissions" ("FormId");
CREATE INDEX ON "FormSubmissions" ("MonitoringObserverId");
CREATE INDEX ON "FormSubmissions" ("PollingStationId");
CREATE INDEX ON "FormSubmissions" ("ElectionRoundId", "PollingStationId", "MonitoringObserverId", "FormId");

CREATE TABLE "Notes" (
  "Id" uuid NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "FormId" uuid NOT NULL,
  "LastUpdatedAt" timestamptz NOT NULL,
  "MonitoringObserverId" uuid NOT NULL,
  "PollingStationId" uuid NOT NULL,
  "QuestionId" uuid NOT NULL,
  "SubmissionId" uuid NOT NULL,
  "Text" varchar(10000) NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("MonitoringObserverId") REFERENCES "MonitoringObservers" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "Notes" ("MonitoringObserverId");

CREATE TABLE "Attachments" (
  "Id" uuid NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "FileName" varchar(256) NOT NULL,
  "FilePath" varchar(256) NOT NULL,
  "FormId" uuid NOT NULL,
  "IsCompleted" boolean NOT NULL,
  "IsDeleted" boolean NOT NULL,
  "LastUpdatedAt" timestamptz NOT NULL,
  "MimeType" varchar(256) NOT NULL,
  "MonitoringObserverId" uuid NOT NULL,
  "PollingStationId" uuid NOT NULL,
  "QuestionId" uuid NOT NULL,
  "SubmissionId" uuid NOT NULL,
  "UploadedFileName" varchar(256) NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("MonitoringObserverId") REFERENCES "MonitoringObservers" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "Attachments" ("MonitoringObserverId");

CREATE TABLE "QuickReports" (
  "Id" uuid NOT NULL,
  "Description" varchar(10000) NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "FollowUpStatus" text NOT NULL DEFAULT 'NotApplicable',
  "IncidentCategory" text NOT NULL DEFAULT 'Other',
  "LastUpdatedAt" timestamptz NOT NULL,
  "MonitoringObserverId" uuid NOT NULL,
  "PollingStationDetails" varchar(1024),
  "PollingStationId" uuid,
  "QuickReportLocationType" text NOT NULL,
  "Title" varchar(1024) NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("MonitoringObserverId") REFERENCES "MonitoringObservers" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("PollingStationId") REFERENCES "PollingStations" ("Id")
);
CREATE INDEX ON "QuickReports" ("ElectionRoundId");
CREATE INDEX ON "QuickReports" ("MonitoringObserverId");
CREATE INDEX ON "QuickReports" ("PollingStationId");

CREATE TABLE "QuickReportAttachments" (
  "Id" uuid NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "FileName" text NOT NULL,
  "FilePath" text NOT NULL,
  "IsCompleted" boolean NOT NULL,
  "IsDeleted" boolean NOT NULL,
  "LastUpdatedAt" timestamptz NOT NULL,
  "MimeType" text NOT NULL,
  "MonitoringObserverId" uuid NOT NULL,
  "QuickReportId" uuid NOT NULL,
  "UploadedFileName" text NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("MonitoringObserverId") REFERENCES "MonitoringObservers" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "QuickReportAttachments" ("ElectionRoundId");
CREATE INDEX ON "QuickReportAttachments" ("MonitoringObserverId");

CREATE TABLE "IncidentReports" (
  "Id" uuid NOT NULL,
  "Answers" jsonb NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "FollowUpStatus" text NOT NULL DEFAULT 'NotApplicable',
  "FormId" uuid NOT NULL,
  "IsCompleted" boolean NOT NULL,
  "LastUpdatedAt" timestamptz NOT NULL,
  "LocationDescription" varchar(1024),
  "LocationType" text NOT NULL,
  "MonitoringObserverId" uuid NOT NULL,
  "NumberOfFlaggedAnswers" integer NOT NULL,
  "NumberOfQuestionsAnswered" integer NOT NULL,
  "PollingStationId" uuid,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("FormId") REFERENCES "Forms" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("MonitoringObserverId") REFERENCES "MonitoringObservers" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("PollingStationId") REFERENCES "PollingStations" ("Id")
);
CREATE INDEX ON "IncidentReports" ("ElectionRoundId");
CREATE INDEX ON "IncidentReports" ("FormId");
CREATE INDEX ON "IncidentReports" ("MonitoringObserverId");
CREATE INDEX ON "IncidentReports" ("PollingStationId");

CREATE TABLE "IncidentReportAttachments" (
  "Id" uuid NOT NULL,
  "CreatedBy" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "FileName" varchar(256) NOT NULL,
  "FilePath" varchar(256) NOT NULL,
  "FormId" uuid NOT NULL,
  "IncidentReportId" uuid NOT NULL,
  "IsCompleted" boolean NOT NULL,
  "IsDeleted" boolean NOT NULL,
  "LastModifiedBy" uuid NOT NULL,
  "LastModifiedOn" timestamptz,
  "MimeType" varchar(256) NOT NULL,
  "QuestionId" uuid NOT NULL,
  "UploadedFileName" varchar(256) NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("FormId") REFERENCES "Forms" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("IncidentReportId") REFERENCES "IncidentReports" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "IncidentReportAttachments" ("ElectionRoundId");
CREATE INDEX ON "IncidentReportAttachments" ("FormId");
CREATE INDEX ON "IncidentReportAttachments" ("IncidentReportId");

CREATE TABLE "CitizenReports" (
  "Id" uuid NOT NULL,
  "Answers" jsonb NOT NULL,
  "CreatedBy" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "FollowUpStatus" text NOT NULL DEFAULT 'NotApplicable',
  "FormId" uuid NOT NULL,
  "LastModifiedBy" uuid NOT NULL,
  "LastModifiedOn" timestamptz,
  "LocationId" uuid NOT NULL,
  "NumberOfFlaggedAnswers" integer NOT NULL,
  "NumberOfQuestionsAnswered" integer NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("FormId") REFERENCES "Forms" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("LocationId") REFERENCES "Locations" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "CitizenReports" ("ElectionRoundId");
CREATE INDEX ON "CitizenReports" ("FormId");
CREATE INDEX ON "CitizenReports" ("LocationId");

CREATE TABLE "CitizenReportAttachments" (
  "Id" uuid NOT NULL,
  "CitizenReportId" uuid NOT NULL,
  "CreatedBy" uuid NOT NULL,
  "CreatedOn" timestamptz NOT NULL,
  "ElectionRoundId" uuid NOT NULL,
  "FileName" varchar(256) NOT NULL,
  "FilePath" varchar(256) NOT NULL,
  "FormId" uuid NOT NULL,
  "IsCompleted" boolean NOT NULL,
  "IsDeleted" boolean NOT NULL,
  "LastModifiedBy" uuid NOT NULL,
  "LastModifiedOn" timestamptz,
  "MimeType" varchar(256) NOT NULL,
  "QuestionId" uuid NOT NULL,
  "UploadedFileName" varchar(256) NOT NULL,
  PRIMARY KEY ("Id"),
  FOREIGN KEY ("CitizenReportId") REFERENCES "CitizenReports" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("ElectionRoundId") REFERENCES "ElectionRounds" ("Id") ON DELETE CASCADE,
  FOREIGN KEY ("FormId") REFERENCES "Forms" ("Id") ON DELETE CASCADE
);
CREATE INDEX ON "CitizenReportAttachments" ("CitizenReportId");
CREATE INDEX ON "CitizenReportAttachments" ("ElectionRoundId");
CREATE INDEX ON "CitizenReportAttachments" ("FormId");

ALTER TABLE "ElectionRounds" ADD FOREIGN KEY ("MonitoringNgoForCitizenReportingId") REFERENCES "MonitoringNgos" ("Id");

