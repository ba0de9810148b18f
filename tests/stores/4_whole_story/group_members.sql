BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('members_0007');
CREATE TABLE audit (
	entry INTEGER NOT NULL, 
	happened_at TEXT NOT NULL, 
	leader TEXT NOT NULL, 
	action TEXT NOT NULL, 
	object TEXT NOT NULL, 
	PRIMARY KEY (entry)
);
CREATE TABLE dose_step (
	member_key BIGINT NOT NULL, 
	dose_ug INTEGER NOT NULL, 
	week SMALLINT NOT NULL, 
	timing SMALLINT NOT NULL, 
	reason SMALLINT NOT NULL, 
	effects_after SMALLINT NOT NULL, 
	benefit_after SMALLINT NOT NULL, 
	step_number SMALLINT NOT NULL, 
	day SMALLINT, 
	times SMALLINT, 
	how_often SMALLINT NOT NULL, 
	CONSTRAINT dose_step_by_step_number PRIMARY KEY (member_key, step_number)
)
 WITHOUT ROWID

;
INSERT INTO "dose_step" VALUES(2390200330656413276,750,1,3,0,0,0,0,NULL,NULL,0);
INSERT INTO "dose_step" VALUES(2390200330656413276,1500,20,3,3,0,0,1,NULL,NULL,0);
INSERT INTO "dose_step" VALUES(2843673612373342896,500,1,1,0,0,0,0,1,NULL,0);
INSERT INTO "dose_step" VALUES(2843673612373342896,1000,3,1,1,0,0,1,NULL,NULL,0);
INSERT INTO "dose_step" VALUES(2843673612373342896,1500,3,2,1,0,0,2,NULL,1,0);
INSERT INTO "dose_step" VALUES(2843673612373342896,1500,10,2,0,0,0,3,NULL,NULL,0);
INSERT INTO "dose_step" VALUES(4569687832542350040,50000,1,2,0,0,0,0,NULL,NULL,0);
INSERT INTO "dose_step" VALUES(6033068064937970364,500,1,1,0,0,0,0,NULL,NULL,0);
INSERT INTO "dose_step" VALUES(6033068064937970364,1000,3,1,1,0,0,1,NULL,NULL,0);
INSERT INTO "dose_step" VALUES(6033068064937970364,750,9,2,2,1,2,2,NULL,NULL,0);
INSERT INTO "dose_step" VALUES(6033068064937970364,4500,20,4,5,0,0,3,NULL,NULL,0);
INSERT INTO "dose_step" VALUES(8499321881066845679,500,1,1,0,0,0,0,NULL,NULL,0);
INSERT INTO "dose_step" VALUES(8522416725284861693,1500,1,1,0,0,0,0,NULL,NULL,0);
INSERT INTO "dose_step" VALUES(8522416725284861693,1000,14,2,2,1,1,1,NULL,NULL,0);
CREATE TABLE draft (
	code_hash BLOB NOT NULL, 
	step SMALLINT NOT NULL, 
	answers TEXT NOT NULL, weeks_left SMALLINT DEFAULT '9' NOT NULL, revision BIGINT DEFAULT '0' NOT NULL, batch SMALLINT DEFAULT '0' NOT NULL, 
	PRIMARY KEY (code_hash)
)
 WITHOUT ROWID

