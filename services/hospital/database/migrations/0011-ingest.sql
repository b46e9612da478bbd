-- What ingest has begun to file, and corrections that say whose a picture is not.

-- Written before the archive is asked: a filing that was interrupted is finished with the same record, whatever has
-- changed in the meantime, so that the archive never holds an object of which the hospital does not know.
create table filing (
  parcel           uuid not null,
  -- 1 by ingest itself, 2 and more by a person's decision
  filing           int not null check (filing >= 1),
  station          text not null,
  -- of the parcel as it came
  sealed_sha256    text not null,
  -- what the picture says of itself: the capture of the wire
  capture          jsonb not null,
  -- PictureRecord of services/hospital/dicom/api.ts
  record           jsonb not null,
  patient          uuid not null references patient,
  appointment      text not null references appointment,
  -- the decision that asked for it, and whose it was; null for ingest's own
  decision         jsonb,
  decided_by       text,
  decided_by_name  text,
  -- refused: the archive does not take it so; its number is not used again
  state            text not null check (state in ('begun', 'done', 'refused')),
  begun_at         timestamptz not null,
  primary key (parcel, filing)
);
create unique index filing_one_begun on filing (parcel) where state = 'begun';

-- a parcel that was kept as it came has its SHA-256; a picture that was filed and taken back is still in the archive,
-- and needs no sealed copy
alter table reconciliation add column sealed_sha256 text;
alter table reconciliation alter column kept_as drop not null;

create table correction (
  -- the parcel that it travelled in, or a random one for what was said in the hospital
  id             uuid primary key,
  -- null: said in the hospital
  station        text,
  -- of the parcel as it came
  sealed_sha256  text,
  said_by        text not null,
  said_by_name   text not null,
  note           text not null,
  said_at        timestamptz not null,
  received_at    timestamptz not null
);

create table correction_picture (
  correction  uuid not null references correction,
  parcel      uuid not null,
  -- waiting: the picture has not come, or is being filed or rejected
  outcome     text not null check (outcome in ('waiting', 'rejected', 'set-aside', 'not-theirs')),
  primary key (correction, parcel)
);
create index correction_waiting on correction_picture (parcel) where outcome = 'waiting';
