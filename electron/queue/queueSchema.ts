import type { DatabaseSchema } from '../state/sqlite/openDatabase.ts';

const migrations: readonly string[] = [
  `
  -- What is known of a row, whether it stands in the queue or is kept for undo.
  CREATE TABLE entry (
    entryNumber INTEGER PRIMARY KEY AUTOINCREMENT,
    searchText TEXT NOT NULL,
    fileName TEXT NOT NULL,
    path TEXT,
    uploadId TEXT,
    relativePath TEXT,
    sizeBytes INTEGER,
    tags TEXT NOT NULL,
    format TEXT NOT NULL,
    durationMs INTEGER,
    artId TEXT,
    hasVideo INTEGER NOT NULL,
    metadataKnown INTEGER NOT NULL,
    errorCode TEXT,
    CHECK ((path IS NULL) <> (uploadId IS NULL))
  ) STRICT;
  CREATE INDEX entryByUpload ON entry (uploadId) WHERE uploadId IS NOT NULL;
  CREATE INDEX entryUnread ON entry (entryNumber) WHERE metadataKnown = 0;

  -- The queue itself: the rows that stand in it, ordered by rank. Narrow, so that moving, removing and
  -- counting rows touches little.
  CREATE TABLE place (
    entryNumber INTEGER PRIMARY KEY REFERENCES entry,
    rank INTEGER NOT NULL,
    shuffleRound INTEGER NOT NULL,
    shuffleKey REAL NOT NULL
  ) STRICT;
  CREATE INDEX placeByRank ON place (rank);
  CREATE INDEX placeByShuffle ON place (shuffleRound, shuffleKey);

  -- What was current, oldest first.
  CREATE TABLE heard (
    heardNumber INTEGER PRIMARY KEY,
    entryNumber INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE undoStep (
    stepNumber INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    removedCount INTEGER NOT NULL,
    currentBefore INTEGER,
    currentAfter INTEGER
  ) STRICT;
  CREATE TABLE undoRow (
    stepNumber INTEGER NOT NULL REFERENCES undoStep,
    change TEXT NOT NULL CHECK (change IN ('added', 'removed', 'moved')),
    entryNumber INTEGER NOT NULL,
    -- Where it stood before; none for an added row.
    rank INTEGER,
    PRIMARY KEY (stepNumber, change, entryNumber)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX undoRowByRank ON undoRow (rank) WHERE rank IS NOT NULL;

  CREATE TABLE queue (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL,
    -- The revision at which rows last came, went or changed places.
    orderRevision INTEGER NOT NULL,
    count INTEGER NOT NULL,
    durationMs INTEGER NOT NULL,
    currentEntryNumber INTEGER,
    shuffleRound INTEGER NOT NULL,
    -- Where the current entry stands in heard.
    heardNumber INTEGER NOT NULL
  ) STRICT;
  INSERT INTO queue VALUES (1, 0, 0, 0, 0, NULL, 0, 0);

  CREATE TRIGGER placeAdded AFTER INSERT ON place BEGIN
    UPDATE queue SET count = count + 1, durationMs = durationMs +
      ifnull((SELECT durationMs FROM entry WHERE entryNumber = NEW.entryNumber), 0);
  END;
  CREATE TRIGGER placeRemoved AFTER DELETE ON place BEGIN
    UPDATE queue SET count = count - 1, durationMs = durationMs -
      ifnull((SELECT durationMs FROM entry WHERE entryNumber = OLD.entryNumber), 0);
  END;
  CREATE TRIGGER durationChanged AFTER UPDATE OF durationMs ON entry
  WHEN OLD.durationMs IS NOT NEW.durationMs
    AND EXISTS (SELECT 1 FROM place WHERE entryNumber = NEW.entryNumber)
  BEGIN
    UPDATE queue SET
      durationMs = durationMs - ifnull(OLD.durationMs, 0) + ifnull(NEW.durationMs, 0);
  END;
  `,
  `
  -- What a playlist said of it, for where its file says nothing.
  ALTER TABLE entry ADD COLUMN hint TEXT NOT NULL DEFAULT '{}';
  `,
  `
  -- Of a row whose file is on a portable player; its path is then the names on that player, as JSON.
  ALTER TABLE entry ADD COLUMN deviceId TEXT;
  ALTER TABLE entry ADD COLUMN storageId TEXT;
  CREATE INDEX entryByDevice ON entry (deviceId) WHERE deviceId IS NOT NULL;
  `,
  `
  -- Rows of the queue whose duration is not known.
  ALTER TABLE queue ADD COLUMN untimedCount INTEGER NOT NULL DEFAULT 0;
  UPDATE queue SET untimedCount =
    (SELECT count(*) FROM place JOIN entry USING (entryNumber) WHERE durationMs IS NULL);
  CREATE TRIGGER untimedPlaceAdded AFTER INSERT ON place
  WHEN (SELECT durationMs FROM entry WHERE entryNumber = NEW.entryNumber) IS NULL
  BEGIN
    UPDATE queue SET untimedCount = untimedCount + 1;
  END;
  CREATE TRIGGER untimedPlaceRemoved AFTER DELETE ON place
  WHEN (SELECT durationMs FROM entry WHERE entryNumber = OLD.entryNumber) IS NULL
  BEGIN
    UPDATE queue SET untimedCount = untimedCount - 1;
  END;
  CREATE TRIGGER durationLearned AFTER UPDATE OF durationMs ON entry
  WHEN (OLD.durationMs IS NULL) <> (NEW.durationMs IS NULL)
    AND EXISTS (SELECT 1 FROM place WHERE entryNumber = NEW.entryNumber)
  BEGIN
    UPDATE queue SET untimedCount = untimedCount + (NEW.durationMs IS NULL) - (OLD.durationMs IS NULL);
  END;
  `,
];

export const queueSchema: DatabaseSchema = {
  migrations,
  // The row of the queue itself, and a table that can be read.
  isComplete: (database) =>
    database.prepare('SELECT 1 FROM queue, (SELECT count(*) FROM place)').get() !== undefined,
};