;
INSERT INTO "draft" VALUES(X'09B94A88FCBD04D3A077B7209945E89391B433102DF099D20A94D7FC245FB31E',4,'{"you.condition":"gout","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.still":"stopped","doses.stop_week":9,"doses.stop_reason":"side_effects","effects.sleep":["night_waking"],"effect.night_waking.before":"no","effect.night_waking.began":2,"effect.night_waking.still":"gone","effect.night_waking.ended":0,"effect.night_waking.severity":"severe","effect.night_waking.helped":["stopped"],"effect.night_waking.hours_after":"from_2_to_4","benefit.overall_change":"much_worse","benefit.first_benefit":"not_yet","benefit.now.pain":"3","benefit.before.pain":"10","pleasure.answered":true,"pleasure.affective":["anhedonia"],"effect.anhedonia.before":"no","effect.anhedonia.still":"yes","effect.anhedonia.began":0}',9,8549633858315909206,0);
INSERT INTO "draft" VALUES(X'1773C4B56A5B9A82E5562A60E8547686F3DDAF4E57A0D6D08262497B9946A0E4',8,'{"you.condition":"mcas","you.age_band":"from_30_to_44","you.sex":"female","you.sensitivity":"yes","you.joined":"before_ldn","forms":["version_1"],"doses.since":40,"doses.first.dose":"0.5","doses.first.timing":"bedtime","doses.changed":"yes","doses.changes":[1,2,3],"doses.changes_made":3,"doses.change.1.week":3,"doses.change.1.dose":"1","doses.change.1.timing":"bedtime","doses.change.1.reason":"planned_step","doses.change.2.week":9,"doses.change.2.dose":"0.75","doses.change.2.timing":"morning","doses.change.2.reason":"ease_effects","doses.change.2.effects_after":"better","doses.change.2.benefit_after":"partly_lost","doses.change.3.week":20,"doses.change.3.dose":"4.5","doses.change.3.timing":"other","doses.change.3.reason":"other","doses.still":"yes","effects.sleep":["vivid_dreams"],"effects.physical":["headache"],"pleasure.affective":["anhedonia"],"effect.headache.before":"the_same","effect.headache.still":"yes","effect.headache.severity":"severe","effect.anhedonia.began":0,"effect.anhedonia.still":"gone","effect.anhedonia.ended":0,"effect.vivid_dreams.before":"no","effect.vivid_dreams.began":1,"effect.vivid_dreams.still":"gone","effect.vivid_dreams.ended":3,"effect.vivid_dreams.severity":"moderate","effect.vivid_dreams.helped":["time","moved_to_morning"],"effect.vivid_dreams.hours_after":"from_2_to_4","effect.vivid_dreams.again.2.before":"no","effect.vivid_dreams.again.2.began":9,"effect.vivid_dreams.again.2.still":"gone","effect.vivid_dreams.again.2.ended":10,"effect.vivid_dreams.again.2.severity":"mild","effect.vivid_dreams.again.3.before":"no","effect.vivid_dreams.again.3.began":20,"effect.vivid_dreams.again.3.still":"gone","effect.vivid_dreams.again.3.ended":21,"effect.vivid_dreams.again.3.severity":"mild","effect.vivid_dreams.again.4.before":"worse_now","effect.vivid_dreams.again.4.began":30,"effect.vivid_dreams.again.4.still":"yes","effect.vivid_dreams.again.4.severity":"very_severe","benefit.overall_change":"much_better","benefit.first_benefit":"w3_4","benefit.now.pain":"3","benefit.now.fatigue":"4","benefit.now.mood":"0","benefit.before.pain":"8","benefit.before.fatigue":"10","benefit.before.sleep":"5","pleasure.answered":true}',9,4776740328264304216,0);
INSERT INTO "draft" VALUES(X'26D3A31F8F90CB900A73CBF8A891BF8503532841FBA6BB82D464A890E0D18486',1,'{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said"}',9,4477800952843981554,0);
INSERT INTO "draft" VALUES(X'529E74467FD4F211894452B004F1F5E97E7825D571890CE6332C94A27B7FF9C4',3,'{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.3.week":8,"doses.change.3.dose":"1","doses.change.3.timing":"morning","doses.change.3.reason":"ease_effects","doses.change.3.effects_after":"better","doses.change.3.benefit_after":"partly_lost"}',9,4021474501233106447,0);
INSERT INTO "draft" VALUES(X'57C7B6B38C5587EBF3A995D430B798EF453DAC15843008C0713140A7142E815B',2,'{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.3.week":4,"doses.change.3.dose":"1","doses.change.3.timing":"morning","doses.change.3.reason":"ease_effects","doses.change.3.effects_after":"better","doses.change.3.benefit_after":"partly_lost"}',9,-5540989941087187772,0);
INSERT INTO "draft" VALUES(X'FA0F2DDD6C7F800DCEE3A44C9F7624532B469884B689C219D8F6812F223B132B',8,'{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.3.week":8,"doses.change.3.dose":"1","doses.change.3.timing":"morning","doses.change.3.reason":"ease_effects","doses.change.3.effects_after":"better","doses.change.3.benefit_after":"partly_lost","doses.still":"stopped","doses.stop_week":9,"doses.stop_reason":"side_effects","effects.sleep":["night_waking"],"effect.night_waking.before":"no","effect.night_waking.began":2,"effect.night_waking.still":"gone","effect.night_waking.ended":0,"effect.night_waking.severity":"severe","effect.night_waking.helped":["stopped"],"effect.night_waking.hours_after":"from_2_to_4","benefit.overall_change":"much_worse","benefit.first_benefit":"not_yet","benefit.now.pain":"3","benefit.before.pain":"10","pleasure.answered":true,"pleasure.affective":["anhedonia"],"effect.anhedonia.before":"no","effect.anhedonia.still":"yes","effect.anhedonia.began":0}',9,-7600981652217046781,0);
CREATE TABLE draft_ticket (
	token_hash BLOB NOT NULL, 
	code_hash BLOB NOT NULL, 
	days_left SMALLINT NOT NULL, 
	PRIMARY KEY (token_hash)
)
 WITHOUT ROWID

