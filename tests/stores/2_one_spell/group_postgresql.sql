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
CREATE TABLE editions.edition (
    number integer NOT NULL,
    published_on text NOT NULL,
    members integer NOT NULL,
    invented boolean NOT NULL,
    checksum text NOT NULL,
    rule integer DEFAULT 1 NOT NULL,
    groups integer DEFAULT 1 NOT NULL,
    day_number integer DEFAULT 0 NOT NULL
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
    week smallint NOT NULL,
    dose_ug integer NOT NULL,
    timing smallint NOT NULL,
    reason smallint NOT NULL,
    effects_after smallint NOT NULL,
    benefit_after smallint NOT NULL
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
    hours_after smallint NOT NULL
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
    weeks_held smallint DEFAULT '0'::smallint NOT NULL
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
INSERT INTO editions.alembic_version VALUES ('editions_0002');
INSERT INTO members.alembic_version VALUES ('members_0006');
INSERT INTO members.dose_step VALUES (2459184607676592543, 1, 750, 3, 0, 0, 0);
INSERT INTO members.dose_step VALUES (2459184607676592543, 20, 1500, 3, 3, 0, 0);
INSERT INTO members.dose_step VALUES (4054307991592586297, 1, 1500, 1, 0, 0, 0);
INSERT INTO members.dose_step VALUES (4054307991592586297, 14, 1000, 2, 2, 1, 1);
INSERT INTO members.dose_step VALUES (5851344518288316786, 1, 500, 1, 0, 0, 0);
INSERT INTO members.dose_step VALUES (7303723233599701553, 1, 50000, 2, 0, 0, 0);
INSERT INTO members.dose_step VALUES (8346884298990400918, 1, 500, 1, 0, 0, 0);
INSERT INTO members.dose_step VALUES (8346884298990400918, 3, 1000, 1, 1, 0, 0);
INSERT INTO members.dose_step VALUES (8346884298990400918, 9, 750, 2, 2, 1, 2);
INSERT INTO members.dose_step VALUES (8346884298990400918, 20, 4500, 4, 5, 0, 0);
INSERT INTO members.draft VALUES ('\x0c5e7868c3ef579aca8db32ecece591db341f1217d39013f56af8140d5c1ae69', 8, '{"you.condition":"mcas","you.age_band":"from_30_to_44","you.sex":"female","you.sensitivity":"yes","you.joined":"before_ldn","doses.since":40,"doses.first.dose":"0.5","doses.first.timing":"bedtime","doses.changed":"yes","doses.changes":[1,2,3],"doses.changes_made":3,"doses.change.1.week":3,"doses.change.1.dose":"1","doses.change.1.timing":"bedtime","doses.change.1.reason":"planned_step","doses.change.2.week":9,"doses.change.2.dose":"0.75","doses.change.2.timing":"morning","doses.change.2.reason":"ease_effects","doses.change.2.effects_after":"better","doses.change.2.benefit_after":"partly_lost","doses.change.3.week":20,"doses.change.3.dose":"4.5","doses.change.3.timing":"other","doses.change.3.reason":"other","doses.still":"yes","effects.sleep":["vivid_dreams"],"effects.physical":["headache"],"pleasure.affective":["anhedonia"],"effect.headache.before":"the_same","effect.headache.still":"yes","effect.headache.severity":"severe","effect.anhedonia.began":0,"effect.anhedonia.still":"gone","effect.anhedonia.ended":0,"effect.vivid_dreams.before":"worse_now","effect.vivid_dreams.began":30,"effect.vivid_dreams.still":"yes","effect.vivid_dreams.severity":"very_severe","benefit.overall_change":"much_better","benefit.first_benefit":"w3_4","benefit.now.pain":"3","benefit.now.fatigue":"4","benefit.now.mood":"0","benefit.before.pain":"8","benefit.before.fatigue":"10","benefit.before.sleep":"5","pleasure.answered":true}', 9, 6349052744737696554, 0);
INSERT INTO members.draft VALUES ('\x3571803051ce0a7e4ca4f0bc79d7a50a132c8d5c1b40b6c77d60f51c6de000ce', 3, '{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.3.week":8,"doses.change.3.dose":"1","doses.change.3.timing":"morning","doses.change.3.reason":"ease_effects","doses.change.3.effects_after":"better","doses.change.3.benefit_after":"partly_lost"}', 9, -5560278117489919688, 0);
INSERT INTO members.draft VALUES ('\x385123804f7a915d76bf28906e54e4f4bbe292b9f19397d10605587f5da80a2f', 4, '{"you.condition":"gout","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.still":"stopped","doses.stop_week":9,"doses.stop_reason":"side_effects","effects.sleep":["night_waking"],"effect.night_waking.before":"no","effect.night_waking.began":2,"effect.night_waking.still":"gone","effect.night_waking.ended":0,"effect.night_waking.severity":"severe","effect.night_waking.helped":["stopped"],"effect.night_waking.hours_after":"from_2_to_4","benefit.overall_change":"much_worse","benefit.first_benefit":"not_yet","benefit.now.pain":"3","benefit.before.pain":"10","pleasure.answered":true,"pleasure.affective":["anhedonia"],"effect.anhedonia.before":"no","effect.anhedonia.still":"yes","effect.anhedonia.began":0}', 9, -6953913687833384772, 0);
INSERT INTO members.draft VALUES ('\x4ac90352a76f2cc283269a22651af1839d38638c6a2cb966d56589be0bede178', 2, '{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.3.week":4,"doses.change.3.dose":"1","doses.change.3.timing":"morning","doses.change.3.reason":"ease_effects","doses.change.3.effects_after":"better","doses.change.3.benefit_after":"partly_lost"}', 9, 8139634099337130609, 0);
INSERT INTO members.draft VALUES ('\x59c4362ada9e75785d60eead99a3b0856cb0e103333a0554bda546bc5bc5d195', 1, '{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said"}', 9, 2856568539995077049, 0);
INSERT INTO members.draft VALUES ('\xb86798723e070f811a96e621d621e04420327be0e9cb5d9e3a500f34180af74e', 8, '{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.3.week":8,"doses.change.3.dose":"1","doses.change.3.timing":"morning","doses.change.3.reason":"ease_effects","doses.change.3.effects_after":"better","doses.change.3.benefit_after":"partly_lost","doses.still":"stopped","doses.stop_week":9,"doses.stop_reason":"side_effects","effects.sleep":["night_waking"],"effect.night_waking.before":"no","effect.night_waking.began":2,"effect.night_waking.still":"gone","effect.night_waking.ended":0,"effect.night_waking.severity":"severe","effect.night_waking.helped":["stopped"],"effect.night_waking.hours_after":"from_2_to_4","benefit.overall_change":"much_worse","benefit.first_benefit":"not_yet","benefit.now.pain":"3","benefit.before.pain":"10","pleasure.answered":true,"pleasure.affective":["anhedonia"],"effect.anhedonia.before":"no","effect.anhedonia.still":"yes","effect.anhedonia.began":0}', 9, -1951954202809560425, 0);
INSERT INTO members.episode VALUES (4054307991592586297, 11, 0, 1, 2, false, 10, 2, 0, 0);
INSERT INTO members.episode VALUES (4054307991592586297, 11, 1, 0, 14, true, NULL, 1, 0, 0);
INSERT INTO members.episode VALUES (8346884298990400918, 3, 0, 1, 1, false, 3, 2, 36, 2);
INSERT INTO members.episode VALUES (8346884298990400918, 3, 1, 1, 9, false, 10, 1, 0, 0);
INSERT INTO members.episode VALUES (8346884298990400918, 3, 2, 1, 20, false, 21, 1, 0, 0);
INSERT INTO members.episode VALUES (8346884298990400918, 3, 3, 3, 30, true, NULL, 4, 0, 0);
INSERT INTO members.episode VALUES (8346884298990400918, 11, 0, 2, NULL, true, NULL, 3, 0, 0);
INSERT INTO members.episode VALUES (8346884298990400918, 26, 0, 0, NULL, false, NULL, 0, 0, 0);
INSERT INTO members.invite VALUES (1, 'JYEN-YBA6', 'Spring meeting', 40, 2, NULL, false, 50);
INSERT INTO members.likeness VALUES (6936237527022740, 8346884298990400918);
INSERT INTO members.likeness VALUES (11906488227452869, 8346884298990400918);
INSERT INTO members.likeness VALUES (19065008690671315, 4054307991592586297);
INSERT INTO members.likeness VALUES (25933873155056471, 4054307991592586297);
INSERT INTO members.likeness VALUES (31657899422575007, 8346884298990400918);
INSERT INTO members.likeness VALUES (31735938372356279, 8346884298990400918);
INSERT INTO members.likeness VALUES (44404964839622065, 4054307991592586297);
INSERT INTO members.likeness VALUES (63477678128370513, 4054307991592586297);
INSERT INTO members.member VALUES (2459184607676592543, 3024815227, 12, 0, 0, 0, 0, 30, 25, 1, 0, false, NULL, NULL, NULL, NULL, 0, 1, 0, 7112905047169540728, 0);
INSERT INTO members.member VALUES (4054307991592586297, 904673416, 9, 1, 0, 0, 0, 14, NULL, 0, 0, false, NULL, NULL, NULL, NULL, 0, 1, 0, -3105688313141090833, 0);
INSERT INTO members.member VALUES (5851344518288316786, 734477555, 0, 0, 0, 0, 0, 3, NULL, 0, 0, false, NULL, NULL, NULL, NULL, 0, 1, 0, -2213207689052978790, 0);
INSERT INTO members.member VALUES (7303723233599701553, 1610320351, 0, 0, 0, 0, 0, 12, NULL, 0, 0, false, NULL, NULL, NULL, NULL, 1, 2, 2, -2690538018125054149, 0);
INSERT INTO members.member VALUES (8346884298990400918, 2235466258, 3, 2, 1, 2, 1, 40, NULL, 0, 3, true, 8, 10, 5, NULL, 1, 1, 0, -5535324676759782947, 0);
INSERT INTO members.report VALUES (2459184607676592543, 30, 7, NULL, NULL, NULL, NULL);
INSERT INTO members.report VALUES (4054307991592586297, 10, 3, 7, 8, 6, 5);
INSERT INTO members.report VALUES (4054307991592586297, 11, 4, 6, NULL, NULL, NULL);
INSERT INTO members.report VALUES (4054307991592586297, 14, 2, NULL, NULL, NULL, NULL);
INSERT INTO members.report VALUES (5851344518288316786, 3, 0, NULL, NULL, NULL, NULL);
INSERT INTO members.report VALUES (7303723233599701553, 12, 0, NULL, NULL, NULL, NULL);
INSERT INTO members.report VALUES (8346884298990400918, 40, 2, 3, 4, NULL, 0);
INSERT INTO members.return_code VALUES ('\x34ea80fe24cf6f3920eaef48e064b85b16e3742b518b221e8f3b6ae997d79c4e', 8346884298990400918);
INSERT INTO members.return_code VALUES ('\x53e038af521544ceaf12edad5faaf181b6874e841673ccd7e5e1aef32e021914', 5851344518288316786);
INSERT INTO members.return_code VALUES ('\x5d7c0395dfbbf026938baa779e45204a724e7236d335805c64e638d63b361c9f', 7303723233599701553);
INSERT INTO members.return_code VALUES ('\x681e4752f56a8fd84d5008037746bce0f6113ae0af3073146a8380b616049a67', 4054307991592586297);
INSERT INTO members.return_code VALUES ('\xa2bfd3c153f59a7c9efd4840b8ca381de166a1da444146ed821dff0caefeccf3', 2459184607676592543);
SELECT pg_catalog.setval('members.audit_entry_seq', 1, false);
ALTER TABLE ONLY editions.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY editions.cell
    ADD CONSTRAINT cell_pkey PRIMARY KEY (edition, measure, filters, axis);
ALTER TABLE ONLY editions.contrast
    ADD CONSTRAINT contrast_pkey PRIMARY KEY (edition, contrast, filters, axis);
ALTER TABLE ONLY editions.edition
    ADD CONSTRAINT edition_pkey PRIMARY KEY (number);
ALTER TABLE ONLY editions.progress
    ADD CONSTRAINT progress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY members.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY members.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (entry);
ALTER TABLE ONLY members.dose_step
    ADD CONSTRAINT dose_step_pkey PRIMARY KEY (member_key, week);
ALTER TABLE ONLY members.draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (code_hash);
ALTER TABLE ONLY members.draft_ticket
    ADD CONSTRAINT draft_ticket_pkey PRIMARY KEY (token_hash);
ALTER TABLE ONLY members.episode
    ADD CONSTRAINT episode_pkey PRIMARY KEY (member_key, effect, episode);
ALTER TABLE ONLY members.invite
    ADD CONSTRAINT invite_code_key UNIQUE (code);
ALTER TABLE ONLY members.invite
    ADD CONSTRAINT invite_pkey PRIMARY KEY (batch);
ALTER TABLE ONLY members.leader
    ADD CONSTRAINT leader_pkey PRIMARY KEY (name);
ALTER TABLE ONLY members.leader_session
    ADD CONSTRAINT leader_session_pkey PRIMARY KEY (token_hash);
ALTER TABLE ONLY members.likeness
    ADD CONSTRAINT likeness_pkey PRIMARY KEY (likeness, member_key);
ALTER TABLE ONLY members.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (member_key);
ALTER TABLE ONLY members.recovery_code
    ADD CONSTRAINT recovery_code_pkey PRIMARY KEY (recovery_hash);
ALTER TABLE ONLY members.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (member_key, week);
ALTER TABLE ONLY members.return_code
    ADD CONSTRAINT return_code_member_key_key UNIQUE (member_key);
ALTER TABLE ONLY members.return_code
    ADD CONSTRAINT return_code_pkey PRIMARY KEY (code_hash);
ALTER TABLE ONLY members.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);
CREATE INDEX ix_draft_ticket_code_hash ON members.draft_ticket USING btree (code_hash);
CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON members.audit FOR EACH STATEMENT EXECUTE FUNCTION members.audit_append_only();
