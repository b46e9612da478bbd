-- What the coordinator's lists are asked for: by clock, by name, by number, and the counts beside the pages' names.

create index referral_by_clock on referral (clock_starts_on, id);
create index referral_running on referral (clock_starts_on)
  where clock_stopped_on is null and state in ('received', 'accepted', 'booked', 'seen');
create index patient_by_name on patient (lower(family_name) text_pattern_ops, lower(given_name) text_pattern_ops);
-- patients whose record was merged into another one; also what a search by an old number needs
create index patient_merged on patient (merged_into) where merged_into is not null;
create index patient_by_any_nhs_number on patient (nhs_number);

create index message_by_state_only on message (state) where state in ('to-print', 'failed');
create index outbound_dead on outbound (seq) where state = 'dead';
