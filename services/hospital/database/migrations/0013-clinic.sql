-- Letters to patients: what the e-mail says, when they were written, and those that nobody has to send any more.

-- text of the e-mail; the letter itself is the PDF
alter table message add column body text not null default '';
alter table message add column written_at timestamptz not null default now();

-- withdrawn: it was not sent yet when its appointment was moved or cancelled
alter table message drop constraint message_state_check;
alter table message add constraint message_state_check
  check (state in ('waiting', 'sent', 'to-print', 'printed', 'failed', 'withdrawn'));
create index message_by_state on message (state, written_at, id);

-- one answer to "which clinics has this station": overlapping sessions are looked for by this
create index session_by_station on session (station, starts_at);
create index questionnaire_link_by_appointment on questionnaire_link (appointment);
