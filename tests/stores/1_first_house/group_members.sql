BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('members_0002');
CREATE TABLE audit (
	entry INTEGER NOT NULL, 
	happened_at TEXT NOT NULL, 
	leader TEXT NOT NULL, 
	action TEXT NOT NULL, 
	object TEXT NOT NULL, 
	PRIMARY KEY (entry)
);
INSERT INTO "audit" VALUES(1,'2026-12-01T00:40:04Z','Robin','invite_made','1');
INSERT INTO "audit" VALUES(2,'2026-12-01T00:40:05Z','server','leader_added','Robin');
INSERT INTO "audit" VALUES(3,'2026-12-01T00:40:09Z','server','backup_made','');
CREATE TABLE build (
	build INTEGER NOT NULL, 
	edition INTEGER NOT NULL, 
	erased INTEGER NOT NULL, 
	PRIMARY KEY (build)
);
CREATE TABLE dose_step (
	member_key BIGINT NOT NULL, 
	week SMALLINT NOT NULL, 
	dose_ug INTEGER NOT NULL, 
	timing SMALLINT NOT NULL, 
	reason SMALLINT NOT NULL, 
	effects_after SMALLINT NOT NULL, 
	benefit_after SMALLINT NOT NULL, 
	PRIMARY KEY (member_key, week)
)
 WITHOUT ROWID

;
INSERT INTO "dose_step" VALUES(414400659901317187,1,50000,2,0,0,0);
INSERT INTO "dose_step" VALUES(1269831701266870771,1,1500,1,0,0,0);
INSERT INTO "dose_step" VALUES(1269831701266870771,14,1000,2,1,1,1);
INSERT INTO "dose_step" VALUES(3765053882736587012,1,50,2,0,0,0);
INSERT INTO "dose_step" VALUES(3765053882736587012,20,6000,3,0,0,0);
INSERT INTO "dose_step" VALUES(6379708498253818940,1,500,1,0,0,0);
INSERT INTO "dose_step" VALUES(6379708498253818940,3,1000,1,1,0,0);
INSERT INTO "dose_step" VALUES(6379708498253818940,9,750,2,2,1,2);
INSERT INTO "dose_step" VALUES(6877573381744540743,1,15000,1,0,0,0);
INSERT INTO "dose_step" VALUES(7352248578756741533,1,500,1,0,0,0);
CREATE TABLE draft (
	code_hash BLOB NOT NULL, 
	step SMALLINT NOT NULL, 
	answers TEXT NOT NULL, weeks_left SMALLINT DEFAULT '9' NOT NULL, 
	PRIMARY KEY (code_hash)
)
 WITHOUT ROWID