;
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
	hours_after SMALLINT NOT NULL, severity_now SMALLINT DEFAULT '0' NOT NULL, 
	PRIMARY KEY (member_key, effect, episode)
)
 WITHOUT ROWID

;
INSERT INTO "episode" VALUES(2843673612373342896,3,0,1,1,1,NULL,3,0,0,1);
INSERT INTO "episode" VALUES(6033068064937970364,3,0,1,1,0,3,2,36,2,0);
INSERT INTO "episode" VALUES(6033068064937970364,3,1,1,9,0,10,1,0,0,0);
INSERT INTO "episode" VALUES(6033068064937970364,3,2,1,20,0,21,1,0,0,0);
INSERT INTO "episode" VALUES(6033068064937970364,3,3,3,30,1,NULL,4,0,0,0);
INSERT INTO "episode" VALUES(6033068064937970364,11,0,2,NULL,1,NULL,3,0,0,0);
INSERT INTO "episode" VALUES(6033068064937970364,26,0,0,NULL,0,NULL,0,0,0,0);
INSERT INTO "episode" VALUES(8522416725284861693,11,0,1,2,0,10,2,0,0,0);
INSERT INTO "episode" VALUES(8522416725284861693,11,1,1,14,1,NULL,1,0,0,1);
CREATE TABLE invite (
	batch SMALLINT NOT NULL, 
	code TEXT NOT NULL, 
	label TEXT NOT NULL, 
	cap INTEGER NOT NULL, 
	used INTEGER NOT NULL, 
	ends_on TEXT, 
	closed BOOLEAN NOT NULL, full_at INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (batch), 
	UNIQUE (code)
);
INSERT INTO "invite" VALUES(1,'JXD7-RH2C','Spring meeting',40,3,NULL,0,36);
CREATE TABLE leader (
	name TEXT NOT NULL, 
	passphrase_hash TEXT NOT NULL, 
	sealed_secret BLOB NOT NULL, 
	last_step BIGINT NOT NULL, 
	PRIMARY KEY (name)
);
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
INSERT INTO "likeness" VALUES(4714460850302026,2843673612373342896);
INSERT INTO "likeness" VALUES(6936237527022740,6033068064937970364);
INSERT INTO "likeness" VALUES(11906488227452869,6033068064937970364);
INSERT INTO "likeness" VALUES(31657899422575007,6033068064937970364);
INSERT INTO "likeness" VALUES(31735938372356279,6033068064937970364);
INSERT INTO "likeness" VALUES(63477678128370513,8522416725284861693);
CREATE TABLE member (
	member_key BIGINT NOT NULL, 
	record_key BIGINT NOT NULL, 
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
	mood_before SMALLINT, batch SMALLINT DEFAULT '0' NOT NULL, standing SMALLINT DEFAULT '1' NOT NULL, held_for SMALLINT DEFAULT '0' NOT NULL, revision BIGINT DEFAULT '0' NOT NULL, weeks_held SMALLINT DEFAULT '0' NOT NULL, answers_for SMALLINT DEFAULT '0' NOT NULL, earlier_try SMALLINT DEFAULT '0' NOT NULL, had_effects SMALLINT DEFAULT '0' NOT NULL, forms SMALLINT DEFAULT '0' NOT NULL, other_conditions INTEGER DEFAULT '0' NOT NULL, topics INTEGER DEFAULT '0' NOT NULL, effects_list BIGINT DEFAULT '0' NOT NULL, stopped_day SMALLINT, 
	PRIMARY KEY (member_key)
)
 WITHOUT ROWID

