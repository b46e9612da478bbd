-- Sites, stations, patients, referrals and the lesions that they name.

create table site (
  id          text primary key,
  name        text not null,
  address     text[] not null,
  directions  text not null default '',
  parking     text not null default ''
);

create table station (
  id         text primary key,
  site       text not null references site,
  -- age recipient to which worklists are sealed; null until the station is enrolled
  recipient  text
);

create table patient (
  id               uuid primary key,
  hospital_number  text not null unique,
  nhs_number       text,
  family_name      text not null,
  given_name       text not null,
  date_of_birth    date not null,
  sex              text check (sex in ('female', 'male', 'other', 'unknown')),
  address          text[] not null default '{}',
  postcode         text,
  email            text,
  telephone        text,
  -- language of letters and questionnaire, BCP 47
  language         text not null default 'en',
  -- the record that holds instead of this one, after a merge; this row stays for what points to it
  merged_into      uuid references patient,
  created_at       timestamptz not null,
  check (merged_into <> id)
);
create unique index patient_by_nhs_number on patient (nhs_number) where merged_into is null;
create index patient_by_birth on patient (date_of_birth, family_name);

create table referral (
  id               uuid primary key,
  patient          uuid not null references patient,
  -- Unique Booking Reference Number of the NHS e-Referral Service, twelve digits
  ubrn             text unique,
  source           text not null check (source in ('fhir', 'ers', 'csv', 'form')),
  -- identifier of the sender's request: the same one again is the same referral
  source_id        text,
  urgency          text not null check (urgency in ('routine', 'urgent', 'suspected-cancer')),
  state            text not null check (state in ('received', 'accepted', 'booked', 'seen', 'closed', 'rejected', 'duplicate')),
  -- why it was rejected or closed, or which one it repeats
  state_reason     text,
  duplicate_of     uuid references referral,
  practice         text not null default '',
  practitioner     text not null default '',
  clinical_text    text not null default '',
  -- the 28-day clock: the day the referral was received (NHS England, faster diagnosis standard)
  clock_starts_on  date not null,
  clock_stopped_on date,
  received_at      timestamptz not null,
  -- the document as it came, for whoever has to ask the sender
  original         jsonb,
  unique (source, source_id)
);
create index referral_by_patient on referral (patient);
create index referral_inbox on referral (state, clock_starts_on, id);

create table lesion (
  id            text primary key,
  referral      uuid not null references referral,
  ordinal       int not null check (ordinal between 1 and 99),
  -- words of the letter
  site          text not null,
  side          text check (side in ('left', 'right', 'midline')),
  -- coded site, DICOM CID 4029; null until somebody has coded it
  site_scheme   text,
  site_code     text,
  site_meaning  text,
  -- DICOM TrackingUID (0062,0021): one per lesion, for ever
  tracking_uid  text not null unique,
  unique (referral, ordinal)
);

create table document (
  id          uuid primary key,
  referral    uuid not null references referral,
  title       text not null,
  media_type  text not null,
  bytes       bytea not null,
  sha256      text not null,
  created_at  timestamptz not null,
  unique (referral, sha256)
);

create table questionnaire_response (
  id           uuid primary key,
  referral     uuid not null references referral,
  status       text not null check (status in ('in-progress', 'completed', 'amended')),
  -- FHIR R4 QuestionnaireResponse
  response     jsonb not null,
  received_at  timestamptz not null
);
create index questionnaire_by_referral on questionnaire_response (referral, received_at);