;
INSERT INTO "draft" VALUES(X'138C5A82A8C58DE51DADE4EC5B57B3BFEFC6FB6FFDB418D6ADC71C6924B0562D',7,'{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","doses.since":5,"doses.first.dose":"15","doses.first.timing":"morning","doses.first.believed":15000,"effects.mood":["low_mood"],"effect.low_mood.before":"no","effect.low_mood.began":0,"effect.low_mood.still":"gone","effect.low_mood.ended":4,"effect.low_mood.severity":"mild","effect.low_mood.helped":["nothing_yet"],"benefit.overall_change":"much_better","benefit.first_benefit":"not_said","benefit.now.pain":"3","benefit.before.pain":"10","pleasure.answered":true,"pleasure.affective":["anhedonia"],"effect.anhedonia.before":"no","effect.anhedonia.still":"yes"}',9);
INSERT INTO "draft" VALUES(X'6BD62E0EEE4A631B1BEF2E531186865F080EE56F705D1073734475C639F6AC41',99,'{"you.condition":"mcas","you.age_band":"from_30_to_thirty","you.sex":"female","you.colour":"blue","doses.since":"12","doses.first.dose":"4.5","doses.first.timing":3,"effects.mood":["low_mood","no_such_effect"],"effect.low_mood.began":true,"pleasure.answered":"yes","benefit.now.pain":3}',9);
INSERT INTO "draft" VALUES(X'9DD563B0ED2293E727A23A5931D1720F5C86CA73FEF96F0741E99D6E6C88B978',4,'not json {',9);
INSERT INTO "draft" VALUES(X'BFC8DEE0D61E00484FB04DF5BE22CF64F42CF467674E8953256C1374C0347241',8,'{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"bedtime","doses.changed":"no","effects.mood":["low_mood"],"effect.low_mood.before":"no","effect.low_mood.began":0,"effect.low_mood.still":"gone","effect.low_mood.ended":4,"effect.low_mood.severity":"mild","effect.low_mood.helped":["nothing_yet"],"benefit.overall_change":"much_better","benefit.first_benefit":"not_said","benefit.now.pain":"3","benefit.before.pain":"10","pleasure.answered":true,"pleasure.affective":["anhedonia"],"effect.anhedonia.before":"no","effect.anhedonia.still":"yes"}',9);
INSERT INTO "draft" VALUES(X'C9319F0560C2C426BECE8DBAD123F2FD0746AC73EF15AAB125D2579D18A35CC0',5,'{"invite":"X8K7-6K33","you.condition":"mcas","you.age_band":"not_said","you.sex":"female","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"bedtime","doses.still":"stopped","doses.stop_week":9,"doses.stop_reason":"side_effects"}',9);
INSERT INTO "draft" VALUES(X'D1AB978DFCAE085E00A89FF325529A381EBD97CAB8B1839D45AF7C35D80F7BFF',2,'{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"bedtime","doses.changed":"yes","doses.changes":[1,2],"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.1.timing":"bedtime","doses.change.2.week":8,"doses.change.2.dose":"3","doses.change.2.timing":"bedtime"}',9);
INSERT INTO "draft" VALUES(X'D7828D2F4CEF8842B7E4757CC6E0C7EE6312E3E2A0562B76EEA0E6F36BBFF20B',1,'{}',9);
INSERT INTO "draft" VALUES(X'F5383CC0BE3B927F0F21F09BC08F743DAF0C95180A1EB37169D5A82645C8E2FE',3,'{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"bedtime","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.1.timing":"bedtime","doses.change.3.week":8,"doses.change.3.dose":"3","doses.change.3.timing":"bedtime","doses.change.3.reason":"planned_step"}',9);
CREATE TABLE episode (
	member_key BIGINT NOT NULL, 
	effect SMALLINT NOT NULL, 
	episode SMALLINT NOT NULL, 
	"before" SMALLINT NOT NULL, 
	began_week SMALLINT, 
	still_there BOOLEAN NOT NULL, 
	ended_week SMALLINT, 
	severity SMALLINT NOT NULL, 
	helped SMALLINT NOT NULL, 
	hours_after SMALLINT NOT NULL, 
	PRIMARY KEY (member_key, effect, episode)
)
 WITHOUT ROWID

;
INSERT INTO "episode" VALUES(1269831701266870771,8,0,0,14,1,NULL,1,0,0);
INSERT INTO "episode" VALUES(1269831701266870771,11,0,1,2,0,11,2,0,0);
INSERT INTO "episode" VALUES(3765053882736587012,2,0,1,2,1,NULL,3,0,0);
INSERT INTO "episode" VALUES(6379708498253818940,3,0,1,1,0,3,2,12,2);
INSERT INTO "episode" VALUES(6379708498253818940,3,1,1,9,1,NULL,1,0,0);
INSERT INTO "episode" VALUES(6379708498253818940,11,0,2,NULL,1,NULL,3,0,0);
INSERT INTO "episode" VALUES(6379708498253818940,26,0,0,NULL,0,NULL,0,0,0);
CREATE TABLE invite (
	batch SMALLINT NOT NULL, 
	code TEXT NOT NULL, 
	label TEXT NOT NULL, 
	cap INTEGER NOT NULL, 
	used INTEGER NOT NULL, 
	ends_on TEXT, 
	closed BOOLEAN NOT NULL, 
	PRIMARY KEY (batch), 
	UNIQUE (code)
);
INSERT INTO "invite" VALUES(1,'X8K7-6K33','Spring meeting',40,2,'2027-03-31',0);
INSERT INTO "invite" VALUES(2,'99HY-CDX0','Closed',20,0,NULL,1);
CREATE TABLE last_draw (
	measure TEXT NOT NULL, 
	filters TEXT NOT NULL, 
	axis TEXT NOT NULL, 
	people INTEGER NOT NULL, 
	cases INTEGER NOT NULL, 
	blurred_people INTEGER NOT NULL, 
	blurred_cases INTEGER NOT NULL, 
	PRIMARY KEY (measure, filters, axis)
)
 WITHOUT ROWID

