BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('editions_0005');
CREATE TABLE cell (
	edition INTEGER NOT NULL, 
	measure TEXT NOT NULL, 
	filters TEXT NOT NULL, 
	axis TEXT NOT NULL, 
	people INTEGER NOT NULL, 
	cases INTEGER NOT NULL, 
	PRIMARY KEY (edition, measure, filters, axis)
)
 WITHOUT ROWID

;
CREATE TABLE contrast (
	edition INTEGER NOT NULL, 
	contrast TEXT NOT NULL, 
	filters TEXT NOT NULL, 
	axis TEXT NOT NULL, 
	points INTEGER NOT NULL, 
	low INTEGER NOT NULL, 
	high INTEGER NOT NULL, 
	people_first INTEGER NOT NULL, 
	people_second INTEGER NOT NULL, 
	points_first INTEGER NOT NULL, 
	points_second INTEGER NOT NULL, 
	PRIMARY KEY (edition, contrast, filters, axis)
)
 WITHOUT ROWID

;
CREATE TABLE contrast_sums (
	edition INTEGER NOT NULL, 
	contrast TEXT NOT NULL, 
	filters TEXT NOT NULL, 
	axis TEXT NOT NULL, 
	people INTEGER NOT NULL, 
	cases_first INTEGER NOT NULL, 
	cases_second INTEGER NOT NULL, 
	variance INTEGER NOT NULL, 
	PRIMARY KEY (edition, contrast, filters, axis)
)
 WITHOUT ROWID

;
CREATE TABLE edition (
	number INTEGER NOT NULL, 
	published_on TEXT NOT NULL, 
	members INTEGER NOT NULL, 
	invented BOOLEAN NOT NULL, 
	checksum TEXT NOT NULL, rule INTEGER DEFAULT '1' NOT NULL, groups INTEGER DEFAULT '1' NOT NULL, day_number INTEGER DEFAULT '0' NOT NULL, older_forms TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE house (
	name TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "house" VALUES('e655a945b91fb823a8b6a2775efecd39');
CREATE TABLE progress (
	id INTEGER NOT NULL, 
	members INTEGER NOT NULL, 
	invented BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
COMMIT;
