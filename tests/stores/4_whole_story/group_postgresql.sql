SELECT pg_catalog.set_config('search_path', '', false);
CREATE SCHEMA editions;
CREATE SCHEMA members;
CREATE FUNCTION members.audit_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$;
CREATE TABLE editions.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE editions.cell (
    edition integer NOT NULL,
    measure text NOT NULL,
    filters text NOT NULL,
    axis text NOT NULL,
    people integer NOT NULL,
    cases integer NOT NULL
);
CREATE TABLE editions.contrast (
    edition integer NOT NULL,
    contrast text NOT NULL,
    filters text NOT NULL,
    axis text NOT NULL,
    points integer NOT NULL,
    low integer NOT NULL,
    high integer NOT NULL,
    people_first integer NOT NULL,
    people_second integer NOT NULL,
    points_first integer NOT NULL,
    points_second integer NOT NULL
);
CREATE TABLE editions.contrast_sums (
    edition integer NOT NULL,
    contrast text NOT NULL,
    filters text NOT NULL,
    axis text NOT NULL,
    people integer NOT NULL,
    cases_first integer NOT NULL,
    cases_second integer NOT NULL,
    variance integer NOT NULL
);
CREATE TABLE editions.edition (
    number integer NOT NULL,
    published_on text NOT NULL,
    members integer NOT NULL,
    invented boolean NOT NULL,
    checksum text NOT NULL,
    rule integer DEFAULT 1 NOT NULL,
    groups integer DEFAULT 1 NOT NULL,
    day_number integer DEFAULT 0 NOT NULL,
    older_forms text DEFAULT ''::text NOT NULL
);
CREATE TABLE editions.house (
    name text NOT NULL
);
CREATE TABLE editions.progress (
    id integer NOT NULL,
    members integer NOT NULL,
    invented boolean NOT NULL
);
CREATE TABLE members.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE members.audit (
    entry integer NOT NULL,
    happened_at text NOT NULL,
    leader text NOT NULL,
    action text NOT NULL,
    object text NOT NULL
);
CREATE SEQUENCE members.audit_entry_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE members.audit_entry_seq OWNED BY members.audit.entry;
CREATE TABLE members.dose_step (
    member_key bigint NOT NULL,
    dose_ug integer NOT NULL,
    week smallint NOT NULL,
    timing smallint NOT NULL,
    reason smallint NOT NULL,
    effects_after smallint NOT NULL,
    benefit_after smallint NOT NULL,
    step_number smallint NOT NULL,
    day smallint,
    times smallint,
    how_often smallint NOT NULL
);
CREATE TABLE members.draft (
    code_hash bytea NOT NULL,
    step smallint NOT NULL,
    answers text NOT NULL,
    weeks_left smallint DEFAULT '9'::smallint NOT NULL,
    revision bigint DEFAULT '0'::bigint NOT NULL,
    batch smallint DEFAULT '0'::smallint NOT NULL
);
CREATE TABLE members.draft_ticket (
    token_hash bytea NOT NULL,
    code_hash bytea NOT NULL,
    days_left smallint NOT NULL
);
CREATE TABLE members.episode (
    member_key bigint NOT NULL,
    effect smallint NOT NULL,
    episode smallint NOT NULL,
    before smallint NOT NULL,
    began_week smallint,
    still_there boolean NOT NULL,
    ended_week smallint,
    severity smallint NOT NULL,
    helped smallint NOT NULL,
    hours_after smallint NOT NULL,
    severity_now smallint DEFAULT '0'::smallint NOT NULL
);
CREATE TABLE members.invite (
    batch smallint NOT NULL,
    code text NOT NULL,
    label text NOT NULL,
    cap integer NOT NULL,
    used integer NOT NULL,
    ends_on text,
    closed boolean NOT NULL,
    full_at integer DEFAULT 0 NOT NULL
);
CREATE TABLE members.leader (
    name text NOT NULL,
    passphrase_hash text NOT NULL,
    sealed_secret bytea NOT NULL,
    last_step bigint NOT NULL
);
CREATE TABLE members.leader_session (
    token_hash bytea NOT NULL,
    leader text NOT NULL,
    began_at bigint NOT NULL,
    seen_at bigint NOT NULL
);
CREATE TABLE members.likeness (
    likeness bigint NOT NULL,
    member_key bigint NOT NULL
);
CREATE TABLE members.member (
    member_key bigint NOT NULL,
    record_key bigint NOT NULL,
    condition smallint NOT NULL,
    age_band smallint NOT NULL,
    sex smallint NOT NULL,
    sensitivity smallint NOT NULL,
    joined smallint NOT NULL,
    observed_week smallint NOT NULL,
    stopped_week smallint,
    stop_reason smallint NOT NULL,
    first_benefit smallint NOT NULL,
    answered_pleasure boolean NOT NULL,
    pain_before smallint,
    fatigue_before smallint,
    sleep_before smallint,
    mood_before smallint,
    batch smallint DEFAULT '0'::smallint NOT NULL,
    standing smallint DEFAULT '1'::smallint NOT NULL,
    held_for smallint DEFAULT '0'::smallint NOT NULL,
    revision bigint DEFAULT '0'::bigint NOT NULL,
    weeks_held smallint DEFAULT '0'::smallint NOT NULL,
    answers_for smallint DEFAULT '0'::smallint NOT NULL,
    earlier_try smallint DEFAULT '0'::smallint NOT NULL,
    had_effects smallint DEFAULT '0'::smallint NOT NULL,
    forms smallint DEFAULT '0'::smallint NOT NULL,
    other_conditions integer DEFAULT 0 NOT NULL,
    topics integer DEFAULT 0 NOT NULL,
    effects_list bigint DEFAULT '0'::bigint NOT NULL,
    stopped_day smallint
);
CREATE TABLE members.pause (
    member_key bigint NOT NULL,
    began_week smallint NOT NULL,
    ended_week smallint
);
CREATE TABLE members.recovery_code (
    recovery_hash bytea NOT NULL,
    leader text NOT NULL
);
CREATE TABLE members.report (
    member_key bigint NOT NULL,
    week smallint NOT NULL,
    overall_change smallint NOT NULL,
    pain smallint,
    fatigue smallint,
    sleep smallint,
    mood smallint
);
CREATE TABLE members.return_code (
    code_hash bytea NOT NULL,
    member_key bigint NOT NULL
);
CREATE TABLE members.setting (
    name text NOT NULL,
    value text NOT NULL,
    revision bigint DEFAULT '0'::bigint NOT NULL
);
ALTER TABLE ONLY members.audit ALTER COLUMN entry SET DEFAULT nextval('members.audit_entry_seq'::regclass);
INSERT INTO editions.alembic_version VALUES ('editions_0005');
INSERT INTO editions.house VALUES ('e655a945b91fb823a8b6a2775efecd39');
INSERT INTO members.alembic_version VALUES ('members_0007');
INSERT INTO members.dose_step VALUES (2390200330656413276, 750, 1, 3, 0, 0, 0, 0, NULL, NULL, 0);
INSERT INTO members.dose_step VALUES (2390200330656413276, 1500, 20, 3, 3, 0, 0, 1, NULL, NULL, 0);
INSERT INTO members.dose_step VALUES (2843673612373342896, 500, 1, 1, 0, 0, 0, 0, 1, NULL, 0);
INSERT INTO members.dose_step VALUES (2843673612373342896, 1000, 3, 1, 1, 0, 0, 1, NULL, NULL, 0);
INSERT INTO members.dose_step VALUES (2843673612373342896, 1500, 3, 2, 1, 0, 0, 2, NULL, 1, 0);
INSERT INTO members.dose_step VALUES (2843673612373342896, 1500, 10, 2, 0, 0, 0, 3, NULL, NULL, 0);
INSERT INTO members.dose_step VALUES (4569687832542350040, 50000, 1, 2, 0, 0, 0, 0, NULL, NULL, 0);
INSERT INTO members.dose_step VALUES (6033068064937970364, 500, 1, 1, 0, 0, 0, 0, NULL, NULL, 0);
INSERT INTO members.dose_step VALUES (6033068064937970364, 1000, 3, 1, 1, 0, 0, 1, NULL, NULL, 0);
INSERT INTO members.dose_step VALUES (6033068064937970364, 750, 9, 2, 2, 1, 2, 2, NULL, NULL, 0);
INSERT INTO members.dose_step VALUES (6033068064937970364, 4500, 20, 4, 5, 0, 0, 3, NULL, NULL, 0);
INSERT INTO members.dose_step VALUES (8499321881066845679, 500, 1, 1, 0, 0, 0, 0, NULL, NULL, 0);
INSERT INTO members.dose_step VALUES (8522416725284861693, 1500, 1, 1, 0, 0, 0, 0, NULL, NULL, 0);
INSERT INTO members.dose_step VALUES (8522416725284861693, 1000, 14, 2, 2, 1, 1, 1, NULL, NULL, 0);
INSERT INTO members.draft VALUES ('\x09b94a88fcbd04d3a077b7209945e89391b433102df099d20a94d7fc245fb31e', 4, '{"you.condition":"gout","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.still":"stopped","doses.stop_week":9,"doses.stop_reason":"side_effects","effects.sleep":["night_waking"],"effect.night_waking.before":"no","effect.night_waking.began":2,"effect.night_waking.still":"gone","effect.night_waking.ended":0,"effect.night_waking.severity":"severe","effect.night_waking.helped":["stopped"],"effect.night_waking.hours_after":"from_2_to_4","benefit.overall_change":"much_worse","benefit.first_benefit":"not_yet","benefit.now.pain":"3","benefit.before.pain":"10","pleasure.answered":true,"pleasure.affective":["anhedonia"],"effect.anhedonia.before":"no","effect.anhedonia.still":"yes","effect.anhedonia.began":0}', 9, 8549633858315909206, 0);
INSERT INTO members.draft VALUES ('\x1773c4b56a5b9a82e5562a60e8547686f3ddaf4e57a0d6d08262497b9946a0e4', 8, '{"you.condition":"mcas","you.age_band":"from_30_to_44","you.sex":"female","you.sensitivity":"yes","you.joined":"before_ldn","forms":["version_1"],"doses.since":40,"doses.first.dose":"0.5","doses.first.timing":"bedtime","doses.changed":"yes","doses.changes":[1,2,3],"doses.changes_made":3,"doses.change.1.week":3,"doses.change.1.dose":"1","doses.change.1.timing":"bedtime","doses.change.1.reason":"planned_step","doses.change.2.week":9,"doses.change.2.dose":"0.75","doses.change.2.timing":"morning","doses.change.2.reason":"ease_effects","doses.change.2.effects_after":"better","doses.change.2.benefit_after":"partly_lost","doses.change.3.week":20,"doses.change.3.dose":"4.5","doses.change.3.timing":"other","doses.change.3.reason":"other","doses.still":"yes","effects.sleep":["vivid_dreams"],"effects.physical":["headache"],"pleasure.affective":["anhedonia"],"effect.headache.before":"the_same","effect.headache.still":"yes","effect.headache.severity":"severe","effect.anhedonia.began":0,"effect.anhedonia.still":"gone","effect.anhedonia.ended":0,"effect.vivid_dreams.before":"no","effect.vivid_dreams.began":1,"effect.vivid_dreams.still":"gone","effect.vivid_dreams.ended":3,"effect.vivid_dreams.severity":"moderate","effect.vivid_dreams.helped":["time","moved_to_morning"],"effect.vivid_dreams.hours_after":"from_2_to_4","effect.vivid_dreams.again.2.before":"no","effect.vivid_dreams.again.2.began":9,"effect.vivid_dreams.again.2.still":"gone","effect.vivid_dreams.again.2.ended":10,"effect.vivid_dreams.again.2.severity":"mild","effect.vivid_dreams.again.3.before":"no","effect.vivid_dreams.again.3.began":20,"effect.vivid_dreams.again.3.still":"gone","effect.vivid_dreams.again.3.ended":21,"effect.vivid_dreams.again.3.severity":"mild","effect.vivid_dreams.again.4.before":"worse_now","effect.vivid_dreams.again.4.began":30,"effect.vivid_dreams.again.4.still":"yes","effect.vivid_dreams.again.4.severity":"very_severe","benefit.overall_change":"much_better","benefit.first_benefit":"w3_4","benefit.now.pain":"3","benefit.now.fatigue":"4","benefit.now.mood":"0","benefit.before.pain":"8","benefit.before.fatigue":"10","benefit.before.sleep":"5","pleasure.answered":true}', 9, 4776740328264304216, 0);
INSERT INTO members.draft VALUES ('\x26d3a31f8f90cb900a73cbf8a891bf8503532841fba6bb82d464a890e0d18486', 1, '{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said"}', 9, 4477800952843981554, 0);
INSERT INTO members.draft VALUES ('\x529e74467fd4f211894452b004f1f5e97e7825d571890ce6332c94a27b7ff9c4', 3, '{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.3.week":8,"doses.change.3.dose":"1","doses.change.3.timing":"morning","doses.change.3.reason":"ease_effects","doses.change.3.effects_after":"better","doses.change.3.benefit_after":"partly_lost"}', 9, 4021474501233106447, 0);
INSERT INTO members.draft VALUES ('\x57c7b6b38c5587ebf3a995d430b798ef453dac15843008c0713140a7142e815b', 2, '{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.3.week":4,"doses.change.3.dose":"1","doses.change.3.timing":"morning","doses.change.3.reason":"ease_effects","doses.change.3.effects_after":"better","doses.change.3.benefit_after":"partly_lost"}', 9, -5540989941087187772, 0);
INSERT INTO members.draft VALUES ('\xfa0f2ddd6c7f800dcee3a44c9f7624532b469884b689c219d8f6812f223b132b', 8, '{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.3.week":8,"doses.change.3.dose":"1","doses.change.3.timing":"morning","doses.change.3.reason":"ease_effects","doses.change.3.effects_after":"better","doses.change.3.benefit_after":"partly_lost","doses.still":"stopped","doses.stop_week":9,"doses.stop_reason":"side_effects","effects.sleep":["night_waking"],"effect.night_waking.before":"no","effect.night_waking.began":2,"effect.night_waking.still":"gone","effect.night_waking.ended":0,"effect.night_waking.severity":"severe","effect.night_waking.helped":["stopped"],"effect.night_waking.hours_after":"from_2_to_4","benefit.overall_change":"much_worse","benefit.first_benefit":"not_yet","benefit.now.pain":"3","benefit.before.pain":"10","pleasure.answered":true,"pleasure.affective":["anhedonia"],"effect.anhedonia.before":"no","effect.anhedonia.still":"yes","effect.anhedonia.began":0}', 9, -7600981652217046781, 0);
INSERT INTO members.episode VALUES (2843673612373342896, 3, 0, 1, 1, true, NULL, 3, 0, 0, 1);
INSERT INTO members.episode VALUES (6033068064937970364, 3, 0, 1, 1, false, 3, 2, 36, 2, 0);
INSERT INTO members.episode VALUES (6033068064937970364, 3, 1, 1, 9, false, 10, 1, 0, 0, 0);
INSERT INTO members.episode VALUES (6033068064937970364, 3, 2, 1, 20, false, 21, 1, 0, 0, 0);
INSERT INTO members.episode VALUES (6033068064937970364, 3, 3, 3, 30, true, NULL, 4, 0, 0, 0);
INSERT INTO members.episode VALUES (6033068064937970364, 11, 0, 2, NULL, true, NULL, 3, 0, 0, 0);
INSERT INTO members.episode VALUES (6033068064937970364, 26, 0, 0, NULL, false, NULL, 0, 0, 0, 0);
INSERT INTO members.episode VALUES (8522416725284861693, 11, 0, 1, 2, false, 10, 2, 0, 0, 0);
INSERT INTO members.episode VALUES (8522416725284861693, 11, 1, 1, 14, true, NULL, 1, 0, 0, 1);
INSERT INTO members.invite VALUES (1, 'JXD7-RH2C', 'Spring meeting', 40, 3, NULL, false, 36);
INSERT INTO members.likeness VALUES (4714460850302026, 2843673612373342896);
INSERT INTO members.likeness VALUES (6936237527022740, 6033068064937970364);
INSERT INTO members.likeness VALUES (11906488227452869, 6033068064937970364);
INSERT INTO members.likeness VALUES (31657899422575007, 6033068064937970364);
INSERT INTO members.likeness VALUES (31735938372356279, 6033068064937970364);
INSERT INTO members.likeness VALUES (63477678128370513, 8522416725284861693);
INSERT INTO members.member VALUES (2390200330656413276, 3848235088, 12, 0, 0, 0, 0, 30, 25, 1, 0, false, NULL, NULL, NULL, NULL, 1, 1, 0, -1454331567149644298, 0, 0, 0, 0, 2, 0, 32498622, 67108862, NULL);
INSERT INTO members.member VALUES (2843673612373342896, 4188785156, 2, 0, 0, 0, 0, 30, NULL, 0, 0, false, NULL, NULL, NULL, NULL, 0, 1, 0, 6977393795196331935, 0, 1, 1, 1, 12, 528, 2353118, 24, NULL);
INSERT INTO members.member VALUES (4569687832542350040, 3796890944, 0, 0, 0, 0, 0, 12, NULL, 0, 0, false, NULL, NULL, NULL, NULL, 0, 2, 2, 344363897400688420, 0, 0, 0, 0, 2, 0, 32498622, 67108862, NULL);
INSERT INTO members.member VALUES (6033068064937970364, 3572325051, 3, 2, 1, 2, 1, 40, NULL, 0, 3, true, 8, 10, 5, NULL, 0, 1, 0, -5390600739286388516, 0, 0, 0, 0, 2, 0, 32498622, 67108862, NULL);
INSERT INTO members.member VALUES (8499321881066845679, 3533534638, 0, 0, 0, 0, 0, 3, NULL, 0, 0, false, NULL, NULL, NULL, NULL, 1, 1, 0, 1428790073897305970, 0, 0, 0, 0, 2, 0, 32498622, 67108862, NULL);
INSERT INTO members.member VALUES (8522416725284861693, 2001797207, 9, 1, 0, 0, 0, 14, NULL, 0, 0, false, NULL, NULL, NULL, NULL, 1, 1, 0, -4560012065547843157, 0, 0, 0, 0, 2, 0, 32498622, 67108862, NULL);
INSERT INTO members.pause VALUES (2843673612373342896, 8, 9);
INSERT INTO members.report VALUES (2390200330656413276, 30, 7, NULL, NULL, NULL, NULL);
INSERT INTO members.report VALUES (2843673612373342896, 30, 2, NULL, NULL, NULL, NULL);
INSERT INTO members.report VALUES (4569687832542350040, 12, 0, NULL, NULL, NULL, NULL);
INSERT INTO members.report VALUES (6033068064937970364, 40, 2, 3, 4, NULL, 0);
INSERT INTO members.report VALUES (8499321881066845679, 3, 0, NULL, NULL, NULL, NULL);
INSERT INTO members.report VALUES (8522416725284861693, 10, 3, 7, 8, 6, 5);
INSERT INTO members.report VALUES (8522416725284861693, 11, 4, 6, NULL, NULL, NULL);
INSERT INTO members.report VALUES (8522416725284861693, 14, 2, NULL, NULL, NULL, NULL);
INSERT INTO members.return_code VALUES ('\x30b4d73fd84927bdceaafe6e0ab6c969ca18e47c99d324e88f4d1c3f2b48aeb5', 6033068064937970364);
INSERT INTO members.return_code VALUES ('\x3f3bbbc77bde39632fecf56bb6b4087c7939b2714ad6bf73bd038769efcc91fa', 2843673612373342896);
INSERT INTO members.return_code VALUES ('\x5a8bd6071b593891c982aed448203b15f5a9f39dbad1f212cceb2a3975aece9b', 4569687832542350040);
INSERT INTO members.return_code VALUES ('\x7373103a05033ba50611ca54f921d1c4349f4e72b6e6f48c986608b15d4b7d53', 2390200330656413276);
INSERT INTO members.return_code VALUES ('\x829ac9e5b853b0295bc46da457a6fa11c73549c9a17640cd7837465503dfcf3e', 8499321881066845679);
INSERT INTO members.return_code VALUES ('\x8aecda5f85f07049504e5259a30b5cd46798d43871668b91c23309aa6d2a0a2b', 8522416725284861693);
INSERT INTO members.setting VALUES ('group', '{"name":"The third group","welcome":"","help_lines":[],"weekday":6,"time_zone":"Europe/Madrid","rhythm_weeks":6,"filters_off":[],"only_with_invite":true,"languages":["en","es"]}', -2138168967317489028);
INSERT INTO members.setting VALUES ('house', 'e655a945b91fb823a8b6a2775efecd39', 2128247524534509826);
SELECT pg_catalog.setval('members.audit_entry_seq', 1, false);
ALTER TABLE ONLY editions.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY editions.cell
    ADD CONSTRAINT cell_pkey PRIMARY KEY (edition, measure, filters, axis);
