-- Who may sign in at stations, and what stations tell beside pictures: visits' records, their attachments, deeds.

create table station_staff (
  id          uuid primary key,
  name        text not null,
  -- SecretHash of services/wire/staff.ts; null: signs in with the badge only, or not at all
  pin         jsonb,
  badge       jsonb,
  active      boolean not null,
  created_at  timestamptz not null,
  changed_at  timestamptz not null
);

-- one row: all badges are hashed with one salt, so that a station finds with one computation whose it is
create table badge_salt (
  single  boolean primary key default true check (single),
  -- base64
  salt    text not null
);

create table visit_record (
  -- the parcel that it travelled in
  parcel         uuid primary key,
  station        text not null,
  -- of the parcel as it came
  sealed_sha256  text not null,
  visit          uuid not null,
  -- to whom it belongs: null until it agrees with the record, or a person has decided
  appointment    text references appointment,
  patient        uuid references patient,
  referral       uuid references referral,
  -- the visit record of the wire, as it came
  record         jsonb not null,
  -- matched: it agreed by itself. unmatched: it waits in reconciliation. settled: a person said whose it is.
  -- kept-out: a person said that it is nobody's here
  state          text not null check (state in ('matched', 'unmatched', 'settled', 'kept-out')),
  ended_at       timestamptz not null,
  received_at    timestamptz not null,
  check ((state in ('matched', 'settled')) = (appointment is not null)),
  check ((appointment is null) = (patient is null) and (appointment is null) = (referral is null))
);
create index visit_record_by_visit on visit_record (visit);
create index visit_record_by_patient on visit_record (patient, ended_at);
create index visit_record_by_appointment on visit_record (appointment);

-- pictures of a visit that show no lesion: beside the record, never in the archive
create table visit_attachment (
  parcel         uuid primary key,
  station        text not null,
  sealed_sha256  text not null,
  visit          uuid not null,
  appointment    text not null references appointment,
  patient        uuid not null references patient,
  referral       uuid not null references referral,
  -- AttachmentKind of services/wire/capture.ts
  what           text not null check (what in ('identity-frame', 'paper-questionnaire')),
  -- the capture of the wire, as it came
  capture        jsonb not null,
  taken_at       timestamptz not null,
  -- the JPEG as it came, and its SHA-256
  bytes          bytea not null,
  sha256         text not null,
  filed_at       timestamptz not null,
  -- rejected: it is said to show another patient's; it waits in reconciliation
  state          text not null check (state in ('filed', 'rejected'))
);
create index visit_attachment_by_patient on visit_attachment (patient, taken_at);
create index visit_attachment_by_visit on visit_attachment (visit);

-- what waits for a person is not always a picture of a lesion
alter table reconciliation add column what text not null default 'picture';
alter table reconciliation add constraint reconciliation_what
  check (what in ('picture', 'attachment', 'visit-record'));

-- deeds that came from stations are in the audit log; this says which parcels of them are
create table station_deeds (
  parcel         uuid primary key,
  station        text not null,
  sealed_sha256  text not null,
  entries        int not null,
  received_at    timestamptz not null
);
