-- Clinic sessions, their slots, appointments, and what was sent to patients about them.

create table session (
  id            uuid primary key,
  site          text not null references site,
  station       text not null references station,
  starts_at     timestamptz not null,
  ends_at       timestamptz not null,
  slot_minutes  int not null check (slot_minutes between 5 and 120),
  photographer  text not null default '',
  state         text not null check (state in ('open', 'cancelled')),
  check (ends_at > starts_at)
);
create index session_by_start on session (starts_at);

create table appointment (
  id        text primary key,
  referral  uuid not null references referral,
  session   uuid not null references session,
  slot_at   timestamptz not null,
  -- moved: this one was replaced by another appointment of the same referral
  state     text not null check (state in ('booked', 'seen', 'did-not-attend', 'cancelled', 'moved')),
  -- what the QR code of the invitation says; says nothing of the patient
  code      text not null unique,
  reason    text,
  booked_at timestamptz not null
);
create unique index appointment_one_a_slot on appointment (session, slot_at) where state in ('booked', 'seen', 'did-not-attend');
create unique index appointment_one_open on appointment (referral) where state = 'booked';
create index appointment_by_referral on appointment (referral);

-- letters and e-mails to patients about appointments
create table message (
  id           uuid primary key,
  appointment  text not null references appointment,
  kind         text not null check (kind in ('invitation', 'moved', 'cancelled')),
  -- e-mail address; null when the letter has to be printed and posted
  recipient    text,
  pdf          bytea not null,
  state        text not null check (state in ('waiting', 'sent', 'to-print', 'printed', 'failed')),
  attempts     int not null default 0,
  due_at       timestamptz not null,
  last_error   text,
  sent_at      timestamptz,
  unique (appointment, kind)
);
create index message_due on message (due_at) where state = 'waiting';

-- the last worklist published to each station
create table worklist (
  station       text primary key references station,
  serial        bigint not null,
  content_hash  text not null,
  published_at  timestamptz not null
);

-- a public link to the questionnaire: only the hash of its secret is kept
create table questionnaire_link (
  secret_hash  text primary key,
  appointment  text not null references appointment,
  expires_at   timestamptz not null
);