ALTER TABLE ONLY editions.contrast
    ADD CONSTRAINT contrast_pkey PRIMARY KEY (edition, contrast, filters, axis);
ALTER TABLE ONLY editions.contrast_sums
    ADD CONSTRAINT contrast_sums_pkey PRIMARY KEY (edition, contrast, filters, axis);
ALTER TABLE ONLY editions.edition
    ADD CONSTRAINT edition_pkey PRIMARY KEY (number);
ALTER TABLE ONLY editions.house
    ADD CONSTRAINT house_pkey PRIMARY KEY (name);
ALTER TABLE ONLY editions.progress
    ADD CONSTRAINT progress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY members.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY members.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (entry);
ALTER TABLE members.audit CLUSTER ON audit_pkey;
ALTER TABLE ONLY members.dose_step
    ADD CONSTRAINT dose_step_by_step_number PRIMARY KEY (member_key, step_number);
ALTER TABLE ONLY members.draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (code_hash);
ALTER TABLE members.draft CLUSTER ON draft_pkey;
ALTER TABLE ONLY members.draft_ticket
    ADD CONSTRAINT draft_ticket_pkey PRIMARY KEY (token_hash);
ALTER TABLE members.draft_ticket CLUSTER ON draft_ticket_pkey;
ALTER TABLE ONLY members.episode
    ADD CONSTRAINT episode_pkey PRIMARY KEY (member_key, effect, episode);
