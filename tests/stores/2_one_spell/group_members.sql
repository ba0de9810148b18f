BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('members_0006');
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
INSERT INTO "dose_step" VALUES(2459184607676592543,1,750,3,0,0,0);
INSERT INTO "dose_step" VALUES(2459184607676592543,20,1500,3,3,0,0);
INSERT INTO "dose_step" VALUES(4054307991592586297,1,1500,1,0,0,0);
INSERT INTO "dose_step" VALUES(4054307991592586297,14,1000,2,2,1,1);
INSERT INTO "dose_step" VALUES(5851344518288316786,1,500,1,0,0,0);
INSERT INTO "dose_step" VALUES(7303723233599701553,1,50000,2,0,0,0);
INSERT INTO "dose_step" VALUES(8346884298990400918,1,500,1,0,0,0);
INSERT INTO "dose_step" VALUES(8346884298990400918,3,1000,1,1,0,0);
INSERT INTO "dose_step" VALUES(8346884298990400918,9,750,2,2,1,2);
INSERT INTO "dose_step" VALUES(8346884298990400918,20,4500,4,5,0,0);
CREATE TABLE draft (
	code_hash BLOB NOT NULL, 
	step SMALLINT NOT NULL, 
	answers TEXT NOT NULL, weeks_left SMALLINT DEFAULT '9' NOT NULL, revision BIGINT DEFAULT '0' NOT NULL, batch SMALLINT DEFAULT '0' NOT NULL, 
	PRIMARY KEY (code_hash)
)
 WITHOUT ROWID

