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
    checksum text NOT NULL
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
CREATE TABLE members.build (
    build integer NOT NULL,
    edition integer NOT NULL,
    erased integer NOT NULL
);
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
    weeks_left smallint DEFAULT '9'::smallint NOT NULL
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
    closed boolean NOT NULL
);
CREATE TABLE members.last_draw (
    measure text NOT NULL,
    filters text NOT NULL,
    axis text NOT NULL,
    people integer NOT NULL,
    cases integer NOT NULL,
    blurred_people integer NOT NULL,
    blurred_cases integer NOT NULL
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
    changed_in integer NOT NULL,
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
    decided_in integer DEFAULT 0 NOT NULL
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
    value text NOT NULL
);
ALTER TABLE ONLY members.audit ALTER COLUMN entry SET DEFAULT nextval('members.audit_entry_seq'::regclass);
INSERT INTO editions.alembic_version VALUES ('editions_0001');
INSERT INTO editions.progress VALUES (1, 0, false);
INSERT INTO members.alembic_version VALUES ('members_0002');
INSERT INTO members.audit VALUES (1, '2026-12-01T00:40:04Z', 'Robin', 'invite_made', '1');
INSERT INTO members.audit VALUES (2, '2026-12-01T00:40:05Z', 'server', 'leader_added', 'Robin');
INSERT INTO members.audit VALUES (3, '2026-12-01T00:40:09Z', 'server', 'backup_made', '');
INSERT INTO members.dose_step VALUES (414400659901317187, 1, 50000, 2, 0, 0, 0);
INSERT INTO members.dose_step VALUES (1269831701266870771, 1, 1500, 1, 0, 0, 0);
INSERT INTO members.dose_step VALUES (1269831701266870771, 14, 1000, 2, 1, 1, 1);
INSERT INTO members.dose_step VALUES (3765053882736587012, 1, 50, 2, 0, 0, 0);
INSERT INTO members.dose_step VALUES (3765053882736587012, 20, 6000, 3, 0, 0, 0);
INSERT INTO members.dose_step VALUES (6379708498253818940, 1, 500, 1, 0, 0, 0);
INSERT INTO members.dose_step VALUES (6379708498253818940, 3, 1000, 1, 1, 0, 0);
INSERT INTO members.dose_step VALUES (6379708498253818940, 9, 750, 2, 2, 1, 2);
INSERT INTO members.dose_step VALUES (6877573381744540743, 1, 15000, 1, 0, 0, 0);
INSERT INTO members.dose_step VALUES (7352248578756741533, 1, 500, 1, 0, 0, 0);
INSERT INTO members.draft VALUES ('\x138c5a82a8c58de51dade4ec5b57b3bfefc6fb6ffdb418d6adc71c6924b0562d', 7, '{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","doses.since":5,"doses.first.dose":"15","doses.first.timing":"morning","doses.first.believed":15000,"effects.mood":["low_mood"],"effect.low_mood.before":"no","effect.low_mood.began":0,"effect.low_mood.still":"gone","effect.low_mood.ended":4,"effect.low_mood.severity":"mild","effect.low_mood.helped":["nothing_yet"],"benefit.overall_change":"much_better","benefit.first_benefit":"not_said","benefit.now.pain":"3","benefit.before.pain":"10","pleasure.answered":true,"pleasure.affective":["anhedonia"],"effect.anhedonia.before":"no","effect.anhedonia.still":"yes"}', 9);
INSERT INTO members.draft VALUES ('\x6bd62e0eee4a631b1bef2e531186865f080ee56f705d1073734475c639f6ac41', 99, '{"you.condition":"mcas","you.age_band":"from_30_to_thirty","you.sex":"female","you.colour":"blue","doses.since":"12","doses.first.dose":"4.5","doses.first.timing":3,"effects.mood":["low_mood","no_such_effect"],"effect.low_mood.began":true,"pleasure.answered":"yes","benefit.now.pain":3}', 9);
INSERT INTO members.draft VALUES ('\x9dd563b0ed2293e727a23a5931d1720f5c86ca73fef96f0741e99d6e6c88b978', 4, 'not json {', 9);
INSERT INTO members.draft VALUES ('\xbfc8dee0d61e00484fb04df5be22cf64f42cf467674e8953256c1374c0347241', 8, '{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"bedtime","doses.changed":"no","effects.mood":["low_mood"],"effect.low_mood.before":"no","effect.low_mood.began":0,"effect.low_mood.still":"gone","effect.low_mood.ended":4,"effect.low_mood.severity":"mild","effect.low_mood.helped":["nothing_yet"],"benefit.overall_change":"much_better","benefit.first_benefit":"not_said","benefit.now.pain":"3","benefit.before.pain":"10","pleasure.answered":true,"pleasure.affective":["anhedonia"],"effect.anhedonia.before":"no","effect.anhedonia.still":"yes"}', 9);
INSERT INTO members.draft VALUES ('\xc9319f0560c2c426bece8dbad123f2fd0746ac73ef15aab125d2579d18a35cc0', 5, '{"invite":"X8K7-6K33","you.condition":"mcas","you.age_band":"not_said","you.sex":"female","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"bedtime","doses.still":"stopped","doses.stop_week":9,"doses.stop_reason":"side_effects"}', 9);
INSERT INTO members.draft VALUES ('\xd1ab978dfcae085e00a89ff325529a381ebd97cab8b1839d45af7c35d80f7bff', 2, '{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"bedtime","doses.changed":"yes","doses.changes":[1,2],"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.1.timing":"bedtime","doses.change.2.week":8,"doses.change.2.dose":"3","doses.change.2.timing":"bedtime"}', 9);
INSERT INTO members.draft VALUES ('\xd7828d2f4cef8842b7e4757cc6e0c7ee6312e3e2a0562b76eea0e6f36bbff20b', 1, '{}', 9);
INSERT INTO members.draft VALUES ('\xf5383cc0be3b927f0f21f09bc08f743daf0c95180a1eb37169d5a82645c8e2fe', 3, '{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"bedtime","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.1.timing":"bedtime","doses.change.3.week":8,"doses.change.3.dose":"3","doses.change.3.timing":"bedtime","doses.change.3.reason":"planned_step"}', 9);
INSERT INTO members.episode VALUES (1269831701266870771, 8, 0, 0, 14, true, NULL, 1, 0, 0);
INSERT INTO members.episode VALUES (1269831701266870771, 11, 0, 1, 2, false, 11, 2, 0, 0);
INSERT INTO members.episode VALUES (3765053882736587012, 2, 0, 1, 2, true, NULL, 3, 0, 0);
INSERT INTO members.episode VALUES (6379708498253818940, 3, 0, 1, 1, false, 3, 2, 12, 2);
INSERT INTO members.episode VALUES (6379708498253818940, 3, 1, 1, 9, true, NULL, 1, 0, 0);
INSERT INTO members.episode VALUES (6379708498253818940, 11, 0, 2, NULL, true, NULL, 3, 0, 0);
INSERT INTO members.episode VALUES (6379708498253818940, 26, 0, 0, NULL, false, NULL, 0, 0, 0);
INSERT INTO members.invite VALUES (1, 'X8K7-6K33', 'Spring meeting', 40, 2, '2027-03-31', false);
INSERT INTO members.invite VALUES (2, '99HY-CDX0', 'Closed', 20, 0, NULL, true);
INSERT INTO members.last_draw VALUES ('progress', '', 'everyone', 5, 0, 9, 1);
INSERT INTO members.leader VALUES ('Robin', '$argon2id$v=19$m=65536,t=3,p=4$tBfwTaHmdh4WqUM/Y/b7mA$qZ+0jdrsQocmAJ4KGFmVxvnxjabvu9RykLxokAuJ+Z4', '\x67414141414142724468646c6930384552466f4a4e494b736365454f6b3839367853464579596777634e616d7346676f474175793844783562544966644b6d30695a7656565753627379344843396c33373138453973597378614e68686447495964324175497a6e6c6574614f35567955793363673973614b79735a487654493143762d7a7a775947535661', 0);
INSERT INTO members.likeness VALUES (8845016473828973, 6379708498253818940);
INSERT INTO members.likeness VALUES (39307081879415496, 6379708498253818940);
INSERT INTO members.likeness VALUES (63692956999151625, 6379708498253818940);
INSERT INTO members.likeness VALUES (63775591371287277, 6379708498253818940);
INSERT INTO members.member VALUES (414400659901317187, 2726579508, 1, 0, 0, 0, 0, 0, 12, NULL, 0, 0, false, NULL, NULL, NULL, NULL, 0, 2, 2, 0);
INSERT INTO members.member VALUES (1269831701266870771, 2950679712, 1, 9, 1, 0, 0, 0, 14, NULL, 0, 0, false, NULL, NULL, NULL, NULL, 0, 1, 0, 0);
INSERT INTO members.member VALUES (3765053882736587012, 1948617909, 1, 3, 0, 0, 0, 0, 30, 25, 2, 0, false, NULL, NULL, NULL, NULL, 0, 1, 0, 0);
INSERT INTO members.member VALUES (6379708498253818940, 3889572330, 1, 1, 3, 1, 1, 2, 40, NULL, 0, 3, true, 8, 10, 5, NULL, 1, 1, 0, 0);
INSERT INTO members.member VALUES (6877573381744540743, 2109090000, 1, 12, 0, 0, 0, 0, 2080, NULL, 0, 8, false, NULL, NULL, NULL, NULL, 1, 1, 0, 0);
INSERT INTO members.member VALUES (7352248578756741533, 3158297295, 1, 0, 0, 0, 0, 0, 3, NULL, 0, 0, false, NULL, NULL, NULL, NULL, 0, 1, 0, 0);
INSERT INTO members.recovery_code VALUES ('\x0b70a7767841d5f37bbce2fe78d94716bcce0e444657980dd01081fc6befa12a', 'Robin');
INSERT INTO members.recovery_code VALUES ('\x208893257afe5a39fd482917b64d01177cac258289b04918338772ad2fd1e659', 'Robin');
INSERT INTO members.recovery_code VALUES ('\x475c949c0bd796f7c7de0b9dbada56bee35598457da281cbc84fd2e709e2f51d', 'Robin');
INSERT INTO members.recovery_code VALUES ('\x4b1b3d7414eed6e8b81e86aa8dcae9e9de28225c1a586ffd35019713a8187530', 'Robin');
INSERT INTO members.recovery_code VALUES ('\x5fc4792ecae6a9b1c7a9ec5729f34b5c2b95682077792ef2be7f1e63a8730b39', 'Robin');
INSERT INTO members.recovery_code VALUES ('\xae8390c885ea9e3f4f66db041f8d3851f698770963ef585146fc4db8eaaa4a07', 'Robin');
INSERT INTO members.recovery_code VALUES ('\xb9942134ac585a3032399c089c7fbd14a2ae6ee1bb0d1c9c94e469a4a310bdbc', 'Robin');
INSERT INTO members.recovery_code VALUES ('\xe459500eca252661cab0762e2d4caec9296c835c3d1c7db22d8bb9a568be6aa8', 'Robin');
INSERT INTO members.recovery_code VALUES ('\xf60646cf780d47cb42136eeb2efe964b67fe2a97c5a65fcd63ed674c9344a074', 'Robin');
INSERT INTO members.recovery_code VALUES ('\xff370ab573176634f0b380cfe0dcb74d3be21bbc56dbe52e9219cc509b419659', 'Robin');
INSERT INTO members.report VALUES (414400659901317187, 12, 2, NULL, NULL, NULL, NULL);
INSERT INTO members.report VALUES (1269831701266870771, 10, 2, 7, 8, 6, 5);
INSERT INTO members.report VALUES (1269831701266870771, 11, 3, 6, NULL, NULL, 5);
INSERT INTO members.report VALUES (1269831701266870771, 14, 2, 4, 3, 2, 1);
INSERT INTO members.report VALUES (3765053882736587012, 30, 7, NULL, NULL, NULL, NULL);
INSERT INTO members.report VALUES (6379708498253818940, 40, 2, 3, 4, NULL, 0);
INSERT INTO members.report VALUES (6877573381744540743, 2080, 0, NULL, NULL, NULL, NULL);
INSERT INTO members.report VALUES (7352248578756741533, 3, 0, NULL, NULL, NULL, NULL);
INSERT INTO members.return_code VALUES ('\x30b566f87703602c15945febd88726de575a30d1e8af17ff6d626a66d0ada001', 6379708498253818940);
INSERT INTO members.return_code VALUES ('\x4055be40370f90eabf02ebe97271ef40b1293fd804d7baf5c97905510a5551e6', 414400659901317187);
INSERT INTO members.return_code VALUES ('\x4874e9ffb103683dc1c043117bc1eb6531d89f3d084d9e1c3447a1da9e23b850', 7352248578756741533);
INSERT INTO members.return_code VALUES ('\xcb46e853bd0eef563c3592f4d70d3bb2c97de076d8d449ccddc19d57b4ce8840', 3765053882736587012);
INSERT INTO members.return_code VALUES ('\xd5230281e41202bc9ca326d15b01dd0ed2d1a64b298c7341fea6eaa4073a7ff4', 6877573381744540743);
INSERT INTO members.return_code VALUES ('\xed415ab9291afadf2fab0449352bbb7b374e78d66ab63ca8a66bbef26ff803a4', 1269831701266870771);
INSERT INTO members.setting VALUES ('drafts_ticked_on', '2026-11-23');
INSERT INTO members.setting VALUES ('group', '{"name":"The first house","welcome":"Welcome, all of you.","help_lines":[{"name":"Our line","number":"+44 20 7946 0000"}],"interval_days":14,"filters_off":["sex"],"languages":["es","en"]}');
SELECT pg_catalog.setval('members.audit_entry_seq', 3, true);
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
ALTER TABLE ONLY members.build
    ADD CONSTRAINT build_pkey PRIMARY KEY (build);
ALTER TABLE ONLY members.dose_step
    ADD CONSTRAINT dose_step_pkey PRIMARY KEY (member_key, week);
ALTER TABLE ONLY members.draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (code_hash);
ALTER TABLE ONLY members.episode
    ADD CONSTRAINT episode_pkey PRIMARY KEY (member_key, effect, episode);
ALTER TABLE ONLY members.invite
    ADD CONSTRAINT invite_code_key UNIQUE (code);
ALTER TABLE ONLY members.invite
    ADD CONSTRAINT invite_pkey PRIMARY KEY (batch);
ALTER TABLE ONLY members.last_draw
    ADD CONSTRAINT last_draw_pkey PRIMARY KEY (measure, filters, axis);
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
CREATE INDEX ix_member_changed_in ON members.member USING btree (changed_in);
CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON members.audit FOR EACH STATEMENT EXECUTE FUNCTION members.audit_append_only();