;
INSERT INTO "member" VALUES(2390200330656413276,3848235088,12,0,0,0,0,30,25,1,0,0,NULL,NULL,NULL,NULL,1,1,0,-1454331567149644298,0,0,0,0,2,0,32498622,67108862,NULL);
INSERT INTO "member" VALUES(2843673612373342896,4188785156,2,0,0,0,0,30,NULL,0,0,0,NULL,NULL,NULL,NULL,0,1,0,6977393795196331935,0,1,1,1,12,528,2353118,24,NULL);
INSERT INTO "member" VALUES(4569687832542350040,3796890944,0,0,0,0,0,12,NULL,0,0,0,NULL,NULL,NULL,NULL,0,2,2,344363897400688420,0,0,0,0,2,0,32498622,67108862,NULL);
INSERT INTO "member" VALUES(6033068064937970364,3572325051,3,2,1,2,1,40,NULL,0,3,1,8,10,5,NULL,0,1,0,-5390600739286388516,0,0,0,0,2,0,32498622,67108862,NULL);
INSERT INTO "member" VALUES(8499321881066845679,3533534638,0,0,0,0,0,3,NULL,0,0,0,NULL,NULL,NULL,NULL,1,1,0,1428790073897305970,0,0,0,0,2,0,32498622,67108862,NULL);
INSERT INTO "member" VALUES(8522416725284861693,2001797207,9,1,0,0,0,14,NULL,0,0,0,NULL,NULL,NULL,NULL,1,1,0,-4560012065547843157,0,0,0,0,2,0,32498622,67108862,NULL);
CREATE TABLE pause (
	member_key BIGINT NOT NULL, 
	began_week SMALLINT NOT NULL, 
	ended_week SMALLINT, 
	PRIMARY KEY (member_key, began_week)
)
 WITHOUT ROWID

;
INSERT INTO "pause" VALUES(2843673612373342896,8,9);
CREATE TABLE recovery_code (
	recovery_hash BLOB NOT NULL, 
	leader TEXT NOT NULL, 
	PRIMARY KEY (recovery_hash)
);
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
INSERT INTO "report" VALUES(2390200330656413276,30,7,NULL,NULL,NULL,NULL);
INSERT INTO "report" VALUES(2843673612373342896,30,2,NULL,NULL,NULL,NULL);
INSERT INTO "report" VALUES(4569687832542350040,12,0,NULL,NULL,NULL,NULL);
INSERT INTO "report" VALUES(6033068064937970364,40,2,3,4,NULL,0);
INSERT INTO "report" VALUES(8499321881066845679,3,0,NULL,NULL,NULL,NULL);
INSERT INTO "report" VALUES(8522416725284861693,10,3,7,8,6,5);
INSERT INTO "report" VALUES(8522416725284861693,11,4,6,NULL,NULL,NULL);
INSERT INTO "report" VALUES(8522416725284861693,14,2,NULL,NULL,NULL,NULL);
CREATE TABLE return_code (
	code_hash BLOB NOT NULL, 
	member_key BIGINT NOT NULL, 
	PRIMARY KEY (code_hash), 
	UNIQUE (member_key)
)
 WITHOUT ROWID

;
INSERT INTO "return_code" VALUES(X'30B4D73FD84927BDCEAAFE6E0AB6C969CA18E47C99D324E88F4D1C3F2B48AEB5',6033068064937970364);
INSERT INTO "return_code" VALUES(X'3F3BBBC77BDE39632FECF56BB6B4087C7939B2714AD6BF73BD038769EFCC91FA',2843673612373342896);
INSERT INTO "return_code" VALUES(X'5A8BD6071B593891C982AED448203B15F5A9F39DBAD1F212CCEB2A3975AECE9B',4569687832542350040);
INSERT INTO "return_code" VALUES(X'7373103A05033BA50611CA54F921D1C4349F4E72B6E6F48C986608B15D4B7D53',2390200330656413276);
INSERT INTO "return_code" VALUES(X'829AC9E5B853B0295BC46DA457A6FA11C73549C9A17640CD7837465503DFCF3E',8499321881066845679);
INSERT INTO "return_code" VALUES(X'8AECDA5F85F07049504E5259A30B5CD46798D43871668B91C23309AA6D2A0A2B',8522416725284861693);
CREATE TABLE setting (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, revision BIGINT DEFAULT '0' NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "setting" VALUES('house','e655a945b91fb823a8b6a2775efecd39',2128247524534509826);
INSERT INTO "setting" VALUES('group','{"name":"The third group","welcome":"","help_lines":[],"weekday":6,"time_zone":"Europe/Madrid","rhythm_weeks":6,"filters_off":[],"only_with_invite":true,"languages":["en","es"]}',-2138168967317489028);
CREATE INDEX ix_draft_ticket_code_hash ON draft_ticket (code_hash);
CREATE TRIGGER audit_no_UPDATE BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_DELETE BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
COMMIT;
