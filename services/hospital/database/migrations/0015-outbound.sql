-- The way out looks for other changes of the same subject; the patient's link counts days of birth that were wrong.

create index outbound_by_subject on outbound (subject, seq) where state <> 'sent';

alter table questionnaire_link add column wrong_birthdays int not null default 0;