ALTER TABLE members.episode CLUSTER ON episode_pkey;
ALTER TABLE ONLY members.invite
    ADD CONSTRAINT invite_code_key UNIQUE (code);
ALTER TABLE ONLY members.invite
    ADD CONSTRAINT invite_pkey PRIMARY KEY (batch);
ALTER TABLE members.invite CLUSTER ON invite_pkey;
ALTER TABLE ONLY members.leader
    ADD CONSTRAINT leader_pkey PRIMARY KEY (name);
ALTER TABLE members.leader CLUSTER ON leader_pkey;
ALTER TABLE ONLY members.leader_session
    ADD CONSTRAINT leader_session_pkey PRIMARY KEY (token_hash);
ALTER TABLE members.leader_session CLUSTER ON leader_session_pkey;
ALTER TABLE ONLY members.likeness
    ADD CONSTRAINT likeness_pkey PRIMARY KEY (likeness, member_key);
ALTER TABLE members.likeness CLUSTER ON likeness_pkey;
ALTER TABLE ONLY members.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (member_key);
ALTER TABLE members.member CLUSTER ON member_pkey;
ALTER TABLE ONLY members.pause
    ADD CONSTRAINT pause_pkey PRIMARY KEY (member_key, began_week);
ALTER TABLE members.pause CLUSTER ON pause_pkey;
ALTER TABLE ONLY members.recovery_code
    ADD CONSTRAINT recovery_code_pkey PRIMARY KEY (recovery_hash);
ALTER TABLE members.recovery_code CLUSTER ON recovery_code_pkey;
ALTER TABLE ONLY members.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (member_key, week);
ALTER TABLE members.report CLUSTER ON report_pkey;
ALTER TABLE ONLY members.return_code
    ADD CONSTRAINT return_code_member_key_key UNIQUE (member_key);
ALTER TABLE ONLY members.return_code
    ADD CONSTRAINT return_code_pkey PRIMARY KEY (code_hash);
ALTER TABLE members.return_code CLUSTER ON return_code_pkey;
ALTER TABLE ONLY members.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);
ALTER TABLE members.setting CLUSTER ON setting_pkey;
CREATE INDEX ix_draft_ticket_code_hash ON members.draft_ticket USING btree (code_hash);
CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON members.audit FOR EACH STATEMENT EXECUTE FUNCTION members.audit_append_only();