;
INSERT INTO "draft" VALUES(X'0C5E7868C3EF579ACA8DB32ECECE591DB341F1217D39013F56AF8140D5C1AE69',8,'{"you.condition":"mcas","you.age_band":"from_30_to_44","you.sex":"female","you.sensitivity":"yes","you.joined":"before_ldn","doses.since":40,"doses.first.dose":"0.5","doses.first.timing":"bedtime","doses.changed":"yes","doses.changes":[1,2,3],"doses.changes_made":3,"doses.change.1.week":3,"doses.change.1.dose":"1","doses.change.1.timing":"bedtime","doses.change.1.reason":"planned_step","doses.change.2.week":9,"doses.change.2.dose":"0.75","doses.change.2.timing":"morning","doses.change.2.reason":"ease_effects","doses.change.2.effects_after":"better","doses.change.2.benefit_after":"partly_lost","doses.change.3.week":20,"doses.change.3.dose":"4.5","doses.change.3.timing":"other","doses.change.3.reason":"other","doses.still":"yes","effects.sleep":["vivid_dreams"],"effects.physical":["headache"],"pleasure.affective":["anhedonia"],"effect.headache.before":"the_same","effect.headache.still":"yes","effect.headache.severity":"severe","effect.anhedonia.began":0,"effect.anhedonia.still":"gone","effect.anhedonia.ended":0,"effect.vivid_dreams.before":"worse_now","effect.vivid_dreams.began":30,"effect.vivid_dreams.still":"yes","effect.vivid_dreams.severity":"very_severe","benefit.overall_change":"much_better","benefit.first_benefit":"w3_4","benefit.now.pain":"3","benefit.now.fatigue":"4","benefit.now.mood":"0","benefit.before.pain":"8","benefit.before.fatigue":"10","benefit.before.sleep":"5","pleasure.answered":true}',9,6349052744737696554,0);
INSERT INTO "draft" VALUES(X'3571803051CE0A7E4CA4F0BC79D7A50A132C8D5C1B40B6C77D60F51C6DE000CE',3,'{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.3.week":8,"doses.change.3.dose":"1","doses.change.3.timing":"morning","doses.change.3.reason":"ease_effects","doses.change.3.effects_after":"better","doses.change.3.benefit_after":"partly_lost"}',9,-5560278117489919688,0);
INSERT INTO "draft" VALUES(X'385123804F7A915D76BF28906E54E4F4BBE292B9F19397D10605587F5DA80A2F',4,'{"you.condition":"gout","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.still":"stopped","doses.stop_week":9,"doses.stop_reason":"side_effects","effects.sleep":["night_waking"],"effect.night_waking.before":"no","effect.night_waking.began":2,"effect.night_waking.still":"gone","effect.night_waking.ended":0,"effect.night_waking.severity":"severe","effect.night_waking.helped":["stopped"],"effect.night_waking.hours_after":"from_2_to_4","benefit.overall_change":"much_worse","benefit.first_benefit":"not_yet","benefit.now.pain":"3","benefit.before.pain":"10","pleasure.answered":true,"pleasure.affective":["anhedonia"],"effect.anhedonia.before":"no","effect.anhedonia.still":"yes","effect.anhedonia.began":0}',9,-6953913687833384772,0);
INSERT INTO "draft" VALUES(X'4AC90352A76F2CC283269A22651AF1839D38638C6A2CB966D56589BE0BEDE178',2,'{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.3.week":4,"doses.change.3.dose":"1","doses.change.3.timing":"morning","doses.change.3.reason":"ease_effects","doses.change.3.effects_after":"better","doses.change.3.benefit_after":"partly_lost"}',9,8139634099337130609,0);
INSERT INTO "draft" VALUES(X'59C4362ADA9E75785D60EEAD99A3B0856CB0E103333A0554BDA546BC5BC5D195',1,'{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said"}',9,2856568539995077049,0);
INSERT INTO "draft" VALUES(X'B86798723E070F811A96E621D621E04420327BE0E9CB5D9E3A500F34180AF74E',8,'{"you.condition":"mcas","you.age_band":"not_said","you.sex":"female","you.sensitivity":"yes","you.joined":"not_said","doses.since":12,"doses.first.dose":"1,5 mg","doses.first.timing":"divided","doses.changed":"yes","doses.changes":[1,3],"doses.changes_made":3,"doses.change.1.week":4,"doses.change.1.dose":"2.5","doses.change.3.week":8,"doses.change.3.dose":"1","doses.change.3.timing":"morning","doses.change.3.reason":"ease_effects","doses.change.3.effects_after":"better","doses.change.3.benefit_after":"partly_lost","doses.still":"stopped","doses.stop_week":9,"doses.stop_reason":"side_effects","effects.sleep":["night_waking"],"effect.night_waking.before":"no","effect.night_waking.began":2,"effect.night_waking.still":"gone","effect.night_waking.ended":0,"effect.night_waking.severity":"severe","effect.night_waking.helped":["stopped"],"effect.night_waking.hours_after":"from_2_to_4","benefit.overall_change":"much_worse","benefit.first_benefit":"not_yet","benefit.now.pain":"3","benefit.before.pain":"10","pleasure.answered":true,"pleasure.affective":["anhedonia"],"effect.anhedonia.before":"no","effect.anhedonia.still":"yes","effect.anhedonia.began":0}',9,-1951954202809560425,0);
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
	hours_after SMALLINT NOT NULL, 
	PRIMARY KEY (member_key, effect, episode)
)
 WITHOUT ROWID

;
INSERT INTO "episode" VALUES(4054307991592586297,11,0,1,2,0,10,2,0,0);
INSERT INTO "episode" VALUES(4054307991592586297,11,1,0,14,1,NULL,1,0,0);
INSERT INTO "episode" VALUES(8346884298990400918,3,0,1,1,0,3,2,36,2);
INSERT INTO "episode" VALUES(8346884298990400918,3,1,1,9,0,10,1,0,0);
INSERT INTO "episode" VALUES(8346884298990400918,3,2,1,20,0,21,1,0,0);
INSERT INTO "episode" VALUES(8346884298990400918,3,3,3,30,1,NULL,4,0,0);
INSERT INTO "episode" VALUES(8346884298990400918,11,0,2,NULL,1,NULL,3,0,0);
INSERT INTO "episode" VALUES(8346884298990400918,26,0,0,NULL,0,NULL,0,0,0);
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
INSERT INTO "invite" VALUES(1,'JYEN-YBA6','Spring meeting',40,2,NULL,0,50);
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
INSERT INTO "likeness" VALUES(6936237527022740,8346884298990400918);
INSERT INTO "likeness" VALUES(11906488227452869,8346884298990400918);
INSERT INTO "likeness" VALUES(19065008690671315,4054307991592586297);
INSERT INTO "likeness" VALUES(25933873155056471,4054307991592586297);
INSERT INTO "likeness" VALUES(31657899422575007,8346884298990400918);
INSERT INTO "likeness" VALUES(31735938372356279,8346884298990400918);
INSERT INTO "likeness" VALUES(44404964839622065,4054307991592586297);
INSERT INTO "likeness" VALUES(63477678128370513,4054307991592586297);
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
	mood_before SMALLINT, batch SMALLINT DEFAULT '0' NOT NULL, standing SMALLINT DEFAULT '1' NOT NULL, held_for SMALLINT DEFAULT '0' NOT NULL, revision BIGINT DEFAULT '0' NOT NULL, weeks_held SMALLINT DEFAULT '0' NOT NULL, 
	PRIMARY KEY (member_key)
)
 WITHOUT ROWID

