-- Pictures in the archive, what was set aside, and what was decided about it.

create table picture (
  -- one row for each object in the archive: a picture that was filed anew has a second one
  sop_uid      text primary key,
  parcel       uuid not null,
  -- 1 for the first filing of the parcel, 2 after one correction, …
  filing       int not null check (filing >= 1),
  station      text not null,
  visit        uuid not null,
  appointment  text not null references appointment,
  patient      uuid not null references patient,
  referral     uuid not null references referral,
  lesion       text not null references lesion,
  view         text not null check (view in ('locating', 'close-up', 'dermoscopic')),
  polarised    boolean not null,
  taken_at     timestamptz not null,
  sop_class    text not null,
  study_uid    text not null,
  series_uid   text not null,
  -- SHA-256 of the JPEG inside
  sha256       text not null,
  bytes        int not null,
  width_px     int not null,
  height_px    int not null,
  -- where the archive keeps it
  filed_as     text not null,
  filed_at     timestamptz not null,
  -- rejected: a note in the archive says that this object must not be used
  state        text not null check (state in ('filed', 'rejected')),
  unique (parcel, filing)
);
create unique index picture_one_filed on picture (parcel) where state = 'filed';
create index picture_by_patient on picture (patient, taken_at);
create index picture_by_visit on picture (visit);

-- what could not be filed by itself; the sealed parcel is kept apart by the archive
create table reconciliation (
  parcel       uuid primary key,
  station      text not null,
  -- see services/hospital/ingest/api.ts
  reason       text not null,
  -- what the picture says of itself, as it came: the capture of the wire; null when it could not be opened
  capture      jsonb,
  -- what was found beside it
  differences  jsonb not null default '[]',
  -- the archive's name of the sealed parcel
  kept_as      text not null,
  noticed_at   timestamptz not null,
  state        text not null check (state in ('open', 'filed', 'kept-out')),
  decided_by   text,
  decided_at   timestamptz,
  decision     jsonb
);
create index reconciliation_open on reconciliation (noticed_at) where state = 'open';
