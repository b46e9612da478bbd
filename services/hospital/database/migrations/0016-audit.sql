-- Deeds about several patients at once, such as opening a clinic's day, name them all in their detail.
create index audit_by_patients on audit using gin ((detail -> 'patients')) where detail ? 'patients';