;
INSERT INTO "last_draw" VALUES('progress','','everyone',5,0,9,1);
CREATE TABLE leader (
	name TEXT NOT NULL, 
	passphrase_hash TEXT NOT NULL, 
	sealed_secret BLOB NOT NULL, 
	last_step BIGINT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "leader" VALUES('Robin','$argon2id$v=19$m=65536,t=3,p=4$tBfwTaHmdh4WqUM/Y/b7mA$qZ+0jdrsQocmAJ4KGFmVxvnxjabvu9RykLxokAuJ+Z4',X'67414141414142724468646C6930384552466F4A4E494B736365454F6B3839367853464579596777634E616D7346676F474175793844783562544966644B6D30695A7656565753627379344843396C33373138453973597378614E68686447495964324175497A6E6C6574614F35567955793363673973614B79735A487654493143762D7A7A775947535661',0);
CREATE TABLE leader_session (
	token_hash BLOB NOT NULL, 
	leader TEXT NOT NULL, 
	began_at BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	PRIMARY KEY (token_hash)
);
CREATE TABLE likeness (
	likeness BIGINT NOT NULL, 
	member_key BIGINT NOT NULL, 
	PRIMARY KEY (likeness, member_key)
)
 WITHOUT ROWID

;
INSERT INTO "likeness" VALUES(8845016473828973,6379708498253818940);
INSERT INTO "likeness" VALUES(39307081879415496,6379708498253818940);
INSERT INTO "likeness" VALUES(63692956999151625,6379708498253818940);
INSERT INTO "likeness" VALUES(63775591371287277,6379708498253818940);
CREATE TABLE member (
	member_key BIGINT NOT NULL, 
	record_key BIGINT NOT NULL, 
	changed_in INTEGER NOT NULL, 
	condition SMALLINT NOT NULL, 
	age_band SMALLINT NOT NULL, 
	sex SMALLINT NOT NULL, 
	sensitivity SMALLINT NOT NULL, 
	joined SMALLINT NOT NULL, 
	observed_week SMALLINT NOT NULL, 
	stopped_week SMALLINT, 
	stop_reason SMALLINT NOT NULL, 
	first_benefit SMALLINT NOT NULL, 
	answered_pleasure BOOLEAN NOT NULL, 
	pain_before SMALLINT, 
	fatigue_before SMALLINT, 
	sleep_before SMALLINT, 
	mood_before SMALLINT, batch SMALLINT DEFAULT '0' NOT NULL, standing SMALLINT DEFAULT '1' NOT NULL, held_for SMALLINT DEFAULT '0' NOT NULL, decided_in INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (member_key)
)
 WITHOUT ROWID

;
INSERT INTO "member" VALUES(414400659901317187,2726579508,1,0,0,0,0,0,12,NULL,0,0,0,NULL,NULL,NULL,NULL,0,2,2,0);
INSERT INTO "member" VALUES(1269831701266870771,2950679712,1,9,1,0,0,0,14,NULL,0,0,0,NULL,NULL,NULL,NULL,0,1,0,0);
INSERT INTO "member" VALUES(3765053882736587012,1948617909,1,3,0,0,0,0,30,25,2,0,0,NULL,NULL,NULL,NULL,0,1,0,0);
INSERT INTO "member" VALUES(6379708498253818940,3889572330,1,1,3,1,1,2,40,NULL,0,3,1,8,10,5,NULL,1,1,0,0);
INSERT INTO "member" VALUES(6877573381744540743,2109090000,1,12,0,0,0,0,2080,NULL,0,8,0,NULL,NULL,NULL,NULL,1,1,0,0);
INSERT INTO "member" VALUES(7352248578756741533,3158297295,1,0,0,0,0,0,3,NULL,0,0,0,NULL,NULL,NULL,NULL,0,1,0,0);
CREATE TABLE recovery_code (
	recovery_hash BLOB NOT NULL, 
	leader TEXT NOT NULL, 
	PRIMARY KEY (recovery_hash)
);
INSERT INTO "recovery_code" VALUES(X'0B70A7767841D5F37BBCE2FE78D94716BCCE0E444657980DD01081FC6BEFA12A','Robin');
INSERT INTO "recovery_code" VALUES(X'F60646CF780D47CB42136EEB2EFE964B67FE2A97C5A65FCD63ED674C9344A074','Robin');
INSERT INTO "recovery_code" VALUES(X'B9942134AC585A3032399C089C7FBD14A2AE6EE1BB0D1C9C94E469A4A310BDBC','Robin');
INSERT INTO "recovery_code" VALUES(X'5FC4792ECAE6A9B1C7A9EC5729F34B5C2B95682077792EF2BE7F1E63A8730B39','Robin');
INSERT INTO "recovery_code" VALUES(X'FF370AB573176634F0B380CFE0DCB74D3BE21BBC56DBE52E9219CC509B419659','Robin');
INSERT INTO "recovery_code" VALUES(X'475C949C0BD796F7C7DE0B9DBADA56BEE35598457DA281CBC84FD2E709E2F51D','Robin');
INSERT INTO "recovery_code" VALUES(X'AE8390C885EA9E3F4F66DB041F8D3851F698770963EF585146FC4DB8EAAA4A07','Robin');
INSERT INTO "recovery_code" VALUES(X'4B1B3D7414EED6E8B81E86AA8DCAE9E9DE28225C1A586FFD35019713A8187530','Robin');
INSERT INTO "recovery_code" VALUES(X'E459500ECA252661CAB0762E2D4CAEC9296C835C3D1C7DB22D8BB9A568BE6AA8','Robin');
INSERT INTO "recovery_code" VALUES(X'208893257AFE5A39FD482917B64D01177CAC258289B04918338772AD2FD1E659','Robin');
CREATE TABLE report (
	member_key BIGINT NOT NULL, 
	week SMALLINT NOT NULL, 
	overall_change SMALLINT NOT NULL, 
	pain SMALLINT, 
	fatigue SMALLINT, 
	sleep SMALLINT, 
	mood SMALLINT, 
	PRIMARY KEY (member_key, week)
)
 WITHOUT ROWID

;
INSERT INTO "report" VALUES(414400659901317187,12,2,NULL,NULL,NULL,NULL);
INSERT INTO "report" VALUES(1269831701266870771,10,2,7,8,6,5);
INSERT INTO "report" VALUES(1269831701266870771,11,3,6,NULL,NULL,5);
INSERT INTO "report" VALUES(1269831701266870771,14,2,4,3,2,1);
INSERT INTO "report" VALUES(3765053882736587012,30,7,NULL,NULL,NULL,NULL);
INSERT INTO "report" VALUES(6379708498253818940,40,2,3,4,NULL,0);
INSERT INTO "report" VALUES(6877573381744540743,2080,0,NULL,NULL,NULL,NULL);
INSERT INTO "report" VALUES(7352248578756741533,3,0,NULL,NULL,NULL,NULL);
CREATE TABLE return_code (
	code_hash BLOB NOT NULL, 
	member_key BIGINT NOT NULL, 
	PRIMARY KEY (code_hash), 
	UNIQUE (member_key)
)
 WITHOUT ROWID

;
INSERT INTO "return_code" VALUES(X'30B566F87703602C15945FEBD88726DE575A30D1E8AF17FF6D626A66D0ADA001',6379708498253818940);
INSERT INTO "return_code" VALUES(X'4055BE40370F90EABF02EBE97271EF40B1293FD804D7BAF5C97905510A5551E6',414400659901317187);
INSERT INTO "return_code" VALUES(X'4874E9FFB103683DC1C043117BC1EB6531D89F3D084D9E1C3447A1DA9E23B850',7352248578756741533);
INSERT INTO "return_code" VALUES(X'CB46E853BD0EEF563C3592F4D70D3BB2C97DE076D8D449CCDDC19D57B4CE8840',3765053882736587012);
INSERT INTO "return_code" VALUES(X'D5230281E41202BC9CA326D15B01DD0ED2D1A64B298C7341FEA6EAA4073A7FF4',6877573381744540743);
INSERT INTO "return_code" VALUES(X'ED415AB9291AFADF2FAB0449352BBB7B374E78D66AB63CA8A66BBEF26FF803A4',1269831701266870771);
CREATE TABLE setting (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "setting" VALUES('drafts_ticked_on','2026-11-23');
INSERT INTO "setting" VALUES('group','{"name":"The first house","welcome":"Welcome, all of you.","help_lines":[{"name":"Our line","number":"+44 20 7946 0000"}],"interval_days":14,"filters_off":["sex"],"languages":["es","en"]}');
CREATE INDEX ix_member_changed_in ON member (changed_in);
CREATE TRIGGER audit_no_UPDATE BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_DELETE BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
COMMIT;
