-- What happened to whom, what goes out, who did it, and who is signed in.

-- the patient's journey, for the timeline
create table event (
  seq       bigint generated always as identity primary key,
  at        timestamptz not null,
  patient   uuid not null references patient,
  referral  uuid references referral,
  -- see EventKind in services/hospital/database/trail.ts
  kind      text not null,
  detail    jsonb not null default '{}'
);
create index event_by_patient on event (patient, at, seq);

-- changes that the hospital's record system has to hear of; the FHIR resource is made when it is sent
create table outbound (
  seq         bigint generated always as identity primary key,
  -- the same change is queued once
  key         text not null unique,
  -- what changed: see OutboundSubject in services/hospital/database/trail.ts
  subject     jsonb not null,
  -- as it was sent, or tried, last
  resource    jsonb,
  referral    uuid references referral,
  state       text not null check (state in ('waiting', 'sent', 'dead')),
  attempts    int not null default 0,
  due_at      timestamptz not null,
  last_error  text,
  queued_at   timestamptz not null,
  sent_at     timestamptz
);
create index outbound_due on outbound (due_at, seq) where state = 'waiting';

-- who did what: each entry carries the hash of the one before it
create table audit (
  seq       bigint primary key,
  at        timestamptz not null,
  who       text not null,
  who_name  text not null,
  action    text not null,
  patient   uuid,
  detail    jsonb not null default '{}',
  previous  text not null,
  hash      text not null unique
);
create index audit_by_patient on audit (patient, seq);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = '42501';
end $$;
create trigger audit_keeps_rows before update or delete or truncate on audit
  for each statement execute function audit_is_append_only();

create table web_session (
  id          text primary key,
  content     jsonb not null,
  expires_at  timestamptz not null
);
create index web_session_expiry on web_session (expires_at);