;
INSERT INTO "member" VALUES(2459184607676592543,3024815227,12,0,0,0,0,30,25,1,0,0,NULL,NULL,NULL,NULL,0,1,0,7112905047169540728,0);
INSERT INTO "member" VALUES(4054307991592586297,904673416,9,1,0,0,0,14,NULL,0,0,0,NULL,NULL,NULL,NULL,0,1,0,-3105688313141090833,0);
INSERT INTO "member" VALUES(5851344518288316786,734477555,0,0,0,0,0,3,NULL,0,0,0,NULL,NULL,NULL,NULL,0,1,0,-2213207689052978790,0);
INSERT INTO "member" VALUES(7303723233599701553,1610320351,0,0,0,0,0,12,NULL,0,0,0,NULL,NULL,NULL,NULL,1,2,2,-2690538018125054149,0);
INSERT INTO "member" VALUES(8346884298990400918,2235466258,3,2,1,2,1,40,NULL,0,3,1,8,10,5,NULL,1,1,0,-5535324676759782947,0);
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
INSERT INTO "report" VALUES(2459184607676592543,30,7,NULL,NULL,NULL,NULL);
INSERT INTO "report" VALUES(4054307991592586297,10,3,7,8,6,5);
INSERT INTO "report" VALUES(4054307991592586297,11,4,6,NULL,NULL,NULL);
INSERT INTO "report" VALUES(4054307991592586297,14,2,NULL,NULL,NULL,NULL);
INSERT INTO "report" VALUES(5851344518288316786,3,0,NULL,NULL,NULL,NULL);
INSERT INTO "report" VALUES(7303723233599701553,12,0,NULL,NULL,NULL,NULL);
INSERT INTO "report" VALUES(8346884298990400918,40,2,3,4,NULL,0);
CREATE TABLE return_code (
	code_hash BLOB NOT NULL, 
	member_key BIGINT NOT NULL, 
	PRIMARY KEY (code_hash), 
	UNIQUE (member_key)
)
 WITHOUT ROWID

;
INSERT INTO "return_code" VALUES(X'34EA80FE24CF6F3920EAEF48E064B85B16E3742B518B221E8F3B6AE997D79C4E',8346884298990400918);
INSERT INTO "return_code" VALUES(X'53E038AF521544CEAF12EDAD5FAAF181B6874E841673CCD7E5E1AEF32E021914',5851344518288316786);
INSERT INTO "return_code" VALUES(X'5D7C0395DFBBF026938BAA779E45204A724E7236D335805C64E638D63B361C9F',7303723233599701553);
INSERT INTO "return_code" VALUES(X'681E4752F56A8FD84D5008037746BCE0F6113AE0AF3073146A8380B616049A67',4054307991592586297);
INSERT INTO "return_code" VALUES(X'A2BFD3C153F59A7C9EFD4840B8CA381DE166A1DA444146ED821DFF0CAEFECCF3',2459184607676592543);
CREATE TABLE setting (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, revision BIGINT DEFAULT '0' NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TRIGGER audit_no_UPDATE BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_DELETE BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE INDEX ix_draft_ticket_code_hash ON draft_ticket (code_hash);
COMMIT;
